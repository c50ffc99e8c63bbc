"""The program under test, and the tables of a case."""
import csv
import json
import os
import pathlib
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[3]
BINARY = os.environ.get("KAOPING", str(ROOT / ".build/release/kaoping"))


class NotPrinted(Exception):
    """No command prints what the check asks for."""


def kaoping(*arguments, status=(0,)):
    """The JSON that a command prints."""
    run = subprocess.run(
        [BINARY, *map(str, arguments), "--format", "json"], capture_output=True, text=True, check=False)
    if run.returncode not in status:
        raise NotPrinted(f"status {run.returncode}: {' '.join(map(str, arguments))[:200]} {run.stdout[-300:]}{run.stderr[-200:]}")
    return json.loads(run.stdout)


class Case:
    """A folder with data and a room for the tables that are made of them."""

    def __init__(self, folder, expected, room):
        self.folder, self.expected, self.room = folder, expected, room
        self.data = folder / "data.csv"
        self.rows = self.read("data.csv")
        self.columns = list(self.rows[0]) if self.rows else []
        self.cache = {}

    def read(self, name):
        with open(self.folder / name, encoding="utf-8", newline="") as file:
            return list(csv.DictReader(file))

    def write(self, name, rows):
        """A table made of the case's data, such as one with an indicator column."""
        path = self.room / name
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        return path

    def with_column(self, name, value, rows=None):
        """The data with one more column, computed row by row."""
        rows = self.rows if rows is None else rows
        return self.write(f"{name}.csv", [{**row, name: value(row)} for row in rows])

    def once(self, key, make):
        if key not in self.cache:
            self.cache[key] = make()
        return self.cache[key]


def number(text):
    try:
        return float(text)
    except ValueError:
        return None


def line(entry):
    """One estimate under the names of the cases."""
    return {
        "estimate": entry["estimate"], "se": entry["standard_error"], "cv": entry["coefficient_of_variation"],
        "df": entry["degrees_of_freedom"], "lower": entry["lower"], "upper": entry["upper"],
        "deff": entry["design_effect"], "n": entry["n"], "n_domain": entry["n"],
        "estimated_domain_size": entry["population"],
    }


def estimate(path, statistic, *arguments):
    """The first estimate and the whole JSON object."""
    result = kaoping("estimate", path, "--statistic", statistic, *arguments)
    return line(result["estimates"][0]), result
