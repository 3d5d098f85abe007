"""What a region sends is lost, what it is sent arrives; then the other way round.

The same holds as when both directions are cut.
"""

from scenarios.cut_off import cut_off


def run(world, chosen):
    figures = {}
    for only in ("out", "in"):
        world.settle()
        figures.update({f"{only}: {key}": value for key, value in cut_off(world, only).items()})
    return figures
