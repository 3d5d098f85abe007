"""One file a scenario: its first line says what befalls the world, the rest what has to hold beside the invariants."""

from scenarios import (
    all_probers_dead,
    broken_routing,
    clock_off,
    cold_start,
    cut_off,
    cut_one_way,
    cut_pair,
    disk_full,
    last_server,
    loss,
    member,
    random_faults,
    region_off,
    rogue_member,
    rolling_restart,
)

ALL = {
    "member": member,
    "cut-off": cut_off,
    "cut-one-way": cut_one_way,
    "cut-pair": cut_pair,
    "loss": loss,
    "all-probers-dead": all_probers_dead,
    "last-server": last_server,
    "region-off": region_off,
    "broken-routing": broken_routing,
    "clock-off": clock_off,
    "disk-full": disk_full,
    "rogue-member": rogue_member,
    "rolling-restart": rolling_restart,
    "cold-start": cold_start,
    "random": random_faults,
}
