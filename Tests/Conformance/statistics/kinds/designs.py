"""Estimates under stratified, clustered, two-stage and replicated designs, and their intervals."""
import re

from program import NotPrinted, estimate, kaoping, line, number


def text(check):
    return " ".join(str(value) for key, value in check["inputs"].items() if key != "note")


def uses_fpc(check):
    words = text(check).lower()
    return not re.search(r"no f(pc|inite population)|without f|fpc.: ?.none|ultimate", words)


def condition(words):
    """`awards = No` or `awards == 'No'` as a condition of the program."""
    found = re.search(r"([\w.]+)\s*(==|=|>=|<=)\s*'?([\w.]+)'?", words)
    return f"{found[1]}{'=' if found[2] == '==' else found[2]}{found[3]}"


def level(check):
    return ["--confidence", check["inputs"].get("level", 0.95)]


def stratified(case, check):
    inputs, name = check["inputs"], check["id"]
    words = inputs["statistic"]
    strata = re.search(r"strata ([\w.]+)", inputs["design"])[1].rstrip(",")
    design = ["--strata", strata, "--weights", "pw"] + (["--fpc", "fpc"] if uses_fpc(check) else []) + level(check)
    if name.startswith("item_missing"):
        path = case.write("missing.csv", [
            {**row, "api00": "" if index % 7 == 0 else row["api00"]} for index, row in enumerate(case.rows)])
        return estimate(path, "mean", "--variable", "api00", *design)[0]
    if name.startswith(("composite", "change")):
        first, second = re.findall(r"mean\(([\w.]+)\)", words)
        factors = (0.5, 0.5) if name.startswith("composite") else (1, -1)
        result = kaoping(
            "estimate", case.data, "--statistic", "mean", "--variable", f"{first},{second}",
            "--contrast", f"{first}={factors[0]},{second}={factors[1]}", *design)
        found, matrix = line(result["contrasts"][0]), result["covariance"]
        found.update({
            f"var_{first}": matrix[0][0], f"var_{second}": matrix[1][1], "cov": matrix[0][1],
            "se_if_covariance_ignored": ((matrix[0][0] + matrix[1][1]) / 4) ** 0.5})
        return found
    if "difference" in words:
        variable, column = re.search(r"of ([\w.]+), ([\w.]+)", words).groups()
        result = kaoping("estimate", case.data, "--statistic", "mean", "--variable", variable, "--by", column,
                         "--difference", *design)
        return {**line(result["contrasts"][0]), "covariance": result["covariance"][0][1]}
    domain = ["--where", condition(inputs["domain"])] if "domain" in inputs else []
    if "ratio" in words:
        top, bottom = re.search(r"([\w.]+) ?/ ?([\w.]+)", words).groups()
        return estimate(case.data, "ratio", "--numerator", top, "--denominator", bottom, *design)[0]
    if "proportion" in words:
        column, value = re.search(r"of ([\w.]+) = (\w+)", words).groups()
        return estimate(case.data, "proportion", "--variable", column, "--level", value, "--deff", *design)[0]
    if "domain mean" in words and "total" in words:
        mean, total = re.search(r"mean of ([\w.]+) and domain total of ([\w.]+)", words).groups()
        first = estimate(case.data, "mean", "--variable", mean, "--deff", *domain, *design)[0]
        return {f"mean_{mean}": first, "n_domain": first["n"], "estimated_domain_size": first["estimated_domain_size"],
                f"total_{total}": estimate(case.data, "total", "--variable", total, *domain, *design)[0]}
    variable = inputs.get("variable") or re.search(r"of ([\w.]+)", words)[1]
    reference = ["--deff-reference", "with-replacement"] if "WITH replacement" in words else []
    statistic = "total" if "total" in words else "mean"
    return estimate(case.data, statistic, "--variable", variable, "--deff", *reference, *domain, *design)[0]


