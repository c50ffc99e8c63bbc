#!/usr/bin/env python3
"""Tries the interface with requests made from its own description (make check-interface).

    KAOPING=.build/release/kaoping check_interface.py [--examples 30] [--seconds 75] [--schemathesis .build/interface/bin/schemathesis]

Schemathesis (PyPI) reads `/api/v1/openapi.json` of the running service and sends what the description allows, what it forbids, and
sequences of operations that follow its links, once as each role on a fresh example city. Every answer must be one that the description
knows, in its media type and by its schema; nothing that it allows may be called malformed; nothing may be a fault of the service (5xx).
That the state of the round refuses something (409, 412, 422) is an answer like any other.

Each role has `--seconds` for what is generated and for sequences; what is left untried by then is not an error. A role that does not end
within three times that, or one request that takes longer than a minute, is one. At the end stand the routes that took the most time.
"""
import argparse
import collections
import contextlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "ServiceDriver"))
import service  # noqa: E402

ROLES = ["office", "admin", "member1", "district329905", "reviewer", "evaluator", "auditor", None]

# What there is in the example city, so that requests reach more than 404, and the answers that the round's state may give.
CONFIGURATION = """
hooks = "{hooks}"

[parameters]
"path.round" = "2014"
"path.upload" = {upload}
"path.district" = "329905"

[checks.positive_data_acceptance]
expected-statuses = ["2xx", "3xx", 401, 403, 404, 409, 410, 412, 422, 429]

[checks.missing_required_header]
expected-statuses = [400, 401, 403, 404, 409, 415, 422, 428]

[checks.negative_data_rejection]
expected-statuses = [400, 401, 403, 404, 405, 406, 409, 410, 411, 412, 413, 415, 422, 428, 429, 501]
"""

# Schemathesis knows no way to write these media types; files are bytes as they are.
HOOKS = '''
import schemathesis


@schemathesis.serializer(
    "application/offset+octet-stream", "application/octet-stream",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
def as_bytes(context, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
'''


def slowest(log):
    """The five routes on which the service spent the most time: their requests, seconds in all, longest answer in ms."""
    seen = collections.defaultdict(list)
    for line in open(log, encoding="utf-8", errors="replace"):
        with contextlib.suppress(ValueError, KeyError, TypeError):
            entry = json.loads(line)
            seen[f"{entry['method']} {entry['route']}"].append(int(entry["milliseconds"]))
    ordered = sorted(seen.items(), key=lambda item: -sum(item[1]))[:5]
    return [f"{route}: {len(times)} requests, {sum(times) / 1000:.0f} s, {max(times)} ms at most" for route, times in ordered]


def own_upload(server, token):
    """The number of a file that the role has sent and so sees; of who may send none, the first."""
    answer = service.Client(server, token).send(
        "POST", f"/api/v1/rounds/{service.ROUND}/uploads?kind=evidence&name=ledger.bin", b"\0ledger",
        {"Content-Type": "application/octet-stream"})
    return answer.json()["number"] if answer.status == 201 else 1


def run(command, folder, seconds):
    """Runs schemathesis: whether it passed, and what it said."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=seconds, env=dict(os.environ, PYTHONPATH=folder))
    except subprocess.TimeoutExpired as late:
        return False, f"not done within {seconds} s\n" + (late.stdout or b"").decode("utf-8", "replace")
    tail = done.stdout[done.stdout.find("= SUMMARY ="):] if "= SUMMARY =" in done.stdout else done.stdout + done.stderr
    return done.returncode == 0, tail if done.returncode == 0 else done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=30, help="generated requests for each operation and role")
    parser.add_argument("--schemathesis", default=str(service.ROOT / ".build/interface/bin/schemathesis"))
    parser.add_argument("--seconds", type=int, default=75, help="for each role")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--role", action="append", help="only these users")
    options = parser.parse_args()
    data, codes = service.example_city()
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        # A library of its own: the interface may add to it and seal what is there.
        for name in ["Scoring", "Surveys"]:
            shutil.copytree(service.ROOT / name, pathlib.Path(folder) / "library" / name)
        server = service.Service(
            data, options=["--webhook-host", "hooks.example:443"], library=pathlib.Path(folder) / "library").start()
        hooks = pathlib.Path(folder) / "kaoping_hooks.py"
        hooks.write_text(HOOKS)
        configuration = pathlib.Path(folder) / "schemathesis.toml"
        try:
            for user in options.role or ROLES:
                command = [options.schemathesis, "--config-file", str(configuration), "run", server.address + "/api/v1/openapi.json",
                           "--continue-on-failure", "--no-color", "-n", str(options.examples), "--seed", str(options.seed),
                           "--warnings", "off", "--max-time", str(options.seconds), "--request-timeout", "60", "--no-shrink"]
                upload = 1
                if user:
                    token = service.token(service.first_sign_in(server, user, codes[user]))
                    upload = own_upload(server, token)
                    command += ["--header", "Authorization: Bearer " + token]
                configuration.write_text(CONFIGURATION.format(hooks="kaoping_hooks", upload=upload))
                is_passed, said = run(command, folder, 3 * options.seconds)
                print(f"== as {user or 'nobody'}: {'passed' if is_passed else 'FAILED'}", said, sep="\n", flush=True)
                if not is_passed:
                    failed.append(user or "nobody")
            faults = [line for line in open(data + ".log") if '"level":"error"' in line]
            if faults:
                print("faults in the log:", *faults[:20], sep="\n")
                failed.append("log")
            print("most time went to", *slowest(data + ".log"), sep="\n  ")
            assert server.is_ready(), "the service does not answer any more"
        finally:
            server.discard()
    if failed:
        sys.exit("not as described: " + ", ".join(failed))
    print("every answer was one that the description knows")


if __name__ == "__main__":
    main()
