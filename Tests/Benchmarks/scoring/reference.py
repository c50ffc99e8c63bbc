#!/usr/bin/env python3
"""An independent computation of a city's scores by any standard, in plain Python, and its comparison with ranking.csv.

    reference.py STANDARD CITY RANKING.csv [--survey DIR] [--titles N]     compare
    reference.py STANDARD CITY --write EXPECTED.csv [--survey DIR]        write the reference numbers

Reviews and measurements are computed in exact fractions, answers row by row with math.fsum and one influence value for each
response; nothing is shared with Kaoping but the tables. Prints the largest relative difference of each column and ends with
status 1 if one exceeds 1e-9 or a rank, band or title differs. Rules: docs/standards.md.
"""
import argparse
import csv
import glob
import math
import os
import sys
from collections import defaultdict
from fractions import Fraction
from statistics import median

from tables import Standard, table

ZERO = Fraction(0)


def fraction(text):
    try:
        return Fraction(text)
    except (ValueError, ZeroDivisionError):
        return None


def shares(text):
    return {p.split(":")[0].strip(): Fraction(p.split(":")[1].strip()) for p in text.split(";")}


def combine(s, code, values):
    how = s.parameter(code, "raters", "mean")
    if how == "median":
        return Fraction(median(values))
    if how == "trimmed-mean":
        cut = int(s.parameter(code, "trim", "1"))
        if len(values) > 2 * cut:
            values = sorted(values)[cut:len(values) - cut]
    return sum(values, ZERO) / len(values)


def severity_free(scores):
    """Least squares of score = unit + rater, the raters' effects summing to zero, in exact fractions; None if not connected."""
    units, raters = sorted({u for u, _, _ in scores}), sorted({r for _, r, _ in scores})
    if len(units) < 2 or len(raters) < 2:
        return None
    names = [("u", u) for u in units] + [("r", r) for r in raters]
    at = {n: i for i, n in enumerate(names)}
    size = len(names)
    rows = [[ZERO] * (size + 1) for _ in range(size + 1)]
    for u, r, x in scores:
        for a in (at["u", u], at["r", r]):
            for b in (at["u", u], at["r", r]):
                rows[a][b] += 1
            rows[a][size] += x
    # The constraint replaces the freedom of the normal equations; it is consistent, so any row may be exchanged for it.
    rows[size] = [Fraction(n[0] == "r") for n in names] + [ZERO]
    pivots, used = [], 0
    for column in range(size):
        pick = next((i for i in range(used, size + 1) if rows[i][column] != 0), None)
        if pick is None:
            return None
        rows[used], rows[pick] = rows[pick], rows[used]
        head = rows[used][column]
        rows[used] = [v / head for v in rows[used]]
        for i in range(size + 1):
            if i != used and rows[i][column] != 0:
                f = rows[i][column]
                rows[i] = [v - f * w for v, w in zip(rows[i], rows[used])]
        pivots.append(column)
        used += 1
    return {u: rows[at["u", u]][size] for u in units}


