"""Starts, pauses and stops servers, each by its own process id, and reads what they cost."""

import ctypes
import os
import signal
import socket
import struct
import subprocess
import time

TICKS = os.sysconf("SC_CLK_TCK")
PAGE = os.sysconf("SC_PAGE_SIZE")
LIBC = ctypes.CDLL(None)
PR_SET_PDEATHSIG = 1


def pinned(cpus):
    """Runs in the child: these processors, and no life after ours."""

    def prepare():
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        os.sched_setaffinity(0, cpus)

    return prepare


class Process:
    """A server and the processes it starts."""

    def __init__(self, name, command, port, cpus, log):
        self.name, self.port, self.log = name, port, log
        with open(log, "w") as output:
            self.popen = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=pinned(cpus),
                start_new_session=True,
            )

    def ready(self, name, seconds):
        """Whether it comes to answer the name without error."""
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.popen.poll() is None:
            if answers(self.port, name):
                return True
            time.sleep(0.05)
        return False

    def pids(self):
        return family(self.popen.pid)

    def pause(self):
        self.send(signal.SIGSTOP)

    def resume(self):
        self.send(signal.SIGCONT)

    def send(self, number):
        for pid in self.pids():
            try:
                os.kill(pid, number)
            except ProcessLookupError:
                pass

    def stop(self):
        self.resume()
        for number, patience in ((signal.SIGTERM, 5), (signal.SIGKILL, 5)):
            self.send(number)
            try:
                self.popen.wait(patience)
                return
            except subprocess.TimeoutExpired:
                pass


def question(name):
    query = struct.pack(">HHHHHH", 4242, 0, 1, 0, 0, 0)
    return query + b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0\0\1\0\1"


def answers(port, name):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(0.2)
        try:
            client.sendto(question(name), ("127.0.0.1", port))
            return client.recv(4096)[3] & 15 == 0
        except OSError:
            return False


def stat(pid):
    """Fields of /proc/PID/stat after the program's name, or none if it is gone."""
    try:
        with open(f"/proc/{pid}/stat") as file:
            return file.read().rsplit(")", 1)[1].split()
    except OSError:
        return None


def family(pid):
    children = {}
    for other in filter(str.isdigit, os.listdir("/proc")):
        fields = stat(other)
        if fields:
            children.setdefault(int(fields[1]), []).append(int(other))
    found, todo = [], [pid]
    while todo:
        found.append(todo.pop())
        todo += children.get(found[-1], [])
    return found


def cpu_seconds(pids):
    fields = [stat(pid) for pid in pids]
    return sum(int(each[11]) + int(each[12]) for each in fields if each) / TICKS


def resident_bytes(pids):
    fields = [stat(pid) for pid in pids]
    return sum(int(each[21]) for each in fields if each) * PAGE


def machine_busy_seconds():
    """Processor time of everybody, waiting and stolen time left out."""
    with open("/proc/stat") as file:
        fields = [int(field) for field in file.readline().split()[1:]]
    return (fields[0] + fields[1] + fields[2] + fields[5] + fields[6]) / TICKS