def one_stage(case, check):
    inputs, name = check["inputs"], check["id"]
    if "intraclass" in name:
        cluster = re.search(r"PSU (\w+)|in districts", " ".join(c["inputs"].get("design", "") for c in case.expected["checks"]))
        variable = re.search(r"correlation of ([\w.]+)", inputs["statistic"])[1]
        found = kaoping("reliability", "icc", case.data, "--cluster", cluster[1], "--value", variable)
        return {"msb": found["mean_square_between"], "msw": found["mean_square_within"], "m0": found["average_size"],
                "rho": found["intraclass_correlation"], "clusters": found["clusters"], "n": found["n"]}
    cluster = re.search(r"PSU (\w+)", inputs["design"])[1]
    design = ["--clusters", cluster, "--weights", "pw"] + (["--fpc", "fpc"] if uses_fpc(check) else []) + level(check)
    if "category" in inputs:
        statistic = "total" if "number" in inputs["statistic"] else "proportion"
        variable = inputs.get("variable") or re.match(r"count_([a-z.]+)", name)[1]
        return estimate(case.data, statistic, "--variable", variable, "--level", inputs["category"], "--deff", *design)[0]
    if "domain" in inputs:
        variable = re.search(r"of ([\w.]+)", inputs["statistic"])[1]
        where = condition(inputs["domain"])
        found, result = estimate(case.data, "mean", "--variable", variable, "--where", where, *design)
        return {**found, "n_psu_in_domain": found["df"] + result["design"]["strata"]}
    statistic = "total" if "total" in inputs["statistic"] else "mean"
    return estimate(case.data, statistic, "--variable", inputs["variable"], "--deff", *design)[0]


def two_stage(case, check):
    inputs, name = check["inputs"], check["id"]
    words = inputs["statistic"]
    both = ["--clusters", "dnum,snum", "--fpc", "fpc1,fpc2", *level(check)]
    designs = {"ultimate": ["--clusters", "dnum", "--weights", "pw", *level(check)],
               "stage1fpc": ["--clusters", "dnum", "--weights", "pw", "--fpc", "fpc1", *level(check)]}
    design = designs.get(name.rsplit("_", 1)[-1], both)
    if name.startswith("design_weights"):
        out = case.room / "weights.csv"
        kaoping("estimate", case.data, "--statistic", "mean", "--variable", "api00", *both, "--weights-out", out)
        import csv
        rows = list(csv.DictReader(open(out, encoding="utf-8")))
        weights = [float(row["weight"]) for row in rows]
        return {"sum": sum(weights), "first_ten": weights[:10],
                "stage1_probability": len({row["dnum"] for row in rows}) / float(rows[0]["fpc1"])}
    if "missing" in name:
        variable = re.search(r"of ([\w.]+)", words)[1]
        return {"mean": estimate(case.data, "mean", "--variable", variable, *both)[0],
                "total": estimate(case.data, "total", "--variable", variable, *both)[0],
                "n_missing": sum(row[variable] in ("", "NA") for row in case.rows)}
    if "ratio" in words:
        top, bottom = re.search(r"totals ([\w.]+) / ([\w.]+)", words).groups()
        return estimate(case.data, "ratio", "--numerator", top, "--denominator", bottom, *both)[0]
    if "domain" in inputs:
        column = re.match(r"domain_(\w+?)_", name)[1]
        return estimate(case.data, "mean", "--variable", re.search(r"of ([\w.]+)", words)[1], "--where",
                        f"{column}={inputs['domain']}", *both)[0]
    return estimate(case.data, "total" if "total" in words else "mean", "--variable", inputs["variable"], *design)[0]


def lonely(case, check):
    inputs, name = check["inputs"], check["id"]
    strata = re.search(r"strata (\w+)", inputs["design"])[1]
    rule = "fail" if name.startswith("fail") else "collapse" if "collapse" in inputs["rule"] else inputs["rule"]
    design = ["--strata", strata, "--weights", "pw", "--lonely-psu", rule]
    if rule == "fail":
        found = kaoping("estimate", case.data, "--statistic", "mean", "--variable", "api00", *design, status=(65,))
        fault = next(item for item in found["findings"] if item["code"] == "E101")
        names = fault["found"].split(", ")
        return {"error": True, "strata_total": found["design"]["strata"], "strata_with_one_psu": len(names), "strata": names}
    if "domain" in inputs:
        inside = ["--lonely-psu-in-domain"] if name.endswith("domainlonely") else []
        return estimate(case.data, "mean", "--variable", re.search(r"of (\w+)", inputs["statistic"])[1], "--where",
                        condition(inputs["domain"]), *inside, *design)[0]
    statistic = "total" if "total" in inputs["statistic"] else "mean"
    return estimate(case.data, statistic, "--variable", inputs["variable"], *design, *level(check))[0]


BINOMIAL = {"wald": "wald-binomial", "wilson": "wilson-binomial", "wilson_continuity": "wilson-continuity",
            "clopper_pearson": "clopper-pearson", "agresti_coull": "agresti-coull", "jeffreys": "jeffreys"}