class City:
    def __init__(self, s, folder):
        self.s, self.folder = s, folder
        self.units = {}
        for r in table(folder + "/roster.csv"):
            r["variant_of"] = (r.get("variant") or r.get("kind", "")) if s.variants else ""
            place = r.get("urban_rural", "")
            r["setting"] = {"1": "urban", "2": "rural"}.get(place[:1], place)
            self.units[r["community_id"]] = r
        self.recused = {(r["reviewer"], r["community_id"]) for r in table(folder + "/recusals.csv")}
        self.entries = defaultdict(list)
        self.exempt = set()
        self.read()
        self.adjusted = {}
        if s.parameters.get(("R6", "", "severity")) == "adjust":
            for code, row in s.rows.items():
                if row["rule"] != "R6":
                    continue
                scores = [(u, r["reviewer"], Fraction(r["score"])) for (u, c), rows in self.entries.items() if c == code
                          for r in rows]
                top = Fraction(row["points"] or "100")
                for u, value in (severity_free(scores) or {}).items():
                    self.adjusted[u, code] = min(top, max(ZERO, value))

    def admitted(self, r):
        s = self.s
        if (r["reviewer"], r["community_id"]) in self.recused:
            return False
        low, high = s.get("evidence_from", ""), s.get("evidence_to", "9999")
        return not (s.get("evidence_from") or s.get("evidence_to")) or low <= r.get("date", "") <= high

    def fits(self, r):
        unit = self.units.get(r["community_id"])
        return unit is not None and r["indicator"] in self.s.leaves(unit["variant_of"])

    def read(self):
        s, seen = self.s, {}
        for r in table(self.folder + "/reviews.csv"):
            code, score = r["indicator"], fraction(r["score"])
            if not self.fits(r) or s.rows[code]["rule"] != "R6" or score is None:
                continue
            if not 0 <= score <= Fraction(s.rows[code]["points"] or "100"):
                continue
            step = s.parameter(code, "step")
            if step and (score / Fraction(step)).denominator != 1 or not self.admitted(r):
                continue
            key = (r["reviewer"], r["community_id"], code)
            if key in seen:
                if s.parameter(code, "repeated") == "last":
                    seen[key]["score"] = r["score"]
                continue
            seen[key] = r
            self.entries[r["community_id"], code].append(r)
        seen = set()
        for r in table(self.folder + "/measures.csv"):
            if not self.fits(r):
                continue
            code = r["indicator"]
            if r.get("criterion") == "exempt":
                if s.parameter(code, "exemption") == "full" and self.admitted(r):
                    self.exempt.add((r["community_id"], code))
                continue
            if not self.usable(r, code) or not self.admitted(r):
                continue
            rule = s.rows[code]["rule"]
            key = (r["measure_id"], code) if rule == "R2" else (r["reviewer"], r["community_id"], code, r.get("criterion"))
            if key in seen:
                continue
            seen.add(key)
            self.entries[r["community_id"], code].append(r)

    def usable(self, r, code):
        s, value = self.s, fraction(r["value"])
        rule, own = s.rows[code]["rule"], [c["code"] for c in s.criteria if c["indicator"] == code]
        criterion, below = r.get("criterion", ""), fraction(r.get("denominator", ""))
        whole = value is not None and value >= 0 and value.denominator == 1
        if rule == "R1":
            return whole and (criterion in own and value <= 1 or criterion == "" and
                              value <= (len(own) or int(s.parameter(code, "criteria", "0"))))
        if rule == "R2":
            known = criterion in own or criterion == "" and (s.parameter(code, "deduction") or r["value"] == "0")
            events = 1 if r["value"] == "" else value if whole else None
            needs = s.parameter(code, "document") == "needed"
            return bool(known) and events is not None and not (needs and events > 0 and not r.get("document"))
        if rule == "R3":
            grades = shares(s.parameter(code, "grades"))
            return r["value"] in grades or "*" in grades and r["value"] != ""
        if rule == "R4":
            return value is not None and value >= 0 and (r.get("denominator", "") == "" or below is not None and below > 0)
        if rule == "R5":
            return whole and below is not None and below >= int(s.parameter(code, "spots", "1")) and value <= below
        return False

    def points(self, unit, code):
        """Exact points of a leaf; None if unrated."""
        s = self.s
        full = Fraction(s.rows[code]["points"] or "100")
        rule, entries = s.rows[code]["rule"], self.entries.get((unit, code), [])
        if (unit, code) in self.exempt:
            return full
        own = {c["code"]: c for c in s.criteria if c["indicator"] == code}
        if rule == "R2":
            if not entries and s.parameter(code, "without_events") == "unrated":
                return None
            lost = defaultdict(lambda: ZERO)
            for r in entries:
                each = own.get(r["criterion"], {}).get("points") or s.parameter(code, "deduction", "0")
                lost[r["criterion"]] += Fraction(r["value"] or "1") * Fraction(each)
            total = ZERO
            for kind, loss in lost.items():
                cap = own.get(kind, {}).get("cap")
                total += min(loss, Fraction(cap)) if cap else loss
            if s.parameter(code, "cap"):
                total = min(total, Fraction(s.parameter(code, "cap")))
            return max(min(full, Fraction(s.parameter(code, "floor", "0"))), full - total)
        if not entries:
            return None
        if (unit, code) in self.adjusted:
            return self.adjusted[unit, code]
        raters = {}
        for r in entries:
            raters.setdefault(r["reviewer"], []).append(r)
        values = []
        for rows in raters.values():
            r = rows[-1]
            if rule == "R6":
                values.append(Fraction(r["score"]))
            elif rule == "R1":
                met = {x["criterion"] for x in rows if x["criterion"] and Fraction(x["value"]) == 1}
                if own and all(c["points"] for c in own.values()):
                    values.append(sum((Fraction(own[c]["points"]) for c in met), ZERO))
                    continue
                bare = [x for x in rows if not x["criterion"]]
                k = int(Fraction(bare[-1]["value"])) if bare else len(met)
                table_ = s.parameter(code, "shares")
                n = len(own) or int(s.parameter(code, "criteria"))
                share = shares(table_).get(str(k), shares(table_).get("*", ZERO)) if table_ else Fraction(k, n)
                values.append(full * share)
            elif rule == "R3":
                grades = shares(s.parameter(code, "grades"))
                values.append(full * grades.get(r["value"], grades.get("*")))
            elif rule == "R4":
                values.append(self.rate(unit, code, r, full))
            elif rule == "R5":
                k, n = Fraction(r["value"]), Fraction(r["denominator"])
                table_ = s.parameter(code, "shares")
                share = shares(table_).get(str(n - k), shares(table_).get("*", ZERO)) if table_ else k / n
                values.append(full * share)
        return combine(s, code, values)

    def rate(self, unit, code, r, full):
        s, profile = self.s, self.units[unit]

        def term(name):
            for place in (":" + profile["setting"], ":" + profile["variant_of"], ""):
                value = s.parameter(code, name + place) if place != ":" else None
                if value:
                    return value
        rate = Fraction(r["value"]) * (100 / Fraction(r["denominator"]) if r.get("denominator") else 1)
        least = min(full, Fraction(s.parameter(code, "floor", "0")))
        if term("bands"):
            lost = [ZERO]
            for band in term("bands").split(";"):
                edge, cost = band.split(":")
                sign = edge[:2] if edge[1] == "=" else edge[:1]
                x = Fraction(edge[len(sign):])
                if {"<": rate < x, "<=": rate <= x, ">": rate > x, ">=": rate >= x}[sign]:
                    lost.append(Fraction(cost))
            return max(least, full - max(lost))
        target = Fraction(term("target"))
        short = rate - target if s.rows[code]["direction"] == "-1" else target - rate
        if short <= 0:
            return full
        if not term("step") or not term("deduction"):
            return least if s.rows[code]["direction"] == "-1" else max(least, full * rate / target)
        steps = short / Fraction(term("step"))
        how = s.parameter(code, "counting", "whole")
        steps = Fraction(math.floor(steps)) if how == "whole" else Fraction(math.ceil(steps)) if how == "started" else steps
        return max(least, full - steps * Fraction(term("deduction")))


