"""Calibration, nonresponse classes, propensity classes and trimming."""
import csv
import re

from program import NotPrinted, kaoping, line


def summary(result, path):
    """The weights that a run wrote, under the names of the cases; zeros belong to those who did not answer."""
    weighting = result["weighting"]
    weights = [float(row["weight"]) for row in csv.DictReader(open(path, encoding="utf-8"))]
    return {"sum": weighting["sum"], "sum_of_squares": weighting["sum_of_squares"], "min": weighting["minimum"],
            "max": weighting["maximum"], "kish_deff": weighting["kish_design_effect"],
            "first_ten": [weight for weight in weights if weight > 0][:10]}


def margins(case, check):
    """The option and the table of totals that a check describes."""
    inputs = check["inputs"]
    words = " ".join(str(value) for value in inputs.values())
    if "totals" not in inputs:
        listed = inputs.get("margins") or inputs.get("margin") or re.search(r"linearly to (.*?), then", inputs["method"])[1]
        if "linearly" in inputs["method"]:
            totals = {("(Intercept)" if name == "N" else name): float(value)
                      for name, value in re.findall(r"([\w.]+) (\d+)", listed)}
        else:
            rows = []
            for part in listed.split(";"):
                variable = re.match(r"\s*([\w.]+)", part)[1]
                levels = re.findall(r"(\w+) (\d+)", part[part.index(variable) + len(variable):])
                rows += [{"variable": variable, "level": level, "total": total} for level, total in levels]
            return ("--rake" if ";" in listed else "--post-stratify"), rows
    else:
        totals = inputs["totals"]
    rows, everybody = [], None
    for name, total in totals.items():
        if name in ("(Intercept)", "N"):
            everybody = total
            rows.append({"variable": "1", "level": "", "total": total})
        elif name in case.columns:
            rows.append({"variable": name, "level": "", "total": total})
        else:
            column = max((c for c in case.columns if name.startswith(c)), key=len)
            rows.append({"variable": column, "level": name[len(column):], "total": total})
    return "--calibrate", rows


def calibration(case, check):
    inputs, name, expected = check["inputs"], check["id"], check["expected"]
    words = " ".join(str(value) for value in inputs.values())
    out = case.room / "weights.csv"
    design = ["--clusters", "dnum", "--weights", "pw", "--fpc", "fpc", "--weights-out", out]
    if name != "before":
        option, rows = margins(case, check)
        design += [option, case.write("margins.csv", rows)]
        distance = re.search(r"\b(logit|raking) calibration|distance (raking)|the (raking) distance", words)
        if option == "--calibrate" and distance:
            design += ["--distance", next(word for word in distance.groups() if word)]
        bounds = re.search(r"(?:limited to|inside) [\[(]([\d.]+), ([\d.]+)", words)
        if bounds:
            design += ["--bounds", f"{bounds[1]},{bounds[2]}"]

    def run(statistic, *arguments):
        return kaoping("estimate", case.data, "--statistic", statistic, *arguments, *design)

    if "trim" in name:
        before = run("mean", "--variable", "api00")
        first = summary(before, out)
        low, high = re.search(r"trimmed to \[([\d.]+), ([\d.]+)\]", words).groups()
        design += ["--trim", f"{low},{high}"] + (["--trim-once"] if "done once" in words else [])
        after = run("mean", "--variable", "api00")
        step = after["weighting"]["steps"][-1]
        return {"weights_before": first, "weights_after": summary(after, out), "trimmed_low": step["raised"],
                "trimmed_high": step["lowered"]}
    mean = run("mean", "--variable", "api00")
    types = {f"stype{e['level']}": line(e) for e in run("total", "--variable", "stype")["estimates"]}
    # What a calibration fixes has no error; rounding leaves some 1e-10.
    answer = {"weights": summary(mean, out), "mean_api00": line(mean["estimates"][0]),
              "total_enroll": line(run("total", "--variable", "enroll")["estimates"][0]), "total_stype": types}
    for step in mean["weighting"]["steps"]:
        answer.update(g_min=step.get("g_minimum"), g_max=step.get("g_maximum"))
    return answer


def nonresponse(case, check):
    inputs, name = check["inputs"], check["id"]
    out = case.room / "weights.csv"
    base = ["--variable", case.columns[0], "--weights", "svywt", "--nonresponse", "resp", "--weights-out", out]
    words = inputs.get("method", inputs.get("statistic", ""))

    def run(*arguments):
        return kaoping("estimate", case.data, "--statistic", "mean", *base, *arguments)

    if name == "response_rates":
        result = run()
        step = result["weighting"]["steps"][0]
        return {"unweighted": step["response_rate"], "weighted": step["weighted_response_rate"],
                "respondents": sum(c["responded"] for c in step["classes"]), "sample": sum(c["sampled"] for c in step["classes"])}
    if name.startswith("propensity"):
        numbers = re.search(r"on (\w+) and", words)[1]
        factors = re.search(r"categories of ([\w, ]+?) \(", words)[1].split(", ")
        step = run("--propensity", ",".join([numbers] + [f"factor({f})" for f in factors]))["weighting"]["steps"][0]
        return {"coefficients": {c["term"]: c["value"] for c in step["coefficients"]}, "quintiles": step["boundaries"],
                "class_n": [c["sampled"] for c in step["classes"]], "factors": [c["factor"] for c in step["classes"]],
                "mean_propensity": step["mean_propensities"]}
    if name.startswith("trim"):
        classes = ["--classes", "age_r"]
        before = run(*classes)
        first = summary(before, out)
        if name == "trim_limits":
            limits = before["weighting"]["usual_limits"]
            return {"median_3.5": limits["median"], "median_6iqr": limits["median-iqr"], "mean_4": limits["mean"],
                    "mean_3sd": limits["mean-sd"], "rms10": limits["mean-square"]}
        times = float(re.search(r"at (\d+) times", words)[1])
        after = run(*classes, "--trim-rule", f"median={times}", "--trim-spread", "proportional")
        step = after["weighting"]["steps"][-1]
        weights = summary(after, out)
        capped = sum(float(row["weight"]) >= step["upper_limit"] * (1 - 1e-12) for row in csv.DictReader(open(out)))
        return {"median": step["upper_limit"] / times, "cap": step["upper_limit"], "trimmed_first_pass": step["lowered"],
                "at_cap_final": capped, "before": first, "after": weights}
    if name.startswith("class"):
        columns = re.search(r"= ([\w ]+?)(?: \(|,)", words)[1].split(" x ")
        factor = [] if "base weights" in words else ["--nonresponse-factor", "unweighted"]
        result = run("--classes", ",".join(columns), *factor)
        classes = result["weighting"]["steps"][0]["classes"]
        return {"classes": len(classes), "factors": {c["class"]: c["factor"] for c in classes},
                "weights": summary(result, out), "sum_of_base_weights": sum(float(row["svywt"]) for row in case.rows)}
    raise NotPrinted(name)


ADAPTERS = {"calibration": calibration, "nonresponse-adjustment": nonresponse}
