"""Slow senders, and long work asked for by many at once (S18)."""
import multiprocessing
import socket
import time

from .target import attack, expect


def percentile(values, share):
    return sorted(values)[int(len(values) * share)] if values else 0


def healthy(target, seconds):
    """The 99th percentile of the time that an ordinary visitor waits, each time on a connection of its own."""
    times, end = [], time.monotonic() + seconds
    client = target.anyone()
    while time.monotonic() < end:
        begun = time.perf_counter()
        expect(client.get("/public/check").status == 200, "an ordinary visitor is turned away")
        times.append(time.perf_counter() - begun)
        time.sleep(0.01)
    return percentile(times, 0.99)


def compared(before, during):
    """Fails if healthy visitors wait more than twice as long, beyond what the clock of a busy machine tells apart."""
    told = f"99th percentile {before * 1000:.1f} ms before, {during * 1000:.1f} ms during"
    expect(during <= max(2 * before, 0.05), told)
    return told


def trickle(port, token, pipe):
    """Opens 500 connections that never end their headers and 100 with bodies of 1 KiB/s, and counts at last how many were ended.

    A process of its own: what it costs to send slowly must not slow down the clock of the healthy visitor."""
    headers, bodies = [], []
    for number in range(600):
        connection = socket.create_connection(("127.0.0.1", port), 30)
        if number < 500:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nX-")
            headers.append(connection)
        else:
            connection.sendall(
                (f"POST /api/v1/rounds/2014/uploads?kind=document HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
                 "Content-Type: application/octet-stream\r\nContent-Length: 104857600\r\n\r\n").encode())
            bodies.append(connection)
        connection.setblocking(False)
    pipe.send("opened")
    while not pipe.poll(1):
        for connections, piece in ((headers, b"a"), (bodies, b"a" * 1024)):
            for connection in connections:
                try:
                    connection.send(piece)
                except OSError:
                    pass
    ended = 0
    for connection in headers + bodies:
        try:
            # Whatever the service said before: a connection is over when nothing more comes.
            while connection.recv(65536):
                pass
            ended += 1
        except BlockingIOError:
            pass
        except OSError:
            ended += 1
    pipe.send(ended)


@attack("500 connections that never end their headers and 100 bodies of 1 KiB/s do not slow the others", "ASVS 2.4.1, 15.2.2; S18")
def slow(target):
    before = healthy(target, 10)
    pipe, other = multiprocessing.Pipe()
    sender = multiprocessing.Process(target=trickle, args=(target.server.port, target.programs["office"].token, other))
    sender.start()
    try:
        expect(pipe.poll(60) and pipe.recv() == "opened", "the slow connections could not be opened")
        told = compared(before, healthy(target, 20))
        time.sleep(70)
        pipe.send("count")
        expect(pipe.poll(60), "the slow connections could not be counted")
        ended = pipe.recv()
    finally:
        sender.terminate()
        sender.join()
    expect(ended >= 590, f"only {ended} of 600 slow connections were ended within 90 s")
    return f"{told}; {ended} of 600 were ended"


@attack("one address cannot take everybody's connections", "ASVS 2.4.1, 15.2.2; S18")
def crowd(target):
    idle = []
    try:
        for _ in range(1200):
            idle.append(socket.create_connection(("127.0.0.1", target.server.port), 30, ("127.7.7.7", 0)))
        waited = healthy(target, 5)
        return f"99th percentile {waited * 1000:.1f} ms beside 1,200 idle connections"
    finally:
        for connection in idle:
            connection.close()


@attack("fifty evaluations asked for at once wait in a line, and those beyond it are told to come again", "ASVS 15.2.2; S18")
def line(target):
    before = healthy(target, 10)
    office, statuses, jobs = target.programs["office"], [], []
    for _ in range(60):
        asked = office.json("POST", "/api/v1/rounds/2014/evaluations", {"districts": [], "reason": "again"})
        statuses.append(asked.status)
        if asked.status == 202:
            jobs.append(asked.json()["id"])
    told = compared(before, healthy(target, 10))
    expect(set(statuses) <= {202, 429, 503}, statuses)
    running = sum(office.get("/api/v1/jobs/" + job).json()["state"] == "running" for job in jobs)
    expect(running <= 1, f"{running} evaluations run at once")
    return f"{told}; {len(jobs)} of 60 were taken, {len(statuses) - len(jobs)} told to come again"
