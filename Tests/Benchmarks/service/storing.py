#!/usr/bin/env python3
"""Storing and scoring: seven districts' answers by HTTP, checked, kept on disk and acknowledged (P5), scored from the directory (P6), and
a backup while files come in (P13), beside SQLite by Python's own driver, Python's csv and `sqlite3 .backup`; then the start on all that
was stored (P14).

    KAOPING=.build/release/kaoping Tests/Benchmarks/service/storing.py [--copies 1] [--rounds 3]

The peer of P5 reads the same files, checks communities, weights and codes, inserts every row by its number with `synchronous = FULL` in
WAL, one transaction for each file, and computes each community's weighted mean with its linearised two-stage standard error in SQL: what
a small service would do. P6 is compared with the fastest of DuckDB, Polars and data.table, as far as they are installed, doing the whole job from the same files; P13 with a backup of the peer's database by `sqlite3`. `--copies 20` makes 1.2 million answers.
"""
import argparse
import csv
import importlib.util
import os
import pathlib
import shutil
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


ITEMS = [f"q{number:02d}" for number in range(1, 21)]
VALID = " + ".join(f"({item} BETWEEN 1 AND 5)" for item in ITEMS)
TOTAL = " + ".join(f"CASE WHEN {item} BETWEEN 1 AND 5 THEN {item} ELSE 0 END" for item in ITEMS)
VARIANCE = "CASE WHEN count(*) > 1 THEN (sum({0} * {0}) - sum({0}) * sum({0}) / count(*)) / (count(*) - 1) ELSE 0 END"
FIGURES = f"""
    WITH d AS MATERIALIZED (
      SELECT community_id, stratum, psu, weight w, 100 * (1.0 * total / valid - 1) / 4 y
      FROM (SELECT community_id, stratum, psu, weight, {VALID} valid, {TOTAL} total FROM responses) WHERE valid >= 10),
    m AS MATERIALIZED (SELECT community_id, sum(w) w, sum(w * y) / sum(w) m FROM d GROUP BY 1),
    e AS (SELECT d.community_id, stratum, psu, d.w * (y - m) / m.w e FROM d JOIN m USING (community_id)),
    c AS (SELECT community_id, stratum, psu, sum(e) s, count(*) k, {VARIANCE.format("e")} v FROM e GROUP BY 1, 2, 3),
    h AS (SELECT community_id, stratum, count(*) n, {VARIANCE.format("s")} v, sum((1 - min(1.0 * k / households, 1)) * k * v) inside
          FROM c JOIN psu USING (community_id, stratum, psu) GROUP BY 1, 2)
    SELECT community_id, m, sqrt(sum((1 - min(1.0 * n / psu_total, 1)) * n * v + min(1.0 * n / psu_total, 1) * inside)), sum(n - 1)
    FROM h JOIN frame USING (community_id, stratum) JOIN m USING (community_id) GROUP BY 1"""


def insert(database, table, key, source, rows):
    """A table with the columns of a file, answers and weights as numbers."""
    names = next(csv.reader(open(source, encoding="utf-8-sig")))
    kinds = [f"{name} {'REAL' if name == 'weight' else 'INTEGER' if name in ITEMS or name in ('psu_total', 'households') else 'TEXT'}" for name in names]
    database.execute(f"CREATE TABLE IF NOT EXISTS {table} ({', '.join(kinds)}, PRIMARY KEY ({key})) WITHOUT ROWID")
    database.execute("BEGIN")
    database.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * len(names))})", rows)
    database.execute("COMMIT")


