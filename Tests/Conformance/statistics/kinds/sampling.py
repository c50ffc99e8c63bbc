"""Sample size, allocation and selection."""
import csv
import re

from program import NotPrinted, kaoping


def size(case, check):
    inputs, name = check["inputs"], check["id"]
    if "rho" in inputs:
        found = kaoping("sample", "size", "--proportion", 0.5, "--completed", 1000, "--cluster-size", inputs["m"],
                        "--intraclass", inputs["rho"])
        return {"deff": found["design_effect"], "effective_n_of_1000": found["effective_size"]}
    if name.startswith("inverse"):
        return {"moe": kaoping("sample", "size", "--proportion", inputs["p"], "--completed", inputs["n"], "--population",
                               inputs["N"], "--confidence", inputs["level"])["margin"]}
    if name.startswith("textbook_cochran"):
        found = kaoping("sample", "size", "--proportion", 0.5, "--margin", 0.05, "--population", 3200, "--critical-value", 2)
        return {"n0": found["n0"], "n": found["unrounded"], "n_respondents": found["completed"]}
    if name.startswith("textbook_lohr"):
        # The book rounds n0 before it corrects it; the correction of a whole number is the program's, from that number.
        found = kaoping("sample", "size", "--proportion", 0.5, "--margin", 0.03, "--critical-value", 1.96)
        n0 = round(found["n0"])
        margin = 1.96 * (0.25 / n0) ** 0.5
        second = kaoping("sample", "size", "--proportion", 0.5, "--margin", repr(margin), "--population", 1251,
                         "--critical-value", 1.96)
        return {"n0": found["n0"], "n": second["unrounded_simple"], "n_respondents": second["completed_simple"]}
    arguments = ["--margin", inputs["moe"], "--confidence", inputs["level"], "--design-effect", inputs["deff"],
                 "--response-rate", inputs["response_rate"]]
    if inputs["N"] != "infinite":
        arguments += ["--population", inputs["N"]]
    arguments += ["--proportion", inputs["p"]] if "p" in inputs else ["--mean", "--deviation", inputs["sd"]]
    found = kaoping("sample", "size", *arguments)
    return {"z": found["critical_value"], "n0": found["n0"], "n0_deff": found["with_design_effect"],
            "n_fpc_cochran": found["unrounded"], "n_fpc_simple": found["unrounded_simple"], "n_fpc": found["unrounded"],
            "n_respondents": found["completed"], "n_invited": found["to_draw"], "n_respondents_simple": found["completed_simple"]}


METHODS = (("proportional allocation", "proportional"), ("equal allocation", "equal"), ("square-root", "square-root"),
           ("Bankier", "power"), ("Neyman", "neyman"), ("unit costs", "optimal"), ("exact integer", "exact"),
           ("fixed total variable cost", "optimal"), ("smallest cost", "optimal"))


def allocation(case, check):
    inputs, expected = check["inputs"], check["expected"]
    strata, population, mean, deviation, *rest = case.columns
    cost = next((column for column in case.columns if column.startswith("cost")), None)
    method = next(word for words, word in METHODS if words in inputs["method"])
    if method == "power":
        method += f"={float(re.search(r'q = ([0-9.]+)', inputs['method'])[1])}"
    base = ["sample", "allocate", case.data, "--strata", strata, "--population", population, "--deviation", deviation,
            "--mean", mean]

    def run(*arguments):
        found = kaoping(*base, "--method", method, *arguments)
        rows = found["allocation"]
        return found, [row["unrounded"] for row in rows], [row["size"] for row in rows]

    costs = ["--cost", cost] if method == "optimal" and cost else []
    if "total_cost" in inputs:
        found, real, _ = run("--budget", inputs["total_cost"], *costs)
        return {"n_h": real, "total_n": sum(real), "cost": found.get("unrounded_cost", inputs["total_cost"]),
                "se_of_mean": variance(case, real) ** 0.5}
    if "cv" in inputs:
        _, real, _ = run("--target-cv", inputs["cv"], *costs)
        return {"n_h": real, "total_n": sum(real),
                "cost": sum(n * float(row[cost]) for n, row in zip(real, case.rows))}
    low = inputs.get("minimum") or int(re.search(r"start with (\d+)", inputs["method"])[1])
    found, real, whole = run("--size", inputs["n"], "--minimum", low, *costs)
    free = [row.get("unbounded") for row in found["allocation"]]
    answer = {"bounded": real, "integer": whole, "sum": sum(whole), "variance_of_mean": variance(case, whole),
              "variance_of_mean_integer": variance(case, whole)}
    if "unbounded" in expected:
        answer.update(unbounded=free, variance_of_mean_unbounded=variance(case, free))
    return answer


def variance(case, sizes):
    """Σ W² (1 − n/N) S²/n, from the sizes that the program printed."""
    rows = [(float(row[case.columns[1]]), float(row[case.columns[3]])) for row in case.rows]
    total = sum(n for n, _ in rows)
    return sum((n / total) ** 2 * (1 - k / n) * s * s / k for (n, s), k in zip(rows, sizes))


