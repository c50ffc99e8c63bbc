#!/usr/bin/env python3
"""The residents' figures of the example city in DuckDB: a peer of bench.py.

    duckdb_job.py CITY OUT.csv
"""
import sys

import duckdb

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
c.execute(f"CREATE VIEW roster AS SELECT community_id FROM read_csv('{city}/roster.csv', types = {{'community_id': 'VARCHAR'}})")
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
    f"""COPY (
    WITH m AS (SELECT community_id, sum(weight) w, sum(weight * y) / sum(weight) m FROM d GROUP BY 1),
    c AS (SELECT community_id, stratum, psu, sum(weight * (y - m) / w) s, count(*) k, var_samp(weight * (y - m) / w) v
          FROM d JOIN m USING (community_id) GROUP BY 1, 2, 3),
    h AS (SELECT community_id, stratum, count(*) n, var_samp(s) v,
                 sum((1 - least(k / households, 1)) * k * coalesce(c.v, 0)) inside
          FROM c JOIN psu_csv USING (community_id, stratum, psu) GROUP BY 1, 2)
    SELECT community_id, any_value(m.m) satisfaction,
           sqrt(sum((1 - least(n / psu_total, 1)) * n * coalesce(v, 0) + least(n / psu_total, 1) * inside)) se, sum(n - 1) df
    FROM h JOIN frame_csv USING (community_id, stratum) JOIN m USING (community_id) GROUP BY 1
    ) TO '{out}' (HEADER)"""
)
