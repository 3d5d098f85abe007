#!/usr/bin/env python3
"""A resolver under constant load: asks one server, and the other one of its region if there is no answer in time.

  load.py RATE TIMEOUT SERVER...      queries a second; seconds; addresses, taken in turn as the first one

Until SIGTERM; then one line: how many were sent, answered by the server asked first, by another one after that, and by none,
and how many answers were no good (another response code, nothing in it).
"""
import asyncio
import os
import signal
import struct
import sys

NETWORKS = [(84, 160, 0), (12, 0, 1), (203, 116, 1)]


def query(number, network):
    name = b"\3www\7example\3com\0"
    subnet = struct.pack("!HBB", 1, 24, 0) + bytes(network)
    option = struct.pack("!HH", 8, len(subnet)) + subnet
    opt = b"\0" + struct.pack("!HHIH", 41, 1232, 0, len(option)) + option
    return struct.pack("!HHHHHH", number, 0, 1, 0, 0, 1) + name + struct.pack("!HH", 1, 1) + opt


class Answers(asyncio.DatagramProtocol):
    def __init__(self):
        self.waiting = {}

    def datagram_received(self, data, server):
        waiting = self.waiting.pop(data[:2], None)
        if waiting and not waiting.done():
            waiting.set_result(data)

    def error_received(self, e):
        pass        # port unreachable: as good as no answer, and told as late


class Load:
    def __init__(self, timeout, servers):
        self.timeout, self.servers = timeout, servers
        self.sent = self.first = self.second = self.lost = self.bad = 0

    async def ask(self, number):
        self.sent += 1
        message = query(number, NETWORKS[self.sent % len(NETWORKS)])
        turn = self.sent % len(self.servers)
        for i, protocol in enumerate(self.protocols[turn:] + self.protocols[:turn]):
            waiting = asyncio.get_running_loop().create_future()
            protocol[1].waiting[message[:2]] = waiting
            protocol[0].sendto(message)
            try:
                answer = await asyncio.wait_for(waiting, self.timeout)
            except asyncio.TimeoutError:
                continue
            if answer[3] & 15 or answer[6:8] == b"\0\0":
                self.bad += 1
            elif i:
                self.second += 1
            else:
                self.first += 1
            return
        self.lost += 1

    async def run(self, rate):
        loop = asyncio.get_running_loop()
        stop = asyncio.Event()
        loop.add_signal_handler(signal.SIGTERM, stop.set)
        self.protocols = [await loop.create_datagram_endpoint(Answers, remote_addr=(s, 53)) for s in self.servers]
        tasks, number, begun = set(), os.getpid(), loop.time()
        while not stop.is_set():
            number = (number + 1) % 65536
            task = loop.create_task(self.ask(number))
            tasks.add(task)
            task.add_done_callback(tasks.discard)
            pause = begun + self.sent / rate + 1 / rate - loop.time()
            if pause > 0:
                await asyncio.sleep(pause)
            else:
                await asyncio.sleep(0)
        await asyncio.gather(*tasks)
        print(f"sent={self.sent} first={self.first} second={self.second} lost={self.lost} bad={self.bad}", flush=True)


asyncio.run(Load(float(sys.argv[2]), sys.argv[3:]).run(float(sys.argv[1])))
