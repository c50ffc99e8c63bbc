#!/usr/bin/env python3
"""R5: 32 clients, 10,000 requests, the same and different files, and commands on a directory that the service holds.

Nobody is told that the database is locked; of the same file one is received and all others get its receipt; a second service and
every command that would write are refused within a second and told who holds the directory.

    Tests/Soak/many.py --program .build/release/kaoping --requests 10000
"""
import json
import os
import random
import subprocess
import threading
import time

import service as soak

options = soak.options(__doc__, requests=10_000, clients=32, files=40)
work = soak.workplace("many", options.keep)
program, tokens = soak.template(options.program, work, roster=soak.WHOLE_CITY)
service = soak.Service(program).start()
offices = [token for user, token in sorted(tokens.items()) if user.startswith("office")]
lock, statuses, shared, left, begun = threading.Lock(), {}, {}, options.requests, time.monotonic()
ledger = soak.Ledger()


def client(number):
    global left
    chance = random.Random(f"{options.seed}-{number}")
    me = soak.Client(service, offices[number % len(offices)], timeout=120)
    count = 0
    while True:
        with lock:
            if left <= 0:
                return
            left -= 1
        count += 1
        draw = chance.random()
        if draw < 0.08:
            # The same files by everybody.
            name = f"shared-{chance.randrange(options.files)}.txt"
            status, answer = me.upload(name, name.encode() * 100)
            if status == 201:
                with lock:
                    shared.setdefault(name, []).append(json.dumps(answer["receipt"], sort_keys=True))
        elif draw < 0.14:
            name, content = f"{number}-{count}.txt", f"evidence {number}-{count}\n".encode() * 50
            status, answer = me.upload(name, content)
            if status == 201:
                ledger.note_upload(answer, name, content)
        elif draw < 0.17:
            status, answer = me.decide(f"{number}-{count}")
        else:
            path = chance.choice([f"/api/v1/rounds/{soak.ROUND}", f"/api/v1/rounds/{soak.ROUND}/uploads", "/api/v1/me", "/readyz"])
            status, _, answer = me.request("GET", path)
        with lock:
            statuses[status] = statuses.get(status, 0) + 1
            if status >= 500 or "locked" in str(answer):
                soak.fail(f"{status} {answer}")


threads = [threading.Thread(target=client, args=(number,)) for number in range(options.clients)]
for thread in threads:
    thread.start()
seconds = []
while any(thread.is_alive() for thread in threads):
    for words in (["serve", "--port", "0"], ["user", "add", "late", "--grant", "auditor"], ["audit", "verify"]):
        started = time.monotonic()
        made = subprocess.run([program.path, *words, "--data", program.data], capture_output=True, text=True)
        seconds.append(time.monotonic() - started)
        if made.returncode != 75 or f"{os.path.basename(program.path)} {service.process.pid}" not in made.stdout + made.stderr:
            soak.fail(f"{words}: {made.returncode} {made.stdout} {made.stderr}")
    time.sleep(2)
for thread in threads:
    thread.join()
kept = soak.Client(service, offices[0]).uploads()
service.stop()
for name, receipts in shared.items():
    if len(set(receipts)) != 1 or sum(item["name"] == name for item in kept.values()) != 1:
        soak.fail(f"{name}: {len(set(receipts))} receipts, kept {sum(item['name'] == name for item in kept.values())} times")
promises, _ = ledger.check(program, "at the end")
repeats = sum(map(len, shared.values())) - len(shared)
elapsed = time.monotonic() - begun
print(f"R5: {options.requests} requests by {options.clients} clients, {elapsed:.0f} s, answers {statuses}, none of them \"locked\"; "
      f"{len(shared)} files received once and {repeats} times again with the same receipt; {len(seconds)} other processes refused "
      f"with the holder's name, slowest {max(seconds):.2f} s")
