#!/usr/bin/env python3
"""R3: a disk that fails at the n-th write, fsync or open of an upload, for every n until an upload passes untouched.

`disk.c` makes the call fail once: with EIO, with ENOSPC, or by writing half of what it was given. Each time the sender gets a clean
answer (503 or 507, or 201 if the program could make up for it), the upload is there whole or not at all, and the next one succeeds. An
fsync that fails ends the process at once with status 74, unanswered and untried again; the next start has everything acknowledged.

    Tests/Soak/faults.py --program .build/release/kaoping
"""
import ctypes
import mmap
import os
import subprocess
import time

import service as soak

WRITE, SYNC, OPEN = 1, 2, 3
MODES = {"EIO": 1, "ENOSPC": 2, "short": 3}
options = soak.options(__doc__, most=5000)
work = soak.workplace("faults", options.keep)
library, control = work + "/disk.so", work + "/control"
subprocess.run(["cc", "-O2", "-shared", "-fPIC", "-o", library, str(soak.ROOT / "Tests/Soak/disk.c"), "-ldl"], check=True)


class Faults(ctypes.Structure):
    _fields_ = [("operation", ctypes.c_int32), ("mode", ctypes.c_int32), ("countdown", ctypes.c_int64),
                ("fired", ctypes.c_int64), ("calls", ctypes.c_int64 * 4)]


with open(control, "wb") as file:
    file.write(bytes(4096))
shared = mmap.mmap(os.open(control, os.O_RDWR), 4096)
faults = Faults.from_buffer(shared)
program, tokens = soak.template(options.program, work, users=1)
program.data = os.path.realpath(program.data)
ledger, begun = soak.Ledger(), time.monotonic()
environment = {"LD_PRELOAD": library, "KAOPING_WATCH": program.data, "KAOPING_FAULTS": control}


def start():
    service = soak.Service(program, env=environment).start()
    return service, soak.Client(service, tokens["office1"])


service, client = start()
# What is there by now, acknowledged or not.
before = set(client.uploads())
count, statuses, ends = 0, {}, 0
for label, operation, modes in [("write", WRITE, ["EIO", "ENOSPC", "short"]), ("open", OPEN, ["EIO", "ENOSPC"]),
                                ("fsync", SYNC, ["EIO", "ENOSPC"])]:
    for mode in modes:
        tried = 0
        for number in range(1, options.most):
            count += 1
            name, content = f"{label}-{mode}-{number}.txt", f"{label} {mode} {number} ".encode() * 20
            faults.fired, faults.mode, faults.countdown, faults.operation = 0, MODES[mode], number, operation
            try:
                status, answer = client.upload(name, content)
            except (OSError, soak.http.client.HTTPException):
                status, answer = None, None
            faults.operation = 0
            fired = faults.fired
            if fired:
                tried += 1
                statuses[label, mode, status] = statuses.get((label, mode, status), 0) + 1
            if status is None:
                ended = service.process.wait(timeout=10)
                if operation != SYNC or ended != 74:
                    soak.fail(f"{name}: the service ended with {ended}\n" + open(service.log).read()[-2000:])
                ends += 1
                ledger.check(program, f"after {name}")
                service, client = start()
                kept = client.uploads()
                whole = [n for n in kept if n not in before]
                # Not acknowledged: it may be there whole, which `audit verify` has looked at, or not at all.
                if len(whole) > 1 or any(kept[n]["name"] != name or kept[n]["sha256"] != soak.digest(content) for n in whole):
                    soak.fail(f"{name}: {[kept[n] for n in whole]}")
                before.update(whole)
            elif status == 201:
                ledger.note_upload(answer, name, content)
                before.add(answer["number"])
                if client.original(answer["number"])[2] != content:
                    soak.fail(f"{name} was acknowledged and is not what was sent")
            elif status in (503, 507):
                if operation == SYNC:
                    soak.fail(f"{name}: a failed fsync was answered with {status} instead of ending the process")
                if mode == "ENOSPC" and (status, answer.get("code")) != (507, "H120"):
                    soak.fail(f"{name}: a full disk was answered with {status} {answer}")
                if set(client.uploads()) != before:
                    soak.fail(f"{name} was refused and is there")
            else:
                soak.fail(f"{name}: {status} {answer}")
            status, answer = client.upload("next-" + name, content[::-1])
            if status != 201:
                soak.fail(f"the upload after {name}: {status} {answer}")
            ledger.note_upload(answer, "next-" + name, content[::-1])
            before.add(answer["number"])
            if not fired:
                break
        else:
            soak.fail(f"{label} {mode}: still failing at the {options.most}th call")
        print(f"{label} {mode}: {tried} calls failed one after the other, then an upload passed untouched", flush=True)
service.stop()
promises, report = ledger.check(program, "at the end")
print(f"R3: {count} uploads under faults, answers {dict(sorted((str(k), v) for k, v in statuses.items()))}; {ends} failed fsyncs, "
      f"each the end of its process with 74; {promises} acknowledged and all there; {time.monotonic() - begun:.0f} s")
