#!/usr/bin/env python3
"""Times `kaoping apportion` on large problems beside its peers, after checking that the seats are the same.

    bench.py [--rounds 3]        (the program: $KAOPING, else .build/release/kaoping)

1. 10,000 units x 100,000 seats, weights to 10^7 and to 10^30, against an exact heap in plain Python (one division of
   integers for each step). Aim: under a second, JSON with the whole working, starting, reading and writing included.
2. PyPI `apportionment` where its table of units x seats quotients fits in memory: largest remainders at the full size, divisor
   methods at 1,000 units x 10,000 seats (its floating point) and at 200 x 2,000 (its fractions).
3. 100 x 100 biproportional with 2,000 seats. The published divisors are checked cell by cell in fractions, which proves the
   result; R `proporz` is the peer where it is installed (install.packages("proporz"); Debian has no package of it).

The peers' times are those of the computation alone. Times are medians of the rounds; a peer is run once.
"""
import argparse
import heapq
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from fractions import Fraction

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
KAOPING = os.environ.get("KAOPING", os.path.join(ROOT, ".build", "release", "kaoping"))
PEER_NAMES = {"hamilton": "hamilton", "jefferson": "jefferson", "webster": "webster", "huntington-hill": "huntington",
              "dean": "dean", "adams": "adams"}

# The power of the weight, and that power of the signpost after n seats as numerator and denominator.
SIGNPOSTS = {
    "jefferson": (1, lambda n: (n + 1, 1)),
    "webster": (1, lambda n: (2 * n + 1, 2)),
    "adams": (1, lambda n: (n, 1)),
    "dean": (1, lambda n: (2 * n * (n + 1), 2 * n + 1)),
    "huntington-hill": (2, lambda n: (n * (n + 1), 1)),
    "power-mean=3": (3, lambda n: (n**3 + (n + 1) ** 3, 2)),
    "power-mean=-4": (4, lambda n: (2 * n**4 * (n + 1) ** 4, n**4 + (n + 1) ** 4)),
}


class Claim:
    """A unit's claim to its next seat; the larger quotient comes first, the earlier unit where two are equal."""

    __slots__ = ("numerator", "denominator", "unit")

    def __init__(self, weight, signpost, unit):
        self.numerator, self.denominator, self.unit = weight * signpost[1], signpost[0], unit

    def __lt__(self, other):
        left, right = self.numerator * other.denominator, other.numerator * self.denominator
        return left > right or left == right and self.unit < other.unit


