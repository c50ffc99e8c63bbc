#!/usr/bin/env python3
"""Reads a folder of hostile files with `kaoping read` (S8), as somebody does who was sent one.

    KAOPING=.build/release/kaoping hostile_reading.py --files DIR [--seconds 2] [--mebibytes 64]

Each file must be read or refused (status 0 or 65) with a finding, within the seconds of processor time and without more memory than the
mebibytes beyond what an ordinary file takes; nothing may be written beside it.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ServiceDriver"))
import service  # noqa: E402

GOOD = service.ROOT / "Surveys/example-city-2014/city/responses/329905.csv"


def read(path, folder):
    """Status, processor seconds, peak of memory in MiB, and what was printed."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([service.KAOPING, "read", str(path), "--format", "json"], cwd=folder, stdout=out, stderr=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out.read()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", required=True)
    parser.add_argument("--seconds", type=float, default=2)
    parser.add_argument("--mebibytes", type=float, default=64)
    options = parser.parse_args()
    failed, slowest, largest = [], (0, ""), (0, "")
    files = [path for path in sorted(pathlib.Path(options.files).iterdir()) if path.is_file() and path.name != "list.json"]
    with tempfile.TemporaryDirectory() as folder:
        small = pathlib.Path(folder) / "small.csv"
        small.write_bytes(GOOD.read_bytes()[:20_000].rsplit(b"\n", 1)[0] + b"\n")
        usual = read(small, folder)[2]
        for path in files:
            status, seconds, memory, said = read(path.resolve(), folder)
            slowest, largest = max(slowest, (seconds, path.name)), max(largest, (memory - usual, path.name))
            findings = []
            if status in (0, 65):
                findings = json.loads(said)["findings"]
            if status not in (0, 65) or status == 65 and not any(finding["severity"] == "error" for finding in findings):
                failed.append(f"{path.name}: status {status} without a finding")
            if seconds > options.seconds or memory - usual > options.mebibytes:
                failed.append(f"{path.name}: {seconds:.1f} s, {memory - usual:.0f} MiB more than usual")
            if os.listdir(folder) != ["small.csv"]:
                failed.append(f"{path.name}: something was written")
    print(f"{len(files)} files: {slowest[0]:.2f} s at most ({slowest[1]}), {largest[0]:.0f} MiB more than usual at most ({largest[1]})")
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
