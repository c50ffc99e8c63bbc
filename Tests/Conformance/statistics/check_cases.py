#!/usr/bin/env python3
"""Runs folders of reference cases through the release binary and compares every expected number at its tolerance.

    check_cases.py FOLDER [CASE …]        FOLDER holds one folder per case: data.csv, expected.json
    KAOPING=/path/to/kaoping              another binary than .build/release/kaoping

An adapter in `kinds/` turns the words of a check (its `inputs`) into command lines and the printed JSON into the names under
`expected`; it knows the kind of case, never its numbers. A case is told by its folder's name, or by the kind that most of its
checks' names resemble. An expected number that no adapter produces counts as a fault, exactly as one that differs.
Why not in the unit tests: those run the room `Statistics`; this is what somebody sees who has the program only.
"""
import json
import pathlib
import sys
import tempfile

import kinds
from compare import faults
from program import Case, NotPrinted


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    root = pathlib.Path(sys.argv[1])
    wanted = set(sys.argv[2:])
    total = failed = 0
    for folder in sorted(path for path in root.iterdir() if (path / "expected.json").exists()):
        if wanted and folder.name not in wanted:
            continue
        if "checks" not in json.loads((folder / "expected.json").read_text(encoding="utf-8")):
            print(f"     {folder.name}: no list of checks, left out")
            continue
        with tempfile.TemporaryDirectory() as room:
            good, bad = run(folder, pathlib.Path(room))
        total += good + bad
        failed += bad
        print(f"{'ok  ' if bad == 0 else 'FAIL'} {folder.name}: {good} of {good + bad} checks")
    print(f"{total - failed} of {total} checks agree")
    sys.exit(1 if failed or total == 0 else 0)


def run(folder, room):
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    case = Case(folder, expected, room)
    answer = kinds.adapter(folder.name, expected)
    good = bad = 0
    for check in expected["checks"]:
        try:
            found = answer(case, check)
            problems = faults(found, check["expected"], check["tolerance"])
        except NotPrinted as reason:
            problems = [str(reason)]
        except (KeyError, IndexError, TypeError, ValueError) as error:
            problems = [f"{type(error).__name__}: {error}"]
        if problems:
            bad += 1
            print(f"  {folder.name} {check['id']}:")
            for problem in problems[:6]:
                print(f"    {problem}")
            if len(problems) > 6:
                print(f"    … {len(problems) - 6} more")
        else:
            good += 1
    return good, bad


if __name__ == "__main__":
    main()
