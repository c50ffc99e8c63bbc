"""Formulas that somebody typed, in every table that the service or the program gives out (S10)."""
import csv
import io
import pathlib
import re
import shutil
import subprocess
import tempfile
import zipfile

import service
from .injection import FORMULAS
from .target import attack, expect

# As spreadsheet programs see them; numbers with a sign are numbers.
OPENING = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$")


def sound_table(name, body):
    """Checks a CSV file or a workbook for cells that would be computed; how many cells it has."""
    if body[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            sheets = [part for part in book.namelist() if part.startswith("xl/worksheets/") and part.endswith(".xml")]
            expect(sheets, (name, "a workbook without sheets"))
            for part in sheets:
                expect(not re.search(rb"<f[ >/]", book.read(part)), (name, part, "a formula"))
            expect(not [part for part in book.namelist() if "externalLink" in part or "vbaProject" in part], (name, "links or macros"))
            return sum(book.read(part).count(b"<c ") for part in sheets)
    count = 0
    for row in csv.reader(io.StringIO(body.decode("utf-8-sig"), newline="")):
        for cell in row:
            count += 1
            expect(not cell.startswith(OPENING) or NUMBER.match(cell), (name, repr(cell)))
    return count


def tables(client, start):
    """Every table that pages of this client lead to, by its address; pages of the same kind three times at most."""
    waiting, seen, found = list(start), set(), {}
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path)
        kind = (answer.headers.get("Content-Type") or "").split(";")[0]
        if answer.status == 200 and (kind == "text/csv" or "spreadsheet" in kind) and not path.endswith("/original"):
            found[path] = answer.body
        if kind != "text/html" or len(seen) > 400:
            continue
        for link in re.findall(r'href="(/[^"#]*)', answer.text):
            link = link.replace("&amp;", "&")
            alike = sum(re.sub(r"\w*\d\w*", "0", other) == re.sub(r"\w*\d\w*", "0", link) for other in seen)
            if link not in seen and alike < 3 and not link.startswith(("/static", "/language", "/help")):
                seen.add(link)
                waiting.append(link)
    return found


@attack("formulas typed by users are text in every table that pages and interface give out", "ASVS 1.2.10; S10")
def served(target):
    office = target.programs["office"]
    for number, text in enumerate(FORMULAS):
        target.programs["admin"].json("POST", "/api/v1/users", {"name": f"cell{number}", "display": text, "grants": ["auditor"]})
        office.json("POST", "/api/v1/rounds", {"id": f"cell{number}", "year": 2050 + number, "title": text})
        office.json("POST", "/api/v1/rounds/2014/actions", {"action": {"declareRecusal": {
            "user": "office", "communities": ["K000001"], "reason": text}}}, {"If-Match": "*"})
    described = target.anyone().get("/api/v1/openapi.json").json()["paths"]
    cells, names = 0, set()
    for name, browser in target.browsers.items():
        found = tables(browser, ["/", "/work", "/rounds/2014"])
        for path, operations in described.items():
            content = operations.get("get", {}).get("responses", {}).get("200", {}).get("content", {})
            if "text/csv" in content or any("spreadsheet" in kind for kind in content):
                real = path.replace("{round}", "2014").replace("{district}", "329912").replace("{study}", "2014-autumn").replace("{upload}", "1")
                answer = target.programs[name].get(real)
                if answer.status == 200 and not real.endswith("/original"):
                    found[real] = answer.body
        for path, body in found.items():
            cells += sound_table(path, body)
            names.add(re.sub(r"\d{4,}", "0", path))
    expect(len(names) >= 3, ("few tables were found", names))
    return f"{cells} cells of {len(names)} kinds of tables"


@attack("formulas in the files of a city are text in CSV, workbook, page and print of its rating", "ASVS 1.2.10; S10")
def rated(target):
    city = service.ROOT / "Surveys/example-city-2014/city"
    with tempfile.TemporaryDirectory() as folder:
        planted = pathlib.Path(folder) / "city"
        shutil.copytree(city, planted)
        for name in ("roster.csv", "reviews.csv", "veto.csv"):
            if not (planted / name).exists():
                continue
            with open(planted / name, encoding="utf-8-sig", newline="") as file:
                header, *rows = csv.reader(file)
            for column in [place for place, title in enumerate(header) if title in ("name", "remark", "reason", "note", "street_name", "document")]:
                for number, row in enumerate(rows):
                    if number % 7 < 2:
                        row[column] = FORMULAS[number % len(FORMULAS)] + str(number)
            with open(planted / name, "w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([header] + rows)
        out = pathlib.Path(folder) / "out"
        done = subprocess.run(
            [service.KAOPING, "rate", str(planted), "--standard", str(service.ROOT / "Scoring/example-city-2014"), "--survey",
             str(service.ROOT / "Surveys/example-city-2014"), "--titles", "100", "--out", str(out)], capture_output=True, text=True)
        expect(done.returncode in (0, 10, 65), done.stderr[-500:])
        expect((out / "ranking.csv").exists(), done.stderr[-500:])
        cells = {path.name: sound_table(path.name, path.read_bytes()) for path in sorted(out.iterdir()) if path.suffix in (".csv", ".xlsx")}
        page = (out / "report.html").read_text(encoding="utf-8")
        expect(not re.search(r'(href|src|data)="(?!#|data:)[^"]*x["\']?\)', page), "a formula's address became a link")
        with open(out / "ranking.csv", encoding="utf-8-sig", newline="") as file:
            names = [row["name"] for row in csv.DictReader(file)]
        with open(planted / "roster.csv", encoding="utf-8", newline="") as file:
            given = [row["name"].strip() for row in csv.DictReader(file)]
        # The text itself is not lost: behind the apostrophe stands what was typed.
        expect([name.removeprefix("'").strip() for name in names] == given, "names do not come back as they were typed")
        return ", ".join(f"{name} {count}" for name, count in cells.items()) + " cells"
