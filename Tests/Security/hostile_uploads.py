#!/usr/bin/env python3
"""Uploads a folder of hostile files over HTTP, one after another, under hostile names too (S8).

    KAOPING=.build/release/kaoping hostile_uploads.py --files DIR

DIR holds files that are dangerous to readers (bombs, lying headers, nested entities, endless quotes …); a `list.json` with `names`, if there
is one, gives file names to upload under. Each file is sent as answers and looked through. The service must answer within two seconds of
having the bytes, grow by no more than 64 MiB, keep nothing of what it refuses, and take a good file afterwards.
"""
import argparse
import base64
import json
import os
import pathlib
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ServiceDriver"))
import service  # noqa: E402

GOOD = service.ROOT / "Surveys/example-city-2014/city/responses/329905.csv"


def look(program, name, body):
    """What the service says of a file, and how long it looked."""
    metadata = ",".join(f"{key} {base64.b64encode(value.encode('utf-8', 'surrogatepass')).decode()}" for key, value in [
        ("round", "2014"), ("kind", "responses"), ("scope", "district:329905"), ("filename", name)])
    begun = program.send("POST", "/api/v1/uploads", headers={
        "Upload-Length": str(len(body)), "Upload-Metadata": metadata, "Tus-Resumable": "1.0.0"})
    if begun.status != 201:
        return begun, 0, None
    place = begun.headers["Location"]
    program.send("PATCH", place, body, {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}, timeout=120)
    started = time.monotonic()
    found = program.send("GET", place, timeout=120)
    return found, time.monotonic() - started, place


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", required=True)
    parser.add_argument("--seconds", type=float, default=2)
    options = parser.parse_args()
    folder = pathlib.Path(options.files)
    listing = json.loads((folder / "list.json").read_text()) if (folder / "list.json").exists() else {}
    names = [entry if isinstance(entry, str) else entry.get("name", "") for entry in (listing.get("names", []) if isinstance(listing, dict) else [])]
    data, codes = service.example_city()
    server = service.Service(data).start()
    failed, slowest, grown = [], 0, 0
    try:
        program = service.Client(server, service.token(service.first_sign_in(server, "district329905", codes["district329905"])))
        look(program, "warm-up.csv", GOOD.read_bytes())
        good = GOOD.read_bytes()
        cases = [(path.name, path.read_bytes()) for path in sorted(folder.iterdir()) if path.is_file() and path.name != "list.json"]
        cases += [(name, good[:20_000]) for name in names]
        kept = set(os.listdir(data + "/incoming"))
        for name, body in cases:
            server.forget_peak()
            before = server.status("VmRSS")
            answer, seconds, place = look(program, name, body)
            growth = (server.status("VmHWM") - before) / 1024
            slowest, grown = max(slowest, seconds), max(grown, growth)
            # The bytes themselves, once, are what the sender sent and nothing that was unpacked.
            if answer.status >= 500 or seconds > options.seconds or growth > 64:
                failed.append(f"{name!r}: {answer.status}, {seconds:.1f} s, {growth:.0f} MiB")
            if place:
                program.send("DELETE", place)
            if set(os.listdir(data + "/incoming")) - kept:
                failed.append(f"{name!r}: something is left")
            outside = [entry for entry in ("/tmp/passwd", "/etc/kaoping", data + "/../evil.csv") if os.path.exists(entry)]
            if outside:
                failed.append(f"{name!r}: written outside: {outside}")
        answer, _, place = look(program, "good.csv", good)
        done = program.send("POST", place + "/confirm")
        if done.status != 201:
            failed.append(f"a good file afterwards: {done.status} {done.text[:300]}")
    finally:
        server.discard()
    print(f"{len(cases)} files and names: looked at within {slowest:.2f} s, grown by {grown:.0f} MiB at most")
    if failed:
        sys.exit("\n".join(failed))


if __name__ == "__main__":
    main()
