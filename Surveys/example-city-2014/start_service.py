#!/usr/bin/env python3
"""Makes a data directory with the example city and a user for each role, and starts the service (make serve).

    start_service.py [--kaoping .build/release/kaoping] [--data out/service] [--port 8080] [--no-serve] [--json]

The round stands in the phase of collecting: six of seven districts have sent their answers, the smallest has not, so that its office
has something to do. Access codes are printed once; the program keeps only their digests.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
CITY = HERE / "city"
ROUND = "2014"
LAST_DISTRICT = "329905"  # has not sent its answers yet

USERS = [
    ("admin", "系统管理员", "administrator", "管理员 administrator"),
    ("office", "市考评办", "leading-group-office", "领导小组办公室 leading-group office"),
    ("member1", "李明", "leading-group-member", "领导小组成员 leading-group member"),
    ("member2", "周静", "leading-group-member", "领导小组成员 leading-group member"),
    ("auditor", "审计局", "auditor", "审计 auditor"),
    ("reviewer", "民政局评分人", "reviewer@department:市民政局", "部门评分人 reviewer"),
    ("evaluator", "第三方机构", "third-party@study:2014-autumn", "第三方 third-party evaluator"),
]


class Program:
    """The program on one data directory."""

    def __init__(self, path, data):
        self.path, self.data, self.codes, self.day = path, data, {}, "2014-09-15"

    def run(self, *words, user=None, input=None):
        command = [self.path, *words, "--format", "json"]
        if words[0] not in ("init",):
            command += ["--data", self.data]
        environment = dict(os.environ, LANG="C.UTF-8", TZ="UTC")
        if user:
            command += ["--as", user]
            environment["KAOPING_CODE"] = self.codes[user]
        # The year's round was opened in its year: applications must be over before answers come in.
        command = ["faketime", f"{self.day} 09:00:00"] + command
        done = subprocess.run(command, capture_output=True, text=True, env=environment, input=input)
        if done.returncode:
            sys.exit(f"{' '.join(command)[:300]}\n{done.stdout}{done.stderr}")
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def apply(self, action, user):
        return self.run("round", "apply", ROUND, "--action", json.dumps(action), user=user)


def fill(program, districts):
    program.run("init", program.data, "--calendar", str(ROOT / "Scoring/calendar-china"))
    program.run("register", "establish", str(CITY / "roster.csv"), "--from", "2014-01-01", "--document", "示例名册 2014")
    offices = [(f"district{code}", name, f"district-office@district:{code}", f"{name} district office") for code, name in districts]
    for name, display, grant, _ in USERS + offices:
        made = program.run("user", "add", name, "--display", display, "--grant", grant)
        program.codes[name] = made["code"]
    program.run("round", "open", ROUND, "--year", "2014", user="office")
    program.run(
        "round", "freeze", ROUND, "--standard", str(ROOT / "Scoring/example-city-2014"), "--survey", str(HERE),
        "--basis", "示例发〔2014〕1号", "--admission", "示例准入 2014-01", user="office")
    program.day = "2014-10-08"
    program.run("round", "quotas", ROUND, "--cut-off", "2014-09-30", user="office")
    program.day = "2014-10-08"
    program.apply({"openApplications": {"until": "2014-10-15"}}, "office")
    # Ids are given in the order of the register's rows.
    ids = {code: [] for code, _ in districts}
    for number, row in enumerate(read(CITY / "roster.csv"), start=1):
        ids[row["district_code"]].append(f"K{number:06d}")
    for code, _ in districts:
        program.apply({"apply": {"communities": ids[code]}}, f"district{code}")
    for code, _ in districts:
        program.apply({"examine": {"communities": ids[code], "isQualified": True, "reason": ""}}, f"district{code}")
    program.day = "2014-10-20"
    program.apply({"closeApplications": {}}, "office")
    for name, kind in [("frame.csv", "frame"), ("psu.csv", "psu"), ("reviews.csv", "reviews"), ("veto.csv", "events")]:
        program.run("round", "upload", ROUND, str(CITY / name), "--kind", kind, user="office")
    for code, _ in districts:
        if code != LAST_DISTRICT:
            program.run(
                "round", "upload", ROUND, str(CITY / "responses" / f"{code}.csv"), "--kind", "responses",
                user=f"district{code}")
    return USERS + offices


def read(path):
    import csv

    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kaoping", default=str(ROOT / ".build/release/kaoping"))
    parser.add_argument("--data", default=str(ROOT / "out/service"))
    parser.add_argument("--port", default="8080")
    parser.add_argument("--no-serve", action="store_true")
    parser.add_argument("--json", action="store_true", help="print the codes as JSON")
    options = parser.parse_args()
    if not pathlib.Path(options.data).exists():
        pathlib.Path(options.data).parent.mkdir(parents=True, exist_ok=True)
        program = Program(options.kaoping, options.data)
        districts = sorted({(row["district_code"], row["district"]) for row in read(CITY / "roster.csv")})
        users = fill(program, districts)
        if options.json:
            print(json.dumps(program.codes))
        else:
            print("口令码只显示这一次，首次登录后须自设密码。Access codes are shown once; choose a password at the first sign-in.\n")
            for name, _, _, role in users:
                print(f"  {name:16} {program.codes[name]}  {role}")
            print("\n怎样试用 how to try it: docs/tour.md", flush=True)
    elif not options.json:
        print(f"沿用 using {options.data}（删除它可重新开始 remove it to start afresh）", flush=True)
    if not options.no_serve:
        os.execv(
            options.kaoping,
            [options.kaoping, "serve", "--data", options.data, "--port", options.port, "--library", str(ROOT)])


if __name__ == "__main__":
    main()
