"""Reliability, agreement and screening."""
import re

from program import NotPrinted, kaoping


def alpha(case, check):
    inputs, expected = check["inputs"], check["expected"]
    path = case.data
    if "group" in inputs:
        column, value = inputs["group"].split(" = ")
        path = case.write("group.csv", [row for row in case.rows if row[column] == value])
    reverse = inputs.get("reverse")
    if reverse is None:
        known = re.search(r"7 - x\): ([\w, ]+)\.", " ".join(case.expected["notes"]))[1].split(", ")
        reverse = [item for item in inputs["items"] if item in known]
    arguments = ["--columns", ",".join(inputs["items"]), "--missing", "pairwise" if "pairwise" in inputs["missing"] else "listwise"]
    if reverse:
        arguments += ["--reverse", ",".join(reverse), "--points", "1,6"]
    found = kaoping("reliability", "alpha", path, *arguments)
    items = {i["item"]: {"mean": i["mean"], "sd": i["standard_deviation"], "item_total_r": i["item_total_correlation"],
                         "corrected_item_total_r": i["corrected_item_total_correlation"],
                         "alpha_if_dropped": i["alpha_if_dropped"], "smc": i["squared_multiple_correlation"]}
             for i in found["items"]}
    return {"n": found["n"], "items": len(items), "alpha": found["alpha"], "standardized_alpha": found["standardised_alpha"],
            "feldt_lower_95": found["lower"], "feldt_upper_95": found["upper"],
            "standard_error_duhachek_iacobucci": found["standard_error"], "average_r": found["mean_inter_item_correlation"],
            "guttman_lambda6": found["guttman_lambda6"], "total_mean": found["total_mean"],
            "total_sd": found["total_standard_deviation"],
            "standard_error_of_measurement": found["standard_error_of_measurement"], "item": items,
            "negative_item_total": [f["found"] for f in found["findings"] if f["code"] == "E302"]}


def intraclass(case, check):
    inputs, name = check["inputs"], check["id"]
    judges = ",".join(case.columns[1:])
    if name == "all_forms":
        found = kaoping("reliability", "icc", case.data, "--columns", judges)
        wide = kaoping("reliability", "icc", case.data, "--columns", judges, "--interval", "mcgraw-wong")
        answer = {"n_targets": found["n"], "n_raters": found["raters"], "ms_between": found["mean_square_units"],
                  "ms_raters": found["mean_square_raters"], "ms_error": found["mean_square_error"],
                  "ms_within": found["mean_square_within"]}
        for form, other in zip(found["forms"], wide["forms"]):
            kind, raters = re.match(r"ICC\((\d),(\w)\)", form["form"]).groups()
            answer[f"ICC{kind}" + ("k" if raters == "k" else "")] = {
                "icc": form["value"], "F": form["f"], "df1": form["df1"], "df2": form["df2"], "p": form["p"],
                "lower": form["lower"], "upper": form["upper"], "satterthwaite_df2": form["satterthwaite_df2"],
                "satterthwaite_p": form["satterthwaite_p"], "lower_mcgraw_wong": other["lower"],
                "upper_mcgraw_wong": other["upper"]}
        return answer
    if name == "kendall_w":
        found = kaoping("reliability", "kendall", case.data, "--columns", judges)
        return {"W": found["w"], "chisq": found["chi_square"], "df": found["degrees_of_freedom"], "p": found["p"]}
    if name == "spearman_brown":
        found = kaoping("reliability", "icc", case.data, "--columns", judges, "--project", ",".join(map(str, inputs["m"])),
                        "--target", 0.8)
        answer = {f"m{item['raters']:g}": item["value"] for item in found["projection"]}
        return {**answer, "raters_for_0.8": found["raters_for_target"]}
    left_out = set()
    if "incomplete" in name:
        words = inputs.get("left_out") or next(c["inputs"]["left_out"] for c in case.expected["checks"] if "left_out" in c["inputs"])
        left_out = {tuple(map(int, pair)) for pair in re.findall(r"\((\d+),(\d+)\)", words)}
    rows = [{"rater": judge, "unit": row[case.columns[0]], "score": row[judge]} for i, row in enumerate(case.rows, 1)
            for j, judge in enumerate(case.columns[1:], 1) if (i, j) not in left_out and row[judge] not in ("", "NA")]
    found = kaoping("reliability", "severity", case.write("long.csv", rows))
    parts = found["variance_components"]
    means = {}
    for row in rows:
        means.setdefault(row["unit"], []).append(float(row["score"]))
    return {"mu": found["mean"], "judge_effects": [next(r["effect"] for r in found["raters"] if r["rater"] == judge) for judge in case.columns[1:]],
            "adjusted_scores": [next(u["adjusted"] for u in found["units"] if u["unit"] == row[case.columns[0]]) for row in case.rows],
            "raw_means": [sum(v) / len(v) for v in means.values()], "residual_ms": found["residual_mean_square"],
            "df": found["degrees_of_freedom"], "target": parts["unit"], "judge": parts["rater"],
            "residual": parts["residual"], "icc2": parts["icc"]}


