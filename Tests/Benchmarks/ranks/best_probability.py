#!/usr/bin/env python3
"""Probability of being among the K best: `kaoping ranks` beside NumPy, in one run on one machine.

    best_probability.py [--rounds 3]        (the program: $KAOPING, else .build/release/kaoping)

The peer integrates for each unit by the trapezoidal rule over 400 points and convolves the count of better units at each,
which is how one writes it with NumPy. (80 Gauss-Hermite points are not enough: with 276 units they err by 1e-3, because the
count turns within a tenth of a standard error.) It computes every tenth unit once and its time is multiplied by ten. The
program's time is the median of the whole command with 100 draws for the confidence sets, start and reading included. The
probabilities of both must agree to 1e-7. Needs Python with NumPy and SciPy.
"""
import argparse
import csv
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np
from scipy.special import ndtr

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
KAOPING = os.environ.get("KAOPING", os.path.join(ROOT, ".build", "release", "kaoping"))
EVERY = 10


def peer(x, s, best):
    nodes = np.linspace(-8, 8, 400)
    weights = np.exp(-nodes * nodes / 2) / np.sqrt(2 * np.pi) * (nodes[1] - nodes[0])
    result = []
    for i in range(0, len(x), EVERY):
        points = x[i] + s[i] * nodes
        above = ndtr((x[None, :] - points[:, None]) / s[None, :])
        count = np.zeros((len(points), best))
        count[:, 0] = 1
        for j in range(len(x)):
            if j == i:
                continue
            p = above[:, j : j + 1]
            moved = count * (1 - p)
            moved[:, 1:] += count[:, :-1] * p
            count = moved
        result.append(weights @ count.sum(axis=1))
    return np.array(result)


def command(x, s, best, rounds):
    """Median seconds of the whole command, and the probabilities."""
    spans = []
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["u", "e", "s"])
        writer.writerows([f"c{i}", repr(x[i]), repr(s[i])] for i in range(len(x)))
        file.flush()
        for _ in range(rounds):
            start = time.perf_counter()
            done = subprocess.run(
                [KAOPING, "ranks", file.name, "--unit", "u", "--estimate", "e", "--standard-error", "s", "--best",
                 str(best), "--replications", "100", "--format", "json"], capture_output=True, check=True)
            spans.append(time.perf_counter() - start)
    units = json.loads(done.stdout)["units"]
    if [unit["unit"] for unit in units] != [f"c{i}" for i in range(len(x))]:
        sys.exit("the units are not in the order of the file")
    return statistics.median(spans), np.array([unit["probability_in_best"] for unit in units])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if not os.path.exists(KAOPING):
        sys.exit("build first: swift build -c release --product kaoping")
    print("| units | places | kaoping s | NumPy s | ratio | largest difference |")
    print("| --- | --- | --- | --- | --- | --- |")
    for units, best in ((276, 28), (1001, 100)):
        generator = random.Random(units)
        x = [generator.gauss(80, 5) for _ in range(units)]
        s = [generator.uniform(0.8, 2.2) for _ in range(units)]
        own, found = command(x, s, best, arguments.rounds)
        start = time.perf_counter()
        expected = peer(np.array(x), np.array(s), best)
        other = (time.perf_counter() - start) * EVERY
        difference = abs(found[::EVERY] - expected).max()
        if not difference < 1e-7:
            sys.exit(f"{units} units: the probabilities differ by {difference:.1e}")
        print(f"| {units} | {best} | {own:.2f} | {other:.2f} | {other / own:.1f} | {difference:.1e} |", flush=True)


if __name__ == "__main__":
    main()
