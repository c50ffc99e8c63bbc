#!/usr/bin/env python3
"""R2b and R6: what is on disk before an upload is answered, as the system sees it (strace).

For each of 200 uploads: the kept file is synced, renamed into place and its folder synced, and the write-ahead log is synced after its
last write, all before the answer's first byte. Over the whole run one descriptor alone writes to the database (which is what a
checkpoint does) and one alone to its log: no second connection ever checkpoints.

    Tests/Soak/order.py --program .build/release/kaoping --uploads 200
"""
import re
import shutil
import subprocess
import time

import service as soak

options = soak.options(__doc__, uploads=200)
if not shutil.which("strace"):
    soak.fail("needs strace")
work = soak.workplace("order", options.keep)
program, tokens = soak.template(options.program, work, users=1)
service = soak.Service(program).start()
trace = work + "/trace"
tracer = subprocess.Popen(
    ["strace", "-f", "-y", "-s", "16", "-o", trace, "-e",
     "trace=write,writev,sendto,sendmsg,pwrite64,fsync,fdatasync,rename,ftruncate", "-p", str(service.process.pid)],
    stderr=subprocess.DEVNULL)
time.sleep(1)
client = soak.Client(service, tokens["office1"])
reader = soak.Client(service, tokens["admin"])
for number in range(options.uploads):
    status, answer = client.upload(f"{number}.txt", f"evidence {number}".encode() * 50)
    if status != 201:
        soak.fail(f"upload {number}: {status} {answer}")
    if number % 10 == 0:
        reader.request("GET", f"/api/v1/rounds/{soak.ROUND}")
service.stop()
tracer.wait()

call = re.compile(r"^\d+ +(\w+)\((\d+)<([^>]*)>(?:, (.*))?")
whole, waiting = [], {}
for line in open(trace, errors="replace"):
    thread = line.split(" ", 1)[0]
    if "<unfinished ...>" in line:
        waiting[thread] = line
        # What is written is written from the beginning; what is synced is synced only at the end.
        if "fsync" not in line and "fdatasync" not in line:
            whole.append(line)
    elif "resumed>" in line and thread in waiting:
        begun = waiting.pop(thread)
        if "fsync" in begun or "fdatasync" in begun:
            whole.append(begun)
    else:
        whole.append(line)
log_is_synced, object_is_synced, name_is_synced, good = False, False, False, 0
staged, writers = None, {"-wal": set(), "": set()}
for line in whole:
    renamed = re.match(r'^\d+ +rename\("([^"]*)", "([^"]*)"', line)
    if renamed and "/.incom" in line:
        name_is_synced = False
        continue
    found = call.match(line)
    if not found:
        continue
    name, descriptor, path, rest = found.groups()
    if path.endswith("kaoping.db-wal") and name == "pwrite64":
        log_is_synced = False
        writers["-wal"].add(descriptor)
    elif path.endswith("kaoping.db") and name == "pwrite64":
        writers[""].add(descriptor)
    elif path.endswith("kaoping.db-wal") and name in ("fdatasync", "fsync"):
        log_is_synced = True
    elif "/objects/.incoming-" in path:
        object_is_synced = name in ("fdatasync", "fsync")
        if name == "write":
            name_is_synced = False
    elif path.endswith("/objects") and name == "fsync":
        name_is_synced = True
    elif "HTTP/1.1 201" in (rest or ""):
        if not (log_is_synced and object_is_synced and name_is_synced):
            soak.fail(f"upload {good + 1} was answered too early: log {log_is_synced}, file {object_is_synced}, "
                      f"name {name_is_synced}")
        good += 1
        object_is_synced = name_is_synced = False
if good != options.uploads:
    soak.fail(f"{good} of {options.uploads} answers seen")
if any(len(descriptors) > 1 for descriptors in writers.values()):
    soak.fail(f"more than one connection writes: {writers}")
program.verify("at the end")
print(f"R2b: {good} of {options.uploads} answers after the sync of file, name and log")
print(f"R6: one descriptor writes the log ({writers['-wal']}), one the database ({writers[''] or 'none'})")
