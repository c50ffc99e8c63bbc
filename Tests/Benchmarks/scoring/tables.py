"""Reads a standard's folder with what it extends, in plain Python: shared by make_city.py and reference.py only."""
import csv
import os


def table(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8-sig", newline="") as f:
        return [{k: (v or "").strip() for k, v in row.items()} for row in csv.DictReader(f)]


KEYS = {"standard": ["key"], "indicators": ["code"], "rules": ["rule", "indicator", "parameter"],
        "criteria": ["indicator", "code"], "conditions": ["code"], "bands": ["code"]}


def load(folder):
    own = {name: table(os.path.join(folder, name + ".csv")) for name in KEYS}
    parent = next((r["value"] for r in own["standard"] if r["key"] == "extends"), "")
    if not parent:
        return own
    merged = load(os.path.join(folder, "..", parent))
    for name, keys in KEYS.items():
        at = {tuple(r[k] for k in keys): i for i, r in enumerate(merged[name])}
        gone = set()
        for row in own[name]:
            key = tuple(row.get(k, "") for k in keys)
            if name == "standard" and key == ("extends",):
                continue
            if key not in at:
                merged[name].append(row)
            elif row.get("remove") == "yes":
                gone.add(at[key])
            else:
                for column, value in row.items():
                    if value:
                        merged[name][at[key]][column] = value
        merged[name] = [r for i, r in enumerate(merged[name]) if i not in gone]
    return merged


class Standard:
    """Settings, the rows of the tree, and the parameters of every rule."""

    def __init__(self, folder):
        t = load(folder)
        self.settings = {r["key"]: r["value"] for r in t["standard"]}
        self.rows = {r["code"]: r for r in t["indicators"]}
        self.order = [r["code"] for r in t["indicators"]]
        self.parameters = {(r["rule"], r["indicator"], r["parameter"]): r["value"] for r in t["rules"]}
        self.criteria = t["criteria"]
        self.conditions = {r["code"]: r for r in t["conditions"]}
        self.bands = t["bands"]
        self.variants = [v.split(":")[0] for v in self.settings.get("variants", "").split(";") if v]

    def get(self, key, default=""):
        return self.settings.get(key) or default

    def parameter(self, code, name, default=None):
        rule = self.rows[code]["rule"]
        return self.parameters.get((rule, code, name), self.parameters.get((rule, "", name), default))

    def kind(self, code):
        while code:
            if self.rows[code].get("kind"):
                return self.rows[code]["kind"]
            code = self.rows[code]["parent"]
        return ""

    def is_bonus(self, code):
        while code:
            if self.rows[code].get("role") == "bonus":
                return True
            code = self.rows[code]["parent"]
        return False

    def children(self, code, variant):
        return [c for c in self.order if self.rows[c]["parent"] == code
                and (not self.variants or self.kind(c) in ("", variant))]

    def leaves(self, variant):
        parents = {r["parent"] for r in self.rows.values()}
        return [c for c in self.order if c not in parents and (not self.variants or self.kind(c) in ("", variant))]