def peer(paths, folder):
    """Seconds for checking, insert and figures in SQLite; the database's bytes."""
    path = f"{folder}/peer.db"
    for suffix in ("", "-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.remove(path + suffix)
    known = {row["community_id"] for row in csv.DictReader(open(CITY / "roster.csv", encoding="utf-8-sig"))}
    begun = time.monotonic()
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    for name, key in (("frame", "community_id, stratum"), ("psu", "community_id, stratum, psu")):
        with open(CITY / f"{name}.csv", encoding="utf-8-sig", newline="") as file:
            reader = csv.reader(file)
            next(reader)
            insert(database, name, key, CITY / f"{name}.csv", reader)
    names = next(csv.reader(open(paths[0], encoding="utf-8")))
    at, weight, first = names.index("community_id"), names.index("weight"), names.index("q01")
    allowed = {"", "1", "2", "3", "4", "5", "9"}
    for source in paths:
        with open(source, encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            next(reader)
            insert(database, "responses", "response_id", source, (
                row for row in reader if row[at] in known and is_positive(row[weight]) and allowed.issuperset(row[first:first + 20])))
    figures = database.execute(FIGURES).fetchall()
    seconds = time.monotonic() - begun
    assert len(figures) == len(known), len(figures)
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return seconds, os.path.getsize(path)


def is_positive(text):
    try:
        return float(text) > 0
    except ValueError:
        return False


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
                scoring(office, paths, folder)
                backup(data, folder, office)
                server.stop()
                server.start()
                print(f"start to first answer on what is stored {server.seconds_to_ready * 1000:.0f} ms (bar 500), resident "
                      f"{server.status('VmRSS') / 1024:.0f} MiB (bar 64)")
            server.discard()
        mine, peers = statistics.median(ours), statistics.median(theirs)
        print(f"{rows} answers in 7 files ({size / 1e6:.0f} MB), load {os.getloadavg()[0]:.1f}: stored and acknowledged in {mine:.2f} s "
              f"({rows / mine:.0f} rows/s); SQLite insert and SQL {peers:.2f} s ({rows / peers:.0f} rows/s); time ratio {mine / peers:.2f} (bar 1.0 at 60,000), "
              f"rate ratio {peers / mine:.1f} (bar 3 at 1.2 million)")
        print(f"kept on disk {growth[-1] / size:.2f} of the files' bytes (bar 0.6); SQLite's database {bases[-1] / size:.2f}")


def scoring(office, paths, folder):
    """The whole city scored from the directory, beside the fastest peer that reads the same files."""
    begun = time.monotonic()
    job = office.json("POST", f"/api/v1/rounds/{service.ROUND}/evaluations", {"districts": ["329905"]}).json()
    while job["state"] in ("waiting", "running"):
        time.sleep(0.02)
        job = office.get("/api/v1/jobs/" + job["id"]).json()
    mine = time.monotonic() - begun
    city = pathlib.Path(folder) / "city"
    (city / "responses").mkdir(parents=True, exist_ok=True)
    for source, target in [(CITY / f"{name}.csv", city / f"{name}.csv") for name in ("roster", "frame", "psu", "reviews", "veto")] + [(p, city / "responses" / p.name) for p in paths]:
        if not target.exists():
            target.symlink_to(source)
    rating, theirs = service.ROOT / "Tests/Benchmarks/rating", {}
    jobs = {name: [sys.executable, str(rating / f"{name}_job.py")] for name in ("duckdb", "polars") if importlib.util.find_spec(name)}
    if shutil.which("Rscript") and not subprocess.run(["Rscript", "-e", "library(data.table)"], capture_output=True, check=False).returncode:
        jobs["data.table"] = ["Rscript", "--vanilla", str(rating / "datatable_job.R")]
    for name, program in jobs.items():
        begun = time.monotonic()
        subprocess.run([*program, str(city), f"{folder}/{name}.csv"], check=True, capture_output=True)
        theirs[name] = time.monotonic() - begun
    if not theirs:
        print(f"scored from the directory ({job['state']}): {mine:.2f} s; SKIPPED: no peer is installed (duckdb, polars, data.table)")
        return
    best = min(theirs, key=theirs.get)
    print(f"scored from the directory ({job['state']}): {mine:.2f} s; fastest from CSV, {best}: {theirs[best]:.2f} s; ratio {mine / theirs[best]:.2f} (bar 1.0)")


def timed(command):
    """The seconds of a command that must succeed."""
    begun = time.monotonic()
    subprocess.run(command, check=True, capture_output=True)
    return time.monotonic() - begun


def backup(data, folder, office):
    """A backup while files come in, beside `sqlite3 .backup` of the peer's database, which holds the same answers."""
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
    mine = [timed([service.KAOPING, "backup", "--data", data, f"{folder}/backup-{turn}.tar"]) for turn in range(5)]
    stop.set()
    thread.join()
    # The peer's copy is made while nobody writes.
    theirs = [timed(["sqlite3", f"{folder}/peer.db", f".backup {folder}/peer-backup-{turn}.db"]) for turn in range(5)]
    mine, theirs = statistics.median(mine), statistics.median(theirs)
    print(f"backup of everything under {sent[0]} uploads {mine:.3f} s; sqlite3 .backup of the peer's database {theirs:.3f} s; "
          f"ratio {mine / theirs:.2f} (bar 2), medians of five")


if __name__ == "__main__":
    main()
