#!/usr/bin/env python3
"""Runs a folder of export samples through the program and compares what it reads with what stands in each expected.json.

    Tests/Conformance/reading/check_exports.py PROGRAM FOLDER [--survey FORM] [--tool NAME] [--verbose]

FOLDER holds codebook.json and one folder per tool with data files and an expected.json:
  files       one entry per file: tool's header, records, metadata roles, the column of each question
  responses   the same for all files of the folder: id, times, completion, review, answers, missing, flags
The form is FOLDER/codebook.json unless --survey names another. With an XLSForm the names of its items are those of the
code book save `identity_other`, and rules that only the code book has (field work, minimum duration) are not compared.

Prints one line per file and every difference; the exit status is 1 if there is one. Python 3, no packages.
"""
import argparse
import datetime
import json
import os
import subprocess
import sys

ALIASES = {"identity_other": "identityOther", "identity-Comment": "identityOther"}
# Flags that need rules which no XLSForm holds.
CODEBOOK_FLAGS = {"outside-period"}


def run(program, files, survey):
    command = [program, "read", *files, "--survey", survey, "--format", "json", "--lang", "en"]
    done = subprocess.run(command, capture_output=True)
    try:
        return done.returncode, json.loads(done.stdout)
    except ValueError:
        return done.returncode, {"findings": [{"code": "?", "message": done.stderr.decode()[:500]}]}


def instant(text):
    return None if text is None else datetime.datetime.fromisoformat(text).timestamp()


def plain(value):
    if isinstance(value, list):
        return sorted(str(x) for x in value)
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value


def renamed(members):
    return {ALIASES.get(k, k): v for k, v in members.items()}


def compare_submission(expected, got, has_codebook, entry, where, differences):
    def differ(what, a, b):
        differences.append(f"{where}: {what}: expected {a!r}, got {b!r}")

    no_times = entry.get("metadata") == []
    if not no_times:
        for theirs, ours in (("startedAt", "started"), ("endedAt", "ended"), ("submittedAt", "submitted")):
            if theirs in expected and instant(expected[theirs]) != instant(got[ours]):
                differ(theirs, expected[theirs], got[ours])
    if "rootId" in expected and expected["rootId"] != got["root_id"]:
        differ("rootId", expected["rootId"], got["root_id"])
    for name in ("completion", "interviewer", "review", "weight"):
        if name in expected and expected[name] != got[name]:
            differ(name, expected[name], got[name])
    answers = renamed(got["answers"])
    for item, value in expected["answers"].items():
        if item not in answers or plain(value) != plain(answers[item]):
            differ(f"answer {item}", value, answers.get(item, "absent"))
    if renamed(got["missing"]) != expected["missing"]:
        differ("missing", expected["missing"], renamed(got["missing"]))
    flags = set(expected["flags"]) - (set() if has_codebook else CODEBOOK_FLAGS)
    if no_times:
        flags -= {"too-fast", "outside-period", "clock:end-before-start", "late-upload"}
    if flags != set(got["flags"]) - (set() if has_codebook else CODEBOOK_FLAGS):
        differ("flags", sorted(flags), got["flags"])


def compare_columns(entry, metadata, got, has_codebook, where, differences):
    roles = {c["name"]: c["role"] for c in got["columns"]}
    items = {}
    for column in got["columns"]:
        if column["item"] and not column["choice"]:
            items.setdefault(ALIASES.get(column["item"], column["item"]), column["name"])
    for column in metadata or []:
        role = column["role"].split(" (")[0].split(" and ")[0]
        # Only a form says which columns are computed.
        if role == "derived" and not any(c["item"] == column["name"] for c in got["columns"]) and has_codebook:
            continue
        if roles.get(column["name"]) != role:
            differences.append(f"{where}: role of {column['name']}: expected {role}, got {roles.get(column['name'])}")
    for item, name in entry.get("questionColumns", {}).items():
        if items.get(item) != name:
            differences.append(f"{where}: column of {item}: expected {name}, got {items.get(item)}")
    if "header" in entry and [c["name"] for c in got["columns"]] != entry["header"]:
        differences.append(f"{where}: header differs")


