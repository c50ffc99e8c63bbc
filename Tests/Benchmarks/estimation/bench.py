"""Speed of `kaoping estimate` beside its peers, in one run on one machine.

usage: bench.py [path/to/kaoping]        (default .build/release/kaoping)

1. Means with standard errors in 1001 domains of 60 answers: the whole command, reading and writing included, against
   survey::svyby alone (R's start and reading are not counted). Aim: at least 20 times faster.
2. 1,000 bootstrap replicates of the 1001 domain means: the whole command against vectorised NumPy (multinomial counts by
   community, one matrix product for each), reading not counted. Aim: at least as fast.

Needs Python with NumPy; R with survey for the first part (left out without it).
"""

import csv
import json
import os
import subprocess
import sys
import tempfile
import time

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
kaoping = sys.argv[1] if len(sys.argv) > 1 else ".build/release/kaoping"
folder = tempfile.mkdtemp()
data = os.path.join(folder, "survey.csv")
subprocess.run([sys.executable, os.path.join(here, "make_data.py"), data], check=True)


def command(*extra):
    best, answer = float("inf"), None
    for _ in range(3):
        start = time.perf_counter()
        done = subprocess.run(
            [kaoping, "estimate", data, "--statistic", "mean", "--variable", "score", "--by", "community",
             "--strata", "community", "--weights", "weight", "--format", "json", *extra],
            capture_output=True, check=True)
        best = min(best, time.perf_counter() - start)
        answer = json.loads(done.stdout)
    return best, answer


seconds, answer = command("--fpc", "population")
total = sum(e["standard_error"] for e in answer["estimates"])
print(f"domain means: kaoping {seconds:.3f} s, {len(answer['estimates'])} domains, sum of SE {total:.10f}")
try:
    peer = subprocess.run(["Rscript", os.path.join(here, "svyby.R"), data], capture_output=True, text=True, check=True)
    elapsed, check, _ = peer.stdout.split()
    print(f"domain means: survey::svyby {float(elapsed):.3f} s, sum of SE {float(check):.10f}")
    print(f"ratio {float(elapsed) / seconds:.1f} (aim: 20)")
except (OSError, subprocess.CalledProcessError) as error:
    print("survey::svyby left out:", error)

seconds, answer = command("--replicates", "subbootstrap=1000", "--seed", "1")
print(f"bootstrap: kaoping {seconds:.3f} s, mean SE {np.mean([e['standard_error'] for e in answer['estimates']]):.5f}")

with open(data) as handle:
    rows = list(csv.DictReader(handle))
weight = np.array([float(r["weight"]) for r in rows]).reshape(-1, 60)
score = np.array([float(r["score"]) for r in rows]).reshape(-1, 60)
best = float("inf")
for _ in range(2):
    start = time.perf_counter()
    rng = np.random.default_rng(1)
    product = weight * score
    theta = np.empty((1000, weight.shape[0]))
    share = np.full(60, 1 / 60)
    for domain in range(weight.shape[0]):
        times = rng.multinomial(59, share, size=1000)
        theta[:, domain] = (times @ product[domain]) / (times @ weight[domain])
    error = theta.std(axis=0)
    best = min(best, time.perf_counter() - start)
print(f"bootstrap: NumPy {best:.3f} s, mean SE {error.mean():.5f}")
print(f"ratio {best / seconds:.2f} (aim: 1)")
