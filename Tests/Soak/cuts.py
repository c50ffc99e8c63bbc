#!/usr/bin/env python3
"""R2: what was acknowledged survives a power cut.

`disk.c`, preloaded into the service, keeps a shadow of what is certain to be on disk: of each file the bytes of its last fsync, of
each folder the entries of its last fsync. While eight clients send uploads and decisions the service is killed at a random moment,
and the directory becomes what the shadow holds. Nothing acknowledged may be missing; `audit verify` finds nothing; the service goes
on from there, through twenty cuts of the same directory; then a new one begins, so that the log to verify stays short.

    Tests/Soak/cuts.py --program .build/release/kaoping --cuts 200 [--seed 1]
"""
import os
import random
import shutil
import subprocess
import threading
import time

import service as soak

options = soak.options(__doc__, cuts=200)
work = soak.workplace("cuts", options.keep)
chance = random.Random(options.seed)
library = work + "/disk.so"
subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, str(soak.ROOT / "Tests/Soak/disk.c"), "-ldl"], check=True)


def rebuild(shadow, to):
    """The directory as the shadow has it; gives how many files had never been synced."""
    never = 0

    def folder(path, key):
        nonlocal never
        os.mkdir(path, 0o700)
        listing = f"{shadow}/folder/{key.replace('/', '+') or '+'}"
        if not os.path.exists(listing):
            return  # an entry that was synced, of a folder that was not: empty
        with open(listing) as lines:
            for line in lines:
                kind, inode, name = line.rstrip("\n").split(" ", 2)
                if name.endswith("-shm"):
                    continue  # shared memory; SQLite makes it anew
                if kind == "d":
                    folder(f"{path}/{name}", f"{key}/{name}")
                elif os.path.exists(f"{shadow}/file/{inode}"):
                    shutil.copyfile(f"{shadow}/file/{inode}", f"{path}/{name}")
                    os.chmod(f"{path}/{name}", 0o600)
                else:
                    open(f"{path}/{name}", "w").close()
                    never += 1

    folder(to, "")
    return never


program, tokens = soak.template(options.program, work)
# The path stays the same: what follows a cut is the same directory on the same machine.
data = os.path.realpath(program.data)
program.data = data
kept = soak.copy(program, work + "/kept")
ledger, begun, sent, unsynced, acknowledged = soak.Ledger(), time.monotonic(), 0, 0, 0


def client(service, token, number, seed, stop):
    global sent
    chance = random.Random(seed)
    me = soak.Client(service, token)
    count = 0
    while not stop.is_set():
        count += 1
        name = f"{seed}-{number}-{count}.txt"
        content = f"{name} ".encode() * chance.randrange(1, 200)
        try:
            if chance.random() < 0.3:
                status, answer = me.decide(name)
                if status == 200:
                    ledger.note_decision(answer, name)
            else:
                status, answer = me.upload(name, content, key=name)
                if status == 201:
                    ledger.note_upload(answer, name, content)
            sent += 1
            if status not in (200, 201, 412):
                soak.fail(f"{name}: {status} {answer}")
        except (OSError, soak.http.client.HTTPException, ValueError):
            return


def promised():
    return len(ledger.uploads) + len(ledger.decisions)


for cut in range(options.cuts):
    if cut % 20 == 0 and cut:
        acknowledged += promised()
        ledger = soak.Ledger()
        shutil.rmtree(data)
        soak.copy(kept, data)
    shadow = f"{work}/shadow"
    service = soak.Service(
        program, env={"LD_PRELOAD": library, "KAOPING_WATCH": data, "KAOPING_SHADOW": shadow}).start()
    stop, enough, until = threading.Event(), promised() + chance.randrange(12), time.monotonic() + 20
    clients = [threading.Thread(target=client, args=(service, token, number, options.seed * 100_000 + cut, stop))
               for number, token in enumerate(t for u, t in sorted(tokens.items()) if u.startswith("office"))]
    for thread in clients:
        thread.start()
    while promised() < enough and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(chance.random() * 0.1)
    service.kill()
    stop.set()
    for thread in clients:
        thread.join()
    shutil.rmtree(data)
    unsynced += rebuild(shadow, data)
    shutil.rmtree(shadow)
    promises, report = ledger.check(program, f"cut {cut + 1}")
    if cut % 20 == 19:
        print(f"{cut + 1} cuts, {acknowledged + promises} acknowledged and all there, {report['events']} entries verified, "
              f"{time.monotonic() - begun:.0f} s", flush=True)
print(f"R2c: {options.cuts} cuts, {sent} requests answered, {acknowledged + promised()} acknowledged, 0 lost; "
      f"{unsynced} files were named before their bytes were safe; {time.monotonic() - begun:.0f} s")