DESIGNED = {"wald_t": "wald", "logit": "logit", "logit_glm": "logit", "arcsine": "arcsine", "korn_graubard_r": "beta",
            "korn_graubard_truncated": "korn-graubard", "rao_scott_likelihood": "likelihood",
            "wilson_effective_n_t_df": "wilson", "wilson_adjusted_n_z": "wilson-adjusted-z",
            "wilson_adjusted_n_t_df": "wilson-adjusted-t"}


def limits(path, method, *arguments):
    return estimate(path, "proportion", "--variable", "event", "--level", "1", "--interval", method, *arguments)[0]


def intervals(case, check):
    inputs, expected = check["inputs"], check["expected"]
    if "x" in inputs:
        x, n = inputs["x"], inputs["n"]
        path = case.write("x-of-n.csv", [{"event": 1, "count": x}, {"event": 0, "count": n - x}])
        found = {"estimate": x / n}
        for name, method in BINOMIAL.items():
            if name in expected:
                found[name] = limits(path, method, "--frequency", "count", *level(check))
        return found
    if "quantiles" in inputs:
        kind = "beta" if "a" in inputs["quantiles"][0] else "f"
        if kind == "beta":
            return {"values": [quantile("beta", q["p"], q["a"], q["b"]) for q in inputs["quantiles"]]}
        return {"values": [quantile("f", q["p"], q["d1"], q["d2"]) for q in inputs["quantiles"]]}
    column, sign, value = re.search(r"([\w.]+)\s*(==|>=)\s*(\w+)", inputs["event"]).groups()

    def event(row):
        if row[column] in ("", "NA"):
            return ""
        if sign == ">=":
            return int(number(row[column]) >= float(value))
        return int(row[column] == value or number(row[column]) is not None and number(row[column]) == number(value))

    path = case.with_column("event", event)
    design = ["--clusters", "dnum", "--weights", "pw"] + (["--fpc", "fpc"] if uses_fpc(check) else []) + level(check)
    if "domain" in inputs:
        design += ["--where", condition(inputs["domain"])]
    found = limits(path, "wald", *design)
    p, se, n, df = found["estimate"], found["se"], found["n"], found["df"]
    found["effective_n"] = p * (1 - p) / se ** 2
    found["df_adjusted_effective_n"] = found["effective_n"] * (quantile("t", 0.975, n - 1) / quantile("t", 0.975, df)) ** 2
    for name, method in DESIGNED.items():
        if name in expected:
            found[name] = limits(path, method, *design)
    if "korn_graubard_truncated" in found:
        found["korn_graubard_truncated"]["effective_n"] = min(n, found["df_adjusted_effective_n"])
    return found


def quantile(distribution, p, *parameters):
    return kaoping("quantile", distribution, p, *parameters)["quantile"]


QUANTILE_INTERVALS = {"mean": "wald", "beta": "korn-graubard", "xlogit": "logit", "asin": "arcsine"}


def quantiles(case, check):
    inputs = check["inputs"]
    path = case.folder / inputs.get("file", "data.csv")
    if "values" in check["expected"]:
        shares = [0.1, 0.25, 0.5, 0.75, 0.9, 1 / 3]
        found = kaoping("estimate", path, "--statistic", "quantile", "--variable", inputs["variable"], "--p",
                        ",".join(map(repr, shares)), "--quantile-rule", inputs["rule"])
        return {"values": [entry["estimate"] for entry in found["estimates"]]}
    names = list(check["expected"])
    method = re.search(r"with a (\w+) interval", inputs["interval"])
    interval = QUANTILE_INTERVALS[method[1] if method else "mean"]
    where = []
    variable = inputs.get("variable")
    if "domain" in inputs["statistic"]:
        variable = re.search(r"of (\w+)", inputs["statistic"])[1]
        where = ["--where", condition(inputs["statistic"].split("domain", 1)[1])]
    strata = re.search(r"strata (\w+)", inputs.get("design", "strata stype"))[1]
    found = kaoping(
        "estimate", path, "--statistic", "quantile", "--variable", variable, "--p",
        ",".join(str(float(name[1:]) / 100) for name in names), "--quantile-rule", inputs["rule"], "--interval", interval,
        "--strata", strata, "--weights", "pw", "--fpc", "fpc", *where, *level(check))
    return {name: line(entry) for name, entry in zip(names, found["estimates"])}


