#!/usr/bin/env python3
"""R10: backups while the service takes fifty writes a second; each is restored elsewhere with one command and compared.

The restored directory has the log, the rows and the files of the moment of the backup: every audited table equals, row by row, the same
rows as the log of the running service has them at that size, the head is the one that the service signed at that size, and the round's
state folded from its events is the same. The last backup's scores are computed from both directories and compared.

    Tests/Soak/backups.py --program .build/release/kaoping --backups 10 --rate 50
"""
import json
import random
import sqlite3
import subprocess
import threading
import time

import service as soak

options = soak.options(__doc__, backups=10, rate=50)
work = soak.workplace("backups", options.keep)
program, tokens = soak.template(options.program, work)
service = soak.Service(program).start()
offices = [token for user, token in sorted(tokens.items()) if user.startswith("office")]
ledger, stop, lock = soak.Ledger(), threading.Event(), threading.Lock()
writes, late, begun = 0, 0, time.monotonic()


def client(number, token):
    """Writes at its share of the rate: every twelfth an upload, the others drafts and resumable uploads that are begun and given up."""
    global writes, late
    me = soak.Client(service, token, timeout=120)
    chance, due, count = random.Random(f"{options.seed}-{number}"), time.monotonic(), 0
    while not stop.is_set():
        due += len(offices) / options.rate
        count += 1
        if chance.random() < 1 / 12:
            name, content = f"{number}-{count}.txt", f"evidence {number}-{count}\n".encode() * 200
            status, answer = me.upload(name, content)
            if status != 201:
                soak.fail(f"{status} {answer}")
            ledger.note_upload(answer, name, content)
        else:
            import base64
            metadata = ",".join(f"{k} {base64.b64encode(v.encode()).decode()}" for k, v in
                                {"round": soak.ROUND, "kind": "evidence", "scope": "all", "filename": "x.txt"}.items())
            status, headers, _ = me.request("POST", "/api/v1/uploads", b"", {"Upload-Length": "10", "Upload-Metadata": metadata})
            if status != 201:
                soak.fail(f"begin: {status}")
            if me.request("DELETE", headers["Location"])[0] != 204:
                soak.fail("give up")
            with lock:
                writes += 1
        with lock:
            writes += 1
        wait = due - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        else:
            late += 1


def rows(path, size):
    """The audited tables' rows that the first `size` entries of the log left behind, and those entries with their heads."""
    database = sqlite3.connect(f"file:{path}/kaoping.db?mode=ro", uri=True)
    database.execute("BEGIN")
    content = {"audit_events": database.execute("SELECT id, body FROM audit_events WHERE id < ? ORDER BY id", (size,)).fetchall(),
               "tree_heads": database.execute("SELECT * FROM tree_heads WHERE id <= ? ORDER BY id", (size,)).fetchall(),
               "uploads": database.execute("SELECT * FROM uploads WHERE leaf < ? ORDER BY id", (size,)).fetchall()}
    for table in ("meta", "users", "register_periods", "register_changes", "calendar_years", "round_files", "publications"):
        content[table] = database.execute(f"SELECT * FROM {table} ORDER BY 1").fetchall()
    numbers = [int(json.loads(body).get("details", {}).get("event", 0)) for _, body in content["audit_events"]]
    content["round_events"] = database.execute("SELECT * FROM round_events WHERE number <= ? ORDER BY id", (max(numbers),)).fetchall()
    database.close()
    return content


threads = [threading.Thread(target=client, args=pair) for pair in enumerate(offices)]
for thread in threads:
    thread.start()
sizes, slowest, restored = [], 0, None
for number in range(options.backups):
    time.sleep(1)
    file = f"{work}/backup-{number}.tar"
    started = time.monotonic()
    sizes.append(program.run("backup", file)[1]["events"])
    slowest = max(slowest, time.monotonic() - started)
    restored = soak.Program(program.path, f"{work}/restored-{number}")
    started = time.monotonic()
    made = program.run("restore", file, restored.data)[1]
    restoring = time.monotonic() - started
    if made["events"] != sizes[-1]:
        soak.fail(f"backup of {sizes[-1]} entries, restored {made['events']}")
    here, there = rows(program.data, sizes[-1]), rows(restored.data, sizes[-1])
    for table in here:
        if here[table] != there[table]:
            soak.fail(f"backup {number}: {table} differs")
    restored.verify(f"restored {number}")
stop.set()
for thread in threads:
    thread.join()
elapsed = time.monotonic() - begun
service.stop()
promises, _ = ledger.check(program, "at the end")

# The example city with its answers, scored from the directory and from what was restored of it.
city = soak.Program(program.path, work + "/city")
codes = json.loads(subprocess.run(
    ["python3", str(soak.ROOT / "Surveys/example-city-2014/start_service.py"), "--kaoping", program.path, "--data", city.data,
     "--no-serve", "--json"], check=True, capture_output=True, text=True).stdout)
city.run("backup", work + "/city.tar")
again = soak.Program(program.path, work + "/city-again")
city.run("restore", work + "/city.tar", again.data)
last = str(soak.ROOT / "Surveys/example-city-2014/city/responses/329905.csv")
results = []
for place in (city, again):
    day = ["faketime", "2014-10-21 09:00:00"]
    place.run("round", "upload", soak.ROUND, last, "--kind", "responses", "--as", "district329905",
              code=codes["district329905"], before=day)
    place.run("round", "apply", soak.ROUND, "--action", '{"closeCollection":{}}', "--as", "office", code=codes["office"], before=day)
    place.run("round", "evaluate", soak.ROUND, "--as", "office", code=codes["office"], before=day)
    database = sqlite3.connect(f"file:{place.data}/kaoping.db?mode=ro", uri=True)
    results.append(database.execute("SELECT folder, name, version, object FROM round_files ORDER BY id").fetchall())
    results[-1].append(database.execute("SELECT json_extract(state, '$.districts') FROM rounds").fetchone())
    database.close()
if results[0] != results[1]:
    soak.fail("the restored city has other scores")
print(f"R10: {options.backups} backups under {writes / elapsed:.0f} writes a second ({len(ledger.uploads)} uploads), of {sizes[0]} to "
      f"{sizes[-1]} entries, the slowest {slowest:.2f} s; each restored (the last in {restoring:.2f} s) with equal tables, heads and files; the example city scored from both: "
      f"{sum(r[0] == 'results' or 'result' in r[0] for r in results[0][:-1])} result files of the same digests")
if writes / elapsed < options.rate * 0.9:
    soak.fail(f"only {writes / elapsed:.0f} writes a second")
