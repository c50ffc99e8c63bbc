#!/usr/bin/env python3
"""Sensitivity of a full standard: 1,000 replications over 1001 communities x 45 indicators, against NumPy and COINr.

    run.py [--kaoping .build/release/kaoping] [--replications 1000] [--coinr-replications 20] [--r-library DIR]

Makes a standard of three levels (45 indicators, 9 groups, 2 halves) and 1001 communities in 7 districts with 100 titles, and
varies the same choices in the three programs: weights x (1 +- 0.25), the share of one half 0.4-0.6, three normalisations on
1..100, arithmetic or geometric means.

* kaoping: the whole command from files to JSON (start-up, reading, preparing, 57 omissions and the smallest weight change
  included), wall-clock, best of seven; and the replications alone: that time less the time with two replications.
* NumPy: vectorised over communities, replication by replication: as a whole script (start-up, reading, computing), and the
  computation alone with the data in memory, best of seven.
* COINr 1.1.14 (`get_sensitivity`, SA_type "UA"), the computation alone; its time is proportional to the replications, so that
  fewer are run and the time scaled. It varies weights through a list of noisy sets, as its documentation does.

Prints seconds and ratios; writes nothing.
"""
import argparse
import csv
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

UNITS, LEAVES, GROUPS = 1001, 45, 9


