#!/usr/bin/env python3
"""Reads while a large round is scored (P12): twelve million answers of seven districts in the directory, the whole city scored from them,
and one visitor after another who asks a program's question and opens a page all the while.

    KAOPING=.build/release/kaoping Tests/Benchmarks/service/large_round.py [--copies 200]

Needs 5 GB of disk below TMPDIR.
"""
import argparse
import sys
import tempfile
import threading
import time

import load
import storing

service = load.service


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--copies", type=int, default=200)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kaoping-large-") as folder:
        paths = storing.files(folder, options.copies)
        data, codes = service.example_city()
        server = service.Service(data, day="2014-10-21").start()
        try:
            rows, begun = 0, time.monotonic()
            for path in paths:
                user = "district" + path.stem
                program = service.Client(server, service.token(service.first_sign_in(server, user, codes[user])))
                content = path.read_bytes() + b"\n"
                rows += content.count(b"\n") - 2
                answer = program.send(
                    "POST", f"/api/v1/rounds/{service.ROUND}/uploads?kind=responses&scope=district:{path.stem}&name={path.stem}.csv",
                    content, {"Content-Type": "text/csv"}, timeout=1200)
                assert answer.status == 201, answer.text
            stored = time.monotonic() - begun
            office = service.Client(server, service.token(service.first_sign_in(server, "office", codes["office"])))
            act = office.json("POST", f"/api/v1/rounds/{service.ROUND}/actions", {"action": {"closeCollection": {}}}, {"If-Match": "*"})
            assert act.status == 200, act.text
            cases = {"/api/v1/me": [], f"/api/v1/rounds/{service.ROUND}": [], "/": []}
            idle = {path: load.latencies(office, path, 5) for path in cases}
            job = office.json("POST", f"/api/v1/rounds/{service.ROUND}/evaluations", {}).json()
            begun, ended = time.monotonic(), threading.Event()

            def read():
                while not ended.is_set():
                    for path, times in cases.items():
                        at = time.perf_counter()
                        assert office.get(path).status == 200
                        times.append(time.perf_counter() - at)
                        time.sleep(0.0025)

            reader = threading.Thread(target=read)
            reader.start()
            watcher = service.Client(server, service.token(service.sign_in(server, "office")))
            while job["state"] in ("waiting", "running"):
                time.sleep(0.5)
                job = watcher.get("/api/v1/jobs/" + job["id"]).json()
            seconds = time.monotonic() - begun
            ended.set()
            reader.join()
            print(f"{rows} answers stored in {stored:.1f} s; scored ({job['state']}) in {seconds:.1f} s; resident at most {server.status('VmHWM') / 1024:.0f} MiB")
            failed = job["state"] != "done"
            for path, times in cases.items():
                busy = load.slowest_hundredth(times)
                print(f"{path}: 99 % in {idle[path]:.1f} ms at rest, {busy:.1f} ms while scoring ({len(times)} reads): {busy / idle[path]:.1f} times (bar 3)")
                failed = failed or busy > 3 * idle[path]
            if failed:
                sys.exit("beyond the bar")
        finally:
            server.discard()


if __name__ == "__main__":
    main()
