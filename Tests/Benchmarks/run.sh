#!/usr/bin/env bash
# Runs every benchmark side by side with its peers: those from PyPI stand in .build/bench (make peers), R with data.table, survey and
# proporz is used where it is there. A peer that is missing is named and left out. Needs the release binary (or another one as $KAOPING).
# Each script compares the results first; the status is 1 if they differ anywhere.
set -uo pipefail
cd "$(dirname "$0")/../.."
python=.build/bench/bin/python3
[ -x "$python" ] || { echo "make peers" >&2; exit 1; }
status=0

bench() {
  echo
  echo "== $1"
  shift
  "$python" "$@" || { status=1; echo "FAILED: $1" >&2; }
}

bench "rating: 60,000 responses against DuckDB, polars, pandas and data.table" Tests/Benchmarks/rating/bench.py --copies 1 --rounds 9
bench "rating: 1.2 million responses against the same" Tests/Benchmarks/rating/bench.py --copies 20 --rounds 3
bench "estimation: 1001 domains against survey::svyby and NumPy" Tests/Benchmarks/estimation/bench.py
bench "ranks: probability of being among the best against NumPy" Tests/Benchmarks/ranks/best_probability.py
bench "workbooks: 100,000 rows against calamine" Tests/Benchmarks/xlsx/bench.py
bench "apportionment: large problems against exact Python, PyPI apportionment and proporz" \
  Tests/Benchmarks/apportionment/bench.py
bench "audit log: a million entries, and a district's recomputation, against their limits" Tests/Benchmarks/audit/bench.py \
  --kaoping "${KAOPING:-.build/release/kaoping}"
exit "$status"
