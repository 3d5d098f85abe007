"""Regions of hosts on one Linux machine: network namespaces, and a WAN between them in user space."""
