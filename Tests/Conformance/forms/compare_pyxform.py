#!/usr/bin/env python3
"""Compares `kaoping survey check` with pyxform on sound and faulty XLSForms.

    python3 -m venv /tmp/v && /tmp/v/bin/pip install pyxform openpyxl
    python3 Tests/Conformance/forms/compare_pyxform.py PROGRAM [FORM.xlsx …]

Each case below is a form in three CSV sheets; pyxform converts it (without ODK Validate, which needs Java) or refuses it, and
the program's exit status must agree: 0 or 65. Prints every disagreement and the number of agreements.
"""
import csv
import io
import os
import subprocess
import sys
import tempfile

import openpyxl
from pyxform.xls2xform import convert

CHOICES = "list_name,name,label\nyn,yes,Yes\nyn,no,No\ncity,a,A\ncity,b,B\n"
SETTINGS = "form_title,form_id,version\nTest,test,1\n"
HEAD = "type,name,label,relevant,constraint,calculation,parameters,choice_filter,required,appearance\n"


def row(type_, name="", label="L", relevant="", constraint="", calculation="", parameters="", choice_filter="", required="", appearance=""):
    out = io.StringIO()
    csv.writer(out).writerow([type_, name, label, relevant, constraint, calculation, parameters, choice_filter, required, appearance])
    return out.getvalue()


def form(*rows, choices=CHOICES, settings=SETTINGS, head=HEAD):
    return head + "".join(rows), choices, settings


