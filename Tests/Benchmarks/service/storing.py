#!/usr/bin/env python3
"""Storing and scoring: seven districts' answers by HTTP, checked, kept on disk and acknowledged (P5), scored from the directory (P6), and
a backup while files come in (P13), beside SQLite by Python's own driver, Python's csv and `sqlite3 .backup`; then the start on all that
was stored (P14).

    KAOPING=.build/release/kaoping Tests/Benchmarks/service/storing.py [--copies 1] [--rounds 3]

The peer of P5 reads the same files, checks community and item codes, inserts every row with `synchronous = FULL` in WAL, one transaction
for each file, and adds a mean for each community in SQL: what a small service would do. `--copies 20` makes 1.2 million answers.
"""
import argparse
import csv
import os
import pathlib
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "ServiceDriver"))
import service  # noqa: E402

CITY = service.ROOT / "Surveys/example-city-2014/city"


def files(folder, copies):
    """The districts' files; with copies, each row again under new numbers."""
    made = []
    for source in sorted((CITY / "responses").glob("*.csv")):
        if copies == 1:
            made.append(source)
            continue
        header, *rows = source.read_text(encoding="utf-8").splitlines()
        path = pathlib.Path(folder) / source.name
        with open(path, "w", encoding="utf-8") as file:
            file.write(header + "\n")
            for copy in range(copies):
                file.writelines(f"C{copy:03d}{row}\n" for row in rows)
        made.append(path)
    return made


