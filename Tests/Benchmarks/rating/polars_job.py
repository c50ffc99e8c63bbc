#!/usr/bin/env python3
"""The residents' figures of the example city in polars (lazy, streaming): the other peer of bench.py.

    polars_job.py CITY OUT.csv
"""
import sys

import polars as pl

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
c.collect(engine="streaming").write_csv(out)