def jackknife(case, check):
    inputs, name, expected = check["inputs"], check["id"], check["expected"]
    mse = "full-sample" in inputs.get("centre", "full-sample").replace(" ", "-")
    centre = ["--centre", "full-sample" if mse else "replicate-mean"]
    path, design = case.data, ["--weights", "pw"]
    if name.startswith("jkn"):
        design += ["--strata", "stype", "--replicates", "jackknife-n"] + ([] if "nofpc" in name else ["--fpc", "fpc"])
    elif name.startswith("jk1"):
        design += ["--replicates", "jackknife-1"] + (["--clusters", "dnum"] if "clusters" in name else [])
    elif "own" in name:
        design += ["--strata", "stype", "--replicates", "bootstrap=2000", "--seed", "7"]
    else:
        draws = {row["snum"]: row for row in case.read("replicates.csv")}
        sizes = {}
        for row in case.rows:
            sizes[row["stype"]] = sizes.get(row["stype"], 0) + 1
        rows = []
        for row in case.rows:
            factor = float(row["pw"]) * sizes[row["stype"]] / (sizes[row["stype"]] - 1)
            own = {f"rep{key}": repr(factor * float(value)) for key, value in draws[row["snum"]].items() if key != "snum"}
            rows.append({**row, **own})
        path = case.write("replicates.csv", rows)
        design += ["--strata", "stype", "--replicate-weights", "rep*", "--replicate-type", "bootstrap=60"]
    design += centre
    mean, result = estimate(path, "mean", "--variable", "api00", *design)
    total = estimate(path, "total", "--variable", "enroll", *design)[0]
    if "own" in name:
        return {"total_enroll_se": total["se"], "mean_api00_se": mean["se"]}
    return {"replicates": result["design"]["replicates"], "mean_api00": mean, "total_enroll": total,
            "ratio": estimate(path, "ratio", "--numerator", "api.stu", "--denominator", "enroll", *design)[0],
            "domain_mean_awards_no": estimate(path, "mean", "--variable", "api00", "--where", "awards=No", *design)[0]}


def half_samples(case, check):
    inputs, name = check["inputs"], check["id"]
    rows = [{**row, "woman": int(row["riagendr"] == "2"),
             "obese": "" if row["bmxbmi"] in ("", "NA") else int(float(row["bmxbmi"]) >= 30)} for row in case.rows]
    design = ["--strata", "sdmvstra", "--clusters", "sdmvpsu", "--weights", "wtmec2yr", "--nest"]
    centre = ["--centre", "replicate-mean" if "mean of the replicates" in inputs.get("centre", "") else "full-sample"]
    if "given" in name:
        rho = float(re.search(r"fay(\d+)", name)[1]) / 100 if name.startswith("fay") else 0.0
        first = {}
        for row in case.rows:
            first[row["sdmvstra"]] = min(first.get(row["sdmvstra"], row["sdmvpsu"]), row["sdmvpsu"])
        halves = {row["sdmvstra"]: row for row in case.read("halfsamples.csv")}
        for row in rows:
            for key, value in halves[row["sdmvstra"]].items():
                if key != "sdmvstra":
                    kept = (row["sdmvpsu"] == first[row["sdmvstra"]]) == (value == "1")
                    row[f"rep{key}"] = repr(float(row["wtmec2yr"]) * (2 - rho if kept else rho))
        design += ["--replicate-weights", "rep*", "--replicate-type", f"fay={rho}" if rho else "brr", *centre]
    elif "own" in name:
        design += ["--replicates", "brr", *centre]
    path = case.once(name, lambda: case.write(f"{name}.csv", rows))
    mean, result = estimate(path, "mean", "--variable", "bmxbmi", *design)
    total = estimate(path, "total", "--variable", "woman", *design)[0]
    if "own" in name:
        return total if name.endswith("total") else mean
    return {"mean_bmi": mean, "total_women": total, "df": result["design"]["degrees_of_freedom"],
            "mean_bmi_women": estimate(path, "mean", "--variable", "bmxbmi", "--where", "riagendr=2", *design)[0],
            "proportion_obese": estimate(path, "mean", "--variable", "obese", *design)[0],
            "replicates": result["design"]["replicates"]}


SCORES = ["--scores", "Low=0,Medium=50,High=100"]