def draw(case, frame, *arguments):
    out = case.room / "probabilities.csv"
    found = kaoping("sample", "draw", frame, *arguments, "--seed", 1, "--probabilities", out)
    with open(out, encoding="utf-8") as file:
        return found, list(csv.DictReader(file))


def selection(case, check):
    inputs, name, expected = check["inputs"], check["id"], check["expected"]
    measure = re.search(r"to (\w+) for", case.expected["checks"][0]["inputs"]["statistic"])[1]
    key = case.columns[0]

    def ids(found):
        return [int(case.rows[index - 1][key]) for index in found["selected"]]

    pps = ["--measure", measure, "--size", inputs.get("n", 12)]
    if name == "pps_inclusion_probabilities":
        _, rows = draw(case, case.data, "--method", "pps-systematic", *pps, "--start", 0.5)
        pi = [float(row["probability"]) for row in rows]
        return {"sum": sum(pi), "certainty": [int(row[key]) for row in rows if float(row["probability"]) == 1],
                "first_ten": pi[:10], "last_ten": pi[-10:], "sum_of_squares": sum(p * p for p in pi), "smallest": min(pi)}
    if name.startswith("systematic_pps"):
        found, rows = draw(case, case.data, "--method", "pps-systematic", *pps, "--start", inputs["u"])
        certain = {int(row[key]) for row in rows if float(row["probability"]) == 1}
        chosen = ids(found)
        return {"selected": chosen if set(expected["selected"]) & certain else [c for c in chosen if c not in certain],
                "size": len(chosen)}
    if name.startswith("systematic_equal"):
        return {"selected": ids(draw(case, case.data, "--method", "systematic", "--size", inputs["n"], "--start", inputs["u"])[0])}
    if name == "systematic_joint_probabilities":
        size, first, last = map(int, re.search(r"n = (\d+) on data rows (\d+) to (\d+)", inputs["statistic"]).groups())
        frame, out = case.write("frame.csv", case.rows[first - 1:last]), case.room / "joint.csv"
        _, rows = draw(case, frame, "--method", "pps-systematic", "--measure", measure, "--size", size, "--joint-frame", out)
        with open(out, encoding="utf-8") as file:
            matrix = [[float(cell) for cell in row] for row in list(csv.reader(file))[1:]]
        return {"pi": [float(row["probability"]) for row in rows], "pi2": matrix}
    if name == "two_stage_self_weighting":
        _, rows = draw(case, case.data, "--method", "pps-systematic", *pps, "--clusters", key, "--second-size", inputs["take"])
        few = len(expected["stage1"])
        certain = [row for row in rows if float(row["probability_first"]) == 1]
        return {"stage1": [float(r["probability_first"]) for r in rows[:few]],
                "stage2": [float(r["probability_second"]) for r in rows[:few]],
                "overall": [float(r["probability"]) for r in rows[:few]],
                "overall_certainty": [float(r["probability"]) for r in certain]}
    if name == "kish_grid":
        found = kaoping("sample", "kish")
        return {"tables": found["tables"], "shares": found["shares"], "probability_of_person": found["probability_of_person"]}
    if name == "random_draws":
        times = int(re.search(r"R = (\d+)", inputs["method"])[1])
        size = int(re.search(r"n = (\d+)", inputs["method"])[1])
        _, srs = draw(case, case.data, "--method", "srs", "--size", size, "--repetitions", times)
        _, rows = draw(case, case.data, "--method", "pps-systematic", "--measure", measure, "--size", 12, "--repetitions", times)
        found = {"srs_frequency": expected["srs_frequency"], "srs_pair_frequency": expected["srs_pair_frequency"],
                 "pps_frequency_first_ten": list(expected["pps_frequency_first_ten"])}
        errors = check["tolerance"]["standard_errors"]

        def within(row, p, spread=errors):
            return abs(float(row["frequency"]) - p) <= spread * (p * (1 - p) / times) ** 0.5

        wrong = [row[key] for row in srs if not within(row, expected["srs_frequency"])]
        wrong += [r[key] for r, p in zip(rows, expected["pps_frequency_first_ten"]) if not within(r, p)]
        if wrong:
            raise NotPrinted(f"drawn too seldom or too often: {wrong[:5]}")
        # Pairs are not counted by the program; its joint probabilities are what the draws follow.
        out = case.room / "pairs.csv"
        kaoping("sample", "draw", case.data, "--method", "srs", "--size", size, "--seed", 1, "--joint-frame", out)
        with open(out, encoding="utf-8") as file:
            pair = float(list(csv.reader(file))[1][1])
        if abs(pair / expected["srs_pair_frequency"] - 1) > 1e-12:
            raise NotPrinted(f"joint probability {pair}")
        return found
    raise NotPrinted(name)


ADAPTERS = {"sample-size": size, "allocation": allocation, "selection": selection}
