#!/usr/bin/env python3
"""An independent computation of the example city's rules, row by row in plain Python, and its comparison with ranking.csv.

    reference.py CITY RANKING.csv [--titles 100]     compare
    reference.py CITY --write EXPECTED.csv           write the reference numbers, as the tests' References hold them

Needs scipy for Student's t. Rules: the generator's help text (Scoring/example-city-2014/SOURCE.md). Prints the largest
relative difference of each column and ends with status 1 if one exceeds 1e-9 or a rank or title differs.
"""
import argparse
import csv
import glob
import math
import os
import sys
from collections import defaultdict
from fractions import Fraction

from scipy.stats import t as student


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def satisfaction(city, ids):
    """Estimate, standard error, degrees of freedom and responses of each community (rules 1-3)."""
    frame = {(r["community_id"], r["stratum"]): float(r["psu_total"]) for r in table(city + "/frame.csv")}
    psu = {(r["community_id"], r["stratum"], r["psu"]): float(r["households"]) for r in table(city + "/psu.csv")}
    items = [f"q{i:02d}" for i in range(1, 21)]
    seen, data = set(), defaultdict(list)
    for path in sorted(glob.glob(city + "/responses/*.csv")):
        for r in table(path):
            w = number(r["weight"])
            if r["community_id"] not in ids or w is None or not w > 0 or r["response_id"] in seen:
                continue
            seen.add(r["response_id"])
            valid = [int(r[q]) for q in items if r[q] in ("1", "2", "3", "4", "5")]
            if len(valid) >= 10:
                data[r["community_id"]].append((r["stratum"], r["psu"], w, 100 * (sum(valid) / len(valid) - 1) / 4))
    out = {}
    for c, rows in data.items():
        W = math.fsum(w for _, _, w, _ in rows)
        m = math.fsum(w * y for _, _, w, y in rows) / W
        z = defaultdict(lambda: defaultdict(list))
        for h, p, w, y in rows:
            z[h][p].append(w * (y - m) / W)
        var, df = 0.0, 0
        for h, psus in z.items():
            n = len(psus)
            f = min(1.0, n / frame[c, h])
            totals = [math.fsum(v) for v in psus.values()]
            mean = math.fsum(totals) / n
            if n > 1:
                var += (1 - f) * n / (n - 1) * math.fsum((x - mean) ** 2 for x in totals)
            df += n - 1
            for p, v in psus.items():
                k = len(v)
                if k > 1:
                    g = min(1.0, k / psu[c, h, p])
                    centre = math.fsum(v) / k
                    var += f * (1 - g) * k / (k - 1) * math.fsum((x - centre) ** 2 for x in v)
        out[c] = (m, math.sqrt(var), df, len(rows))
    return out


def departments(city, ids):
    """Departments' score of each community (rule 4)."""
    seen, points, maxima = set(), defaultdict(lambda: defaultdict(list)), {}
    for r in table(city + "/reviews.csv"):
        score, top = number(r["score"]), float(r["max"])
        if r["community_id"] not in ids or score is None or not 0 <= score <= top:
            continue
        key = (r["reviewer"], r["community_id"], r["indicator"])
        if key in seen:
            continue
        seen.add(key)
        points[r["community_id"]][r["indicator"]].append(score)
        maxima[r["indicator"]] = top
    return {c: 100 * math.fsum(math.fsum(v) / len(v) for v in d.values()) / math.fsum(maxima[i] for i in d)
            for c, d in points.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("city")
    parser.add_argument("ranking", nargs="?")
    parser.add_argument("--write")
    parser.add_argument("--titles", type=int, default=100)
    a = parser.parse_args()
    roster = table(a.city + "/roster.csv")
    ids = {r["community_id"] for r in roster}
    sat, dep = satisfaction(a.city, ids), departments(a.city, ids)
    veto = set()
    if os.path.exists(a.city + "/veto.csv"):
        veto = {r["community_id"] for r in table(a.city + "/veto.csv") if r["status"] == "confirmed"}
    counts = defaultdict(int)
    for r in roster:
        counts[r["district"]] += 1
    share = {d: Fraction(a.titles * n, len(roster)) for d, n in counts.items()}
    seats = {d: s.numerator // s.denominator for d, s in share.items()}
    for d in sorted(share, key=lambda d: -(share[d] - seats[d]))[: a.titles - sum(seats.values())]:
        seats[d] += 1
    score = {c: (sat[c][0] + dep[c]) / 2 for c in sat if c in dep}
    rank = {}
    for d in counts:
        members = [r["community_id"] for r in roster if r["district"] == d]
        members = [c for c in members if c in score and c not in veto]
        for k, c in enumerate(sorted(members, key=lambda c: (-score[c], c)), 1):
            rank[c] = (k, k <= seats[d])
    if a.write:
        with open(a.write, "w", newline="") as f:
            out = csv.writer(f, lineterminator="\n")
            out.writerow(["community_id", "satisfaction", "satisfaction_se", "satisfaction_lower", "satisfaction_upper",
                          "satisfaction_df", "n", "department", "score", "score_se", "rank", "in_quota"])
            for r in roster:
                c = r["community_id"]
                m, se, df, n = sat[c]
                half = student.ppf(0.975, df) * se
                k, inside = rank.get(c, ("", False))
                out.writerow([c, repr(m), repr(se), repr(float(m - half)), repr(float(m + half)), df, n, repr(dep[c]),
                              repr(score[c]), repr(se / 2), k, str(inside).lower()])
        return
    worst, wrong = defaultdict(float), 0
    ours = table(a.ranking)
    if [r["community_id"] for r in ours] != [r["community_id"] for r in roster]:
        sys.exit("the rows are not those of the roster in its order")

    def compare(column, got, want):
        nonlocal wrong
        if want is None or got == "":
            wrong += (want is not None) or got != ""
            return
        got = float(got)
        difference = abs(got - want) / max(abs(want), 1e-300) if got != want else 0.0
        worst[column] = max(worst[column], difference)

    for r in ours:
        c = r["community_id"]
        m, se, df, n = sat.get(c, (None, None, None, 0))
        half = student.ppf(0.975, df) * se if df else None
        compare("satisfaction", r["satisfaction"], m)
        compare("satisfaction_se", r["satisfaction_se"], se if df else None)
        compare("satisfaction_lower", r["satisfaction_lower"], m - half if half is not None else None)
        compare("satisfaction_upper", r["satisfaction_upper"], m + half if half is not None else None)
        compare("satisfaction_df", r["satisfaction_df"], df)
        compare("n", r["n"], n)
        compare("department", r["department"], dep.get(c))
        compare("score", r["score"], score.get(c))
        compare("score_se", r["score_se"], se / 2 if df and c in score else None)
        k, inside = rank.get(c, (None, False))
        compare("rank", r["rank"], k)
        wrong += (r["in_quota"] == "true") != inside
    for column, difference in worst.items():
        print(f"{column:20} {difference:.2e}")
    print("disagreements", wrong, "titles", sum(r["in_quota"] == "true" for r in ours))
    sys.exit(1 if wrong or max(worst.values()) > 1e-9 else 0)


if __name__ == "__main__":
    main()
