"""What a server costs while it is measured, and what everybody else does meanwhile."""

import os

import processes


class Meter:
    """Counts from when it is made; what the load costs is known once its process has been waited for."""

    def __init__(self, pids, besides=()):
        self.pids, self.besides = pids, list(besides)  # besides: what belongs to the measurement and is no server
        self.before = self.read()

    def read(self):
        own, besides = processes.cpu_seconds(self.pids), processes.cpu_seconds(self.besides)
        return own, besides, sum(os.times()[2:4]), processes.machine_busy_seconds()

    def figures(self, answers, seconds):
        own, besides, load, busy = (now - then for now, then in zip(self.read(), self.before))
        return {
            "cpu": own / max(1, answers) * 1e6,
            "server_busy": own / seconds,
            "load_busy": load / seconds,
            "foreign": (busy - own - besides - load) / seconds,
            "memory": processes.resident_bytes(self.pids),
        }