CASES = {
    "plain text": form(row("text", "q")),
    "select one": form(row("select_one yn", "q")),
    "select multiple": form(row("select_multiple yn", "q")),
    "synonym select one from": form(row("select one from yn", "q")),
    "rank": form(row("rank yn", "q")),
    "unknown list": form(row("select_one none", "q")),
    "list without name": form(row("select_one", "q")),
    "unknown type": form(row("txet", "q")),
    "no name": form(row("text", "")),
    "note without name": form(row("note", "")),
    "name with space": form(row("text", "a b")),
    "name beginning with digit": form(row("text", "1a")),
    "Chinese name": form(row("text", "年龄")),
    "name with hyphen and point": form(row("text", "a-b.c")),
    "name with colon": form(row("text", "a:b")),
    "name twice": form(row("text", "q"), row("integer", "q")),
    "name twice in two groups": form(
        row("begin_group", "g"), row("text", "q"), row("end_group"), row("begin_group", "h"), row("text", "q"), row("end_group")),
    "name of group and question": form(row("begin_group", "g"), row("text", "g"), row("end_group")),
    "names alike": form(row("text", "q"), row("text", "Q")),
    "group": form(row("begin group", "g"), row("text", "q"), row("end group")),
    "open group": form(row("begin_group", "g"), row("text", "q")),
    "stray end": form(row("text", "q"), row("end_group")),
    "crossed sections": form(row("begin_group", "g"), row("begin_repeat", "r"), row("text", "q"), row("end_group"), row("end_repeat")),
    "repeat": form(row("begin_repeat", "r"), row("text", "q"), row("end_repeat")),
    "repeat twice": form(
        row("begin_group", "g"), row("begin_repeat", "r"), row("text", "q"), row("end_repeat"), row("end_group"),
        row("begin_group", "h"), row("begin_repeat", "r"), row("text", "q"), row("end_repeat"), row("end_group")),
    "group without name": form(row("begin_group", ""), row("text", "q"), row("end_group")),
    "group without label": form(row("begin_group", "g", label=""), row("text", "q"), row("end_group")),
    "question without label": form(row("text", "q", label="")),
    "no type": form(row("", "q")),
    "comment row": form(row("text", "q"), row("", "", label="", relevant="x")),
    "reference": form(row("integer", "a"), row("text", "q", relevant="${a} > 3")),
    "reference to nothing": form(row("text", "q", relevant="${b} > 3")),
    "reference to two": form(
        row("begin_group", "g"), row("text", "a"), row("end_group"), row("begin_group", "h"), row("text", "a"), row("end_group"),
        row("text", "q", relevant="${a} = 'x'")),
    "reference open": form(row("integer", "a"), row("text", "q", relevant="${a > 3")),
    "reference with space": form(row("integer", "a"), row("text", "q", relevant="${ a } > 3")),
    "reference in label": form(row("text", "a"), row("text", "q", label="You said ${a}")),
    "reference to nothing in label": form(row("text", "q", label="You said ${zzz}")),
    "reference last saved": form(row("text", "a"), row("text", "q", calculation="${last-saved#a}")),
    "calculate": form(row("integer", "a"), row("calculate", "c", label="", calculation="${a} * 2")),
    "calculate without calculation": form(row("calculate", "c", label="")),
    "or other": form(row("select_one yn or_other", "q")),
    "or other with filter": form(row("text", "a"), row("select_one yn or_other", "q", choice_filter="name = ${a}")),
    "filter": form(
        row("select_one city", "c"), row("select_one yn", "q", choice_filter="city = ${c}"),
        choices="list_name,name,label,city\nyn,yes,Yes,a\nyn,no,No,b\ncity,a,A,\ncity,b,B,\n"),
    "choice without name": form(row("select_one yn", "q"), choices="list_name,name,label\nyn,,Yes\n"),
    "choice without label": form(row("select_one yn", "q"), choices="list_name,name,label\nyn,yes,\nyn,no,No\n"),
    "choice twice": form(row("select_one yn", "q"), choices="list_name,name,label\nyn,yes,Yes\nyn,yes,Ja\n"),
    "choice twice allowed": form(
        row("select_one yn", "q"), choices="list_name,name,label\nyn,yes,Yes\nyn,yes,Ja\n",
        settings="form_title,form_id,allow_choice_duplicates\nT,t,yes\n"),
    "choice twice in two lists": form(row("select_one yn", "q"), choices="list_name,name,label\nyn,yes,Yes\nzz,yes,Ja\n"),
    "choice with space, one": form(row("select_one yn", "q"), choices="list_name,name,label\nyn,yes sir,Yes\n"),
    "choice with space, several": form(row("select_multiple yn", "q"), choices="list_name,name,label\nyn,yes sir,Yes\n"),
    "no choices sheet": form(row("select_one yn", "q"), choices=""),
    "no choices needed": form(row("text", "q"), choices=""),
    "no settings": form(row("text", "q"), settings=""),
    "range": form(row("range", "q", parameters="start=0 end=10 step=1")),
    "range by default": form(row("range", "q")),
    "range with text": form(row("range", "q", parameters="start=a end=10 step=1")),
    "range with step 0": form(row("range", "q", parameters="start=0 end=10 step=0")),
    "range with large step": form(row("range", "q", parameters="start=0 end=10 step=20")),
    "range with decimals": form(row("range", "q", parameters="start=0 end=1 step=0.1")),
    "range with strange parameter": form(row("range", "q", parameters="start=0 end=10 color=red")),
    "parameters without value": form(row("range", "q", parameters="start=0 end")),
    "parameters with commas": form(row("range", "q", parameters="start=0, end=10; step=2")),
    "text with rows": form(row("text", "q", parameters="rows=3")),
    "text with rows of text": form(row("text", "q", parameters="rows=many")),
    "text with strange parameter": form(row("text", "q", parameters="cols=3")),
    "randomize": form(row("select_one yn", "q", parameters="randomize=true")),
    "randomize maybe": form(row("select_one yn", "q", parameters="randomize=maybe")),
    "seed alone": form(row("select_one yn", "q", parameters="seed=3")),
    "randomize with seed": form(row("select_one yn", "q", parameters="randomize=true seed=3")),
    "image": form(row("image", "q", parameters="max-pixels=1000")),
    "image with text": form(row("image", "q", parameters="max-pixels=big")),
    "metadata": form(row("start", "start", label=""), row("end", "end", label=""), row("today", "today", label=""), row("deviceid", "d", label=""), row("text", "q")),
    "audit": form(row("audit", "audit", label=""), row("text", "q")),
    "audit with a name": form(row("audit", "watch", label=""), row("text", "q")),
    "geopoint": form(row("geopoint", "q")),
    "from file": form(row("select_one_from_file c.csv", "q")),
    "from file without ending": form(row("select_one_from_file c", "q")),
    "meta": form(row("text", "meta")),
    "table list": form(
        row("begin_group", "g", appearance="table-list"), row("select_one yn", "a"), row("select_one yn", "b"), row("end_group")),
    "table list of two lists": form(
        row("begin_group", "g", appearance="table-list"), row("select_one yn", "a"), row("select_one city", "b"), row("end_group")),
    "constraint": form(row("integer", "q", constraint=". > 1 and . < 9")),
    "required expression": form(row("integer", "a"), row("text", "q", required="${a} > 1")),
    "two headings of one meaning": form(
        "text,q,L,a,b\n", head="type,name,label,relevant,relevance\n"),
    "heading caption": form("text,q,L\n", head="type,name,caption\n"),
    "heading in capitals": form("text,q,L\n", head="Type,Name,Label\n"),
    "no type column": form("text,q\n", head="kind,name\n"),
    "languages": form("text,q,甲,A\n", head="type,name,label::中文 (zh),label::English (en)\n"),
    "default language unknown": form(
        "text,q,甲,A\n", head="type,name,label::中文 (zh),label::English (en)\n",
        settings="form_title,form_id,default_language\nT,t,Deutsch (de)\n"),
    "empty survey": form(),
    "empty group": form(row("begin_group", "g"), row("end_group"), row("text", "q")),
    "settings name invalid": form(row("text", "q"), settings="form_title,form_id,name\nT,t,a b\n"),
    "settings name": form(row("text", "q"), settings="form_title,form_id,name\nT,t,root\n"),
    "disabled": form("text,q,L,\nselect_one none,p,L,yes\n", head="type,name,label,disabled\n"),
    "barcode": form(row("barcode", "q")),
    "acknowledge": form(row("acknowledge", "q")),
    "hidden": form(row("hidden", "h", label=""), row("text", "q")),
    "csv external": form(row("csv-external", "c", label=""), row("text", "q")),
    "type with blanks": form(row("select_one  yn", "q")),
    "type in capitals": form(row("TEXT", "q")),
    "select multiple or other": form(row("select_multiple yn or_other", "q")),
    "username": form(row("username", "u", label=""), row("text", "q")),
    "date, time, dateTime": form(row("date", "a"), row("time", "b"), row("dateTime", "c")),
    "loop": form(row("begin_repeat", "data"), row("text", "q"), row("end_repeat")),
}


