#!/usr/bin/env python3
"""R12: a mixed load for ten minutes (or hours): memory, open files and the log of recent writes stay where they are, without an error.

Warm-up is the first fifth of the time, one minute at least. Growth is the mean of the last tenth against the mean of the tenth after
the warm-up. Before, the round gets as much material as a year's (800 files), so that what the program keeps of its database in memory is
full and what grows is a leak; with `--before 0` the database's caches fill meanwhile, which is bounded too. Then all ask for long lists
at once, so that every connection that may read the database is open. Connections of clients come and go, so of the open files the fewest
of each of these times are compared.

    Tests/Soak/hours.py --program .build/release/kaoping --minutes 10
"""
import collections
import os
import random
import statistics
import threading
import time

import service as soak

options = soak.options(__doc__, minutes=10, rate=40, before=800)
work = soak.workplace("hours", options.keep)
program, tokens = soak.template(options.program, work, roster=soak.WHOLE_CITY)
service = soak.Service(program).start()
offices = [token for user, token in sorted(tokens.items()) if user.startswith("office")]
sign_ins = collections.deque(maxlen=25)
stop, lock, statuses, ledger = threading.Event(), threading.Lock(), {}, soak.Ledger()


def may_sign_in():
    """Whether one more sign-in stays below what one address may try in a minute (30): late requests are made up for in bursts."""
    with lock:
        if len(sign_ins) == sign_ins.maxlen and time.monotonic() - sign_ins[0] < 60:
            return False
        sign_ins.append(time.monotonic())
        return True


def client(number, token):
    chance, me = random.Random(f"{options.seed}-{number}"), soak.Client(service, token, timeout=120)
    browser, count, due = None, 0, time.monotonic()
    while not stop.is_set():
        count += 1
        due += len(offices) / options.rate
        draw = chance.random()
        if draw < 0.02:
            # The first byte keeps chance from making the head of a kind of file that the name does not say.
            name, content = f"{number}-{count}.bin", bytes(1) + chance.randbytes(chance.randrange(100, 200_000))
            status, answer = me.upload(name, content)
            if status == 201:
                ledger.note_upload(answer, name, content)
        elif draw < 0.03:
            status, _ = me.decide(f"{number}-{count}")
        elif draw < 0.035 and may_sign_in():
            browser = soak.Browser(service.port)
            status = browser.sign_in(f"office{number + 1}", soak.PASSWORD)
            status = 200 if status == 303 else status
        elif draw < 0.4 and browser:
            status, _ = browser.open("GET", chance.choice(["/work", f"/rounds/{soak.ROUND}", "/account", "/"]))
        elif draw < 0.45:
            status, _, _ = me.request("GET", f"/api/v1/rounds/{soak.ROUND}/uploads?limit=500")
        else:
            path = chance.choice([f"/api/v1/rounds/{soak.ROUND}", "/api/v1/me", "/readyz", "/", "/static/style.css"])
            status, _, _ = me.request("GET", path)
        with lock:
            statuses[status] = statuses.get(status, 0) + 1
        time.sleep(max(0, due - time.monotonic()))


def fill(number, token):
    chance, me = random.Random(f"{options.seed}-before-{number}"), soak.Client(service, token, timeout=120)
    for count in range(options.before // len(offices)):
        name, content = f"before-{number}-{count}.bin", bytes(1) + chance.randbytes(1000)
        status, answer = me.upload(name, content)
        if status != 201:
            soak.fail(f"{name}: {status} {answer}")
        ledger.note_upload(answer, name, content)


def ask(number, token):
    me = soak.Client(service, token, timeout=120)
    for _ in range(50):
        status, _, _ = me.request("GET", f"/api/v1/rounds/{soak.ROUND}/uploads?limit=500")
        if status != 200:
            soak.fail(f"the list of uploads: {status}")


def together(work):
    """A thread for each office, started."""
    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(offices)]
    for thread in threads:
        thread.start()
    return threads


for work_before in (fill, ask):
    for thread in together(work_before):
        thread.join()
threads = together(client)
begun, samples = time.monotonic(), []
seconds = options.minutes * 60
while time.monotonic() - begun < seconds:
    time.sleep(2)
    resident, files = service.memory()
    log = os.path.getsize(program.data + "/kaoping.db-wal") if os.path.exists(program.data + "/kaoping.db-wal") else 0
    samples.append((time.monotonic() - begun, resident, files, log))
stop.set()
for thread in threads:
    thread.join()
service.stop()
warm = max(60, seconds / 5) if seconds > 120 else seconds / 2
early = [s for s in samples if warm <= s[0] < warm + seconds / 10] or samples[:1]
late = [s for s in samples if s[0] >= seconds * 0.9]
growth = statistics.mean(s[1] for s in late) / statistics.mean(s[1] for s in early) - 1
files = (min(s[2] for s in early), min(s[2] for s in late))
tenths = [[s[1] for s in samples if number <= s[0] * 10 / seconds < number + 1] for number in range(10)]
largest = max(s[3] for s in samples)
promises, _ = ledger.check(program, "at the end")
errors = {status: n for status, n in statuses.items() if status >= 400}
print("memory by tenths of the time, MiB: " + " ".join(f"{statistics.mean(t) / 2**20:.1f}" for t in tenths if t))
print(f"R12: {options.minutes} min, {sum(statuses.values())} requests ({len(ledger.uploads)} uploads), answers {statuses}; memory "
      f"{statistics.mean(s[1] for s in late) / 2**20:.0f} MiB, growth {growth:+.1%}; open files {files[0]} and {files[1]}; log of recent "
      f"writes {largest / 2**20:.1f} MiB at most; {promises} acknowledged and all there")
if growth > 0.05 or files[1] > files[0] or largest > 64 << 20 or errors:
    soak.fail("beyond the bars")