def make(folder):
    rng = np.random.default_rng(7)
    common = rng.normal(size=(UNITS, 1))
    data = 70 + 6 * common + 9 * rng.normal(size=(UNITS, LEAVES))
    districts = np.sort(rng.integers(0, 7, UNITS))
    with open(folder / "indicators.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["code", "parent", "direction", "weight", "level"])
        for leaf in range(LEAVES):
            writer.writerow([f"i{leaf:02d}", f"g{leaf // 5}", 1, 1 + leaf % 4, 1])
        for group in range(GROUPS):
            writer.writerow([f"g{group}", "residents" if group < 5 else "departments", 1, 1 + group % 3, 2])
        writer.writerows([["residents", "index", 1, 0.5, 3], ["departments", "index", 1, 0.5, 3], ["index", "", 1, 1, 4]])
    with open(folder / "data.csv", "w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["uCode", "district"] + [f"i{leaf:02d}" for leaf in range(LEAVES)])
        for unit in range(UNITS):
            writer.writerow([f"c{unit:04d}", f"d{districts[unit]}"] + [repr(float(x)) for x in data[unit]])
    return data, districts


def ours(program, folder, replications):
    command = [program, "sensitivity", folder / "indicators.csv", folder / "data.csv", "--by", "district", "--titles", "100",
               "--vary-weights", "0.25", "--vary-share", "residents=0.4..0.6", "--range", "1,100",
               "--vary-normalisation", "minmax", "--vary-normalisation", "zscore", "--vary-normalisation", "percentile",
               "--vary-aggregation", "arithmetic", "--vary-aggregation", "geometric", "--replications", str(replications),
               "--format", "json"]
    start = time.perf_counter()
    subprocess.run([str(x) for x in command], check=True, capture_output=True)
    return time.perf_counter() - start


def cpu():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def numpy_script(folder, replications):
    """The same from the files on, as a process of its own."""
    start = time.perf_counter()
    subprocess.run([sys.executable, __file__, "--numpy-script", str(folder), "--replications", str(replications)], check=True)
    return time.perf_counter() - start


def read(folder):
    data = np.loadtxt(folder / "data.csv", delimiter=",", skiprows=1, usecols=range(2, 2 + LEAVES))
    names = np.loadtxt(folder / "data.csv", delimiter=",", skiprows=1, usecols=1, dtype=str)
    return data, np.unique(names, return_inverse=True)[1]


def stretched(x):
    return 1 + 99 * (x - x.min(0)) / (x.max(0) - x.min(0))


def numpy_run(data, districts, replications):
    rng = np.random.default_rng(1)
    quota = np.bincount(districts) * 100 / UNITS
    quota = np.floor(quota).astype(int) + 0
    start = time.perf_counter()
    ranks = data.argsort(0).argsort(0)
    norms = [stretched(data), stretched((data - data.mean(0)) / data.std(0, ddof=1)), stretched(ranks / (UNITS - 1))]
    logs = [np.log(x) for x in norms]
    leaf_weights = 1.0 + np.arange(LEAVES) % 4
    group_weights = 1.0 + np.arange(GROUPS) % 3
    order_of = [np.flatnonzero(districts == d) for d in range(7)]
    titles = np.zeros(UNITS)
    kept = np.empty((replications, UNITS), dtype=np.int32)
    for replication in range(replications):
        wl = leaf_weights * (1 + 0.25 * (2 * rng.random(LEAVES) - 1))
        wg = group_weights * (1 + 0.25 * (2 * rng.random(GROUPS) - 1))
        share = 0.4 + 0.2 * rng.random()
        index, geometric = rng.integers(3), rng.integers(2)
        matrix = np.zeros((LEAVES, GROUPS))
        matrix[np.arange(LEAVES), np.arange(LEAVES) // 5] = wl
        matrix /= matrix.sum(0)
        halves = np.zeros((GROUPS, 2))
        halves[:5, 0] = wg[:5] / wg[:5].sum()
        halves[5:, 1] = wg[5:] / wg[5:].sum()
        top = np.array([share, 1 - share])
        # The weights of all levels multiply into one product in either case, as means of means of logarithms do.
        score = (logs[index] if geometric else norms[index]) @ (matrix @ (halves @ top))
        if geometric:
            score = np.exp(score)
        for d, members in enumerate(order_of):
            order = members[np.argsort(-score[members], kind="stable")]
            kept[replication, order] = np.arange(1, len(order) + 1)
            titles[order[:quota[d]]] += 1
    np.quantile(kept, [0.05, 0.5, 0.95], axis=0)
    return time.perf_counter() - start


COINR = """
.libPaths(c("{library}", .libPaths())); suppressMessages(library(COINr))
data <- read.csv("{folder}/data.csv"); meta <- read.csv("{folder}/indicators.csv")
iMeta <- data.frame(Level=meta$level, iCode=meta$code, Parent=ifelse(meta$parent=="", NA, meta$parent), Direction=1,
  Weight=meta$weight, Type=ifelse(meta$level==1, "Indicator", "Aggregate"))
iMeta <- rbind(iMeta, data.frame(Level=NA, iCode="district", Parent=NA, Direction=NA, Weight=NA, Type="Group"))
coin <- suppressMessages(new_coin(data, iMeta, quietly=TRUE))
coin <- suppressMessages(Normalise(coin, dset="Raw", global_specs=list(f_n="n_minmax", f_n_para=list(c(1,100)))))
coin <- suppressMessages(Aggregate(coin, dset="Normalised", f_ag="a_amean"))
noisy <- get_noisy_weights(coin$Meta$Weights$Original, data.frame(Level=c(1,2,3), NoiseFactor=c(.25,.25,.2)), 100)
specs <- list(
  Norm=list(Address="$Log$Normalise$global_specs", Type="discrete",
    Distribution=list(list(f_n="n_minmax", f_n_para=list(c(1,100))), list(f_n="n_zscore", f_n_para=list(c(50,8))),
      list(f_n="n_scaled", f_n_para=list(c(0,101), 100)))),
  Ag=list(Address="$Log$Aggregate$f_ag", Type="discrete", Distribution=c("a_amean", "a_gmean")),
  Weights=list(Address="$Log$Aggregate$w", Type="discrete", Distribution=noisy))
invisible(suppressMessages(get_sensitivity(coin, specs, N=3, SA_type="UA", dset="Aggregated", iCode="index", quietly=TRUE)))
t <- system.time(suppressMessages(get_sensitivity(coin, specs, N={n}, SA_type="UA", dset="Aggregated", iCode="index",
  quietly=TRUE)))
cat(t[["elapsed"]] / {n})
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kaoping", default=".build/release/kaoping")
    parser.add_argument("--replications", type=int, default=1000)
    parser.add_argument("--coinr-replications", type=int, default=20)
    parser.add_argument("--r-library", default="")
    parser.add_argument("--numpy-script", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.numpy_script:
        numpy_run(*read(options.numpy_script), options.replications)
        return
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        data, districts = make(folder)
        mine, base, theirs, scripts = [], [], [], []
        work_cpu, base_cpu, script_cpu = [], [], []
        # Alternating, so that all meet the same load of the machine.
        for _ in range(7):
            for times, used, run in [
                    (mine, work_cpu, lambda: ours(options.kaoping, folder, options.replications)),
                    (base, base_cpu, lambda: ours(options.kaoping, folder, 2)),
                    (scripts, script_cpu, lambda: numpy_script(folder, options.replications))]:
                before = cpu()
                times.append(run())
                used.append(cpu() - before)
            theirs.append(numpy_run(data, districts, options.replications))
        alone = max(min(mine) - min(base), 1e-3)
        print(f"kaoping  {min(mine):8.3f} s for {options.replications} replications (whole command; "
              f"processors {min(work_cpu):.3f} s), replications alone {alone:.3f} s")
        print(f"NumPy    {min(scripts):8.3f} s (whole script; processors {min(script_cpu):.3f} s): "
              f"kaoping takes {min(mine) / min(scripts):.2f} of its time, {min(work_cpu) / min(script_cpu):.2f} of its processor time")
        print(f"NumPy    {min(theirs):8.3f} s (computation alone): kaoping's whole command takes "
              f"{min(mine) / min(theirs):.2f} of its time, its replications alone {alone / min(theirs):.2f}")
        if options.coinr_replications:
            script = COINR.format(library=options.r_library, folder=folder, n=options.coinr_replications)
            run = subprocess.run(["Rscript", "-e", script], capture_output=True, text=True)
            if run.returncode:
                print("COINr did not run:", run.stderr[-400:])
                return
            each = float(run.stdout.split()[-1])
            whole = each * options.replications
            print(f"COINr    {whole:8.1f} s ({each:.3f} s a replication, {options.coinr_replications} run): "
                  f"{whole / min(mine):.0f} x kaoping's time")


if __name__ == "__main__":
    main()
