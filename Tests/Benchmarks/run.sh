#!/usr/bin/env bash
# Runs every benchmark side by side with its peers, which are installed into .build/bench. Needs the release binary.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=.build/bench/bin/python3
[ -x "$python" ] || python3 -m venv .build/bench
"$python" -m pip install -q --disable-pip-version-check numpy scipy pandas pyarrow polars
echo "== rating: 1.2 million responses against pandas and polars"
"$python" Tests/Benchmarks/rating/bench.py --copies 20 --rounds 3
for script in Tests/Benchmarks/*/*.sh; do
  [ -e "$script" ] && { echo "== $script"; PYTHON="$python" bash "$script"; }
done
