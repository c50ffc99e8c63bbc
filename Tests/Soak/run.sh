#!/bin/sh
# Every driver of docs/reliability.md, one after the other: run.sh PROGRAM [quick]
# The whole takes half an hour on two cores, `quick` some six minutes. Stops at the first that fails.
set -eu
program=$1
here=$(dirname "$0")
run() {
  echo "== $*"
  python3 "$here/$1" --program "$program" $(shift; echo "$@")
}
if [ "${2:-}" = quick ]; then
  run kills.py --changes 40 --kills 10
  run server_kills.py --kills 20 --changes 50
  run confirmations.py --kills 10
  run order.py --uploads 20
  run cuts.py --cuts 10
  run faults.py
  run full.py
  run many.py --requests 1000
  run clocks.py
  run backups.py --backups 2
  run retries.py --uploads 100
  run hours.py --minutes 1
  run stops.py --stops 3
  exit
fi
run kills.py --changes 1000 --kills 100
run server_kills.py --kills 100 --changes 1000
run confirmations.py --kills 100
run order.py --uploads 200
run cuts.py --cuts 200
run faults.py
run full.py
run many.py --requests 10000
run clocks.py
run backups.py --backups 10 --rate 50
run retries.py --uploads 1000
run hours.py --minutes 10
run stops.py --stops 20
