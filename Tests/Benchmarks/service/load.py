#!/usr/bin/env python3
"""Load: 200 connections on pages and documents beside nginx (P11), the same while a round is scored (P12), and the start (P14).

    KAOPING=.build/release/kaoping Tests/Benchmarks/service/load.py [--seconds 5]

Needs wrk and nginx (`apt-get install wrk nginx-light faketime`). nginx with one worker serves a file of 1 KiB and one of 100 KiB; wrk with
two threads asks both in turn on the same machine, so that the ratios hold whatever the machine and its load.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

import published

service = published.service
KINDS = {"us": 1e-3, "ms": 1, "s": 1e3}


def wrk(address, seconds, token=None):
    """Requests in a second, 99th percentile in ms, errors."""
    command = ["wrk", "-t2", "-c200", f"-d{seconds}s", "--latency"]
    if token:
        command += ["-H", "Authorization: Bearer " + token]
    text = subprocess.run(command + [address], capture_output=True, text=True, check=True).stdout
    rate = float(re.search(r"Requests/sec:\s+([\d.]+)", text)[1])
    value, unit = re.search(r"99%\s+([\d.]+)(us|ms|s)", text).groups()
    errors = sum(int(number) for line in text.splitlines() if "Socket errors" in line or "Non-2xx" in line
                 for number in re.findall(r"\d+", line.replace("Non-2xx or 3xx", "")))
    return rate, float(value) * KINDS[unit], errors


class Nginx:
    """nginx with one worker on files of two sizes."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="kaoping-nginx-")
        self.port = service.free_port()
        root = pathlib.Path(self.folder.name)
        root.chmod(0o755)
        (root / "small.json").write_text('{"a":"' + "x" * 1014 + '"}')
        (root / "large.html").write_text("x" * 102_400)
        (root / "nginx.conf").write_text(
            f"worker_processes 1; daemon off; pid {root}/pid; error_log {root}/error.log;\n"
            "events { worker_connections 1024; }\n"
            f"http {{ access_log off; server {{ listen 127.0.0.1:{self.port}; root {root}; keepalive_requests 1000000; }} }}\n")
        program = next(path for path in ("/usr/sbin/nginx", "/usr/bin/nginx") if os.path.exists(path))
        self.process = subprocess.Popen([program, "-c", str(root / "nginx.conf"), "-e", str(root / "error.log")])
        time.sleep(0.5)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
        self.folder.cleanup()


def slowest_hundredth(times):
    """The 99th percentile of seconds, in ms."""
    return sorted(times)[int(len(times) * 0.99)] * 1000


def latencies(client, path, seconds):
    """The 99th percentile of one visitor after another, in ms."""
    times, end = [], time.monotonic() + seconds
    while time.monotonic() < end:
        begun = time.perf_counter()
        assert client.get(path).status == 200
        times.append(time.perf_counter() - begun)
        time.sleep(0.005)
    return slowest_hundredth(times)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=5)
    options = parser.parse_args()
    nginx, server = Nginx(), service.Service(published.published_city()).start()
    failed = []
    try:
        print(f"start to first answer {server.seconds_to_ready * 1000:.0f} ms, resident {server.status('VmRSS') / 1024:.0f} MiB; "
              f"load {os.getloadavg()[0]:.1f}")
        token = service.token(service.sign_in(server, "office"))
        program = service.Client(server, token)
        lists = program.get(f"/api/v1/public/rounds/{service.ROUND}/lists").json()["lists"]
        community = lists[0]["communities"][0]["id"]
        base = f"/api/v1/public/rounds/{service.ROUND}"
        small, large = f"http://127.0.0.1:{nginx.port}/small.json", f"http://127.0.0.1:{nginx.port}/large.html"
        cases = [
            ("a community's document, public", f"{base}/communities/{community}", None, small, 0.10),
            ("a community's page, public", f"/public/rounds/{service.ROUND}/communities/{community}", None, small, 0.10),
            ("all lists as a page, public", f"/public/rounds/{service.ROUND}", None, large, 0.05),
            ("who am I, with a token", "/api/v1/me", token, small, None),
            ("fifty communities, with a token", f"/api/v1/rounds/{service.ROUND}/communities", token, small, None),
            ("a district with its ranking, with a token", f"/api/v1/rounds/{service.ROUND}/districts/329905", token, small, None),
        ]
        for name, path, secret, peer, bar in cases:
            client = program if secret else service.Client(server)
            size = len(client.get(path).body)
            peers = [wrk(peer, options.seconds)]
            rate, p99, errors = wrk(server.address + path, options.seconds, secret)
            peers.append(wrk(peer, options.seconds))
            other = sum(rate for rate, _, _ in peers) / 2
            verdict = "" if bar is None else f" (bars {bar} and 100 ms)"
            print(f"{name} ({size / 1024:.1f} KiB): {rate:.0f}/s, 99 % in {p99:.0f} ms, {errors} errors; nginx {other:.0f}/s; "
                  f"ratio {rate / other:.2f}{verdict}")
            if bar and (rate / other < bar or p99 > 100 or errors):
                failed.append(name)
        print(f"resident after the load {server.status('VmRSS') / 1024:.0f} MiB, at most {server.status('VmHWM') / 1024:.0f} MiB")
        if server.status("VmHWM") > 256 * 1024:
            failed.append("memory")
        idle = latencies(program, "/api/v1/me", options.seconds)
        job = program.json("POST", f"/api/v1/rounds/{service.ROUND}/evaluations", {"districts": ["329905"], "reason": "again"})
        stop = threading.Event()

        def keep_scoring():
            # The round's own scoring takes a second: the whole city again and again, one after another.
            while not stop.is_set():
                asked = program.json("POST", f"/api/v1/rounds/{service.ROUND}/evaluations", {"districts": ["329905"], "reason": "again"})
                while not stop.is_set() and asked.status == 202 and program.get("/api/v1/jobs/" + asked.json()["id"]).json()["state"] in ("waiting", "running"):
                    time.sleep(0.05)

        thread = threading.Thread(target=keep_scoring)
        thread.start()
        busy = latencies(program, "/api/v1/me", options.seconds)
        stop.set()
        thread.join()
        print(f"99 % of reads in {idle:.1f} ms at rest, {busy:.1f} ms while districts are scored ({job.status}): {busy / idle:.1f} times (bar 3)")
    finally:
        nginx.stop()
        server.discard()
    if failed:
        sys.exit("below the bar: " + ", ".join(failed))


if __name__ == "__main__":
    main()
