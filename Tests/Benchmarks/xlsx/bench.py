#!/usr/bin/env python3
"""Reading workbooks: the streaming reader of `Sheets` beside calamine (python-calamine) and `unzip -p`, in one run.

    bench.py [--rows 100000] [--rounds 5]

The workbook has 24 columns: an id, a community, a mode and numbers with and without decimals, once with shared and once with
inline strings. Each round runs every reader once, one after another; the median counts. calamine is timed as its users call it
(`iter_rows`, all sheets' XML parsed, rows as Python lists), without the start of Python; ours without the start of the program.
Rows and cells must agree. Wall and memory are of a process of its own. Builds stream-rows with Tests/Fuzzing/readers/build.sh.
Yardstick P10: at least calamine's rows per second, at most 64 MiB. Needs python-calamine.
"""
import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", ".."))
PROGRAM = os.path.join(ROOT, ".build", "fuzz", "stream-rows")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
PEER = """
import sys, time
import python_calamine
start = time.perf_counter()
sheet = python_calamine.CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0)
rows = cells = 0
for row in sheet.iter_rows():
    rows += 1
    cells += len(row)
seconds = time.perf_counter() - start
peak = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(rows, cells, seconds, peak // 1024)
"""


def workbook(path, rows, shared):
    chance = random.Random(1)
    strings = {}

    def cell(place, text, is_text):
        if not is_text:
            return f'<c r="{place}"><v>{text}</v></c>'
        if not shared:
            return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
        return f'<c r="{place}" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'

    letters = [chr(65 + column) for column in range(24)]
    lines = []
    for row in range(1, rows + 2):
        values = [(f"q{column:02d}", True) for column in range(24)]
        if row > 1:
            values = [(f"R{row:09d}", True), (f"community {row % 997:05d}", True), (chance.choice(["face", "phone", "web"]), True)]
            values += [(f"{chance.random() * 10:.4f}", False) for _ in range(4)]
            values += [(str(chance.randint(1, 5)), False) for _ in range(17)]
        cells = "".join(cell(letters[i] + str(row), *value) for i, value in enumerate(values))
        lines.append(f'<row r="{row}" spans="1:24">{cells}</row>')
    list_ = f'<Relationships xmlns="{PACKAGE}/relationships">'
    relation = '<Relationship Id="{}" Type="' + OFFICE + '/{}" Target="{}"/>'
    types = "".join(
        f'<Override PartName="/xl/{part}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in (("workbook.xml", "sheet.main"), ("worksheets/sheet1.xml", "worksheet"), ("sharedStrings.xml", "sharedStrings"))
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
        )
        archive.writestr("_rels/.rels", list_ + relation.format("r1", "officeDocument", "xl/workbook.xml") + "</Relationships>")
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            list_ + relation.format("r1", "worksheet", "worksheets/sheet1.xml")
            + relation.format("r2", "sharedStrings", "sharedStrings.xml") + "</Relationships>",
        )
        archive.writestr(
            "xl/worksheets/sheet1.xml", f'<worksheet xmlns="{MAIN}"><sheetData>' + "".join(lines) + "</sheetData></worksheet>"
        )
        table = "".join(f"<si><t>{text}</t></si>" for text in strings)
        archive.writestr("xl/sharedStrings.xml", f'<sst xmlns="{MAIN}" count="{len(strings)}">{table}</sst>')


def run(command):
    """Rows, cells, seconds and MiB of one run."""
    rows, cells, seconds, peak = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return int(rows), int(cells), float(seconds), int(peak)


def unzip(path):
    start = time.perf_counter()
    subprocess.run(["unzip", "-p", path, "xl/worksheets/sheet1.xml"], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - start


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    try:
        import python_calamine  # noqa: F401
    except ImportError:
        print("SKIPPED: python-calamine is not there")
        return 0
    subprocess.run([os.path.join(ROOT, "Tests/Fuzzing/readers/build.sh"), "stream-rows"], check=True)
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        for shared in (True, False):
            path = os.path.join(folder, "bench.xlsx")
            workbook(path, options.rows, shared)
            ours, theirs, plain = [], [], []
            for _ in range(options.rounds):
                ours.append(run([PROGRAM, path]))
                theirs.append(run([sys.executable, "-c", PEER, path]))
                plain.append(unzip(path))
            if ours[0][:2] != theirs[0][:2]:
                print("DIFFERENT:", ours[0][:2], theirs[0][:2])
                status = 1
            own, peer = (statistics.median(r[2] for r in runs) for runs in (ours, theirs))
            print(f"{options.rows} rows x 24, {'shared' if shared else 'inline'} strings, median of {options.rounds}:")
            print(f"  kaoping   {own:6.2f} s  {ours[0][0] / own:9.0f} rows/s  {max(r[3] for r in ours):4d} MiB")
            print(f"  calamine  {peer:6.2f} s  {theirs[0][0] / peer:9.0f} rows/s  {max(r[3] for r in theirs):4d} MiB")
            print(f"  rows/s: {peer / own:.2f} x calamine; time: {own / statistics.median(plain):.1f} x unzip -p")
    return status


sys.exit(main())