def workbook(path, survey, choices, settings):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, text in (("survey", survey), ("choices", choices), ("settings", settings)):
        if not text:
            continue
        sheet = book.create_sheet(name)
        for record in csv.reader(io.StringIO(text)):
            sheet.append([x or None for x in record])
    book.save(path)


def pyxform_takes(path):
    try:
        convert(xlsform=path, validate=False)
        return True, ""
    except Exception as error:
        return False, f"{type(error).__name__}: {error}"[:160]


def main():
    program, forms = sys.argv[1], sys.argv[2:]
    agreed = 0
    total = 0
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for index, (name, parts) in enumerate(CASES.items()):
            path = os.path.join(folder, f"f{index}.xlsx")
            workbook(path, *parts)
            paths.append((name, path))
        for name, path in paths + [(f, f) for f in forms]:
            theirs, reason = pyxform_takes(path)
            done = subprocess.run([program, "survey", "check", path, "--lang", "en"], capture_output=True)
            ours = done.returncode == 0
            total += 1
            agreed += ours == theirs
            if ours != theirs:
                print(f"{name}: pyxform {'takes' if theirs else 'refuses'} it, kaoping {'takes' if ours else 'refuses'} it")
                print("   ", reason or done.stderr.decode()[:300])
    print(f"{agreed} of {total} agree")
    sys.exit(agreed != total)


if __name__ == "__main__":
    main()
