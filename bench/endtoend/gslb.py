"""gslb as java starts it, with other options of the JVM where those are what is measured."""

import os
import re
import shutil
import signal
import time
import urllib.request
from pathlib import Path

import processes
from servers import free_port, host_file

READY_SECONDS = 300
MAIN = "gslb.server.cli.Gslb"


def java_words(command, known, folder):
    """What the launcher makes of itself: java and its options, up to the main class."""
    launched = start("launcher", command, known, {0, 1}, folder)
    try:
        words = Path(f"/proc/{launched.popen.pid}/cmdline").read_bytes().decode().split("\0")
        java = os.readlink(f"/proc/{launched.popen.pid}/exe")
    finally:
        launched.stop()
    return [java, *words[1 : words.index(MAIN) + 1]]


def with_options(words, options):
    """The same with more options; a collector among them takes the other one's place, with what was said of its heap."""
    if any(re.fullmatch(r"-XX:\+Use\w+GC", option) for option in options):
        words = [word for word in words if not re.fullmatch(r"-XX:\+Use\w+GC|-Xmn\w+|-XX:(MaxTenuring|G1Heap)\w+=\w+", word)]
    return [*words[:-1], *options, MAIN]


def without_cache(words):
    return [word for word in words if not word.startswith("-XX:AOTCache=")]


def start(name, command, known, cpus, folder):
    """The process, once it answers the known name."""
    process = processes.Process(name, command, port_of(command), cpus, folder / f"{name}.log")
    if not process.ready(known, READY_SECONDS):
        process.stop()
        raise SystemExit(f"{name} does not answer, see {process.log}")
    return process


def port_of(command):
    text = Path(command[command.index("--config") + 1]).read_text()
    return int(re.search(r'dns: \["[^"]*:(\d+)"', text).group(1))


class AdministeredServer:
    """A server of definitions of its own, with an admin address to ask."""

    def __init__(self, data, name, java, definitions, known, cpus, workers):
        own = data / "servers" / name
        shutil.rmtree(own, ignore_errors=True)
        own.mkdir(parents=True)
        self.admin, self.cluster = free_port(), free_port()
        address = f"127.0.0.1:{free_port()}"
        config = host_file(data, own, address, definitions, workers=workers, admin=self.admin, cluster=self.cluster)
        begun = time.monotonic()
        self.command, self.data, self.cpus, self.successors = [*java, "serve", "--config", config], data, cpus, 0
        self.process = start(name, self.command, known, cpus, data)
        self.seconds_to_answer = time.monotonic() - begun
        self.port = self.process.port

    def reload(self):
        """How long it took, in seconds. By SIGHUP: the admin address gives up after half a minute."""
        begun, before = time.monotonic(), self.generation()
        os.kill(self.process.popen.pid, signal.SIGHUP)
        while self.generation() == before:
            if time.monotonic() - begun > READY_SECONDS:
                raise SystemExit(f"no new generation, see {self.process.log}")
            time.sleep(0.01)
        return time.monotonic() - begun

    def replace(self):
        """A new process takes over; returns when the former has ended. How long that took, in seconds."""
        begun, before = time.monotonic(), self.process
        self.successors += 1
        name = f"{before.name.split('+')[0]}+{self.successors}"
        command = [*self.command, "--replace"]
        self.process = processes.Process(name, command, self.port, self.cpus, self.data / f"{name}.log")
        while before.popen.poll() is None:
            if self.process.popen.poll() is not None or time.monotonic() - begun > READY_SECONDS:
                raise SystemExit(f"not replaced, see {self.process.log}")
            time.sleep(0.01)
        if before.popen.returncode != 0:
            raise SystemExit(f"the former ended with {before.popen.returncode}, see {before.log}")
        return time.monotonic() - begun

    def generation(self):
        """The latest that the server has logged."""
        return re.findall(r" generation (\d+): ", self.process.log.read_text())[-1]

    def counter(self, name):
        """The sum of a counter of the metrics over its labels."""
        with urllib.request.urlopen(f"http://127.0.0.1:{self.admin}/metrics", timeout=READY_SECONDS) as reply:
            text = reply.read().decode()
        return sum(map(float, re.findall(rf"^{name}(?:{{.*}})? ([\d.eE+]+)$", text, re.MULTILINE)))

    def memory(self):
        return processes.resident_bytes(self.process.pids())

    def close(self):
        self.process.stop()
