#!/usr/bin/env python3
"""The example city's figures in polars (lazy, streaming): a peer of bench.py.

    polars_job.py CITY OUT.csv
"""
import sys

import polars as pl
from scipy.special import stdtrit

city, out = sys.argv[1:3]
items = [f"q{i:02d}" for i in range(1, 21)]
text = {k: pl.String for k in ["response_id", "community_id", "stratum", "psu", "weight"]}
names = ["response_id", "community_id", "stratum", "psu", "weight"] + items
roster = pl.read_csv(city + "/roster.csv", schema_overrides={"community_id": pl.String})
frame = pl.scan_csv(city + "/frame.csv", schema_overrides={"community_id": pl.String, "stratum": pl.String})
psu = pl.scan_csv(city + "/psu.csv", schema_overrides={"community_id": pl.String, "stratum": pl.String, "psu": pl.String})
d = (
    pl.scan_csv(city + "/responses/*.csv", schema_overrides=text | {i: pl.Int16 for i in items}).select(names)
    .with_columns(pl.col("weight").cast(pl.Float64, strict=False))
    .filter(pl.col("community_id").is_in(roster["community_id"].to_list()) & (pl.col("weight") > 0))
    .unique("response_id", keep="any")
    .with_columns([pl.when(pl.col(i).is_between(1, 5)).then(pl.col(i)).alias(i) for i in items])
    .with_columns(valid=pl.sum_horizontal([pl.col(i).is_not_null() for i in items]), total=pl.sum_horizontal(items))
    .filter(pl.col("valid") >= 10)
    .select("community_id", "stratum", "psu", "weight", y=100 * (pl.col("total") / pl.col("valid") - 1) / 4)
)
m = d.group_by("community_id").agg(W=pl.col("weight").sum(), m=(pl.col("weight") * pl.col("y")).sum() / pl.col("weight").sum())
c = (
    d.join(m, on="community_id").with_columns(z=pl.col("weight") * (pl.col("y") - pl.col("m")) / pl.col("W"))
    .group_by("community_id", "stratum", "psu").agg(s=pl.col("z").sum(), k=pl.len(), v=pl.col("z").var())
    .join(psu, on=["community_id", "stratum", "psu"])
    .with_columns(within=(1 - (pl.col("k") / pl.col("households")).clip(0, 1)) * pl.col("k") * pl.col("v").fill_null(0))
    .group_by("community_id", "stratum").agg(n=pl.len(), v=pl.col("s").var(), w=pl.col("within").sum())
    .join(frame, on=["community_id", "stratum"])
    .with_columns(f=(pl.col("n") / pl.col("psu_total")).clip(0, 1))
    .group_by("community_id")
    .agg(se=((1 - pl.col("f")) * pl.col("n") * pl.col("v").fill_null(0) + pl.col("f") * pl.col("w")).sum().sqrt(), df=(pl.col("n") - 1).sum())
    .join(m.select("community_id", satisfaction="m"), on="community_id")
)
e = (
    pl.scan_csv(city + "/reviews.csv", schema_overrides={"community_id": pl.String, "score": pl.String, "max": pl.Float64})
    .with_columns(pl.col("score").cast(pl.Float64, strict=False))
    .filter(pl.col("community_id").is_in(roster["community_id"].to_list()) & pl.col("score").is_between(0, pl.col("max")))
    .unique(["reviewer", "community_id", "indicator"], keep="first", maintain_order=True)
    .group_by("community_id", "indicator").agg(mean=pl.col("score").mean(), max=pl.col("max").first())
    .group_by("community_id").agg(department=100 * pl.col("mean").sum() / pl.col("max").sum())
)
residents, departments = pl.collect_all([c, e], engine="streaming")
half = pl.Series(stdtrit(residents["df"].to_numpy(), 0.975)) * residents["se"]
residents = residents.with_columns(lower=residents["satisfaction"] - half, upper=residents["satisfaction"] + half)
veto = pl.read_csv(city + "/veto.csv", schema_overrides={"community_id": pl.String}).filter(pl.col("status") == "confirmed")
# A hundred titles by largest remainder, in whole numbers.
seats = (
    roster.group_by("district").agg(claim=pl.len().cast(pl.Int64))
    .with_columns(seats=pl.col("claim") * 100 // len(roster), remainder=pl.col("claim") * 100 % len(roster))
    .with_columns(order=pl.col("remainder").rank("ordinal", descending=True))
    .with_columns(seats=pl.col("seats") + (pl.col("order") <= 100 - pl.col("seats").sum()).cast(pl.Int64))
)
places = (
    roster.select("community_id", "district").join(residents, on="community_id", how="left", maintain_order="left")
    .join(departments, on="community_id", how="left", maintain_order="left")
    .with_columns(score=(pl.col("satisfaction") + pl.col("department")) / 2)
    .with_columns(open=pl.when(~pl.col("community_id").is_in(veto["community_id"].to_list())).then(pl.col("score")))
    .with_columns(rank=pl.col("open").rank("min", descending=True).over("district"))
    .join(seats.select("district", "seats"), on="district", maintain_order="left")
)
places.select(
    "community_id", "district", "satisfaction", "se", "lower", "upper", "department", "score", "rank",
    in_quota=(pl.col("rank") <= pl.col("seats")).fill_null(False),
).write_csv(out)
