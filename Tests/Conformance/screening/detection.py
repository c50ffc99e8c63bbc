#!/usr/bin/env python3
"""How well `kaoping screen` finds planted defects: recall and precision over cities with recorded truth.

    detection.py MAKE_CITY [SEEDS]        MAKE_CITY is the generator's script, SEEDS such as 1-20 (default)
    KAOPING=/path/to/kaoping              another binary than .build/release/kaoping

Each seed makes a city of 1001 communities × 60 responses in a temporary folder, screens it and compares the flags with
`truth.json`. Prints one line per seed and the sums, and ends with 1 if a bar is missed:

    exact repetitions, impossible codes, unknown communities, weights, times   recall and precision 1
    repetitions under a new identifier                                         recall and precision ≥ 0.99
    straightlines                                                              recall ≥ 0.99, precision ≥ 0.95
    copying interviewer                                                        first in ≥ 19 of 20 seeds
    copied interviews                                                          recall and precision ≥ 0.85
    inflating district                                                         found in every seed, ≤ 1 false flag in 120
"""
import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[3]
BINARY = os.environ.get("KAOPING", str(ROOT / ".build/release/kaoping"))
SURVEY = ROOT / "Surveys/example-city-2014"
# The bars: flag, recall, precision.
BARS = {"duplicate_exact": (1, 1), "duplicate_resubmitted": (0.99, 0.99), "impossible_code": (1, 1),
        "unknown_community": (1, 1), "bad_weight": (1, 1), "bad_time": (1, 1), "straightline": (0.99, 0.95),
        "near_duplicate": (0.85, 0.85)}


def truth_of(defects):
    """The identifiers that each flag should carry."""
    def ids(kind):
        return {entry if isinstance(entry, str) else entry[0] for entry in defects.get(kind, [])}

    return {"duplicate_exact": ids("duplicate_exact"), "duplicate_resubmitted": ids("duplicate_reupload"),
            "impossible_code": ids("impossible_code"), "unknown_community": ids("unknown_community") | ids("mangled_id"),
            "bad_weight": ids("bad_weight"), "bad_time": ids("bad_time"), "straightline": ids("straightline"),
            "near_duplicate": ids("copied")}


def screen(generator, seed):
    with tempfile.TemporaryDirectory() as room:
        city = pathlib.Path(room) / "city"
        subprocess.run([sys.executable, generator, "--seed", str(seed), "--out", city, "--quiet"], check=True)
        truth = json.loads((city / "truth.json").read_text(encoding="utf-8"))
        run = subprocess.run([BINARY, "screen", "--city", city, "--survey", SURVEY, "--permutations", "0", "--format", "json"],
                             capture_output=True, check=True)
        result = json.loads(run.stdout)
        with open(city / "roster.csv", encoding="utf-8", newline="") as f:
            result["town_names"] = {row["town_code"]: row["town"] for row in csv.DictReader(f)}
    return truth, result


def departments_of(truth, result):
    """For each flag of the departments' half: what was planted, what is flagged, how many could be."""
    def pieces(flag):
        return {piece["evidence_id"] for piece in result["evidence"] if flag in piece["flags"]}

    streets = [rater for rater in result["raters"] if rater["town"]]
    towns = {community["id"][:9] for community in truth["communities"]}
    lenient = {rater["town"] for rater in streets if rater["flags"]}
    # The street is planted by code and flagged by name; the rows of the roster give both.
    planted = {result["town_names"][truth["review_defects"]["lenient_street"]]}
    evidence = truth["evidence"]
    all_pieces = truth["counts"].get("evidence.csv", 20000)
    gaps = {(gap["department"], gap["community_id"]) for gap in result["missing_reviews"]}
    missing = {tuple(pair) for pair in truth["review_defects"]["missing"]}
    return {"lenient_rater": (planted, lenient, len(towns)),
            "reused_file": ({pair[0] for pair in evidence["reused"]}, pieces("reused_file"), all_pieces),
            "stale": (set(evidence["stale"]), pieces("stale"), all_pieces),
            "missing_file": (set(evidence["missing"]), pieces("missing_file"), all_pieces),
            "missing_review": (missing, gaps, 10 * len(truth["communities"]))}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    first, _, last = (sys.argv[2] if len(sys.argv) > 2 else "1-20").partition("-")
    seeds = range(int(first), int(last or first) + 1)
    sums = {flag: [0, 0, 0] for flag in BARS}
    ranked_first = found_districts = false_districts = honest = 0
    departments = {name: [0, 0, 0, 0] for name in ["lenient_rater", "reused_file", "stale", "missing_file", "missing_review"]}
    for seed in seeds:
        truth, result = screen(sys.argv[1], seed)
        flagged = {flag: {row["id"] for row in result["submissions"] if flag in row["flags"]} for flag in BARS}
        parts = []
        for flag, wanted in truth_of(truth["defects"]).items():
            hit = len(flagged[flag] & wanted)
            for index, value in enumerate((hit, len(wanted), len(flagged[flag]))):
                sums[flag][index] += value
            parts.append(f"{flag} {hit}/{len(wanted)}/{len(flagged[flag])}")
        top = result["interviewers"][0]["interviewer"] == truth["defects"]["copying_interviewer"]
        ranked_first += top
        for name, (wanted, found, all_of) in departments_of(truth, result).items():
            for index, value in enumerate((len(found & wanted), len(wanted), len(found - wanted), all_of)):
                departments[name][index] += value
        codes = {district["name"]: district.get("code") for district in truth["districts"]}
        inflated = {d["name"] for d in truth["districts"] if d["inflated"]}
        named = {d["district"] for d in result["districts"] if "district_inflation" in d["flags"]}
        named = {name if name in codes else next((n for n, c in codes.items() if c == name), name) for name in named}
        found_districts += inflated <= named
        false_districts += len(named - inflated)
        honest += len(codes) - len(inflated)
        print(f"seed {seed}: copier {'first' if top else 'not first'}; districts {sorted(named)}; " + ", ".join(parts), flush=True)
    missed = []
    for flag, (recall, precision) in BARS.items():
        hit, wanted, flagged = sums[flag]
        own = (hit / max(1, wanted), hit / max(1, flagged))
        print(f"{flag:24} recall {own[0]:.4f} precision {own[1]:.4f} ({wanted} planted)")
        if own[0] < recall or own[1] < precision:
            missed.append(flag)
    for name, (hit, wanted, false, all_of) in departments.items():
        print(f"{name:24} recall {hit / max(1, wanted):.4f}, {false} false flags ({wanted} planted among {all_of})")
        if hit < wanted or false > 0.01 * all_of:
            missed.append(name)
    print(f"copying interviewer first in {ranked_first} of {len(seeds)}; inflating district in {found_districts} of {len(seeds)}, "
          f"{false_districts} of {honest} honest ones flagged")
    if ranked_first < 0.95 * len(seeds) or found_districts < len(seeds) or false_districts * 120 > max(120, honest):
        missed.append("interviewer or district")
    if missed:
        sys.exit(f"below the bar: {', '.join(missed)}")


if __name__ == "__main__":
    main()
