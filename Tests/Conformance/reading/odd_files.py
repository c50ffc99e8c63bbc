#!/usr/bin/env python3
"""Writes each CSV export of a folder of export cases again in odd shapes and checks that `kaoping read` finds the same answers.

    odd_files.py CASES FORM [--kaoping PROGRAM] [--keep DIR]

CASES is a folder of folders of exports, FORM the questionnaire (.xlsx or folder) that goes to --survey. Every *.csv that the
program reads is written again in other encodings, delimiters, line ends and quotation, as a worksheet, with full-width
digits, with a title above and totals and notes below. The submissions (ids, times, answers, missing, completion, review) must
be the same; the container, encoding and delimiter that are reported must be those written. Needs openpyxl.
"""
import argparse, csv, io, json, os, subprocess, sys, tempfile
import openpyxl

def read(program, path, form, *options):
    r = subprocess.run([program, "read", path, "--survey", form, "--format", "json", *options], capture_output=True)
    try:
        return r.returncode, json.loads(r.stdout)
    except ValueError:
        return r.returncode, {"stderr": r.stderr.decode(errors="replace")[-400:]}

KEYS = ["id", "root_id", "started", "ended", "submitted", "interviewer", "completion", "review", "answers", "missing"]
def essence(result):
    return [{k: s.get(k) for k in KEYS} for s in result.get("submissions", [])]

def rows_of(path):
    data = open(path, "rb").read()
    for enc in ["utf-8-sig", "gb18030"]:
        try:
            text = data.decode(enc); break
        except UnicodeDecodeError: pass
    head = text.split("\n", 1)[0]
    d = max(",;\t", key=head.count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=d))

def dump(rows, delimiter=",", ends="\r\n", quoting=csv.QUOTE_MINIMAL, encoding="utf-8", bom=b"", final=True):
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=ends, quoting=quoting).writerows(rows)
    text = out.getvalue()
    if not final: text = text[: -len(ends)]
    return bom + text.encode(encoding)

