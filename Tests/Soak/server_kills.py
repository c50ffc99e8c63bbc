#!/usr/bin/env python3
"""R1: the service is killed at random moments while eight clients send uploads and decisions.

After every kill: everything acknowledged is there, byte for byte and under the entry that its receipt names; nothing is there by half;
`audit verify` finds nothing (it runs SQLite's integrity_check and foreign_key_check, and compares every row with the log and every
file with its digest). The service is ready again within two seconds. At the end the database is thrown away and rebuilt from the
kept files and the event log alone (R8): the log's head is the same.

Between two kills some ten changes are acknowledged, however fast the machine is; every tenth kill falls into the start. What a kill
leaves does not depend on the disk (the system keeps what was written), so TMPDIR may be in memory.

    Tests/Soak/server_kills.py --program .build/release/kaoping --kills 100 --changes 1000 [--seed 1]
"""
import os
import random
import threading
import time

import service as soak

options = soak.options(__doc__, kills=100, changes=1000)
work = soak.workplace("kills", options.keep)
chance = random.Random(options.seed)
program, tokens = soak.template(options.program, work)
offices = [token for user, token in sorted(tokens.items()) if user.startswith("office")]
ledger, begun, slowest, kills, promises = soak.Ledger(), time.monotonic(), 0, 0, 0
answered = cut_off = 0


def client(service, token, number, turn):
    """Sends until the connection breaks."""
    global answered, cut_off
    chance = random.Random(f"{options.seed}-{turn}-{number}")
    me = soak.Client(service, token)
    for count in range(1_000_000):
        name = f"{turn}-{number}-{count}.txt"
        content = f"{name} ".encode() * chance.randrange(1, 400)
        try:
            if chance.random() < 1 / 3:
                status, answer = me.decide(name)
                if status == 200:
                    ledger.note_decision(answer, name)
            else:
                status, answer = me.upload(name, content, key=name)
                if status == 201:
                    ledger.note_upload(answer, name, content)
            answered += 1
            if status not in (200, 201, 412):
                soak.fail(f"{name}: {status} {answer}")
        except (OSError, soak.http.client.HTTPException, ValueError):
            cut_off += 1
            return


def acknowledged():
    return len(ledger.uploads) + len(ledger.decisions)


while kills < options.kills or promises < options.changes:
    if kills % 10 == 9:
        service = soak.Service(program).start(wait=False)
        time.sleep(chance.random() * 0.5)
        service.kill()
    service = soak.Service(program).start()
    slowest = max(slowest, service.ready_after)
    enough = acknowledged() + chance.randrange(2 * options.changes // options.kills + 1)
    clients = [threading.Thread(target=client, args=(service, token, number, kills)) for number, token in enumerate(offices)]
    for thread in clients:
        thread.start()
    time.sleep(0.02)
    until = time.monotonic() + 20
    while acknowledged() < enough and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(chance.random() * 0.2)
    service.kill()
    for thread in clients:
        thread.join()
    kills += 1
    promises, report = ledger.check(program, f"kill {kills}")
    if kills % 20 == 0:
        print(f"{kills} kills, {promises} acknowledged and all there, {report['events']} entries, slowest start "
              f"{slowest:.2f} s, {time.monotonic() - begun:.0f} s", flush=True)
head = program.run("audit", "head")[1]
rebuilt = soak.Program(program.path, work + "/rebuilt")
os.rename(program.data + "/kaoping.db", work + "/lost.db")
for name in os.listdir(program.data):
    if name.startswith("kaoping.db-"):
        os.unlink(f"{program.data}/{name}")
program.run("audit", "rebuild", rebuilt.data)
again = rebuilt.run("audit", "head")[1]
if (head["head"], head["key"]) != (again["head"], again["key"]):
    soak.fail(f"the rebuilt log has another head: {again}")
ledger.check(rebuilt, "rebuilt")
print(f"R1: {kills} kills, {answered} requests answered, {cut_off} cut off, {promises} acknowledged ({len(ledger.uploads)} uploads, "
      f"{len(ledger.decisions)} decisions), 0 lost, 0 by half; slowest start {slowest:.2f} s; {time.monotonic() - begun:.0f} s")
print(f"R8: rebuilt from files and log alone: {report['events']} entries, {report['objects']} files, the same head")
if slowest > 2:
    soak.fail(f"ready after {slowest:.2f} s")
