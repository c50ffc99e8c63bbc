#!/usr/bin/env python3
"""Does OCBA select more right communities than equal allocation at the same budget? Synthetic cities with known truth.

    next_interviews.py [--kaoping .build/release/kaoping] [--cities 30] [--first 40] [--per-community 10 30] [--seed 1]

A city has 1001 communities in 7 districts and 100 titles. Every community is a finite population of 600 to 2,500 households
whose scores have a mean (sd 3 over communities) and a spread of 14 to 22 points. A first wave interviews `--first` households
in each; estimates and standard errors go to `kaoping sample next`, which divides `--per-community` times 1001 further
interviews; these households are drawn without replacement from those not yet visited. Titles then go by district to the
highest means, and are right where the true means are among the district's highest. All methods meet the same households in
the same order.

Prints the mean number of right titles of 100 with its standard error, and the paired difference to equal allocation.
"""
import argparse
import csv
import io
import subprocess
import tempfile
from pathlib import Path

import numpy as np

METHODS = ("ocba", "ocba-plug-in", "equal")


class City:
    def __init__(self, rng, first):
        self.districts = np.repeat(np.arange(7), 143)
        self.places = np.array([15, 15, 14, 14, 14, 14, 14])
        self.households = rng.integers(600, 2500, 1001)
        means, spreads = rng.normal(80, 3, 1001), rng.uniform(14, 22, 1001)
        self.scores = [np.clip(rng.normal(m, s, n), 0, 150) for m, s, n in zip(means, spreads, self.households)]
        self.truth = np.array([s.mean() for s in self.scores])
        self.first = first

    def right(self, estimates):
        count = 0
        for district, places in enumerate(self.places):
            members = np.flatnonzero(self.districts == district)
            best = members[np.argsort(-self.truth[members])[:places]]
            chosen = members[np.argsort(-estimates[members])[:places]]
            count += len(set(best) & set(chosen))
        return count

    def estimates(self, sizes):
        # The households stand in random order, so that the first n are a simple random sample of them.
        return np.array([s[:n].mean() for s, n in zip(self.scores, sizes)])

    def write(self, folder):
        with open(folder / "ranking.csv", "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["community_id", "district", "score", "score_se", "n", "households"])
            for index, (scores, count) in enumerate(zip(self.scores, self.households)):
                sample = scores[:self.first]
                error = sample.std(ddof=1) * (1 / self.first - 1 / count) ** 0.5
                writer.writerow([index, self.districts[index], repr(sample.mean().item()), repr(error.item()), self.first, count])
        with open(folder / "quotas.csv", "w", newline="") as file:
            csv.writer(file).writerows([["district", "seats"], *enumerate(self.places)])


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kaoping", default=".build/release/kaoping")
    parser.add_argument("--cities", type=int, default=30)
    parser.add_argument("--first", type=int, default=40)
    parser.add_argument("--per-community", type=int, nargs="+", default=[10, 30])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    results = {(each, method): [] for each in options.per_community for method in METHODS}
    before = []
    for number in range(options.cities):
        city = City(np.random.default_rng([options.seed, number]), options.first)
        before.append(city.right(city.estimates(np.full(1001, options.first))))
        with tempfile.TemporaryDirectory() as work:
            city.write(Path(work))
            for each in options.per_community:
                for method in METHODS:
                    run = subprocess.run(
                        [options.kaoping, "sample", "next", f"{work}/ranking.csv", "--budget", str(1001 * each), "--by",
                         "district", "--quotas", f"{work}/quotas.csv", "--population", "households", "--method", method,
                         "--replications", "2", "--format", "csv"], check=True, capture_output=True, text=True)
                    additional = np.array([int(row["additional"]) for row in csv.DictReader(io.StringIO(run.stdout))])
                    assert additional.sum() == 1001 * each, additional.sum()
                    results[each, method].append(city.right(city.estimates(options.first + additional)))
    print(f"{options.cities} cities, first wave of {options.first}: {np.mean(before):.2f} of 100 titles right")
    for each in options.per_community:
        equal = np.array(results[each, "equal"])
        for method in METHODS:
            found = np.array(results[each, method])
            gain = found - equal
            print(f"+{each} a community, {method}: {found.mean():.2f} +- {found.std(ddof=1) / len(found) ** 0.5:.2f} right; "
                  f"against equal {gain.mean():+.2f} +- {gain.std(ddof=1) / len(gain) ** 0.5:.2f}")


if __name__ == "__main__":
    main()
