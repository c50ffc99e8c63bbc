#!/usr/bin/env python3
"""Makes an invented city for any standard: answers, reviews and measurements for every rule kind, with some gaps and defects.

    make_city.py STANDARD OUT [--survey DIR] [--units 35] [--responses 40] [--seed 1] [--clean]

If OUT/roster.csv exists, its units are used; otherwise units are invented in three districts, in the variants of the standard.
The same seed gives the same bytes. Unless --clean: unrated indicators, repeated reviews, reviews out of range, a recused
reviewer, an exemption where the standard allows one, answers left open, withdrawn, pending and old events.
"""
import argparse
import csv
import os
import random
from fractions import Fraction

from tables import Standard, table


def write(path, header, rows):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="") as f:
        out = csv.writer(f, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def roster(path, standard, count, rng):
    if os.path.exists(path):
        return table(path)
    rows = []
    for i in range(count):
        district = ["东湖区", "西塘市", "南麓市"][0 if i < count * 0.45 else 1 if i < count * 0.75 else 2]
        kind = (standard.variants or ["community", "village"])[i % 5 >= 3 if len(standard.variants) != 1 else 0]
        setting = rng.choice(["111", "112", "220"]) if kind == "village" else rng.choice(["111", "121"])
        rows.append({"community_id": f"3299{[11, 81, 82][['东湖区', '西塘市', '南麓市'].index(district)]}{i + 1:06d}",
                     "name": f"示例{i + 1:02d}{'村' if kind == 'village' else '社区'}", "district": district,
                     "kind": kind, "urban_rural": setting, "variant": "", "variant_reason": ""})
    if "village" in standard.variants:
        rows[4].update(kind="village", variant="community", variant_reason="村改居")
    write(path, list(rows[0]), [list(r.values()) for r in rows])
    return rows


def shares(text):
    return {p.split(":")[0]: float(Fraction(p.split(":")[1])) for p in text.split(";")}


def day(standard, rng):
    end = standard.get("evidence_to", f"{standard.get('year')}-10-31")
    start = standard.get("evidence_from", f"{standard.get('year')}-01-01")
    month = rng.randint(int(start[5:7]), int(end[5:7]))
    return f"{start[:4]}-{month:02d}-{rng.randint(1, 28):02d}"


class Evidence:
    def __init__(self, standard, rng, clean):
        self.standard, self.rng, self.clean = standard, rng, clean
        self.reviews, self.measures = [], []

    def review(self, unit, code, reviewer, score):
        row = self.standard.rows[code]
        self.reviews.append([f"V{len(self.reviews) + 1:05d}", row["rater"], reviewer, unit["community_id"], code, score,
                             row["points"] or "100", row["method"], day(self.standard, self.rng)])

    def measure(self, unit, code, reviewer, value, criterion="", denominator="", document=""):
        self.measures.append([f"M{len(self.measures) + 1:05d}", unit["community_id"], code, reviewer, criterion, value,
                              denominator, day(self.standard, self.rng), document])

    def leaf(self, unit, code, quality):
        s, rng = self.standard, self.rng
        rule, rater = s.rows[code]["rule"], s.rows[code]["rater"] or "评委"
        own = [c["code"] for c in s.criteria if c["indicator"] == code]
        good = min(0.98, max(0.05, quality))
        policy = s.parameter(code, "missing", s.get("missing_reviews", "block"))
        if not self.clean and policy != "block" and rule != "R2" and rng.random() < 0.02:
            return
        if not self.clean and s.parameter(code, "exemption") == "full" and rng.random() < 0.1:
            self.measure(unit, code, rater, "", "exempt", document="免检〔示例〕1号")
            return
        raters = int(s.parameter(code, "minimum_raters", 1))
        if s.parameter(code, "raters") == "trimmed-mean":
            raters = max(raters, 2 * int(s.parameter(code, "trim", 1)) + 2)
        if s.parameter(code, "raters") == "median":
            raters = max(raters, 3)
        if rule == "R1":
            if s.is_bonus(code):
                if rng.random() < 0.15:
                    self.measure(unit, code, rater, 1, rng.choice(own))
                return
            for n in range(raters):
                name = rater if raters == 1 else f"{rater}{'甲乙丙丁戊己'[n]}"
                if own:
                    for criterion in own:
                        self.measure(unit, code, name, int(rng.random() < good + 0.1), criterion)
                else:
                    count = int(s.parameter(code, "criteria"))
                    self.measure(unit, code, name, sum(rng.random() < good + 0.1 for _ in range(count)))
        elif rule == "R2":
            for _ in range(sum(rng.random() < (1 - good) * 0.6 for _ in range(3))):
                self.measure(unit, code, rater, rng.choice(["", 1, 1, 2]), rng.choice(own) if own else "",
                             document=f"查〔{s.get('year')}〕{rng.randint(1, 400)}号")
        elif rule == "R3":
            grades = sorted(shares(s.parameter(code, "grades")).items(), key=lambda g: -g[1])
            for n in range(raters):
                place = min(len(grades) - 1, int(rng.expovariate(1) * (1.3 - good) * 2))
                self.measure(unit, code, rater if raters == 1 else f"{rater}{'甲乙丙丁戊己'[n]}", grades[place][0])
        elif rule == "R4":
            target = next((s.parameter(code, "target" + q) for q in ("", ":urban", ":rural")
                           if s.parameter(code, "target" + q)), "80")
            sign = -1 if s.rows[code]["direction"] == "-1" else 1
            total = rng.randint(40, 900)
            rate = float(target) * (1 + sign * ((good - 0.8) * 0.5 + rng.gauss(0, 0.05)))
            if rng.random() < 0.6:
                self.measure(unit, code, rater, min(total, max(0, round(total * rate / 100))), denominator=total)
            else:
                self.measure(unit, code, rater, f"{min(100, max(0, rate)):.1f}")
        elif rule == "R5":
            spots = int(s.parameter(code, "spots", 5)) + rng.choice([0, 0, 1])
            self.measure(unit, code, rater, sum(rng.random() < good + 0.1 for _ in range(spots)), denominator=spots)
        elif rule == "R6":
            points = float(s.rows[code]["points"] or 100)
            step = float(s.parameter(code, "step", 0) or 0) or points / 100
            for n in range(raters):
                name = f"{rater}{'甲乙丙丁戊己'[(n + int(unit['place']) % 2) % 6]}"
                score = min(points, max(0, points * (good + rng.gauss(0, 0.06) + 0.02 * (n - 1))))
                self.review(unit, code, name, f"{round(score / step) * step:g}")
            if not self.clean and rng.random() < 0.02 and s.parameter(code, "repeated") != "refuse":
                self.review(unit, code, name, f"{points:g}")
            if not self.clean and rng.random() < 0.01:
                self.review(unit, code, rater + "外", f"{points + 1:g}")


def responses(standard, survey, units, quality, count, rng, clean, out):
    questions = table(os.path.join(survey, "survey.csv"))
    choices = table(os.path.join(survey, "choices.csv"))
    real = {}
    for row in choices:
        real.setdefault(row["list_name"], []).append((row["name"], row["missing"]))
    columns = [q["name"] for q in questions]
    roles = {q["role"]: q["name"] for q in questions if q["role"] not in ("", "item")}
    frame, psu, files = [], [], {}
    number = 0
    for unit in units:
        variant = unit.get("variant") or unit.get("kind", "")
        items = {(standard.rows[c].get("item") or c): c for c in standard.leaves(variant)
                 if standard.rows[c]["rule"] == "R7"}
        design = []
        for stratum in ("1", "2"):
            total = rng.randint(9, 20)
            sampled = rng.randint(3, 5)
            if "stratum" in roles:
                frame.append([unit["community_id"], stratum, total, sampled])
            for n in range(sampled):
                households = rng.randint(20, 60)
                design.append((stratum, f"{n + 1:03d}", households, total / sampled))
                if "cluster" in roles:
                    psu.append([unit["community_id"], stratum, f"{n + 1:03d}", households])
        size = max(8, count + rng.randint(-5, 5))
        members = [design[i % len(design)] for i in range(size)]
        for stratum, cluster, households, factor in members:
            number += 1
            row = dict.fromkeys(columns, "")
            taken = sum(m[:2] == (stratum, cluster) for m in members)
            values = {"submission-id": f"R{number:06d}", "unit": unit["community_id"], "stratum": stratum,
                      "cluster": cluster, "weight": f"{factor * households / taken:.4f}"}
            for role, value in values.items():
                if role in roles:
                    row[roles[role]] = value
            if "kind" in row:
                row["kind"] = variant
            mood = rng.gauss(0, 0.12)
            for q in questions:
                if q["role"] != "item" or q["name"] not in items:
                    continue
                options = real[q["type"].split()[1]]
                steps = [name for name, missing in options if not missing]
                unknown = [name for name, missing in options if missing]
                level = quality[unit["community_id"]] + mood + rng.gauss(0, 0.18)
                if standard.rows[items[q["name"]]]["direction"] == "-1":
                    level = 1 - level
                row[q["name"]] = steps[min(len(steps) - 1, max(0, int(level * len(steps))))]
                if unknown and rng.random() < 0.05:
                    row[q["name"]] = rng.choice(unknown)
                elif not clean and rng.random() < 0.04:
                    row[q["name"]] = ""
            files.setdefault(unit.get("district_code") or str(1 + [u["district"] for u in units].index(
                unit["district"])), []).append([row[c] for c in columns])
    for name, rows in files.items():
        write(f"{out}/responses/{name}.csv", columns, rows)
    if frame:
        write(f"{out}/frame.csv", ["community_id", "stratum", "psu_total", "psu_sampled"], frame)
    if psu:
        write(f"{out}/psu.csv", ["community_id", "stratum", "psu", "households"], psu)


def events(standard, units, rng, out):
    if not standard.conditions:
        return
    year, codes, rows = standard.get("year"), sorted(standard.conditions), []
    for n, (status, date) in enumerate([("confirmed", f"{year}-05-06"), ("withdrawn", f"{year}-03-02"),
                                        ("pending", f"{year}-06-30"), ("confirmed", f"{int(year) - 4}-01-15")]):
        code = codes[n % len(codes)]
        if date < f"{year}-01-01" and not standard.conditions[code].get("look_back_months"):
            code = next((c for c in codes if standard.conditions[c].get("look_back_months")), None)
            if code is None:
                continue
        rows.append([f"E{n + 1:03d}", rng.choice(units)["community_id"], code, date, f"认定〔{date[:4]}〕{n + 1}号",
                     "已书面回复，无异议", status])
    write(f"{out}/veto.csv", ["event_id", "community_id", "code", "date", "document", "reply", "status"], rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("standard")
    parser.add_argument("out")
    parser.add_argument("--survey")
    parser.add_argument("--units", type=int, default=35)
    parser.add_argument("--responses", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--clean", action="store_true")
    a = parser.parse_args()
    rng = random.Random(a.seed)
    standard = Standard(a.standard)
    units = roster(f"{a.out}/roster.csv", standard, a.units, rng)
    evidence = Evidence(standard, rng, a.clean)
    quality = {}
    for place, unit in enumerate(units):
        unit["place"] = place
        quality[unit["community_id"]] = min(0.97, max(0.45, rng.gauss(0.78, 0.08)))
        for code in standard.leaves(unit.get("variant") or unit.get("kind", "")):
            if standard.rows[code]["rule"] != "R7":
                evidence.leaf(unit, code, quality[unit["community_id"]] + rng.gauss(0, 0.08))
    if evidence.reviews:
        write(f"{a.out}/reviews.csv", ["review_id", "department", "reviewer", "community_id", "indicator", "score", "max",
                                       "method", "date"], evidence.reviews)
        pick = evidence.reviews[len(evidence.reviews) // 3]
        if not a.clean:
            write(f"{a.out}/recusals.csv", ["reviewer", "community_id", "reason", "declared_on"],
                  [[pick[2], pick[3], "三年内曾在该单位任职", f"{standard.get('year')}-04-01"]])
    if evidence.measures:
        write(f"{a.out}/measures.csv", ["measure_id", "community_id", "indicator", "reviewer", "criterion", "value",
                                        "denominator", "date", "document"], evidence.measures)
    if a.survey and float(standard.get("satisfaction_weight", "0")) > 0:
        responses(standard, a.survey, units, quality, a.responses, rng, a.clean, a.out)
    if standard.get("self_line"):
        write(f"{a.out}/self_scores.csv", ["community_id", "indicator", "score"],
              [[u["community_id"], "", f"{100 * min(1, quality[u['community_id']] + 0.12):.1f}"] for u in units])
    if not a.clean:
        events(standard, units, rng, a.out)


if __name__ == "__main__":
    main()