def peer(paths, folder):
    """Seconds for insert, index and means in SQLite; the database's bytes."""
    path = f"{folder}/peer.db"
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)
    known = {row["community_id"] for row in csv.DictReader(open(CITY / "roster.csv", encoding="utf-8-sig"))}
    begun = time.monotonic()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    items = [f"q{number:02d}" for number in range(1, 21)]
    names = next(csv.reader(open(paths[0], encoding="utf-8")))
    database.execute(f"CREATE TABLE responses ({', '.join(names)})")
    marks = ", ".join("?" * len(names))
    at, first = names.index("community_id"), names.index("q01")
    allowed = {"", "1", "2", "3", "4", "5", "9"}
    for source in paths:
        with open(source, encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            next(reader)
            database.execute("BEGIN")
            database.executemany(f"INSERT INTO responses VALUES ({marks})", (
                row for row in reader if row[at] in known and all(cell in allowed for cell in row[first:first + 20])))
            database.execute("COMMIT")
    database.execute(f"SELECT community_id, sum(weight * ({' + '.join(items)})) / sum(weight) FROM responses GROUP BY community_id").fetchall()
    seconds = time.monotonic() - begun
    database.close()
    return seconds, os.path.getsize(path)


def directory_bytes(data):
    return sum(os.path.getsize(os.path.join(folder, name)) for folder, _, names in os.walk(data) for name in names)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kaoping-storing-") as folder:
        paths = files(folder, options.copies)
        rows = sum(open(path, "rb").read().count(b"\n") - 1 for path in paths)
        size = sum(os.path.getsize(path) for path in paths)
        ours, theirs, growth, bases = [], [], [], []
        for _ in range(options.rounds):
            data, codes = service.example_city()
            server = service.Service(data, day="2014-10-21").start()
            programs = {path.stem: service.Client(server, service.token(service.first_sign_in(server, "district" + path.stem, codes["district" + path.stem])))
                        for path in paths}
            office = service.Client(server, service.token(service.first_sign_in(server, "office", codes["office"])))
            before = directory_bytes(data)
            begun = time.monotonic()
            for path in paths:
                with open(path, "rb") as file:
                    # A comment behind the file's name keeps the bytes of the example from being known already.
                    answer = programs[path.stem].send(
                        "POST", f"/api/v1/rounds/{service.ROUND}/uploads?kind=responses&scope=district:{path.stem}&name={path.stem}.csv",
                        file.read() + b"\n", {"Content-Type": "text/csv"}, timeout=600)
                assert answer.status == 201, answer.text
            ours.append(time.monotonic() - begun)
            growth.append(directory_bytes(data) - before)
            seconds, base = peer(paths, folder)
            theirs.append(seconds)
            bases.append(base)
            if len(ours) == options.rounds:
                act = office.json("POST", f"/api/v1/rounds/{service.ROUND}/actions", {"action": {"closeCollection": {}}}, {"If-Match": "*"})
                assert act.status == 200, act.text
                scoring(office, paths)
                backup(server, data, folder, office)
                print(f"start to first answer on what is stored {server.seconds_to_ready * 1000:.0f} ms (bar 500), resident "
                      f"{server.status('VmRSS') / 1024:.0f} MiB (bar 64)")
            server.discard()
        mine, peers = statistics.median(ours), statistics.median(theirs)
        print(f"{rows} answers in 7 files ({size / 1e6:.0f} MB), load {os.getloadavg()[0]:.1f}: stored and acknowledged in {mine:.2f} s "
              f"({rows / mine:.0f} rows/s); SQLite insert and SQL {peers:.2f} s ({rows / peers:.0f} rows/s); time ratio {mine / peers:.2f} (bar 1.0 at 60,000), "
              f"rate ratio {peers / mine:.1f} (bar 3 at 1.2 million)")
        print(f"kept on disk {growth[-1] / size:.2f} of the files' bytes (bar 0.6); SQLite's database {bases[-1] / size:.2f}")


def scoring(office, paths):
    """The whole city scored from the directory, beside Python's csv reading the same files."""
    begun = time.monotonic()
    job = office.json("POST", f"/api/v1/rounds/{service.ROUND}/evaluations", {"districts": ["329905"]}).json()
    while job["state"] in ("waiting", "running"):
        time.sleep(0.02)
        job = office.get("/api/v1/jobs/" + job["id"]).json()
    mine = time.monotonic() - begun
    begun = time.monotonic()
    sums = {}
    for path in paths:
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                total = sums.setdefault(row["community_id"], [0.0, 0.0])
                values = [int(row[f"q{number:02d}"]) for number in range(1, 21) if row[f"q{number:02d}"] in "12345" and row[f"q{number:02d}"]]
                if values and row["weight"].replace(".", "", 1).isdigit():
                    total[0] += float(row["weight"]) * sum(values) / len(values)
                    total[1] += float(row["weight"])
    theirs = time.monotonic() - begun
    print(f"scored from the directory ({job['state']}): {mine:.2f} s; Python's csv, means alone: {theirs:.2f} s; ratio {mine / theirs:.2f}")


def backup(server, data, folder, office):
    """A backup of the database while files come in, beside `sqlite3 .backup`."""
    import threading
    stop, sent = threading.Event(), [0]

    def write():
        while not stop.is_set():
            answer = office.send("POST", f"/api/v1/rounds/{service.ROUND}/uploads?kind=document&name=note.txt", os.urandom(500),
                                 {"Content-Type": "application/octet-stream"})
            sent[0] += answer.status == 201
            time.sleep(0.02)

    thread = threading.Thread(target=write)
    thread.start()
    begun = time.monotonic()
    made = subprocess.run(["sqlite3", f"file:{data}/kaoping.db?mode=ro", f".backup {folder}/peer-backup.db"], capture_output=True, text=True)
    theirs = time.monotonic() - begun
    stop.set()
    thread.join()
    server.stop()
    begun = time.monotonic()
    ours = subprocess.run([service.KAOPING, "backup", "--data", data, f"{folder}/backup.tar"], capture_output=True, text=True)
    mine = time.monotonic() - begun
    server.start()
    print(f"backup of everything {mine:.2f} s ({ours.returncode}); sqlite3 .backup of the database alone under {sent[0]} uploads {theirs:.2f} s ({made.returncode})")


if __name__ == "__main__":
    main()
