#!/usr/bin/env python3
"""Speed of `kaoping estimate` beside its peers, after checking that the figures are the same.

    bench.py [--rounds 3]        (the program: $KAOPING, else .build/release/kaoping)

1. Means with standard errors in 1001 domains of 60 answers: the whole command, reading and writing included, against
   survey::svyby alone (R's start and reading are not counted). Both to 1e-9. Aim: at least 20 times faster.
2. 1,000 bootstrap replicates of the 1001 domain means: the whole command against vectorised NumPy (multinomial counts by
   community, one matrix product for each), reading not counted. The means agree to 1e-9; the standard errors come from
   different draws and agree on average to 1 %, each to 20 % (its simulation error is about 3 %). Aim: at least as fast.

Needs Python with NumPy; R with survey for the first part (Debian: r-cran-survey), left out without it. Times are medians.
"""
import argparse
import csv
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
KAOPING = os.environ.get("KAOPING", os.path.join(ROOT, ".build", "release", "kaoping"))


def command(data, rounds, *extra):
    """Median seconds of the whole command; mean and standard error of each community."""
    spans = []
    for _ in range(rounds):
        start = time.perf_counter()
        done = subprocess.run(
            [KAOPING, "estimate", data, "--statistic", "mean", "--variable", "score", "--by", "community",
             "--strata", "community", "--weights", "weight", "--format", "json", *extra],
            capture_output=True, check=True)
        spans.append(time.perf_counter() - start)
    entries = json.loads(done.stdout)["estimates"]
    return statistics.median(spans), {e["domain"]["community"]: (e["estimate"], e["standard_error"]) for e in entries}


def difference(ours, theirs, column):
    """Largest relative difference of the means (0) or standard errors (1)."""
    if ours.keys() != theirs.keys():
        sys.exit("the communities differ")
    return max(abs(ours[c][column] - theirs[c][column]) / theirs[c][column] for c in ours)


def domain_means(data, rounds):
    rscript = shutil.which("Rscript")
    if not rscript or subprocess.run([rscript, "-e", "library(survey)"], capture_output=True).returncode:
        print("SKIPPED: R survey is not installed (apt-get install r-cran-survey)")
        return
    seconds, ours = command(data, rounds, "--fpc", "population")
    peer = subprocess.run([rscript, os.path.join(HERE, "svyby.R"), data, str(rounds)], capture_output=True, text=True,
                          check=True).stdout.splitlines()
    elapsed = statistics.median(float(x) for x in peer[0].split())
    theirs = {name: (float(mean), float(error)) for name, mean, error in (line.split() for line in peer[1:])}
    worst = max(difference(ours, theirs, column) for column in (0, 1))
    print(f"domain means: {len(ours)} communities, largest relative difference from survey::svyby {worst:.1e}")
    if worst > 1e-9:
        sys.exit("the figures differ")
    print(f"domain means: kaoping {seconds:.3f} s, survey::svyby {elapsed:.3f} s, ratio {elapsed / seconds:.1f} (aim: 20)")


def bootstrap(data, rounds):
    seconds, ours = command(data, rounds, "--replicates", "subbootstrap=1000", "--seed", "1")
    with open(data) as handle:
        rows = list(csv.DictReader(handle))
    names = [r["community"] for r in rows[::60]]
    weight = np.array([float(r["weight"]) for r in rows]).reshape(-1, 60)
    score = np.array([float(r["score"]) for r in rows]).reshape(-1, 60)
    spans = []
    for _ in range(rounds):
        start = time.perf_counter()
        rng = np.random.default_rng(1)
        product = weight * score
        theta = np.empty((1000, weight.shape[0]))
        share = np.full(60, 1 / 60)
        for domain in range(weight.shape[0]):
            times = rng.multinomial(59, share, size=1000)
            theta[:, domain] = (times @ product[domain]) / (times @ weight[domain])
        error = theta.std(axis=0)
        spans.append(time.perf_counter() - start)
    elapsed = statistics.median(spans)
    theirs = dict(zip(names, zip((weight * score).sum(axis=1) / weight.sum(axis=1), error)))
    mean, worst = difference(ours, theirs, 0), difference(ours, theirs, 1)
    overall = sum(e for _, e in ours.values()) / sum(e for _, e in theirs.values()) - 1
    print(f"bootstrap: largest relative difference of the means {mean:.1e}, of the standard errors {worst:.1%},"
          f" of their sum {overall:+.2%}")
    if mean > 1e-9 or worst > 0.2 or abs(overall) > 0.01:
        sys.exit("the figures differ")
    print(f"bootstrap: kaoping {seconds:.3f} s, NumPy {elapsed:.3f} s, ratio {elapsed / seconds:.2f} (aim: 1)")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if not os.path.exists(KAOPING):
        sys.exit("build first: swift build -c release --product kaoping")
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "survey.csv")
        subprocess.run([sys.executable, os.path.join(HERE, "make_data.py"), data], check=True)
        domain_means(data, arguments.rounds)
        bootstrap(data, arguments.rounds)


if __name__ == "__main__":
    main()
