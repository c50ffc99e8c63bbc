#!/usr/bin/env python3
"""R13: SIGTERM under load. Uploads in flight are finished or cleanly refused, the service ends within ten seconds, nothing is lost.

    Tests/Soak/stops.py --program .build/release/kaoping --stops 20
"""
import random
import threading
import time

import service as soak

options = soak.options(__doc__, stops=20)
work = soak.workplace("stops", options.keep)
chance = random.Random(options.seed)
program, tokens = soak.template(options.program, work)
offices = [token for user, token in sorted(tokens.items()) if user.startswith("office")]
ledger, slowest, statuses = soak.Ledger(), 0, {}


def client(service, token, number, turn):
    me = soak.Client(service, token)
    for count in range(1_000_000):
        name = f"{turn}-{number}-{count}.bin"
        # No text, which would be searched for names for longer than it takes to send.
        content = bytes(1) + random.Random(name).randbytes(1_000_000 if number == 0 else 20_000)
        try:
            status, answer = me.upload(name, content, key=name)
        except (OSError, soak.http.client.HTTPException, ValueError):
            return
        statuses[status] = statuses.get(status, 0) + 1
        if status == 201:
            ledger.note_upload(answer, name, content)
        elif status != 503:
            soak.fail(f"{name}: {status} {answer}")


for turn in range(options.stops):
    service = soak.Service(program).start()
    # One connection that only waits, and one that stops half-way through its request: neither may hold the end up.
    idle = soak.Client(service, offices[0])
    idle.request("GET", "/healthz")
    stuck = soak.socket.create_connection(("127.0.0.1", service.port))
    stuck.sendall(f"POST /api/v1/rounds/{soak.ROUND}/uploads?kind=evidence&scope=all&name=x HTTP/1.1\r\nHost: x\r\n"
                  f"Authorization: Bearer {offices[0]}\r\nContent-Length: 100000\r\n\r\nonly this".encode())
    threads = [threading.Thread(target=client, args=(service, token, number, turn)) for number, token in enumerate(offices)]
    for thread in threads:
        thread.start()
    time.sleep(0.3 + chance.random())
    try:
        status, seconds = service.stop(seconds=30)
    except soak.subprocess.TimeoutExpired:
        service.kill()
        soak.fail(f"stop {turn + 1}: still running after 30 s")
    slowest = max(slowest, seconds)
    for thread in threads:
        thread.join()
    stuck.close()
    if status != 0:
        soak.fail(f"stop {turn + 1}: status {status}")
    promises, _ = ledger.check(program, f"stop {turn + 1}")
print(f"R13: {options.stops} stops under load, slowest {slowest:.2f} s, {promises} acknowledged, 0 lost; answers {statuses}")
if slowest > 10:
    soak.fail("more than ten seconds")
