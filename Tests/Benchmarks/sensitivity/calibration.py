#!/usr/bin/env python3
"""Calibration on cities with known truth: are 95 % intervals right in 95 of 100 cases, and is P(within quota) what it says?

    calibration.py MAKE_CITY.py [--kaoping .build/release/kaoping] [--seeds 1-10] [--communities 1001] [--responses 60]

For each seed MAKE_CITY.py makes a city without planted defects and `kaoping rate` rates it. The truth of a community is what an
honest census would give; the departments' half is taken as it was reviewed, since its standard error is not claimed to hold
more than the survey's. Titles of the truth go by district to the highest true composites.

Prints the share of 95 % intervals of satisfaction that cover the truth and, by classes of P(within quota), how often the
community truly is within, with the binomial standard error of that share: at 20 seeds it is 3 to 4 points in the middle, so that
"within 5 points in every tenth" is missed by chance alone in most runs. Use 80 seeds (about five minutes) to judge a method.
"""
import argparse
import csv
import json
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path


def rate(options, seed, root):
    with tempfile.TemporaryDirectory() as work:
        city, out = Path(work) / "city", Path(work) / "out"
        subprocess.run([sys.executable, options.make_city, "--seed", str(seed), "--communities", str(options.communities),
                        "--responses-per-community", str(options.responses), "--defects", "off", "--quiet",
                        "--out", str(city)], check=True)
        run = subprocess.run([options.kaoping, "rate", str(city), "--standard", str(root / "Scoring/example-city-2014"),
                              "--survey", str(root / "Surveys/example-city-2014"), "--titles", "100", "--out", str(out),
                              "--reports", "none"], capture_output=True)
        assert run.returncode in (0, 10), run.stderr.decode()[:500]
        truth = {str(c["id"]): c for c in json.loads((city / "truth.json").read_text())["communities"]}
        with open(out / "ranking.csv", newline="") as file:
            ranking = list(csv.DictReader(file))
        with open(out / "quotas.csv", newline="") as file:
            quotas = {row["district"]: int(row["seats"]) for row in csv.DictReader(file)}
        return ranking, quotas, truth


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("make_city")
    parser.add_argument("--kaoping", default=".build/release/kaoping")
    parser.add_argument("--seeds", default="1-10")
    parser.add_argument("--communities", type=int, default=1001)
    parser.add_argument("--responses", type=int, default=60)
    options = parser.parse_args()
    root = Path(__file__).resolve().parents[3]
    first, last = map(int, options.seeds.split("-"))
    covered = intervals = 0
    classes = defaultdict(lambda: [0, 0.0, 0, 0.0])
    for seed in range(first, last + 1):
        ranking, quotas, truth = rate(options, seed, root)
        districts = defaultdict(list)
        for row in ranking:
            known = truth[row["community_id"]]["expected_reported"]
            if row["satisfaction_lower"] and row["satisfaction_upper"]:
                intervals += 1
                covered += float(row["satisfaction_lower"]) <= known <= float(row["satisfaction_upper"])
            if row["eligible"] in ("true", "yes", "1") and row["department"] and row["probability_in_quota"]:
                districts[row["district"]].append((known + float(row["department"]), float(row["probability_in_quota"])))
        for district, members in districts.items():
            line = sorted((score for score, _ in members), reverse=True)[:quotas[district]][-1:] or [float("inf")]
            for score, p in members:
                name = "0.85-0.95" if 0.85 <= p <= 0.95 else None
                for entry in filter(None, (name, f"{min(9, int(p * 10)) / 10:.1f}-{min(9, int(p * 10)) / 10 + 0.1:.1f}")):
                    classes[entry][0] += 1
                    classes[entry][1] += p
                    classes[entry][2] += score >= line[0]
                    classes[entry][3] += p * (1 - p)
        print(f"seed {seed}: coverage so far {covered / intervals:.4f} of {intervals}", flush=True)
    print(f"95 % intervals of satisfaction cover the truth in {100 * covered / intervals:.2f} % of {intervals}")
    for name in sorted(classes):
        count, total, within, variance = classes[name]
        print(f"P {name}: {count} communities, mean P {total / count:.3f}, truly within {within / count:.3f}, "
              f"difference {(within - total) / count:+.3f} (SE {variance ** 0.5 / count:.3f})")


if __name__ == "__main__":
    main()
