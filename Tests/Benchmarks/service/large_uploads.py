#!/usr/bin/env python3
"""Ten users send a file of 500 MB each at the same time, resumably (tus), and read what was found; then all ten are confirmed and one
is downloaded. Prints the seconds and the peak of the resident memory, which must stay under 300 MiB.

    KAOPING=.build/release/kaoping Tests/Benchmarks/service/large_uploads.py [--megabytes 500] [--users 10]

Seven districts send tables of answers (made by repeating the example's rows with new numbers), the others evidence of random bytes:
what is looked through and what is kept as it is. Needs 2.5 times the bytes on the disk.
"""
import argparse
import base64
import hashlib
import os
import pathlib
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "ServiceDriver"))
import service  # noqa: E402

BOUND_KIB = 300 * 1024
PIECE = 64 << 20


def answers(path, district, size):
    """A table of answers of this size: the example's rows again and again under new numbers."""
    source = service.ROOT / f"Surveys/example-city-2014/city/responses/{district}.csv"
    header, *rows = source.read_text(encoding="utf-8").splitlines()
    rows = [row.split(",", 1)[1] for row in rows]
    written, number = 0, 0
    with open(path, "w", encoding="utf-8") as file:
        written += file.write(header + "\n")
        while written < size:
            block = "".join(f"R{number + place:010d},{row}\n" for place, row in enumerate(rows))
            number += len(rows)
            written += file.write(block)


def random_bytes(path, size):
    with open(path, "wb") as file:
        for _ in range(size >> 20):
            file.write(os.urandom(1 << 20))


def upload(client, path, kind, scope, report):
    """One resumable upload in pieces; what the service found in it."""
    size = os.path.getsize(path)
    metadata = ",".join(
        f"{name} {base64.b64encode(value.encode()).decode()}"
        for name, value in [("round", service.ROUND), ("kind", kind), ("scope", scope), ("filename", os.path.basename(path))])
    begun = client.send("POST", "/api/v1/uploads", headers={
        "Upload-Length": str(size), "Upload-Metadata": metadata, "Tus-Resumable": "1.0.0"})
    assert begun.status == 201, begun.text
    place = begun.headers["Location"]
    offset = 0
    with open(path, "rb") as file:
        while offset < size:
            piece = file.read(PIECE)
            sent = client.send("PATCH", place, piece, {
                "Content-Type": "application/offset+octet-stream", "Upload-Offset": str(offset), "Tus-Resumable": "1.0.0"},
                timeout=600)
            assert sent.status == 204, sent.text
            offset = int(sent.headers["Upload-Offset"])
    report["received"] = time.monotonic()
    found = client.send("GET", place, timeout=3600)
    assert found.status == 200, found.text
    report["examined"] = time.monotonic()
    report["place"], report["rows"] = place, found.json()["rows"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=500)
    parser.add_argument("--users", type=int, default=10)
    options = parser.parse_args()
    size = options.megabytes * 1_000_000
    data, codes = service.example_city()
    server = service.Service(data).start()
    scratch = tempfile.TemporaryDirectory(prefix="kaoping-large-")
    try:
        senders = []
        names = [name for name in codes if name.startswith("district")] + ["office", "reviewer", "evaluator"]
        for name in names[:options.users]:
            path = f"{scratch.name}/{name}.csv"
            if name.startswith("district"):
                kind, scope = "responses", "district:" + name.removeprefix("district")
                answers(path, name.removeprefix("district"), size)
            else:
                kind = "evidence"
                scope = {"office": "all", "reviewer": "department:市民政局", "evaluator": "study:2014-autumn"}[name]
                random_bytes(path, size)
            client = service.first_sign_in(server, name, codes[name])
            senders.append((name, service.Client(server, service.token(client)), path, kind, scope, {}))
        before = server.status("VmRSS")
        server.forget_peak()
        begun = time.monotonic()
        threads = [threading.Thread(target=upload, args=sender[1:]) for sender in senders]
        for thread in threads:
            thread.start()
        slowest = 0
        while any(thread.is_alive() for thread in threads):
            asked = time.monotonic()
            service.Client(server).get("/public/check")
            slowest = max(slowest, time.monotonic() - asked)
            time.sleep(0.2)
        for thread in threads:
            thread.join()
        received = max(sender[5]["received"] for sender in senders) - begun
        examined = max(sender[5]["examined"] for sender in senders) - begun
        after_examining = server.status("VmHWM")
        for name, client, path, _, _, report in senders:
            done = client.send("POST", report["place"] + "/confirm", headers={"Content-Type": "application/json"}, timeout=3600)
            assert done.status == 201, (name, done.text)
            digest = hashlib.sha256()
            with open(path, "rb") as file:
                while block := file.read(1 << 20):
                    digest.update(block)
            assert done.json()["sha256"] == digest.hexdigest(), name
            report["number"], report["sha256"] = done.json()["number"], digest.hexdigest()
        confirmed = time.monotonic() - begun
        after_confirming = server.status("VmHWM")
        name, client, _, _, _, report = senders[0]
        back = client.send("GET", f"/api/v1/rounds/{service.ROUND}/uploads/{report['number']}/original", timeout=3600)
        assert hashlib.sha256(back.body).hexdigest() == report["sha256"], "the download is not what was sent"
        peak = server.status("VmHWM")
        print(f"{len(senders)} uploads of {options.megabytes} MB at once: received in {received:.1f} s "
              f"({len(senders) * options.megabytes / received:.0f} MB/s), looked through after {examined:.1f} s, "
              f"confirmed after {confirmed:.1f} s; the slowest page meanwhile took {slowest:.2f} s")
        print(f"resident: {before / 1024:.0f} MiB before, at most {after_examining / 1024:.0f} MiB until all were looked through, "
              f"{after_confirming / 1024:.0f} MiB until all were confirmed, {peak / 1024:.0f} MiB with a download")
        if peak > BOUND_KIB:
            sys.exit(f"more than {BOUND_KIB // 1024} MiB")
    finally:
        server.discard()
        scratch.cleanup()


if __name__ == "__main__":
    main()