def exact(method, weights, seats):
    """Seats in exact integers; a tie goes to the earlier units."""
    if method == "hamilton":
        total = sum(weights)
        given = [w * seats // total for w in weights]
        order = sorted(range(len(weights)), key=lambda i: -(weights[i] * seats % total))
        for i in order[: seats - sum(given)]:
            given[i] += 1
        return given
    power, signpost = SIGNPOSTS[method]
    powers = [w**power for w in weights]
    first = 1 if signpost(0)[0] == 0 else 0
    given = [first] * len(weights)
    heap = [Claim(p, signpost(first), i) for i, p in enumerate(powers)]
    heapq.heapify(heap)
    for _ in range(seats - first * len(weights)):
        i = heap[0].unit
        given[i] += 1
        heapq.heapreplace(heap, Claim(powers[i], signpost(given[i]), i))
    return given


def timed(action):
    start = time.perf_counter()
    result = action()
    return time.perf_counter() - start, result


def run(arguments, rounds):
    """Median wall time and the result; a tie (10) is a result."""
    spans = []
    for _ in range(rounds):
        span, done = timed(lambda: subprocess.run([KAOPING, "apportion", *arguments, "--format", "json"],
                                                  capture_output=True))
        if done.returncode not in (0, 10):
            sys.exit(f"kaoping apportion {' '.join(arguments)}: status {done.returncode}\n{done.stderr.decode()}")
        spans.append(span)
    return statistics.median(spans), json.loads(done.stdout)


def compare(label, result, theirs):
    """The seats must be the same; tied seats, which Kaoping leaves open, must lie with the units it names."""
    tied = {u: 1 for tie in result["ties"] for u in tie["units"]}
    for entry, seats in zip(result["allocation"], theirs, strict=True):
        if not 0 <= seats - entry["seats"] <= tied.get(entry["unit"], 0):
            sys.exit(f"{label}: {entry['unit']} has {entry['seats']} seats, the peer gives {seats}")
    open_seats = sum(tie["seats"] for tie in result["ties"])
    if sum(e["seats"] for e in result["allocation"]) + open_seats != sum(theirs):
        sys.exit(f"{label}: the sums differ")


def write_units(folder, weights):
    path = os.path.join(folder, "units.csv")
    with open(path, "w") as file:
        file.write("unit,weight\n" + "".join(f"u{i},{w}\n" for i, w in enumerate(weights)))
    return path


def row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def heading(*cells):
    print()
    row(*cells)
    row(*["---"] * len(cells))


def large(folder, rounds):
    heading("10,000 units x 100,000 seats", "kaoping s", "exact heap in Python s", "ratio")
    for top in (7, 30):
        generator = random.Random(20260101 + top)
        weights = [generator.randint(1, 10**top) for _ in range(10_000)]
        path = write_units(folder, weights)
        for method in ("hamilton", *SIGNPOSTS):
            label = f"{method}, weights to 10^{top}"
            ours, result = run([path, "--seats", "100000", "--method", method], rounds)
            theirs, seats = timed(lambda: exact(method, weights, 100_000))
            compare(label, result, seats)
            row(label, f"{ours:.2f}", f"{theirs:.2f}", f"{theirs / ours:.1f}")


def package(folder, rounds):
    try:
        import apportionment.methods as peer
    except ImportError:
        print("\nSKIPPED: PyPI apportionment is not installed (pip install apportionment)")
        return
    heading("problem", "kaoping s", "PyPI apportionment s", "ratio")
    exactly = ("jefferson", "webster", "adams", "dean")
    cases = [(10_000, 100_000, ("hamilton",), True), (1_000, 10_000, tuple(PEER_NAMES)[1:], False),
             (200, 2_000, exactly, True)]
    for units, seats, methods, fractions in cases:
        generator = random.Random(units)
        weights = [generator.randint(1, 10**7) for _ in range(units)]
        path = write_units(folder, weights)
        for method in methods:
            label = f"{method}, {units:,} x {seats:,}, {'fractions' if fractions else 'floating point'}"
            ours, result = run([path, "--seats", str(seats), "--method", method], rounds)
            names = [f"u{i}" for i in range(units)]
            theirs, found = timed(lambda: peer.compute(PEER_NAMES[method], weights, seats, fractions=fractions,
                                                       parties=names, verbose=False))
            compare(label, result, found)
            row(label, f"{ours:.3f}", f"{theirs:.3f}", f"{theirs / ours:.1f}")


def fraction(value):
    return Fraction(int(value["numerator"]), int(value["denominator"]))


def prove(result, table, row_seats, column_seats):
    """Margins met, and every cell Webster's rounding of weight over the two published divisors."""
    size = len(table)
    seats = {(c["row"], c["column"]): c["seats"] for c in result["cells"]}
    rows = {name: fraction(value) for name, value in result["row_divisors"].items()}
    columns = {name: fraction(value) for name, value in result["column_divisors"].items()}
    for i in range(size):
        if sum(seats[f"r{i}", f"c{j}"] for j in range(size)) != row_seats[i]:
            sys.exit(f"row r{i} misses its seats")
        if sum(seats[f"r{j}", f"c{i}"] for j in range(size)) != column_seats[i]:
            sys.exit(f"column c{i} misses its seats")
        for j in range(size):
            quotient, here = table[i][j] / (rows[f"r{i}"] * columns[f"c{j}"]), seats[f"r{i}", f"c{j}"]
            if not abs(quotient - here) <= Fraction(1, 2):
                sys.exit(f"cell r{i}, c{j}: {here} seats, quotient {float(quotient)}")


def two_way(folder, rounds):
    generator = random.Random(20260102)
    size, seats = 100, 2_000
    table = [[generator.randint(0, 10_000) for _ in range(size)] for _ in range(size)]
    row_seats = exact("hamilton", [sum(r) for r in table], seats)
    column_seats = exact("hamilton", [sum(r[j] for r in table) for j in range(size)], seats)
    paths = [os.path.join(folder, name) for name in ("cells.csv", "rows.csv", "columns.csv")]
    with open(paths[0], "w") as file:
        file.write("row,column,weight\n")
        file.writelines(f"r{i},c{j},{table[i][j]}\n" for i in range(size) for j in range(size))
    for path, name, margin in ((paths[1], "row", row_seats), (paths[2], "column", column_seats)):
        with open(path, "w") as file:
            file.write(f"{name},seats\n" + "".join(f"{name[0]}{i},{s}\n" for i, s in enumerate(margin)))
    ours, result = run([paths[0], "--biproportional", "--row-seats", paths[1], "--column-seats", paths[2]], rounds)
    prove(result, table, row_seats, column_seats)
    heading("biproportional", "kaoping s", "R proporz s", "ratio")
    script = (
        'suppressMessages(library(proporz)); d <- read.csv("%s"); m <- xtabs(weight ~ row + column, d);'
        'r <- read.csv("%s"); c <- read.csv("%s"); rs <- setNames(r$seats, r$row)[rownames(m)];'
        'cs <- setNames(c$seats, c$column)[colnames(m)]; t <- system.time(s <- lower_apportionment(unclass(m), cs, rs));'
        'cat(t[["elapsed"]], "\\n"); for (i in rownames(m)) for (j in colnames(m)) cat(i, j, s[i, j], "\\n")' % tuple(paths)
    )
    rscript = shutil.which("Rscript")
    there = rscript and subprocess.run([rscript, "-e", "library(proporz)"], capture_output=True).returncode == 0
    if not there:
        row("100 x 100, 2,000 seats", f"{ours:.2f}", "not installed", "")
        print("SKIPPED: R proporz is not installed; the divisors prove the seats")
        return
    done = subprocess.run([rscript, "-e", script], capture_output=True, text=True)
    if done.returncode:
        row("100 x 100, 2,000 seats", f"{ours:.2f}", "no result", "")
        print("R proporz:", next((line for line in done.stderr.splitlines() if line.startswith("Error")), done.stderr.strip()))
        return
    lines = done.stdout.splitlines()
    theirs = float(lines[0])
    found = {tuple(line.split()[:2]): int(line.split()[2]) for line in lines[1:]}
    if result["status"] == "unique" and any(c["seats"] != found[c["row"], c["column"]] for c in result["cells"]):
        sys.exit("100 x 100: the seats differ from R proporz")
    row("100 x 100, 2,000 seats", f"{ours:.2f}", f"{theirs:.2f}", f"{theirs / ours:.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    if not os.path.exists(KAOPING):
        sys.exit("build first: swift build -c release --product kaoping")
    with tempfile.TemporaryDirectory() as folder:
        large(folder, arguments.rounds)
        package(folder, arguments.rounds)
        two_way(folder, arguments.rounds)


if __name__ == "__main__":
    main()
