"""What lives on the bed: servers, probers, members, and somebody who watches every answer."""
