#!/usr/bin/env python3
"""The attacker's list: tries to break into a fresh service with the example city (make attack).

    KAOPING=.build/release/kaoping Tests/Security/attack.py [--only WORD] [--list]

Each attack names the requirement of OWASP ASVS 5.0 or the yardstick that it stands for; docs/security.md refers to it by its name.
`TRIES=5000` makes the attack on the time of sign-in as long as yardstick S4 wants it (some forty minutes).
"""
import argparse
import sys
import time
import traceback

from attacks.target import ATTACKS, Target
from attacks import sessions, scopes, bodies, load, injection, exports, races, operations, signin  # noqa: F401


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", action="append", help="attacks whose function or name has this word")
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    chosen = [entry for entry in ATTACKS if not options.only or any(
        word in f"{entry[2].__module__}.{entry[2].__name__} {entry[0]}" for word in options.only)]
    if options.list:
        for name, requirement, function in chosen:
            print(f"{function.__module__.split('.')[-1]}.{function.__name__}: {name} ({requirement})")
        return
    target, failed = Target(), []
    try:
        for name, requirement, function in chosen:
            begun = time.monotonic()
            try:
                told = function(target) or ""
                print(f"withstood  {name} ({requirement}) {told} [{time.monotonic() - begun:.0f} s]", flush=True)
            except Exception as fault:
                failed.append(name)
                print(f"GAVE WAY   {name} ({requirement}): {fault}", flush=True)
                if not isinstance(fault, AssertionError):
                    traceback.print_exc()
            if not target.server.is_ready():
                print("the service does not answer any more", flush=True)
                target.server.start()
        # To be told to come again (503) is an answer.
        faults = [line for line in target.log.splitlines() if '"level":"error"' in line and '"status":"503"' not in line]
        if faults:
            failed.append("faults in the log")
            print("faults in the log:", *faults[:10], sep="\n")
    finally:
        target.server.discard()
    if failed:
        sys.exit(f"{len(failed)} of {len(chosen)} attacks got through")
    print(f"{len(chosen)} attacks were withstood")


if __name__ == "__main__":
    main()
