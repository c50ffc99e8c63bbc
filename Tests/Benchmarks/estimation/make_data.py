"""Writes a synthetic survey for the benchmarks: DOMAINS communities with 60 answers each.

usage: make_data.py OUT.csv [DOMAINS]

Columns: community, district (stratum of communities), household weight, population of the community (fpc), score 0-100.
The numbers come from a fixed seed; the file is the same on every machine with the same NumPy.
"""

import csv
import sys

import numpy as np

out = sys.argv[1]
domains = int(sys.argv[2]) if len(sys.argv) > 2 else 1001
rng = np.random.default_rng(20240501)
with open(out, "w", newline="") as handle:
    writer = csv.writer(handle)
    writer.writerow(["community", "district", "weight", "population", "score"])
    for community in range(domains):
        population = int(rng.integers(400, 4000))
        level = rng.normal(70, 6)
        weights = population / 60 * rng.uniform(0.7, 1.3, 60)
        scores = np.clip(np.round(rng.normal(level, 15, 60)), 0, 100)
        for weight, score in zip(weights, scores):
            writer.writerow([f"C{community:04d}", f"D{community % 7}", f"{weight:.4f}", population, int(score)])