# What a folder's expected.json says of single files in words.
def adjusted(tool, name, entry, responses):
    responses = json.loads(json.dumps(responses))
    if tool == "limesurvey" and "codes" in name:
        for response in responses:
            for item, reason in response["missing"].items():
                if reason == "not-shown":
                    response["missing"][item] = "not-answered"
    if tool == "wenjuanxing":
        for item, ids in entry.get("skipped", {}).items():
            for response in responses:
                if int(response["id"]) in ids:
                    response["answers"][item] = None
                    response["missing"][item] = "not-shown"
                    response["flags"] = response["flags"]
        if "序号" in name and "按选项" in name:
            for response in responses:
                response["answers"]["identityOther"] = None
    if tool == "odk-central" and "odata.json" in name:
        responses = responses[:6]
    if tool == "odk-central" and "page2" in name:
        responses = responses[6:]
    return responses


def check(program, folder, tool, survey, has_codebook, verbose):
    with open(os.path.join(folder, tool, "expected.json"), encoding="utf-8") as f:
        expected = json.load(f)
    failed = 0
    for name, entry in expected.get("files", {}).items():
        if entry.get("role"):
            if entry["role"] not in ("repeat table", "timings", "what Central's download button gives"):
                continue
        path = os.path.join(folder, tool, name)
        status, got = run(program, [path], survey)
        differences = []
        where = f"{tool}/{name}"
        if status != 0 or "submissions" not in got:
            differences.append(f"{where}: status {status}: {[f for f in got['findings'] if f.get('severity') == 'error'][:3]}")
        else:
            if got["tool"] != tool:
                differences.append(f"{where}: tool {got['tool']}")
            full = dict(entry)
            if "sameAs" in entry and entry["sameAs"] in expected["files"]:
                full = {**expected["files"][entry["sameAs"]], **entry}
            for theirs, ours in (("encoding", "encoding"), ("headerRows", "header_rows"), ("records", "records"), ("bom", "bom")):
                if theirs in full and full[theirs] != got[ours]:
                    differences.append(f"{where}: {theirs}: expected {full[theirs]}, got {got[ours]}")
            delimiter = full.get("delimiter")
            if delimiter and {"TAB": "\t"}.get(delimiter, delimiter) != got["delimiter"]:
                differences.append(f"{where}: delimiter {got['delimiter']!r}")
            if entry.get("role") in (None, "what Central's download button gives"):
                metadata = full.get("metadata", expected.get("metadata"))
                compare_columns({**expected, **full}, metadata, got, has_codebook, where, differences)
                responses = adjusted(tool, name, full, expected["responses"])
                by_id = {s["id"]: s for s in got["submissions"]}
                if full.get("metadata") == []:
                    pairs = [(r, s) for r, s in zip(responses, got["submissions"])]
                else:
                    pairs = [(r, by_id.get(r["id"])) for r in responses]
                if len(got["submissions"]) != len(responses):
                    differences.append(f"{where}: {len(got['submissions'])} submissions, expected {len(responses)}")
                for response, submission in pairs:
                    if submission is None:
                        differences.append(f"{where}: no submission {response['id']}")
                    else:
                        compare_submission(response, submission, has_codebook, full, f"{where} {response['id'][:12]}", differences)
        print(("ok    " if not differences else "WRONG ") + where)
        for line in differences if verbose else differences[:8]:
            print("      " + line)
        failed += bool(differences)
    return failed


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("program")
    parser.add_argument("folder")
    parser.add_argument("--survey")
    parser.add_argument("--tool")
    parser.add_argument("--verbose", action="store_true")
    args = parser.parse_args()
    codebook = os.path.join(args.folder, "codebook.json")
    survey = args.survey or codebook
    failed = 0
    for tool in sorted(os.listdir(args.folder)):
        if args.tool in (None, tool) and os.path.exists(os.path.join(args.folder, tool, "expected.json")):
            failed += check(args.program, args.folder, tool, survey, survey == codebook, args.verbose)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