def factors(s, variant):
    """What a point of each leaf counts, and its first-level group."""
    weighted = any(r.get("weight") and r["parent"] and r.get("role") != "bonus" for r in s.rows.values())
    factor, group = {}, {}

    def walk(code, share, above, depth):
        level = 0 if s.get("reading", "halves") == "points" else 1
        above = code if depth == level else above
        below = s.children(code, variant)
        if not below:
            full = Fraction(s.rows[code]["points"] or "100")
            factor[code] = 100 * share / full if weighted and not s.is_bonus(code) else Fraction(1)
            group[code] = above or code
            return
        counted = [c for c in below if s.rows[c].get("role") != "bonus"]
        by_weight = any(s.rows[c].get("weight") for c in counted)
        size = {c: Fraction(s.rows[c]["weight"] or "0") if by_weight else Fraction(s.rows[c]["points"] or "0")
                for c in counted}
        total = sum(size.values())
        for c in below:
            walk(c, share * (size.get(c, ZERO) / total if total else ZERO), above, depth + 1)
    roots = s.children("", variant)
    sizes = {c: Fraction(s.rows[c]["weight"] or s.rows[c]["points"]) for c in roots if s.rows[c].get("role") != "bonus"}
    for c in roots:
        part = sizes.get(c, ZERO) / sum(sizes.values()) if s.get("reading", "halves") == "points" else Fraction(1)
        walk(c, part, None, 0)
    return factor, group


