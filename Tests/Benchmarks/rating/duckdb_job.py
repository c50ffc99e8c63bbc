#!/usr/bin/env python3
"""The example city's figures in DuckDB: a peer of bench.py.

    duckdb_job.py CITY OUT.csv
"""
import sys

import duckdb
from scipy.special import stdtrit

city, out = sys.argv[1:3]
items = [f"q{i:02d}" for i in range(1, 21)]
valid = " + ".join(f"CASE WHEN {i} BETWEEN 1 AND 5 THEN 1 ELSE 0 END" for i in items)
total = " + ".join(f"CASE WHEN {i} BETWEEN 1 AND 5 THEN {i} ELSE 0 END" for i in items)
names = ["response_id", "community_id", "stratum", "psu", "weight", "sex", "age", "interviewer", "start", "end", "mode"]
types = {n: "VARCHAR" for n in names} | {i: "SMALLINT" for i in items}
columns = "{" + ", ".join(f"'{n}': '{t}'" for n, t in types.items()) + "}"
text = "{'community_id': 'VARCHAR', 'stratum': 'VARCHAR', 'psu': 'VARCHAR'}"
c = duckdb.connect()
c.execute("SET preserve_insertion_order = false")
c.execute(f"CREATE VIEW roster AS SELECT community_id, district FROM read_csv('{city}/roster.csv', types = {{'community_id': 'VARCHAR'}})")
for name, kinds in {"frame": text.replace(", 'psu': 'VARCHAR'", ""), "psu": text}.items():
    c.execute(f"CREATE VIEW {name}_csv AS SELECT * FROM read_csv('{city}/{name}.csv', types = {kinds})")
c.execute(
    f"""CREATE TABLE d AS
    SELECT community_id, stratum, psu, weight, 100 * (total / valid::DOUBLE - 1) / 4 AS y FROM (
      SELECT response_id, any_value(community_id) community_id, any_value(stratum) stratum, any_value(psu) psu,
             any_value(weight) weight, any_value(valid) valid, any_value(total) total FROM (
        SELECT response_id, community_id, stratum, psu, try_cast(weight AS DOUBLE) weight, {valid} valid, {total} total
        FROM read_csv('{city}/responses/*.csv', header = true, columns = {columns})
        WHERE try_cast(weight AS DOUBLE) > 0 AND community_id IN (SELECT community_id FROM roster))
      GROUP BY response_id)
    WHERE valid >= 10"""
)
c.execute(
    """CREATE TABLE residents AS
    WITH m AS (SELECT community_id, sum(weight) w, sum(weight * y) / sum(weight) m FROM d GROUP BY 1),
    c AS (SELECT community_id, stratum, psu, sum(weight * (y - m) / w) s, count(*) k, var_samp(weight * (y - m) / w) v
          FROM d JOIN m USING (community_id) GROUP BY 1, 2, 3),
    h AS (SELECT community_id, stratum, count(*) n, var_samp(s) v,
                 sum((1 - least(k / households, 1)) * k * coalesce(c.v, 0)) inside
          FROM c JOIN psu_csv USING (community_id, stratum, psu) GROUP BY 1, 2)
    SELECT community_id, any_value(m.m) satisfaction,
           sqrt(sum((1 - least(n / psu_total, 1)) * n * coalesce(v, 0) + least(n / psu_total, 1) * inside)) se, sum(n - 1) df
    FROM h JOIN frame_csv USING (community_id, stratum) JOIN m USING (community_id) GROUP BY 1"""
)
# DuckDB has no quantiles of Student's t: one for each number of degrees of freedom comes from SciPy.
c.execute("CREATE TABLE quantiles (df BIGINT, t DOUBLE)")
degrees = [row[0] for row in c.execute("SELECT DISTINCT df FROM residents").fetchall()]
c.executemany("INSERT INTO quantiles VALUES (?, ?)", [[int(df), float(stdtrit(df, 0.975))] for df in degrees])
# A hundred titles by largest remainder, in whole numbers.
c.execute(
    f"""COPY (
    WITH marks AS (
      SELECT community_id, indicator, try_cast(score AS DOUBLE) score, max::DOUBLE max,
             row_number() OVER (PARTITION BY reviewer, community_id, indicator ORDER BY line) place FROM (
        SELECT *, row_number() OVER () line FROM read_csv('{city}/reviews.csv', types = {{'community_id': 'VARCHAR', 'score': 'VARCHAR'}}))
      WHERE try_cast(score AS DOUBLE) BETWEEN 0 AND max::DOUBLE AND community_id IN (SELECT community_id FROM roster)),
    e AS (SELECT community_id, 100 * sum(mean) / sum(max) department FROM (
            SELECT community_id, avg(score) mean, any_value(max) max, indicator FROM marks WHERE place = 1 GROUP BY community_id, indicator)
          GROUP BY 1),
    claims AS (SELECT district, count(*) * 100 // (SELECT count(*) FROM roster) whole,
                      count(*) * 100 % (SELECT count(*) FROM roster) remainder FROM roster GROUP BY 1),
    seats AS (SELECT district, whole + CASE WHEN row_number() OVER (ORDER BY remainder DESC) <= 100 - (SELECT sum(whole) FROM claims)
                     THEN 1 ELSE 0 END seats FROM claims),
    s AS (SELECT community_id, district, satisfaction, se, satisfaction - t * se lower, satisfaction + t * se upper, department,
                 (satisfaction + department) / 2 score,
                 community_id IN (SELECT community_id FROM read_csv('{city}/veto.csv', types = {{'community_id': 'VARCHAR'}})
                                  WHERE status = 'confirmed') barred
          FROM roster LEFT JOIN residents USING (community_id) LEFT JOIN quantiles USING (df) LEFT JOIN e USING (community_id)),
    r AS (SELECT *, CASE WHEN NOT barred THEN rank() OVER (PARTITION BY district, barred ORDER BY score DESC) END rank FROM s)
    SELECT community_id, district, satisfaction, se, lower, upper, department, score, rank, coalesce(rank <= seats, false) in_quota
    FROM r JOIN seats USING (district)
    ) TO '{out}' (HEADER)"""
)
