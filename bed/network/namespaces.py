"""Network namespaces: what the `ip` command does with them, and what it cannot do."""

import ctypes
import fcntl
import os
import signal
import struct
import subprocess
import threading
import time

CLONE_NEWNET = 0x40000000
TUNSETIFF = 0x400454CA
IFF_TUN_NO_PI = 0x1001

libc = ctypes.CDLL(None, use_errno=True)


def ip(*words, check=True):
    """Runs `ip WORDS`, gives what it prints; without `check` it may fail in silence."""
    errors = None if check else subprocess.DEVNULL
    return subprocess.run(["ip", *words], check=check, stderr=errors, stdout=subprocess.PIPE, text=True).stdout


def existing():
    return {line.split()[0] for line in ip("netns", "list").splitlines()}


def create(name):
    ip("netns", "add", name)
    # Addresses are usable at once (no negotiation), and packets may come and go by different ways (one-way cuts).
    settings = "echo 0 | tee /proc/sys/net/ipv6/conf/*/accept_dad /proc/sys/net/ipv4/conf/*/rp_filter"
    ip("netns", "exec", name, "sh", "-c", settings)
    ip("-n", name, "link", "set", "lo", "up")


def enter(name):
    """Moves the calling thread into a namespace: the sockets it opens from now on are there."""
    with open(f"/run/netns/{name}") as target:
        if libc.setns(target.fileno(), CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), f"cannot enter the namespace {name}")


def open_tun(name, device):
    """The descriptor of a new TUN device in a namespace. The calling thread stays in that namespace."""
    enter(name)
    descriptor = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(descriptor, TUNSETIFF, struct.pack("16sH22x", device.encode(), IFF_TUN_NO_PI))
    return descriptor


def processes(names):
    return {int(pid) for name in names for pid in ip("netns", "pids", name, check=False).split()} - {os.getpid()}


def end_processes(names, *steps):
    """Ends what runs in these namespaces, each process by its id: signals, each with its patience in seconds."""
    for sent, patience in steps:
        deadline, told = time.monotonic() + patience, set()
        while time.monotonic() < deadline:
            running = processes(names)
            if not running:
                return
            for pid in running - told:
                try:
                    os.kill(pid, sent)
                except ProcessLookupError:
                    pass
            told |= running
            time.sleep(0.05)


def kill_all(names):
    end_processes(names, (signal.SIGKILL, 5))


def stop_all(names):
    end_processes(names, (signal.SIGTERM, 3), (signal.SIGKILL, 2))


def why_impossible():
    """Why this machine can hold no bed, in one sentence; None if it can."""
    if os.geteuid():
        return "needs root: it makes network namespaces"
    try:
        ip("-V")
    except FileNotFoundError:
        return "needs the command 'ip'; install the package iproute2"
    if not os.path.exists("/dev/net/tun"):
        return "needs /dev/net/tun: load the kernel module tun, or give the container the device"
    trial = f"bedtrial{os.getpid()}"
    if subprocess.run(["ip", "netns", "add", trial], capture_output=True).returncode:
        return "cannot make a network namespace here: a container needs the capability SYS_ADMIN for it"
    try:
        return _without_links(trial)
    finally:
        ip("netns", "del", trial, check=False)


def _without_links(trial):
    veth = ["ip", "-n", trial, "link", "add", "trial0", "type", "veth", "peer", "name", "trial1"]
    if subprocess.run(veth, capture_output=True).returncode:
        return "cannot make a pair of virtual cables (veth): needs the capability NET_ADMIN and the kernel module veth"
    bridge = ["ip", "-n", trial, "link", "add", "trial2", "type", "bridge"]
    if subprocess.run(bridge, capture_output=True).returncode:
        return "cannot make a bridge: needs the kernel module bridge"
    outcome = []

    def tun():  # in a thread of its own: it moves into the namespace
        try:
            os.close(open_tun(trial, "trial3"))
        except OSError as e:
            outcome.append(f"cannot make a TUN device: {e}")

    thread = threading.Thread(target=tun)
    thread.start()
    thread.join()
    return outcome[0] if outcome else None
