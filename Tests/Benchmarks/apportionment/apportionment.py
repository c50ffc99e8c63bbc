#!/usr/bin/env python3
"""Times `kaoping apportion` on large problems, side by side with the peers that are installed, and runs the fuzz.

    python3 Tests/Benchmarks/apportionment/apportionment.py [--fuzz CASES]

Needs a release build (.build/release/kaoping). Peers, each left out if it is not there: PyPI `apportionment` (pip install
apportionment) and R `proporz` (install.packages("proporz")). Prints the best of three wall times, the peer's, and the ratio;
the times of `kaoping` include starting, reading the table and writing the result.

`--fuzz CASES` runs the generated properties of ApportionmentPropertyTests in release with that many cases for each of its
three large tests (and a twentieth and a tenth of it for the two slower ones): 320000 makes 1,008,000 cases.
"""
import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
KAOPING = os.path.join(ROOT, ".build", "release", "kaoping")


def best(action, times=3):
    """The least wall time of `times` runs, in seconds."""
    spans = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        spans.append(time.perf_counter() - start)
    return min(spans)


def run(arguments):
    """Runs the command; a tie (10) is a result."""
    done = subprocess.run([KAOPING, "apportion", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if done.returncode not in (0, 10):
        sys.exit(f"kaoping apportion {' '.join(arguments)}: status {done.returncode}")


def shares(weights, seats):
    """Largest remainders, to make margins."""
    total = sum(weights)
    given = [w * seats // total for w in weights]
    order = sorted(range(len(weights)), key=lambda i: -(weights[i] * seats % total))
    for i in order[: seats - sum(given)]:
        given[i] += 1
    return given


def one_way(folder):
    random.seed(20260101)
    weights = [random.randint(1, 10**7) for _ in range(10_000)]
    wide = [random.randint(1, 10**30) for _ in range(10_000)]
    for name, values in (("weights to 10^7", weights), ("weights to 10^30", wide)):
        path = os.path.join(folder, "units.csv")
        with open(path, "w") as file:
            file.write("unit,weight\n" + "".join(f"u{i},{w}\n" for i, w in enumerate(values)))
        for method in ("hamilton", "jefferson", "webster", "huntington-hill"):
            ours = best(lambda: run([path, "--seats", "100000", "--method", method, "--format", "csv"]))
            line = f"10,000 units x 100,000 seats, {name}, {method}: {ours:.3f} s"
            try:
                import apportionment.methods as peer
            except ImportError:
                print(line + "; PyPI apportionment is not installed")
                continue
            names = {"hamilton": "hamilton", "jefferson": "jefferson", "webster": "webster",
                     "huntington-hill": "huntington"}
            theirs = best(lambda: peer.compute(names[method], values, 100_000, fractions=method != "huntington-hill",
                                               verbose=False), times=1)
            print(line + f"; PyPI apportionment {theirs:.3f} s, ratio {theirs / ours:.1f}")


def two_way(folder):
    random.seed(20260102)
    size, seats = 100, 2_000
    table = [[random.randint(0, 10_000) for _ in range(size)] for _ in range(size)]
    paths = [os.path.join(folder, name) for name in ("cells.csv", "rows.csv", "columns.csv")]
    with open(paths[0], "w") as file:
        file.write("row,column,weight\n")
        file.writelines(f"r{i},c{j},{table[i][j]}\n" for i in range(size) for j in range(size))
    with open(paths[1], "w") as file:
        file.write("row,seats\n" + "".join(f"r{i},{s}\n" for i, s in enumerate(shares([sum(r) for r in table], seats))))
    with open(paths[2], "w") as file:
        columns = shares([sum(row[j] for row in table) for j in range(size)], seats)
        file.write("column,seats\n" + "".join(f"c{j},{s}\n" for j, s in enumerate(columns)))
    ours = best(lambda: run([paths[0], "--biproportional", "--row-seats", paths[1], "--column-seats", paths[2],
                             "--format", "csv"]))
    line = f"100 x 100 biproportional, 2,000 seats: {ours:.3f} s"
    script = (
        'suppressMessages(library(proporz)); d <- read.csv("%s"); m <- xtabs(weight ~ row + column, d);'
        'r <- read.csv("%s"); c <- read.csv("%s"); rs <- setNames(r$seats, r$row)[rownames(m)];'
        'cs <- setNames(c$seats, c$column)[colnames(m)]; t <- system.time(lower_apportionment(unclass(m), cs, rs))[["elapsed"]];'
        "cat(t)" % tuple(paths)
    )
    peer = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True) if shutil.which("Rscript") else None
    if peer is None or peer.returncode != 0:
        print(line + "; R proporz is not installed or gave no result")
    else:
        theirs = float(peer.stdout.split()[-1])
        print(line + f"; R proporz {theirs:.3f} s (its own clock), ratio {theirs / ours:.1f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fuzz", type=int, metavar="CASES")
    arguments = parser.parse_args()
    if not os.path.exists(KAOPING):
        sys.exit("build first: swift build -c release --product kaoping")
    with tempfile.TemporaryDirectory() as folder:
        one_way(folder)
        two_way(folder)
    if arguments.fuzz:
        environment = dict(os.environ, KAOPING_FUZZ_CASES=str(arguments.fuzz))
        start = time.perf_counter()
        done = subprocess.run(["swift", "test", "-c", "release", "--filter", "ApportionmentPropertyTests"], cwd=ROOT,
                              env=environment, capture_output=True, text=True)
        cases = 3 * arguments.fuzz + max(200, arguments.fuzz // 20) + max(200, arguments.fuzz // 10)
        print(f"fuzz: {cases:,} generated cases, {'all hold' if done.returncode == 0 else 'FAULTS'},"
              f" {time.perf_counter() - start:.0f} s")
        if done.returncode != 0:
            sys.exit(done.stdout[-4_000:])


if __name__ == "__main__":
    main()