FULL = str.maketrans("0123456789.", "０１２３４５６７８９．")
def variants(rows, heads):
    yield "plain", "csv", dump(rows), ("UTF-8", ",")
    yield "lf-no-final", "csv", dump(rows, ends="\n", final=False), ("UTF-8", ",")
    yield "quoted-bom", "csv", dump(rows, quoting=csv.QUOTE_ALL, bom=b"\xef\xbb\xbf"), ("UTF-8", ",")
    yield "semicolon", "csv", dump(rows, ";"), ("UTF-8", ";")
    yield "tab", "csv", dump(rows, "\t"), ("UTF-8", "\t")
    yield "pipe", "csv", dump(rows, "|"), ("UTF-8", "|")
    yield "gb18030", "csv", dump(rows, encoding="gb18030"), ("GB18030", ",")
    yield "gb18030-semicolon", "csv", dump(rows, ";", encoding="gb18030"), ("GB18030", ";")
    yield "utf16le", "csv", dump(rows, "\t", encoding="utf-16-le", bom=b"\xff\xfe"), ("UTF-16LE", "\t")
    yield "utf16be", "csv", dump(rows, encoding="utf-16-be", bom=b"\xfe\xff"), ("UTF-16BE", ",")
    yield "gzip", "csv.gz", __import__("gzip").compress(dump(rows)), ("UTF-8", ",")
    width = len(rows[0])
    if any(ord(c) > 0x7f for r in rows for v in r for c in v):
        pass
    full = [r if i < heads else [v.translate(FULL) if v.isdigit() and len(v) <= 3 else v for v in r] for i, r in enumerate(rows)]
    yield "full-width", "csv", dump(full), ("UTF-8", ",")
    totals = rows + [["合计"] + [""] * (width - 2) + [str(len(rows) - heads)], ["注：本表由街道填报，如有疑问请联系经办人。"] + [""] * (width - 1)]
    yield "totals-and-note", "csv", dump(totals), ("UTF-8", ",")
    title = [["2024年居民满意度调查答卷汇总表"] + [""] * (width - 1)] + rows
    yield "title-above", "csv", dump(title), ("UTF-8", ",")
    spaces = [r if i < heads else [("\u3000" + v + " ") if v else v for v in r] for i, r in enumerate(rows)]
    yield "blanks", "csv", dump(spaces), ("UTF-8", ",")
    invisible = [[("\u200b" + v) if v else v for v in r] if i < heads else r for i, r in enumerate(rows)]
    yield "zero-width-heads", "csv", dump(invisible), ("UTF-8", ",")
    book = openpyxl.Workbook(); sheet = book.active; sheet.title = "数据"
    for r in rows: sheet.append([v if v != "" else None for v in r])
    out = io.BytesIO(); book.save(out)
    yield "xlsx-text", "xlsx", out.getvalue(), None
    book = openpyxl.Workbook(); book.active.title = "说明"; book.active["A1"] = "填报说明"
    sheet = book.create_sheet("答卷"); hidden = book.create_sheet("旧数据"); hidden.sheet_state = "hidden"; hidden.append(["x"])
    for i, r in enumerate(rows):
        sheet.append([(int(v) if i >= heads and v.isdigit() and len(v) < 12 and str(int(v)) == v else v) if v != "" else None for v in r])
    out = io.BytesIO(); book.save(out)
    yield "xlsx-numbers", "xlsx", out.getvalue(), None
    if heads == 1:
        book = openpyxl.Workbook(); sheet = book.active
        sheet.append(["2024年居民满意度调查"]); sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
        for r in rows: sheet.append([v if v != "" else None for v in r])
        sheet.append(["合计", None, f"=COUNTA(A3:A{len(rows)+1})"])
        out = io.BytesIO(); book.save(out)
        yield "xlsx-merged-title", "xlsx", out.getvalue(), None

def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("cases"); p.add_argument("form"); p.add_argument("--kaoping", default=".build/release/kaoping"); p.add_argument("--keep")
    a = p.parse_args()
    work = a.keep or tempfile.mkdtemp()
    os.makedirs(work, exist_ok=True)
    bad = good = 0
    for tool in sorted(os.listdir(a.cases)):
        folder = os.path.join(a.cases, tool)
        if not os.path.isdir(folder): continue
        for name in sorted(os.listdir(folder)):
            if not name.endswith(".csv"): continue
            path = os.path.join(folder, name)
            status, original = read(a.kaoping, path, a.form)
            want = essence(original)
            if not want:
                print(f"-- {tool}/{name}: no submissions (status {status})"); continue
            rows = rows_of(path); heads = original.get("header_rows", 1)
            if not isinstance(heads, int): heads = len(heads)
            for label, ext, data, told in variants(rows, heads):
                target = os.path.join(work, f"{tool}-{name[:-4]}-{label}.{ext}")
                open(target, "wb").write(data)
                status, result = read(a.kaoping, target, a.form)
                got = essence(result)
                faults = []
                if got != want:
                    faults.append(f"{len(got)} of {len(want)} submissions" if len(got) != len(want) else "; ".join(sorted({f"{k}: {w[k]!r:.60} -> {g[k]!r:.60}" for w, g in zip(want, got) for k in KEYS if w[k] != g[k]}))[:300])
                if told and (result.get("encoding"), result.get("delimiter")) != told and not (told[1] == "\t" and result.get("delimiter") in ("TAB", "\\t")):
                    faults.append(f"told {result.get('encoding')} {result.get('delimiter')!r}, was {told}")
                if faults:
                    bad += 1; print(f"BAD {os.path.basename(target)} (status {status}): " + " | ".join(faults), result.get("stderr", ""))
                else: good += 1
    print(f"{good} same, {bad} differ")
    return 1 if bad else 0
sys.exit(main())