def krippendorff(case, check):
    observers = ",".join(case.columns[1:])
    found = kaoping("reliability", "krippendorff", case.data, "--columns", observers, "--level",
                    check["inputs"].get("level", "nominal"))
    return {**found, "values": found["coincidences"]["values"], "matrix": found["coincidences"]["matrix"]}


def kappa(case, check):
    name = check["id"]
    raters = case.columns[1:]
    if name.startswith("krippendorff"):
        return kaoping("reliability", "krippendorff", case.data, "--columns", ",".join(raters), "--level", "nominal")
    if name.startswith("cohen"):
        pair = re.search(r"of (\w+) and (\w+)", check["inputs"]["statistic"]).groups()
        answer = {}
        for key, weights in (("unweighted", "none"), ("linear", "linear"), ("quadratic", "quadratic")):
            found = kaoping("reliability", "kappa", case.data, "--columns", ",".join(pair), "--weights", weights)
            answer[key] = {"kappa": found["kappa"], "se": found["standard_error"]}
        return answer
    found = kaoping("reliability", "kappa", case.data, "--columns", ",".join(raters))
    return {"kappa": found["kappa"], "observed_agreement": found["observed_agreement"],
            "expected_agreement": found["expected_agreement"], "se_null": found["standard_error_under_chance"],
            "z": found["z"], "p": found["p"], "se_subjects_gwet": found["standard_error"],
            "conger_exact_kappa": found["conger_kappa"],
            "categories": {str(c["category"]): {"share": c["share"], "kappa": c["kappa"],
                                                "se_null": c["standard_error_under_chance"], "z": c["z"]}
                           for c in found["categories"]}}


def screening(case, check):
    inputs, name, expected = check["inputs"], check["id"], check["expected"]
    complete_only = "complete" in name or "complete rows" in inputs.get("statistic", "")
    missing = "own-answered" if "own_answered" in name else "both-answered" if "both_answered" in name else "as-value"
    items = ",".join(case.columns[1:])

    def screen(path, *arguments):
        return kaoping("screen", path, "--id", case.columns[0], "--items", items, "--missing", missing, *arguments)["submissions"]

    path = case.data
    if complete_only or name in ("planted_duplicates",):
        rows = case.rows if name == "planted_duplicates" else [
            row for row in case.rows if all(row[column] not in ("", "NA") for column in case.columns)]
        path = case.write("rows.csv", rows)
    rows = screen(path)
    figures = [row["figures"] for row in rows]
    ids = [int(row["id"]) for row in rows]
    if name.startswith("maximum"):
        values = [f["maximum_percent_match"] for f in figures]
        order = sorted(range(len(values)), key=lambda i: (-values[i], i))
        return {"rows": len(rows), "mean": sum(values) / len(values), "max": max(values),
                "at_least_0.85": sum(v >= 0.85 - 1e-12 for v in values), "at_least_0.80": sum(v >= 0.8 - 1e-12 for v in values),
                "first_twenty": values[:20], "first_twenty_partner": [int(f["match_with"]) for f in figures[:20]],
                "top_ten_rows": [ids[i] for i in order[:10]], "top_ten_values": [values[i] for i in order[:10]]}
    if name == "long_string":
        values = [f["long_string"] for f in figures]
        return {"first_twenty": values[:20], "max": max(values), "mean": sum(values) / len(values),
                "rows_at_least_8": [i for i, v in zip(ids, values) if v >= 8]}
    if name == "response_variability":
        values = [f["response_variability"] for f in figures]
        return {"first_twenty": values[:20], "min": min(values), "mean": sum(values) / len(values),
                "rows_below_0.8": [i for i, v in zip(ids, values) if v < 0.8]}
    if name == "mahalanobis":
        return {"first_twenty": [f["mahalanobis_squared"] for f in figures[:20]],
                "max": max(f["mahalanobis_squared"] for f in figures),
                "outliers": [i for i, f in zip(ids, figures) if f["mahalanobis_p"] < 0.001]}
    if name == "person_total_correlation":
        values = [f["person_total_correlation"] for f in figures]
        return {"first_twenty": values[:20], "mean": sum(values) / len(values), "negative": sum(v < 0 for v in values)}
    if name == "planted_duplicates":
        flagged = [i for i, row in zip(ids, rows) if "near_duplicate" in row["flags"]]
        planted = expected["planted"]
        partner = {i: int(f["match_with"]) for i, f in zip(ids, figures)}
        return {"planted": [i for i in flagged if i in planted], "original": [partner[i] for i in planted],
                "flagged_at_0.9": flagged}
    raise NotPrinted(name)


ADAPTERS = {"alpha-bfi": alpha, "icc-shrout-fleiss": intraclass, "krippendorff": krippendorff, "fleiss-kappa": kappa,
            "response-screening": screening}