def department(s, city, unit, factor, group):
    leaves = [c for c in s.leaves(city.units[unit]["variant_of"]) if s.rows[c]["rule"] != "R7" and not s.is_bonus(c)]
    nominal, won, rated, grouped = defaultdict(lambda: ZERO), defaultdict(lambda: ZERO), defaultdict(lambda: ZERO), False
    for c in leaves:
        size = factor[c] * Fraction(s.rows[c]["points"] or "100")
        nominal[group[c]] += size
        points = city.points(unit, c)
        if points is None:
            grouped |= s.parameter(c, "missing", s.get("missing_reviews")) == "rebase-group"
            continue
        won[group[c]] += factor[c] * points
        rated[group[c]] += size
    if not any(rated.values()):
        return None
    if not grouped:
        return 100 * sum(won.values()) / sum(rated.values())
    alive = [g for g in nominal if rated[g] > 0]
    return 100 * sum(nominal[g] * won[g] / rated[g] for g in alive) / sum(nominal[g] for g in alive)


def two_stage(rows, frame, psu):
    """The variance of a total of influence values: rows of (stratum, cluster, value), the design's finite populations."""
    strata = defaultdict(lambda: defaultdict(list))
    for h, p, z in rows:
        strata[h][p].append(z)
    variance, df = 0.0, 0
    for h, clusters in strata.items():
        n = len(clusters)
        f = min(1.0, n / frame[h]) if frame else 0.0
        totals = [math.fsum(v) for v in clusters.values()]
        mean = math.fsum(totals) / n
        df += n - 1
        if n > 1:
            variance += (1 - f) * n / (n - 1) * math.fsum((t - mean) ** 2 for t in totals)
        for p, v in clusters.items():
            m = len(v)
            if m > 1 and psu:
                g = min(1.0, m / psu[h, p])
                centre = math.fsum(v) / m
                variance += f * (1 - g) * m / (m - 1) * math.fsum((z - centre) ** 2 for z in v)
    return (math.sqrt(variance) if df > 0 else None), df


def satisfaction(s, city, survey, factor_of):
    questions = table(os.path.join(survey, "survey.csv"))
    missing = {(c["list_name"], c["name"]): c.get("missing", "") for c in table(os.path.join(survey, "choices.csv"))}
    role = {q["role"]: q["name"] for q in questions if q["role"] not in ("", "item")}
    lists = {q["name"]: q["type"].split()[1] for q in questions if q["role"] == "item"}
    scale = {p.split(":")[0]: float(p.split(":")[1]) for p in s.get("scale_map").split(";")}
    frame = {(r["community_id"], r["stratum"]): float(r["psu_total"]) for r in table(city.folder + "/frame.csv")}
    psu = {(r["community_id"], r["stratum"], r["psu"]): float(r["households"])
           for r in table(city.folder + "/psu.csv")}
    answers, seen, serial = defaultdict(list), set(), 0
    for path in sorted(glob.glob(city.folder + "/responses/*.csv")):
        for r in table(path):
            unit = r[role["unit"]]
            weight = float(r[role["weight"]]) if role.get("weight") else 1.0
            key = r.get(role.get("submission-id", ""), "")
            if unit not in city.units or not weight > 0 or key and key in seen:
                continue
            seen.add(key)
            scores = {}
            for code in s.leaves(city.units[unit]["variant_of"]):
                if s.rows[code]["rule"] != "R7":
                    continue
                item = s.rows[code].get("item") or code
                own = s.parameter(code, "scale_map")
                map_ = {p.split(":")[0]: float(p.split(":")[1]) for p in own.split(";")} if own else scale
                word = missing.get((lists[item], r[item]))
                if word == "" and r[item] in map_:
                    value = map_[r[item]]
                    scores[code] = 100 - value if s.rows[code]["direction"] == "-1" else value
                elif word in ("dont-know", "no-opinion") and s.parameter(code, "no_opinion", "leave-out") != "leave-out":
                    scores[code] = float(s.parameter(code, "no_opinion"))
            if len({s.rows[c].get("item") or c for c in scores}) >= max(1, int(s.get("minimum_valid_answers", "1"))):
                serial += 1
                stratum = r[role["stratum"]] if role.get("stratum") else ""
                cluster = r[role["cluster"]] if role.get("cluster") else f"#{serial}"
                answers[unit].append((stratum, cluster, weight, scores))
    out = {}
    for unit, rows in answers.items():
        coefficient = {}
        for code in s.leaves(city.units[unit]["variant_of"]):
            if s.rows[code]["rule"] == "R7" and any(code in r[3] for r in rows):
                coefficient[code] = float(factor_of[unit][code] * Fraction(s.rows[code]["points"] or "100"))
        if s.parameters.get(("R7", "", "response_score")) == "item-means":
            total = math.fsum(coefficient.values())
            means, sums = {}, {}
            for c in coefficient:
                sums[c] = math.fsum(w for _, _, w, y in rows if c in y)
                means[c] = math.fsum(w * y[c] for _, _, w, y in rows if c in y) / sums[c]
            estimate = math.fsum(coefficient[c] * means[c] for c in coefficient) / total
            z = [(h, p, math.fsum(coefficient[c] * w * (y[c] - means[c]) / sums[c] for c in y) / total)
                 for h, p, w, y in rows]
        else:
            value = [math.fsum(y.values()) / len(y) for _, _, _, y in rows]
            whole = math.fsum(w for _, _, w, _ in rows)
            estimate = math.fsum(r[2] * y for r, y in zip(rows, value)) / whole
            z = [(h, p, w * (y - estimate) / whole) for (h, p, w, _), y in zip(rows, value)]
        design = bool(frame) and bool(psu)
        se, df = two_stage(z, {h: n for (u, h), n in frame.items() if u == unit} if design else None,
                           {(h, p): m for (u, h, p), m in psu.items() if u == unit} if design else None)
        out[unit] = (estimate, se, df, len(rows))
    return out


