#!/usr/bin/env python3
"""R7: a clock that jumps under the running service: ten years ahead and back, an hour back during a session, a leap second, New Year.

The order of the log is that of its numbers; uploads go on; a session that is over stays over, whatever the clock says then.

    Tests/Soak/clocks.py --program .build/release/kaoping
"""
import os
import time

import service as soak

options = soak.options(__doc__)
work = soak.workplace("clocks", options.keep)
program, tokens = soak.template(options.program, work, users=2)
clock = work + "/clock"


def put(text):
    with open(clock + ".new", "w") as file:
        file.write(text + "\n")
    os.rename(clock + ".new", clock)
    time.sleep(0.3)


put("+0")
service = soak.Service(program, before=["timeout", "600"], env={
    "LD_PRELOAD": soak.FAKETIME, "FAKETIME_TIMESTAMP_FILE": clock, "FAKETIME_NO_CACHE": "1",
    "FAKETIME_DONT_FAKE_MONOTONIC": "1"}).start()
client, ledger, count = soak.Client(service, tokens["office1"]), soak.Ledger(), 0
browser, gone = soak.Browser(service.port), soak.Browser(service.port)
if browser.sign_in("office2", soak.PASSWORD) != 303 or gone.sign_in("office2", soak.PASSWORD) != 303:
    soak.fail("nobody can sign in")
gone.open("POST", "/sign-out", {"_token": gone.form_token("/account")})

year = time.gmtime().tm_year
for name, text in [
    ("ten years ahead", "+10y"), ("ten years back", "-10y"), ("as it is", "+0"), ("an hour back", "-1h"),
    ("before a leap second", "@2016-12-31 23:59:58"), ("New Year's Eve", f"@{year + 1}-12-31 23:59:58"),
    ("29 February", "@2028-02-29 12:00:00"), ("as it is again", "+0"),
]:
    put(text)
    for _ in range(5):
        count += 1
        content = f"{name} {count}".encode()
        status, answer = client.upload(f"{count}.txt", content)
        if status != 201:
            soak.fail(f"{name}: {status} {answer}")
        ledger.note_upload(answer, f"{count}.txt", content)
        time.sleep(0.5 if "leap" in name or "Year" in name else 0)
    # Twelve hours have not passed: the session goes on. The one that was ended does not.
    if browser.open("GET", "/account")[0] != 200:
        soak.fail(f"{name}: the session ended though no time has passed")
    if gone.open("GET", "/account")[0] == 200:
        soak.fail(f"{name}: a session that was over lives again")
    if client.request("GET", "/readyz")[0] != 200:
        soak.fail(f"{name}: not ready")
service.kill()
promises, report = ledger.check(program, "at the end")
log = program.run("audit", "log", "--count", "100000")[1]["entries"]
if [entry["leaf"] for entry in log] != list(range(len(log))):
    soak.fail("the log is not in the order of its numbers")
back = sum(a["at"] > b["at"] for a, b in zip(log, log[1:]))
print(f"R7: {promises} uploads acknowledged over 8 clocks and all there; the log of {len(log)} entries stands in the order of its "
      f"numbers though its clock went back {back} times; no session revived")
