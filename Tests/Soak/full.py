#!/usr/bin/env python3
"""R4: the service on a disk of 64 MiB that fills up, is given room again, and is made read-only. Needs root for the mounts.

A full disk is answered with 507 and its reason; reading goes on, signed in or not; with room again the same process takes uploads.
A read-only disk is answered with 503. Nothing acknowledged is lost.

    Tests/Soak/full.py --program .build/release/kaoping
"""
import atexit
import os
import random
import shutil
import subprocess

import service as soak

options = soak.options(__doc__, mebibytes=64)
if os.geteuid() != 0 or not shutil.which("mount"):
    print("R4: not tried: needs root for a small file system")
    raise SystemExit(0)
work = soak.workplace("full", options.keep)
chance = random.Random(options.seed)
disk = work + "/disk"
os.mkdir(disk)
subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={options.mebibytes}m", "tmpfs", disk], check=True)
atexit.register(lambda: subprocess.run(["umount", "-l", disk]))
prepared, tokens = soak.template(options.program, work, users=2)
program = soak.copy(prepared, disk + "/data")
service = soak.Service(program, log=work + "/log").start()
client, ledger = soak.Client(service, tokens["office1"]), soak.Ledger()
browser = soak.Browser(service.port)
if browser.sign_in("office2", soak.PASSWORD) != 303:
    soak.fail("nobody can sign in")


def reading(when):
    for path in ("/", "/work", f"/rounds/{soak.ROUND}", "/account"):
        status, _ = browser.open("GET", path)
        if status != 200:
            soak.fail(f"{when}: {path} {status}")
    if client.request("GET", f"/api/v1/rounds/{soak.ROUND}")[0] != 200 or not client.uploads():
        soak.fail(f"{when}: the interface cannot be read")


def fill(what):
    """Sends files of a size until one is refused; gives the refusal."""
    while True:
        content = chance.randbytes(what)
        name = f"{len(ledger.uploads)}.bin"
        status, answer = client.upload(name, content)
        if status != 201:
            return status, answer
        ledger.note_upload(answer, name, content)


status, answer = fill(2_000_000)
sizes = [fill(size) for size in (200_000, 20_000, 2_000)]
if any(s != 507 for s, _ in [(status, answer), *sizes]) or answer["code"] != "H120":
    soak.fail(f"full: {status} {answer} {sizes}")
print(f"full after {len(ledger.uploads)} uploads: {status} {answer['code']} {answer['title']}")
reading("full")
# The last bytes, so that not even a page of the log fits.
with open(disk + "/ballast", "wb", buffering=0) as ballast:
    try:
        while True:
            ballast.write(bytes(4096))
    except OSError:
        pass
for _ in range(5):
    status, answer = client.upload("x.bin", b"x" * 100)
    if status != 507:
        soak.fail(f"not a byte left: {status} {answer}")
reading("not a byte left")
os.unlink(disk + "/ballast")
subprocess.run(["mount", "-o", f"remount,size={options.mebibytes * 2}m", disk], check=True)
for number in range(20):
    content = chance.randbytes(50_000)
    status, answer = client.upload(f"after-{number}.bin", content)
    if status != 201:
        soak.fail(f"with room again: {status} {answer}")
    ledger.note_upload(answer, f"after-{number}.bin", content)
print("with room again: goes on without a restart")
subprocess.run(["mount", "-o", f"remount,size={options.mebibytes * 2}m", disk], check=True)
service.stop()
ledger.check(program, "after the full disk")
# Read-only: a file system can only become so while nothing on it is open for writing.
subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
made, report = program.run("user", "add", "x", "--grant", "auditor", expect=73)
print("read-only:", made, report["findings"][0]["code"])
subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
promises, report = ledger.check(program, "writable again")
print(f"R4: {promises} acknowledged and all there, {report['objects']} files")
