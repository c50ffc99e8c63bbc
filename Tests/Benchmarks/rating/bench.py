#!/usr/bin/env python3
"""Rates one city with Kaoping, pandas, polars, DuckDB and data.table, several rounds in turn: wall time, CPU time, peak memory.

    bench.py [--city DIR | --copies 20] [--rounds 3] [--work DIR] [--only NAME,…]

Without --city a large one is made from the example city: each response is repeated --copies times under new ids, so that the
60,000 responses become 1.2 million (200 copies make 12 million). `wc -l` of the same files is timed too. The job is the same for all:
responses of every district, validated; weighted mean, two-stage standard error and t interval of each community; the departments'
half; the composite; ranks inside the districts without vetoed communities; a hundred titles by largest remainder. All figures are
compared to 1e-9, ranks and titles exactly, before anything is printed. Kaoping runs with --reports none and does more than that:
findings for every fault, exact probabilities, SHA-256 of the inputs, the whole of result.json. A peer that is not installed is left
out; the program is $KAOPING, else .build/release/kaoping.
"""
import argparse
import csv
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
KAOPING = os.environ.get("KAOPING", ROOT + "/.build/release/kaoping")


def enlarge(source, target, copies):
    os.makedirs(target + "/responses")
    for name in ["roster.csv", "frame.csv", "psu.csv", "reviews.csv", "veto.csv"]:
        shutil.copy(f"{source}/{name}", target)
    for name in sorted(os.listdir(source + "/responses")):
        with open(f"{source}/responses/{name}") as f:
            header, *rows = f.readlines()
        with open(f"{target}/responses/{name}", "w") as f:
            f.write(header)
            for row in rows:
                identifier, rest = row.split(",", 1)
                for copy in range(copies):
                    f.write(f"{identifier}{copy:02d},{rest}")


def measure(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{command} ended with {status}")
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def has_r_package(name):
    script = ["Rscript", "--vanilla", "-e", f"quit(status = !requireNamespace('{name}', quietly = TRUE))"]
    return bool(shutil.which("Rscript")) and subprocess.run(script, capture_output=True, check=False).returncode == 0


FIGURES = {"satisfaction": "satisfaction", "se": "satisfaction_se", "lower": "satisfaction_lower", "upper": "satisfaction_upper",
           "department": "department", "score": "score"}


def places(path):
    with open(path, newline="") as f:
        return {r["community_id"]: r for r in csv.DictReader(f)}


def compare(name, ours, theirs):
    """Ends the run if a figure, a rank or a title differs."""
    if ours.keys() != theirs.keys():
        sys.exit(f"{name}: other communities")
    number = lambda text: float(text) if text else None
    worst = 0.0
    for community, place in ours.items():
        other = theirs[community]
        for column, own in FIGURES.items():
            x, y = number(place[own]), number(other[column])
            if (x is None) != (y is None):
                sys.exit(f"{name}: {community} {column}: {x} and {y}")
            worst = max(worst, abs(x - y) / max(abs(y), 1e-300) if x != y else 0.0)
        if number(place["rank"]) != number(other["rank"]) or place["in_quota"] != other["in_quota"].lower():
            sys.exit(f"{name}: {community} has another rank or title")
    print(f"{name}: {len(theirs)} communities, largest relative difference {worst:.1e}, ranks and titles the same")
    if worst > 1e-9:
        sys.exit("the figures differ")


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--city")
    p.add_argument("--copies", type=int, default=20)
    p.add_argument("--rounds", type=int, default=3)
    p.add_argument("--work")
    p.add_argument("--only", help="the peers to run, such as polars,duckdb")
    a = p.parse_args()
    work = a.work or tempfile.mkdtemp(prefix="kaoping-bench-")
    city = a.city
    if not city:
        city = work + "/city"
        if not os.path.exists(city):
            enlarge(ROOT + "/Surveys/example-city-2014/city", city, a.copies)
    out = work + "/out"
    jobs = {
        "kaoping": [KAOPING, "rate", city, "--standard", ROOT + "/Scoring/example-city-2014",
                    "--survey", ROOT + "/Surveys/example-city-2014", "--titles", "100", "--out", out, "--reports", "none"],
        "pandas (C)": [sys.executable, HERE + "/pandas_job.py", city, work + "/pandas.csv"],
        "pandas (pyarrow)": [sys.executable, HERE + "/pandas_job.py", city, work + "/pyarrow.csv", "--engine", "pyarrow"],
        "polars": [sys.executable, HERE + "/polars_job.py", city, work + "/polars.csv"],
        "duckdb": [sys.executable, HERE + "/duckdb_job.py", city, work + "/duckdb.csv"],
        "data.table": ["Rscript", "--vanilla", HERE + "/datatable_job.R", city, work + "/datatable.csv"],
        "wc -l": ["sh", "-c", f"cat {city}/responses/*.csv | wc -l"],
    }
    if a.only:
        jobs = {n: c for n, c in jobs.items() if n in ["kaoping", "wc -l", *a.only.split(",")]}
    for name, packages in {"pandas (C)": ["pandas", "scipy"], "pandas (pyarrow)": ["pandas", "scipy", "pyarrow"],
                           "polars": ["polars", "scipy"], "duckdb": ["duckdb", "scipy"]}.items():
        if name not in jobs:
            continue
        missing = [package for package in packages if not importlib.util.find_spec(package)]
        if missing:
            print(f"SKIPPED: {name}: needs {', '.join(missing)} (pip install {' '.join(missing)})")
            del jobs[name]
    if "data.table" in jobs and not has_r_package("data.table"):
        print("SKIPPED: data.table: needs R with data.table (apt-get install r-cran-data.table)")
        del jobs["data.table"]
    if len(jobs) == 2:
        print("SKIPPED: no peer is installed; Kaoping runs alone")
    results = {name: [] for name in jobs}
    for _ in range(a.rounds):
        for name, command in jobs.items():
            results[name].append(measure(command))
    ours = places(out + "/ranking.csv")
    for path in [p for p in ["/pandas.csv", "/pyarrow.csv", "/polars.csv", "/duckdb.csv", "/datatable.csv"] if os.path.exists(work + p)]:
        compare(path[1:-4], ours, places(work + path))
    size = sum(os.path.getsize(f"{city}/responses/{n}") for n in os.listdir(city + "/responses")) / 2**20
    peers = [v for n, v in results.items() if n not in ("kaoping", "wc -l")] or [results["kaoping"]]
    best = min(statistics.median(r[0] for r in v) for v in peers)
    least = min(statistics.median(r[1] for r in v) for v in peers)
    print(f"{size:.0f} MiB of responses, median of {a.rounds} rounds in turn")
    print(f"{'program':18} {'wall s':>8} {'CPU s':>8} {'peak MiB':>9} {'x wall':>7} {'x CPU':>7}")
    for name, rounds in results.items():
        wall, cpu, peak = (statistics.median(r[i] for r in rounds) for i in range(3))
        print(f"{name:18} {wall:8.2f} {cpu:8.2f} {peak:9.0f} {wall / best:7.2f} {cpu / least:7.2f}")
    if not a.work:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
