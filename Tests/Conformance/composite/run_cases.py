#!/usr/bin/env python3
"""Run a folder of composite-indicator cases through the program and compare every number.

    run_cases.py FOLDER [--kaoping .build/release/kaoping] [--write-steps]

FOLDER holds one folder for each case with `data.csv`, `indicators.csv` and `expected.json`; what a case expects is told by the
members of its `expected.json`, so other cases of the same kinds run as well:

* `steps`             a pipeline; the expected data after each step stand in the files that it names
* `no_threshold` ...  scores with gaps, without and with a threshold
* `scenarios`         variants of the method compared with the nominal one
* `per_indicator_raw` statistics, Cronbach's alpha, correlations, principal components
* `goalposts`         an index by fixed goalposts (UNDP's human development index)
* `titles_per_district` a small city from answers to titles in exact numbers

Numbers agree to 1e-9 (relative, absolute below 1); ranks, lists and counts exactly. Exit status 1 if anything differs.
"""
import argparse
import csv
import json
import math
import re
import subprocess
import sys
import tempfile
from pathlib import Path

PASSED, FAILED = [], []


def check(name, got, expected):
    same = close(got, expected)
    (PASSED if same else FAILED).append(name)
    if not same and len(FAILED) <= 40:
        print(f"  DIFFERS {name}: {str(got)[:120]} instead of {str(expected)[:120]}")


def close(a, b):
    if isinstance(a, bool) or isinstance(b, bool):
        return a == b
    if isinstance(a, (int, float)) and isinstance(b, (int, float)):
        return abs(a - b) <= 1e-9 * max(1, abs(a), abs(b))
    return a == b


def kaoping(program, *arguments, expected=(0,)):
    run = subprocess.run([program, "composite", *map(str, arguments), "--format", "json"], capture_output=True)
    if run.returncode not in expected:
        print(f"  status {run.returncode}: {' '.join(map(str, arguments))}\n{run.stdout.decode()[:800]}{run.stderr.decode()[:800]}")
        FAILED.append("status")
        return None
    return json.loads(run.stdout)


