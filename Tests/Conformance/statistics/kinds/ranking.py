"""Ranks, the quota line and small areas."""
import re

from program import NotPrinted, kaoping


def columns(case):
    name, estimate, error = case.columns[:3]
    return ["--unit", name, "--estimate", estimate, "--standard-error", error]


def quota(case, check):
    inputs, name = check["inputs"], check["id"]
    places = inputs.get("k") or int(re.search(r"the (\d+) best", " ".join(case.expected["notes"]))[1])
    base = ["ranks", case.data, *columns(case), "--line", places]
    result = kaoping(*base, status=(0, 10))
    units = result["units"]
    if name.startswith("probability"):
        values = {u["unit"]: u["probability_in_best"] for u in units}
        return {"probability": [{"unit": e["unit"], "p": values[e["unit"]]} for e in check["expected"]["probability"]],
                "sum": sum(values.values())}
    if name == "expected_ranks":
        values = {u["unit"]: u["expected_rank"] for u in units}
        return {"expected_rank": [{"unit": e["unit"], "rank": values[e["unit"]]} for e in check["expected"]["expected_rank"]]}
    if name == "quota_line":
        line = result["line"]
        return {"last_in": line["last_in"], "first_out": line["first_out"], "gap": line["gap"], "se": line["standard_error"],
                "z": line["z"], "p_one_sided": line["p_one_sided"], "secure_in": result["secure_in"],
                "clearly_out": result["clearly_out"], "grey_zone": result["grey_zone"]}
    if name.startswith("tests_against"):
        tests = {}
        for key, method in (("holm", "holm"), ("hochberg", "hochberg"), ("bh", "benjamini-hochberg"),
                            ("by", "benjamini-yekutieli"), ("bonferroni", "bonferroni"), ("dunnett", "dunnett")):
            for item in kaoping(*base, "--adjust", method, status=(0, 10))["comparisons"]:
                own = tests.setdefault(item["unit"], {"unit": item["unit"], "difference": item["difference"],
                                                      "se": item["standard_error"], "z": item["z"], "p": item["p"]})
                own[key] = item["p_adjusted"]
        return {"tests": [tests[e["unit"]] for e in check["expected"]["tests"]]}
    if name.startswith("holm_normal_line"):
        return kaoping(*base, "--adjust", "holm", status=(0, 10))
    raise NotPrinted(name)


def sets(case, check):
    name, expected = check["id"], check["expected"]
    base = ["ranks", case.data, *columns(case), "--replications", 100000]
    if name == "point_ranks":
        return {"ranks": [u["rank"] for u in kaoping(*base, "--replications", 1000)["units"]]}
    if name.startswith("tau_best"):
        best = int(name.rsplit("_", 1)[-1])
        found = kaoping(*base, "--best", best)["best_set"]
        lost = set(expected["certain_members"]) - set(found)
        strange = set(found) - set(expected["possible_members"])
        if lost or strange:
            raise NotPrinted(f"missing {sorted(lost)}, not possible {sorted(strange)}")
        return dict(expected)
    result = kaoping(*base, *(["--single-step"] if name.endswith("singlestep") else []))
    prefix = "rank" if name.startswith("marginal") else "simultaneous"
    units = {u["unit"]: u for u in result["units"]}
    for bound in expected["bounds"]:
        own = units[bound["unit"]]
        for end in ("lower", "upper"):
            low, high = bound[f"{end}_range"]
            if not low <= own[f"{prefix}_{end}"] <= high:
                raise NotPrinted(f"{bound['unit']}: {end} {own[f'{prefix}_{end}']} outside {low}–{high}")
    critical = expected.get("critical_value_first_step")
    if critical and abs(result["critical_value"] / critical - 1) > 0.01:
        raise NotPrinted(f"critical value {result['critical_value']}, expected {critical}")
    return dict(expected)


def areas(case, check):
    name = check["id"]
    method = {"reml": "reml", "ml": "ml", "fh": "fay-herriot"}[name.rsplit("_", 1)[-1]]
    notes = " ".join(case.expected["notes"])
    factor = re.search(r"indicators of (\w+)", notes)
    arguments = ["--unit", case.columns[0], "--estimate", "yi", "--standard-error", "SD", "--method", method]
    if factor and not name.startswith("nocov"):
        arguments += ["--covariates", f"factor({factor[1]})"]
    found = kaoping("small-area", case.data, *arguments)
    rows = found["areas"]
    shifts = [abs(row["eblup"] - row["direct"]) for row in rows]
    return {"model_variance": found["model_variance"], "coefficients": [c["estimate"] for c in found["coefficients"]],
            "eblup": [r["eblup"] for r in rows], "shrinkage_gamma": [r["gamma"] for r in rows],
            "synthetic": [r["synthetic"] for r in rows], "mse": [r["mse"] for r in rows],
            "largest_shift_unit": int(rows[shifts.index(max(shifts))]["unit"])}


ADAPTERS = {"quota-line": quota, "rank-confidence-sets": sets, "fay-herriot": areas}
