#!/usr/bin/env python3
"""Reads mutated files by the hundred thousand: make_hostile.py --fuzz makes them, read-folder reads them, batch by batch.

usage: mutate.py MAKE_HOSTILE.PY TOTAL BATCH SOURCE_FILE…     (build first: Tests/Fuzzing/readers/build.sh read-folder)

Each batch mutates the next source file with the next seed; a batch with a fault is kept and ends the run with status 1.
"""
import os, shutil, subprocess, sys, tempfile


def main():
    make, total, batch, sources = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:]
    reader = os.path.join(os.path.dirname(__file__), "../../../.build/fuzz/read-folder")
    done, seed = 0, 0
    while done < total:
        source = sources[seed % len(sources)]
        seed += 1
        folder = tempfile.mkdtemp(prefix="kaoping-fuzz-")
        subprocess.run([sys.executable, make, "--fuzz", str(batch), "--from", source, "--out", folder, "--seed", str(seed)], check=True)
        run = subprocess.run([reader, folder], capture_output=True, text=True, env={**os.environ, "SWIFT_BACKTRACE": "enable=no"})
        if run.returncode != 0:
            print(f"seed {seed}, {source}: kept in {folder}", run.stdout, run.stderr, sep="\n")
            return 1
        shutil.rmtree(folder)
        done += batch
        print(f"{done} of {total} · {os.path.basename(source)} · " + " · ".join(run.stdout.split("\n")[i] for i in (0, -2)), flush=True)
    return 0


sys.exit(main())
