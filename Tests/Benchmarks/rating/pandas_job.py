#!/usr/bin/env python3
"""The example city's figures in pandas, as a data scientist would write it: the peer of bench.py.

    pandas_job.py CITY OUT.csv [--engine c|pyarrow]
"""
import argparse
import glob

import numpy as np
import pandas as pd
from scipy.special import stdtrit

p = argparse.ArgumentParser()
p.add_argument("city")
p.add_argument("out")
p.add_argument("--engine", default="c")
a = p.parse_args()
items = [f"q{i:02d}" for i in range(1, 21)]
keys = {"response_id": "str", "community_id": "str", "stratum": "str", "psu": "str"}
read = dict(dtype=keys | {q: "float64" for q in items}, usecols=list(keys) + ["weight"] + items, engine=a.engine)
roster = pd.read_csv(a.city + "/roster.csv", dtype={"community_id": str})
frame = pd.read_csv(a.city + "/frame.csv", dtype={"community_id": str, "stratum": str})
psu = pd.read_csv(a.city + "/psu.csv", dtype={"community_id": str, "stratum": str, "psu": str})
d = pd.concat([pd.read_csv(f, **read) for f in sorted(glob.glob(a.city + "/responses/*.csv"))], ignore_index=True)
d["weight"] = pd.to_numeric(d["weight"], errors="coerce")
d = d[d["community_id"].isin(roster["community_id"]) & (d["weight"] > 0)].drop_duplicates("response_id")
x = d[items].astype("float64").to_numpy()
x = np.where((x >= 1) & (x <= 5), x, np.nan)
valid = (~np.isnan(x)).sum(axis=1)
d = d.assign(y=100 * (np.nansum(x, axis=1) / np.maximum(valid, 1) - 1) / 4)[valid >= 10]
d = d[["community_id", "stratum", "psu", "weight", "y"]]
d["wy"] = d["weight"] * d["y"]
total = d.groupby("community_id")[["weight", "wy"]].sum()
d["m"] = d["community_id"].map(total["wy"] / total["weight"])
d["z"] = d["weight"] * (d["y"] - d["m"]) / d["community_id"].map(total["weight"])
c = d.groupby(["community_id", "stratum", "psu"])["z"].agg(["sum", "count", "var"]).reset_index()
c = c.merge(psu, on=["community_id", "stratum", "psu"])
g = np.minimum(1, c["count"] / c["households"])
c["within"] = (1 - g) * c["count"] * c["var"].fillna(0)
h = c.groupby(["community_id", "stratum"]).agg(n=("sum", "count"), v=("sum", "var"), w=("within", "sum")).reset_index()
h = h.merge(frame, on=["community_id", "stratum"])
f = np.minimum(1, h["n"] / h["psu_total"])
h["var"] = (1 - f) * h["n"] * h["v"].fillna(0) + f * h["w"]
h["df"] = h["n"] - 1
s = h.groupby("community_id")[["var", "df"]].sum()
s["satisfaction"] = total["wy"] / total["weight"]
s["se"] = np.sqrt(s["var"])
half = stdtrit(s["df"], 0.975) * s["se"]
s["lower"], s["upper"] = s["satisfaction"] - half, s["satisfaction"] + half
r = pd.read_csv(a.city + "/reviews.csv", dtype={"community_id": str})
r["score"] = pd.to_numeric(r["score"], errors="coerce")
r = r[r["community_id"].isin(roster["community_id"]) & r["score"].between(0, r["max"])]
r = r.drop_duplicates(["reviewer", "community_id", "indicator"])
e = r.groupby(["community_id", "indicator"]).agg(mean=("score", "mean"), max=("max", "first")).reset_index()
e = e.groupby("community_id")[["mean", "max"]].sum()
s["department"] = 100 * e["mean"] / e["max"]
s["score"] = (s["satisfaction"] + s["department"]) / 2
out = roster[["community_id", "district"]].merge(s.reset_index(), on="community_id", how="left")
veto = pd.read_csv(a.city + "/veto.csv", dtype={"community_id": str})
barred = set(veto.loc[veto["status"] == "confirmed", "community_id"])
ranked = out[~out["community_id"].isin(barred)]
out["rank"] = ranked.groupby("district")["score"].rank(ascending=False, method="min")
# A hundred titles by largest remainder, in whole numbers.
q = roster.groupby("district").size().to_frame("claim")
q["seats"], q["remainder"] = q["claim"] * 100 // len(roster), q["claim"] * 100 % len(roster)
q.loc[q["remainder"].nlargest(100 - q["seats"].sum()).index, "seats"] += 1
out["in_quota"] = out["rank"] <= out["district"].map(q["seats"])
out.to_csv(a.out, index=False)
