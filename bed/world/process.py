"""One process on one host of the bed."""

import ctypes
import os
import signal
import subprocess
import time

PR_SET_PDEATHSIG = 1

libc = ctypes.CDLL(None)




class Process:
    """Started and ended from the main thread: it dies with the thread that started it. nice: beside that thread."""

    def __init__(self, namespace, words, log, environment=None, nice=0):
        self.namespace, self.words, self.log, self.nice = namespace, words, log, nice
        self.environment = environment or {}
        self.running = None
        self.took = 0.0  # seconds that it took to end
        self.expected = False  # whether it is meant to run

    def start(self, **environment):
        """Starts it; environment: in place of what was said at first, for this run alone."""
        self.expected = True
        with open(self.log, "ab") as out:
            self.running = subprocess.Popen(
                ["ip", "netns", "exec", self.namespace, *self.words],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=out,
                env={**os.environ, **self.environment, **environment},
                preexec_fn=self._before,
            )

    def _before(self):
        libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        os.nice(self.nice)

    def adopt(self, other):
        """Goes on as the process that another one has started."""
        self.running, self.expected = other.running, other.expected

    def alive(self):
        return self.running is not None and self.running.poll() is None

    def lost(self):
        """Whether it ended without being told to."""
        return self.expected and not self.alive()

    def kill(self):
        """As a crash or a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self):
        """As an operator would."""
        self._end(signal.SIGTERM)

    def signal(self, number):
        """As the console would, say SIGHUP or SIGSTOP."""
        self.running.send_signal(number)

    def _end(self, number):
        self.expected, begin = False, time.monotonic()
        if self.alive():
            self.running.send_signal(number)
            try:
                self.running.wait(15)
            except subprocess.TimeoutExpired:
                self.running.kill()
                self.running.wait()
        self.took = time.monotonic() - begin