def satisfaction(case, check):
    inputs, name = check["inputs"], check["id"]
    base = ["--variable", "Sat", "--frequency", "Freq"]
    if "domain" in inputs:
        where = [] if inputs["domain"].startswith("all") else ["--where", condition(inputs["domain"])]
        _, result = estimate(case.data, "mean", *base, *SCORES, "--elements", *where)
        entry = result["estimates"][0]
        shares = kaoping("estimate", case.data, "--statistic", "proportion", *base, *where, "--interval", "wilson-binomial",
                         "--level", "Low", "--level", "Medium", "--level", "High")["estimates"]
        top = line(shares[2])
        exact = estimate(case.data, "proportion", *base, *where, "--level", "High", "--interval", "clopper-pearson")[0]
        net = kaoping("estimate", case.data, "--statistic", "mean", *base, "--scores", "Low=-1,Medium=0,High=1",
                      "--elements", *where)["estimates"][0]
        group = inputs["domain"].split(" = ")[0]
        ridit = kaoping("estimate", case.data, "--statistic", "ridit", *base, "--scores", "Low=1,Medium=2,High=3",
                        *([] if not where else ["--by", group]))
        value = inputs["domain"].split(" = ")[-1]
        own = next(e for e in ridit["estimates"] if not where or e["domain"] == {group: value})
        median = kaoping("estimate", case.data, "--statistic", "quantile", *base, "--scores", "Low=1,Medium=2,High=3",
                         *where)["estimates"][0]
        n = entry["n"]
        return {"n": n, "counts": [round(s["estimate"] * n) for s in shares], "score_0_100": line(entry),
                "element_sd": entry["standard_deviation"], "se_iid": entry["standard_error_simple"],
                "top_box": {"estimate": top["estimate"], "wilson_lower": top["lower"], "wilson_upper": top["upper"],
                            "clopper_lower": exact["lower"], "clopper_upper": exact["upper"]},
                "top_two": shares[1]["estimate"] + shares[2]["estimate"], "net": net["estimate"],
                "net_se": net["standard_error_multinomial"], "median_category": median["category"],
                "mean_ridit": own["estimate"], "ridits": [item["ridit"] for item in ridit["ridits"][0]["levels"]]}
    stratified_by_type = [*base, *SCORES, "--by", "Type", "--strata", "Type", "--df", "satterthwaite"]
    if name == "equal_type_standardised":
        types = sorted({row["Type"] for row in case.rows})
        result = kaoping("estimate", case.data, "--statistic", "mean", *stratified_by_type, "--contrast",
                         ",".join(f"{t}={1 / len(types)}" for t in types))
        return line(result["contrasts"][0])
    if name == "type_differences":
        result = kaoping("estimate", case.data, "--statistic", "mean", *stratified_by_type, "--difference")
        found = {item["contrast"]: item for item in result["contrasts"]}
        answer = []
        for expected in check["expected"]:
            first, second = expected["pair"].split(" - ")
            item, sign = (found.get(f"{first} - {second}"), 1)
            if item is None:
                item, sign = found[f"{second} - {first}"], -1
            answer.append({"pair": expected["pair"], "difference": sign * item["estimate"], "se": item["standard_error"],
                           "df": item["degrees_of_freedom"], "p": item["probability"], "p_holm": item["probability_holm"]})
        return answer
    if name == "tests":
        result = kaoping("estimate", case.data, "--statistic", "mean", *base, "--scores", "Low=1,Medium=2,High=3", "--by",
                         "Type", "--test", "kruskal-wallis", "--test", "pearson")
        rank, table = result["tests"]
        return {"kruskal_chisq": rank["statistic"], "kruskal_df": rank["df1"], "kruskal_p": rank["p"],
                "pearson_chisq": table["statistic"], "pearson_df": table["df1"], "pearson_p": table["p"]}
    if name.startswith("pitfall"):
        found = estimate(case.data, "mean", "--variable", "Sat", "--weights", "Freq", *SCORES)[0]
        right = estimate(case.data, "mean", *base, *SCORES)[0]
        if abs(right["se"] - found["se"]) < 1e-6:
            raise NotPrinted("frequencies are taken for sampling weights")
        return {"estimate": found["estimate"], "wrong_se": found["se"]}
    if name == "finite_population":
        answer = {}
        for place, size in inputs["N"].items():
            rows = [{**row, "N": size} for row in case.rows if row["Type"] == place]
            found = estimate(case.write("place.csv", rows), "mean", *base, *SCORES, "--fpc", "N")[0]
            answer[place] = {"n": found["n"], "N": size, "mean": found["estimate"], "se_fpc": found["se"],
                             "coverage": found["n"] / size}
        return answer
    raise NotPrinted(name)


ADAPTERS = {"stratified-estimators": stratified, "one-stage-cluster": one_stage, "two-stage-cluster": two_stage,
            "lonely-psu": lonely, "proportion-intervals": intervals, "quantiles": quantiles,
            "replicate-jackknife-bootstrap": jackknife, "brr-fay": half_samples, "resident-satisfaction": satisfaction}