def rows(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def number(text):
    return None if text in ("", "NA", None) else float(text)


def compare_tables(name, got, expected, key="uCode"):
    got_rows = {list(r.values())[0]: r for r in rows(got)}
    for row in rows(expected):
        unit = row[key]
        for column, text in row.items():
            if column == key:
                continue
            mine = got_rows.get(unit, {}).get(column)
            check(f"{name} {unit} {column}", number(mine), number(text))


def pipeline(program, case, folder):
    words = " ".join(s.get("in_words", "") for s in case["steps"])
    names = [s["step"] for s in case["steps"]]
    options = ["--order", ",".join(n for n in names if n != "aggregate")]
    if "denominate" in names:
        options += ["--denominate"]
    for step in case["steps"]:
        text = step.get("in_words", "")
        if step["step"] == "impute":
            group = re.search(r"same (\S+)", text)
            kind = "median" if "median" in text else "mean"
            options += ["--impute", f"{kind}-group:{group[1]}" if group else kind]
        if step["step"] == "screen":
            options += ["--screen", str(float(re.search(r"less than (\d+) per cent", text)[1]) / 100)]
        if step["step"] == "treat":
            skew = re.search(r"\|skewness\| < ([\d.]+)", text)[1]
            kurt = re.search(r"kurtosis < ([\d.]+)", text)[1]
            points = re.search(r"or (\d+) points", text)[1]
            options += ["--treat", f"winsorise:points={points},skew={skew},kurt={kurt}"]
        if step["step"] == "normalise":
            scale = re.search(r"\* (\d+)", text)
            options += ["--normalise", f"minmax:0,{scale[1] if scale else 1}"]
    with tempfile.TemporaryDirectory() as out:
        result = kaoping(program, folder / "indicators.csv", folder / "data.csv", *options, "--out", out)
        if result is None:
            return
        files = {"denominate": "denominated", "impute": "imputed", "treat": "treated", "normalise": "normalised",
                 "aggregate": "scores"}
        steps = {s["step"]: s for s in result["steps"]}
        for step in case["steps"]:
            if isinstance(step.get("expected"), str):
                compare_tables(step["step"], Path(out) / (files[step["step"]] + ".csv"), folder / step["expected"])
            elif "removed_units" in step.get("expected", {}):
                check("removed units", steps["screen"]["removed_units"], step["expected"]["removed_units"])
            if "treated" in step:
                got = steps["treat"]["treated"]
                check("treated indicators", sorted(got), sorted(step["treated"]))
                for code, entry in step["treated"].items():
                    check(f"treated {code}", got.get(code, {}).get("kind"), entry["kind"])
                    if "points" in entry:
                        check(f"treated {code} points", got.get(code, {}).get("points"), entry["points"])
    if "first_ten" in case:
        order = sorted((u for u in result["units"] if u["rank"]), key=lambda u: u["rank"])
        check("first ten", [u["unit"] for u in order[:10]], case["first_ten"])
    assert words


def missing_values(program, case, folder):
    expected = case["expected"]
    share = float(re.search(r"fewer than (\d+) per cent", case["in_words"])[1]) / 100
    for name, options in (("no_threshold", []), ("threshold", ["--threshold", str(share)])):
        with tempfile.TemporaryDirectory() as out:
            result = kaoping(program, folder / "indicators.csv", folder / "data.csv", *options, "--out", out)
            if result is None:
                return
            compare_tables(name, Path(out) / "scores.csv", folder / expected[name])
        check("missing values per unit", result["missing_values_per_unit"], expected["missing_values_per_unit"])
        if name == "threshold":
            got = {unit: sorted(groups) for unit, groups in result["groups_missing"].items()}
            check("groups missing", got, {u: sorted(g) for u, g in expected["groups_missing_under_the_threshold"].items()})


def scenario_options(words):
    options = []
    if "z-scores" in words:
        options += ["normalise,zscore"]
    elif "percentile ranks" in words:
        options += ["normalise,percentile"]
    else:
        ends = re.search(r"min-max (\d+)\.\.(\d+)", words)
        options += [f'normalise,"minmax:{ends[1]},{ends[2]}"' if ends else 'normalise,"minmax:0,100"']
    if "geometric at every level" in words:
        options += ["aggregate,geometric"]
    elif "arithmetic for pillars, geometric for sub-indexes, harmonic" in words:
        options += ['aggregate,"arithmetic,geometric,harmonic"']
    weights = re.findall(r"([\d.]+) for (\w+)", words)
    if "weight" in words and weights:
        options += ['weights,"' + ",".join(f"{code}={w}" for w, code in weights) + '"']
    return options


def scenarios(program, case, folder):
    nominal = case["scenarios"]["nominal"]
    codes = {"index": "Index", "connectivity": "Conn", "sustainability": "Sust"}
    with tempfile.TemporaryDirectory() as work:
        files = []
        for name, scenario in case["scenarios"].items():
            if name == "nominal":
                continue
            path = Path(work) / f"{name}.csv"
            path.write_text("key,value\n" + "\n".join(scenario_options(scenario["in_words"])) + "\n")
            files += ["--compare", path]
        line = next(s["against_nominal"]["enters_the_first"]["line"] for s in case["scenarios"].values()
                    if "against_nominal" in s)
        result = kaoping(program, folder / "indicators.csv", folder / "data.csv", *files, "--line", line)
        if result is None:
            return
    lists = {"nominal": result["units"], **{s["scenario"]: s["units"] for s in result["scenarios"]}}
    figures = {s["scenario"]: s for s in result["scenarios"]}
    for name, scenario in case["scenarios"].items():
        units = {u["unit"]: u for u in lists[name]}
        for unit, rank in scenario["rank"].items():
            check(f"{name} rank {unit}", units[unit]["rank"], rank)
        for member, code in codes.items():
            for unit, value in scenario.get(member, {}).items():
                check(f"{name} {code} {unit}", units[unit]["scores"][code], value)
        against = scenario.get("against_nominal")
        if against:
            got = figures[name]
            for member in ("spearman_with_nominal", "mean_absolute_rank_shift", "largest_absolute_rank_shift"):
                check(f"{name} {member}", got[member], against[member])
            check(f"{name} movers", got["units_shifting"], against["units_shifting_5_or_more"])
            check(f"{name} enters", sorted(got["enters"]), sorted(against["enters_the_first"]["units"]))
            check(f"{name} leaves", sorted(got["leaves"]), sorted(against["enters_the_first"]["leaves"]))
    assert nominal


FULL = ["--order", "denominate,impute,screen,treat,normalise", "--denominate", "--impute", "mean-group:EurAsia_group",
        "--treat", "winsorise:points=5", "--checks"]


def statistics(program, case, folder):
    expected = case["expected"]
    result = kaoping(program, folder / "indicators.csv", folder / "data.csv", *FULL)
    if result is None:
        return
    raw = result["checks"]["statistics"]["raw"]
    for code, entry in expected["per_indicator_raw"].items():
        for member, value in entry.items():
            check(f"{code} {member}", raw[code][member], value)
    for code, alpha in expected["cronbach_alpha_normalised"].items():
        check(f"alpha {code}", result["checks"]["cronbach_alpha"][code], alpha)
    for a, row in expected["pearson_pillars_scores"].items():
        for b, r in row.items():
            check(f"pearson {a} {b}", result["checks"]["score_correlations"][a][b], r)
    for member, entry in expected.items():
        if member.startswith("pca_of"):
            pillar = re.search(r"pillar_(\w+?)_normalised", member)[1]
            got = result["checks"]["principal_components"][pillar]
            for index, value in enumerate(entry["eigenvalues"]):
                check(f"eigenvalue {index}", got["eigenvalues"][index], value)
                check(f"share {index}", got["shares"][index], entry["share"][index])
    second = kaoping(program, folder / "indicators.csv", folder / "data.csv", *FULL, "--correlation", "spearman")
    for a, row in expected["spearman_scores"].items():
        for b, r in row.items():
            check(f"spearman {a} {b}", second["checks"]["score_correlations"][a][b], r)
    for member, pairs in expected.items():
        if member.startswith("pairs_with"):
            limit = re.search(r"at_least_(\d+)_(\d+)", member)
            third = kaoping(program, folder / "indicators.csv", folder / "data.csv", *FULL, "--checks-data", "imputed",
                            "--correlation-threshold", f"{limit[1]}.{limit[2]}")
            got = {tuple(sorted((p["a"], p["b"]))): p["r"] for p in third["checks"]["pairs"]}
            check("pairs", sorted(got), sorted(tuple(sorted((p["a"], p["b"]))) for p in pairs))
            for p in pairs:
                check(f"pair {p['a']} {p['b']}", got.get(tuple(sorted((p["a"], p["b"])))), p["r"])


def goalposts(program, case, folder):
    posts = case["goalposts"]
    names = {"life_expectancy": "hdi", "expected_years_of_schooling": "education", "mean_years_of_schooling": "education",
             "gni_per_capita": "hdi"}
    with tempfile.TemporaryDirectory() as work:
        table = Path(work) / "indicators.csv"
        lines = ["code,parent,direction,weight,goalpost_lower,goalpost_upper,goalpost_log,aggregation"]
        for code, parent in names.items():
            low, high = posts.get(code) or posts[code + "_logarithm"]
            lines.append(f"{code},{parent},1,1,{low},{high},{'yes' if code + '_logarithm' in posts else 'no'},")
        lines += ["education,hdi,1,1,,,,arithmetic", "hdi,,1,1,,,,geometric"]
        table.write_text("\n".join(lines) + "\n")
        result = kaoping(program, table, folder / "data.csv", "--normalise", "goalposts", "--rank-decimals", "3")
        if result is None:
            return
    units = {u["unit"]: u for u in result["units"]}
    for unit, entry in case["expected"].items():
        got = units[unit]["scores"]
        check(f"{unit} health", got["life_expectancy"], entry["health"])
        check(f"{unit} income", got["gni_per_capita"], entry["income"])
        check(f"{unit} education", got["education"], entry["education"])
        check(f"{unit} hdi", got["hdi"], entry["hdi"])
        check(f"{unit} published", math.floor(got["hdi"] * 1000 + 0.5) / 1000, entry["published_hdi"])
        check(f"{unit} rank", units[unit]["rank"], case["rank_from_three_decimals"][unit])


def small_city(program, case, folder):
    rules = " ".join(case["rules"])
    header = rows(folder / "data.csv")[0].keys()
    steps = int(re.search(r"steps 1\.\.(\d+)", rules)[1])
    department = re.search(r"department = \((.+?)\) / (\d+)", rules)
    parts = re.findall(r"(?:(\d+) x )?(department_\w+)", department[1])
    share = re.search(r"composite = (.+?)(?: / 2)?$", case["rules"][2])[1]
    halves = re.findall(r"(?:([\d.]+) x )?(survey|department)", share)
    titles = re.search(r"(\d+) titles", rules)[1]
    with tempfile.TemporaryDirectory() as work:
        table = Path(work) / "indicators.csv"
        lines = ["code,parent,direction,weight,counts,normalisation"]
        weights = {name: weight or "1" for weight, name in halves}
        lines += [f'survey,composite,1,{weights["survey"]},answers_*,"scaled:1,{steps},100"',
                  f'department,composite,1,{weights["department"]},,']
        lines += [f"{name},department,1,{weight or 1},,none" for weight, name in parts]
        lines += ["composite,,1,1,,"]
        table.write_text("\n".join(lines) + "\n")
        result = kaoping(program, table, folder / "data.csv", "--unit", "community", "--titles", titles, "--by", "district",
                         "--ineligible", "excluded=yes", "--exact", expected=(0, 10))
        if result is None:
            return
    expected = case["expected"]
    groups = {g["group"]: g for g in result["groups"]}
    check("titles", {name: g["titles"] for name, g in groups.items()}, expected["titles_per_district"])
    for name, district in expected["districts"].items():
        got = groups[name]
        for mine, theirs in (("titles", "titles"), ("units", "communities"), ("eligible", "eligible"), ("status", "status"),
                             ("titles_to", "titles_to"), ("titles_among_the_tied", "titles_among_the_tied")):
            check(f"{name} {theirs}", got[mine], district[theirs])
        check(f"{name} tied", sorted(got["tied_at_the_line"]), sorted(district["tied_at_the_line"]))
        for member in ("score_of_the_line", "first_score_below"):
            exact(f"{name} {member}", got[member], district.get(member))
    units = {u["unit"]: u for u in result["units"]}
    for unit, entry in expected["communities"].items():
        for member in ("survey", "department", "composite"):
            exact(f"{unit} {member}", result["exact_scores"][unit][member], entry[member])
        check(f"{unit} place", units[unit]["place"], entry["place_in_city"])
        check(f"{unit} place in district", units[unit]["place_in_group"], entry["place_in_district"])
        exact(f"{unit} distance", units[unit]["distance_to_the_line"], entry["distance_to_the_line"])
    assert header


def exact(name, got, expected):
    if expected is None or got is None:
        check(name, got, expected)
        return
    check(name, got["exact"], expected["exact"])
    check(name + " decimal", float(got["decimal"]), float(expected["decimal"]))


KINDS = {
    "pipeline": (lambda c: "steps" in c, pipeline),
    "missing values": (lambda c: "no_threshold" in c.get("expected", {}), missing_values),
    "scenarios": (lambda c: "scenarios" in c, scenarios),
    "statistics": (lambda c: "per_indicator_raw" in c.get("expected", {}), statistics),
    "small city": (lambda c: "titles_per_district" in c.get("expected", {}), small_city),
    "goalposts": (lambda c: "goalposts" in c, goalposts),
}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kaoping", default=".build/release/kaoping")
    options = parser.parse_args()
    for path in sorted(options.folder.glob("*/expected.json")):
        case = json.loads(path.read_text())
        kind = next((name for name, (fits, _) in KINDS.items() if fits(case)), None)
        if kind is None:
            print(f"{path.parent.name}: not of these kinds")
            continue
        before = (len(PASSED), len(FAILED))
        KINDS[kind][1](options.kaoping, case, path.parent)
        print(f"{path.parent.name} ({kind}): {len(PASSED) - before[0]} agree, {len(FAILED) - before[1]} differ")
    print(f"{len(PASSED)} numbers agree, {len(FAILED)} differ")
    sys.exit(1 if FAILED else 0)


if __name__ == "__main__":
    main()