def excluded(s, city):
    barred = set()
    for r in table(city.folder + "/veto.csv"):
        if r["status"] != "confirmed":
            continue
        months = s.conditions[r["code"]].get("look_back_months")
        if months:
            end = s.get("assessment_date")
            count = int(end[:4]) * 12 + int(end[5:7]) - 1 - int(months)
            start = f"{count // 12:04d}-{count % 12 + 1:02d}-{end[8:]}"
            if not start <= r["date"] <= end:
                continue
        barred.add(r["community_id"])
    return barred


def rate(s, city, survey, titles):
    ws, wd = float(s.get("satisfaction_weight")), float(s.get("department_weight"))
    full = float(s.get("full_score", "100"))
    trees = {v: factors(s, v) for v in s.variants or [""]}
    tree = {u: trees[r["variant_of"]] for u, r in city.units.items()}
    sat = satisfaction(s, city, survey, {u: t[0] for u, t in tree.items()}) if ws > 0 else {}
    own = {r["community_id"]: float(r["score"]) for r in table(city.folder + "/self_scores.csv") if not r["indicator"]}
    barred, result = excluded(s, city), {}
    for u, r in city.units.items():
        dep = department(s, city, u, *tree[u]) if wd > 0 else None
        bonus = sum((city.points(u, c) or ZERO for c in s.leaves(r["variant_of"]) if s.is_bonus(c)), ZERO)
        bonus = min(bonus, Fraction(s.get("bonus_cap", "0")))
        score = se = None
        if (ws == 0 or u in sat) and (wd == 0 or dep is not None):
            score = (ws * sat[u][0] if ws else 0.0) + (wd * float(dep) if wd else 0.0)
            score = score * full / 100 + float(bonus)
            se = (ws * sat[u][1] * full / 100 if sat[u][1] is not None else None) if ws else 0.0
            if s.get("total_cap"):
                score = min(score, float(s.get("total_cap")))
            if s.get("round_total"):
                scale = 10 ** int(s.get("round_total"))
                score = math.floor(score * scale + 0.5 + 1e-9) / scale
        eligible = u not in barred and (ws == 0 or sat.get(u, (0, 0, 0, 0))[3] >= int(s.get("minimum_responses", "1")))
        if s.get("self_line") and not own.get(u, -1) >= float(s.get("self_line")):
            eligible = False
        for line in filter(None, s.get("pass_lines").split(";")):
            subject, least = line.split(":")
            value = {"total": score, "satisfaction": sat.get(u, [None])[0] if ws else None,
                     "department": float(dep) if dep is not None else None}[subject]
            if value is not None and value < float(least) - 1e-9:
                eligible = False
        eligible = eligible and score is not None
        band = next((b["code"] for b in sorted(s.bands, key=lambda b: -float(b["minimum"]))
                     if eligible and score >= float(b["minimum"]) - 1e-9), "")
        result[u] = dict(sat=sat.get(u), dep=dep, score=score, se=se, eligible=eligible, band=band)
    counts = defaultdict(int)
    for r in city.units.values():
        counts[r["district"]] += 1
    quota = {d: Fraction(titles * n, len(city.units)) for d, n in counts.items()}
    seats = {d: math.floor(q) for d, q in quota.items()}
    order = list(counts)
    for d in sorted(order, key=lambda d: (-(quota[d] - seats[d]), -counts[d], order.index(d)))[:titles - sum(seats.values())]:
        seats[d] += 1
    for d in counts:
        members = [u for u, r in city.units.items() if r["district"] == d and result[u]["eligible"]]
        members.sort(key=lambda u: -result[u]["score"])
        for k, u in enumerate(members):
            above = members[k - 1] if k else None
            same = k and abs(result[u]["score"] - result[above]["score"]) <= 1e-11 * max(1, abs(result[u]["score"]))
            if same and s.get("tie_rules", "none") != "none":
                raise SystemExit(f"equal totals of {u} and {above}: this program applies no tie rules")
            result[u]["rank"], result[u]["in"] = result[above]["rank"] if same else k + 1, k < seats[d]
        if 0 < seats[d] < len(members) and result[members[seats[d]]]["rank"] == result[members[seats[d] - 1]]["rank"]:
            for u in members:
                if result[u]["rank"] == result[members[seats[d]]]["rank"]:
                    result[u]["in"] = ""
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("standard")
    parser.add_argument("city")
    parser.add_argument("ranking", nargs="?")
    parser.add_argument("--survey")
    parser.add_argument("--titles", type=int)
    parser.add_argument("--write")
    a = parser.parse_args()
    s = Standard(a.standard)
    city = City(s, a.city)
    result = rate(s, city, a.survey, int(s.get("titles")) if a.titles is None else a.titles)
    show = lambda x: "" if x is None else repr(float(x))
    rows = {u: [u, show(r["sat"] and r["sat"][0]), show(r["sat"] and r["sat"][1]), r["sat"][2] if r["sat"] else "",
                r["sat"][3] if r["sat"] else "", show(r["dep"]), show(r["score"]), show(r["se"]), r.get("rank", ""),
                str(r.get("in", False)).lower(), str(r["eligible"]).lower(), r["band"]] for u, r in result.items()}
    header = ["community_id", "satisfaction", "satisfaction_se", "satisfaction_df", "n", "department", "score",
              "score_se", "rank", "in_quota", "eligible", "band"]
    if a.write:
        with open(a.write, "w", encoding="utf-8", newline="") as f:
            out = csv.writer(f, lineterminator="\n")
            out.writerow(header)
            out.writerows(rows.values())
        return
    worst, wrong = defaultdict(float), 0
    for r in table(a.ranking):
        for column, want in zip(header, map(str, rows[r["community_id"]])):
            got = r[column]
            if got == want:
                continue
            try:
                x, y = float(got), float(want)
                worst[column] = max(worst[column], abs(x - y) / max(abs(y), 1e-300))
                wrong += column in ("rank", "satisfaction_df", "n")
            except ValueError:
                wrong += 1
                print("differs:", r["community_id"], column, repr(got), repr(want))
    for column, difference in worst.items():
        print(f"{column:20} {difference:.2e}")
    print("units", len(rows), "disagreements", wrong)
    sys.exit(1 if wrong or any(v > 1e-9 for v in worst.values()) else 0)


if __name__ == "__main__":
    main()
