#!/usr/bin/env python3
"""Probability of being among the K best: `kaoping ranks` beside NumPy, in one run on one machine.

Usage: best_probability.py [PATH/TO/kaoping]        needs Python 3 with NumPy and SciPy

The peer integrates for each unit by the trapezoidal rule over 400 points and convolves the count of better units at each,
which is how one writes it with NumPy. (80 Gauss-Hermite points are not enough: with 276 units they err by 1e-3, because the
count turns within a tenth of a standard error.) It computes every tenth unit and its time is multiplied by ten. The program's
time is the whole command with 100 draws for the confidence sets, start and reading included. Prints seconds, ratio and the
largest difference of the probabilities.
"""
import csv, json, pathlib, random, subprocess, sys, tempfile, time

import numpy as np
from scipy.special import ndtr

PROGRAM = sys.argv[1] if len(sys.argv) > 1 else str(
    pathlib.Path(__file__).resolve().parents[3] / ".build/release/kaoping")


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


print("| units | places | kaoping s | NumPy s | ratio | largest difference |")
print("| --- | --- | --- | --- | --- | --- |")
for units, best in ((276, 28), (1001, 100)):
    generator = random.Random(units)
    x = [generator.gauss(80, 5) for _ in range(units)]
    s = [generator.uniform(0.8, 2.2) for _ in range(units)]
    with tempfile.NamedTemporaryFile("w", suffix=".csv", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["u", "e", "s"])
        writer.writerows([f"c{i}", repr(x[i]), repr(s[i])] for i in range(units))
        file.flush()
        start = time.perf_counter()
        done = subprocess.run(
            [PROGRAM, "ranks", file.name, "--unit", "u", "--estimate", "e", "--standard-error", "s", "--best", str(best),
             "--replications", "100", "--format", "json"], capture_output=True, check=True)
        own = time.perf_counter() - start
    found = np.array([unit["probability_in_best"] for unit in json.loads(done.stdout)["units"]])
    start = time.perf_counter()
    expected = peer(np.array(x), np.array(s), best)
    other = (time.perf_counter() - start) * EVERY
    print(f"| {units} | {best} | {own:.2f} | {other:.2f} | {other / own:.1f} | {abs(found[::EVERY] - expected).max():.1e} |", flush=True)
