"""The load generator as a process of its own, so that things can be done to a server meanwhile."""

import json
import signal
import subprocess

import processes

LONGEST = 600


class Generator:
    """Asks from the given processor. A rate makes it an open loop, none a closed one."""

    def __init__(self, data, port, questions, cpu, rate=0, words=(), seconds=LONGEST):
        pace = ["-r", str(rate)] if rate else []
        command = [data / "load", *pace, *words, "-l", str(seconds), str(port), data / questions]
        self.seconds = seconds
        self.popen = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True, preexec_fn=processes.pinned({cpu})
        )

    def result(self):
        """Waits for its end."""
        return json.loads(self.popen.communicate(timeout=self.seconds + 30)[0])

    def end(self):
        """Has it stop asking, and wait for what is on its way."""
        self.popen.send_signal(signal.SIGTERM)
        return self.result()

    def kill(self):
        """Ends it at once; what it saw is lost."""
        self.popen.kill()
        self.popen.communicate()
