#!/usr/bin/env python3
"""Tries the interface with requests made from its own description (make check-interface).

    KAOPING=.build/release/kaoping check_interface.py [--examples 30] [--schemathesis .build/interface/bin/schemathesis]

Schemathesis (PyPI) reads `/api/v1/openapi.json` of the running service and sends what the description allows, what it forbids, and
sequences of operations that follow its links, once as each role on a fresh example city. Every answer must be one that the description
knows, in its media type and by its schema; nothing that it allows may be called malformed; nothing may be a fault of the service (5xx).
That the state of the round refuses something (409, 412, 422) is an answer like any other.
"""
import argparse
import os
import pathlib
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
"path.upload" = 1
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


@schemathesis.serializer("application/offset+octet-stream", "application/octet-stream")
def as_bytes(context, value):
    return value if isinstance(value, bytes) else str(value).encode("utf-8", "replace")
'''


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--examples", type=int, default=30, help="generated requests for each operation and role")
    parser.add_argument("--schemathesis", default=str(service.ROOT / ".build/interface/bin/schemathesis"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--role", action="append", help="only these users")
    options = parser.parse_args()
    data, codes = service.example_city()
    server = service.Service(data, options=["--webhook-host", "hooks.example:443"]).start()
    failed = []
    with tempfile.TemporaryDirectory() as folder:
        hooks = pathlib.Path(folder) / "kaoping_hooks.py"
        hooks.write_text(HOOKS)
        configuration = pathlib.Path(folder) / "schemathesis.toml"
        configuration.write_text(CONFIGURATION.format(hooks="kaoping_hooks"))
        try:
            for user in options.role or ROLES:
                command = [options.schemathesis, "--config-file", str(configuration), "run", server.address + "/api/v1/openapi.json",
                           "--continue-on-failure", "--no-color", "-n", str(options.examples), "--seed", str(options.seed),
                           "--warnings", "off"]
                if user:
                    token = service.token(service.first_sign_in(server, user, codes[user]))
                    command += ["--header", "Authorization: Bearer " + token]
                run = subprocess.run(command, capture_output=True, text=True, cwd=folder,
                                     env=dict(os.environ, PYTHONPATH=folder))
                print(f"== as {user or 'nobody'}: {'passed' if run.returncode == 0 else 'FAILED'}")
                tail = run.stdout[run.stdout.find("= SUMMARY ="):] if "= SUMMARY =" in run.stdout else run.stdout + run.stderr
                print(tail if run.returncode == 0 else run.stdout + run.stderr, flush=True)
                if run.returncode:
                    failed.append(user or "nobody")
            faults = [line for line in open(data + ".log") if '"level":"error"' in line]
            if faults:
                print("faults in the log:", *faults[:20], sep="\n")
                failed.append("log")
            assert server.is_ready(), "the service does not answer any more"
        finally:
            server.discard()
    if failed:
        sys.exit("not as described: " + ", ".join(failed))
    print("every answer was one that the description knows")


if __name__ == "__main__":
    main()
