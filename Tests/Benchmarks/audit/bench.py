#!/usr/bin/env python3
"""Measures the audit log against its yardsticks (T1, T4) with the release binary.

T1: at a million entries a proof has at most 20 hashes, is built in 5 ms and checked in 1 ms; appending one takes at most 50 µs.
T4: a district with 60,000 responses recomputes its published figures within 1e-9 in one command of at most a second; all seven together
find every one of the 1001 communities' figures the same.

    Tests/Benchmarks/audit/bench.py [--kaoping .build/release/kaoping] [--entries 1000000] [--scratch DIR]
"""
import argparse, glob, json, os, pathlib, shutil, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parents[3]
parser = argparse.ArgumentParser()
parser.add_argument("--kaoping", default=str(ROOT / ".build/release/kaoping"))
parser.add_argument("--entries", type=int, default=1_000_000)
parser.add_argument("--scratch", default=tempfile.gettempdir())
options = parser.parse_args()
failed = False


def show(name, value, limit, unit):
    global failed
    failed |= value > limit
    print(f"{'FAIL' if value > limit else 'ok':4}  {name:34} {value:10.3f} {unit:7} (at most {limit})")


def run(*words):
    done = subprocess.run([options.kaoping, *words, "--format", "json"], capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.returncode}\n{done.stdout[:2000]}{done.stderr[:2000]}")
    return json.loads(done.stdout)


speed = run("audit", "speed", "--entries", str(options.entries), "--scratch", options.scratch)
print(f"T1, {options.entries:,} entries")
show("hashes of a proof", speed["proof_hashes"], 20, "")
show("building one, mean", speed["build_ms"], 5, "ms")
show("building one, most", speed["build_ms_max"], 5, "ms")
show("checking one with signature, mean", speed["check_ms"], 1, "ms")
show("appending one", speed["append_us"], 50, "µs")
print(f"      signing a head, once a change      {speed['sign_us']:10.3f} µs")

print("T4, 60,000 responses")
work = tempfile.mkdtemp(prefix="kaoping-t4-", dir=options.scratch)
try:
    city = ROOT / "Surveys/example-city-2014/city"
    standard, survey = str(ROOT / "Scoring/example-city-2014"), str(ROOT / "Surveys/example-city-2014")
    own = shutil.copytree(city, work + "/city")
    file = own + "/responses/329912.csv"
    header, *rows = open(file, encoding="utf-8").read().splitlines()
    with open(file, "w", encoding="utf-8") as out:
        out.write(header + "\n")
        for number in range(60_000):
            row = rows[number % len(rows)].split(",", 1)
            out.write(f"R{number:010d},{row[1]}\n")
    run("rate", own, "--standard", standard, "--survey", survey, "--out", work + "/out", "--reports", "none")
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        made = run("audit", "recompute", work + "/out/ranking.csv", "--city", own, "--responses", file, "--standard", standard,
                   "--survey", survey, "--district", "329912")
        times.append(time.perf_counter() - begun)
    show("one command, median of 5", sorted(times)[2], 1, "s")
    show("largest difference", made["largest_difference"], 1e-9, "")
    print(f"      {made['figures']} figures of {made['communities']} communities, same: {made['same']}")
    figures = communities = 0
    largest = 0.0
    for path in sorted(glob.glob(own + "/responses/*.csv")):
        made = run("audit", "recompute", work + "/out/ranking.csv", "--city", own, "--responses", path, "--standard", standard,
                   "--survey", survey, "--district", os.path.basename(path).removesuffix(".csv"))
        figures, communities = figures + made["figures"], communities + made["communities"]
        largest = max(largest, made["largest_difference"])
        failed |= not made["same"]
    with open(city / "roster.csv", encoding="utf-8-sig") as roster:
        missing = sum(1 for _ in roster) - 1 - communities
    show("communities not recomputed", missing, 0, "")
    show("largest difference, all districts", largest, 1e-9, "")
    print(f"      {figures} figures of {communities} communities")
finally:
    shutil.rmtree(work)
sys.exit(failed)
