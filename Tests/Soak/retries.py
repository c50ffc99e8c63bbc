#!/usr/bin/env python3
"""R11: clients whose connection is cut send the same upload again, with the same key; each counts once.

The connection is cut at a random moment: half-way through the request, right behind it, or while the answer comes. Half of the keys
are sent again at once, when the first try may still be under way.

    Tests/Soak/retries.py --program .build/release/kaoping --uploads 1000
"""
import random
import socket
import threading
import time
import urllib.parse

import service as soak

options = soak.options(__doc__, uploads=1000)
work = soak.workplace("retries", options.keep)
program, tokens = soak.template(options.program, work)
service = soak.Service(program).start()
offices = [token for user, token in sorted(tokens.items()) if user.startswith("office")]
lock, receipts, cuts, begun = threading.Lock(), {}, 0, time.monotonic()


def cut_off(token, name, content, chance):
    """Sends part or all of a request and hangs up."""
    query = urllib.parse.urlencode({"kind": "evidence", "scope": "all", "name": name})
    head = (f"POST /api/v1/rounds/{soak.ROUND}/uploads?{query} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n"
            f"Content-Length: {len(content)}\r\nIdempotency-Key: {name}\r\n\r\n").encode()
    whole = head + content
    with socket.create_connection(("127.0.0.1", service.port)) as connection:
        if chance.random() < 0.4:
            connection.sendall(whole[:chance.randrange(1, len(whole))])
        else:
            connection.sendall(whole)
            time.sleep(chance.random() * 0.15)


def client(number, token):
    global cuts
    chance = random.Random(f"{options.seed}-{number}")
    me = soak.Client(service, token)
    for count in range(number, options.uploads, len(offices)):
        name, content = f"{count}.txt", f"retry {count} ".encode() * chance.randrange(1, 300)
        for _ in range(chance.randrange(1, 3)):
            cut_off(token, name, content, chance)
            with lock:
                cuts += 1
        if chance.random() < 0.5:
            time.sleep(chance.random() * 0.2)
        answers = [me.upload(name, content, key=name) for _ in range(2)]
        if any(status != 201 for status, _ in answers) or answers[0][1]["receipt"] != answers[1][1]["receipt"]:
            soak.fail(f"{name}: {answers}")
        with lock:
            receipts[name] = answers[0][1]


threads = [threading.Thread(target=client, args=pair) for pair in enumerate(offices)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
kept = soak.Client(service, offices[0]).uploads()
names = [item["name"] for item in kept.values()]
service.stop()
if sorted(names) != sorted(receipts) or len(receipts) != options.uploads:
    soak.fail(f"{len(receipts)} sent, {len(names)} kept, {len(names) - len(set(names))} of them twice")
program.verify("at the end")
print(f"R11: {options.uploads} uploads, {cuts} connections cut, each counted once; {time.monotonic() - begun:.0f} s")
