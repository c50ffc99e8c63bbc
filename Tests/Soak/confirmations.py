#!/usr/bin/env python3
"""R1: the service is killed while two people confirm a city's list and the office gives the titles.

A round of 35 communities is taken to its last step once, by commands, with the clock of its own year. Then, from a copy each time, two
members of the leading group send their confirmations at the same moment, the office names, checks again and proposes a withdrawal, and
the service is killed somewhere in between. What was acknowledged is there; `audit verify` finds nothing; nobody has confirmed twice; and
whoever goes on from there reaches the same titles.

    Tests/Soak/confirmations.py --program .build/release/kaoping --kills 100 [--seed 1]
"""
import csv
import json
import random
import shutil
import sqlite3
import threading
import time

import service as soak

CITY = soak.SMALL_CITY.parent
options = soak.options(__doc__, kills=100)
work = soak.workplace("confirmations", options.keep)
chance = random.Random(options.seed)
codes = {}


def prepare(program):
    """A round whose list waits for two confirmations; gives the list's digest."""
    day = "2014-03-03"

    def run(*words, user=None):
        named = ["--as", user] if user else []
        clock = {"LD_PRELOAD": soak.FAKETIME, "FAKETIME": f"@{day} 09:00:00"}
        return program.run(*words, *named, code=codes.get(user), env=clock, before=["timeout", "60"])[1]

    def apply(user, kind, **fields):
        return run("round", "apply", soak.ROUND, "--action", json.dumps({kind: fields}), user=user)

    run("init", program.data, "--calendar", str(soak.ROOT / "Scoring/calendar-china"))
    run("register", "establish", str(CITY / "roster.csv"), "--from", "2010-01-01", "--document", "d")
    communities = {}
    with open(CITY / "roster.csv", encoding="utf-8-sig") as roster:
        for number, row in enumerate(csv.DictReader(roster), 1):
            communities.setdefault(row["district_code"], []).append(f"K{number:06d}")
    for name, grant in [("office", "leading-group-office"), ("member1", "leading-group-member"),
                        ("member2", "leading-group-member"), ("reviewer", "reviewer@department:民政局"),
                        *((f"d{code}", f"district-office@district:{code}") for code in communities)]:
        codes[name] = run("user", "add", name, "--grant", grant)["code"]
    run("round", "open", soak.ROUND, "--year", "2014", user="office")
    run("round", "freeze", soak.ROUND, "--standard", str(soak.ROOT / "Scoring/example-city-2014"), "--survey",
        str(soak.ROOT / "Surveys/example-city-2014"), "--basis", "b", "--admission", "a", user="office")
    run("round", "quotas", soak.ROUND, "--cut-off", "2014-03-01", "--titles", "10", user="office")
    apply("office", "openApplications", until="2014-03-10")
    for district, theirs in communities.items():
        apply(f"d{district}", "apply", communities=theirs)
        apply(f"d{district}", "examine", communities=theirs, isQualified=True, reason="")
    day = "2014-03-12"
    apply("office", "closeApplications")
    for name, kind, user in [("frame.csv", "frame", "office"), ("psu.csv", "psu", "office"), ("veto.csv", "events", "office"),
                             ("reviews.csv", "reviews", "reviewer")]:
        run("round", "upload", soak.ROUND, str(CITY / name), "--kind", kind, user=user)
    for district in communities:
        run("round", "upload", soak.ROUND, str(CITY / f"responses/{district}.csv"), "--kind", "responses", user=f"d{district}")
    apply("office", "closeCollection")
    run("round", "evaluate", soak.ROUND, user="office")
    seated = [d["district"] for d in run("round", "status", soak.ROUND)["districts"] if d["seats"]]
    for district in seated:
        apply(f"d{district}", "openDistrictNotice", district=district, notice={"from": day, "workingDays": 5})
    day = "2014-04-01"
    for district in seated:
        apply(f"d{district}", "submitShortlist", district=district)
    apply("office", "beginCityReview")
    for district in seated:
        apply("office", "acceptShortlist", district=district)
    apply("office", "openCityNotice", notice={"from": day, "workingDays": 5})
    day = "2014-05-01"
    apply("office", "closeCityNotice")
    return run("round", "status", soak.ROUND)["list_sha256"]


def act(client, kind, fields, tries=20):
    """An action on the newest state: its status and answer."""
    status, answer = 0, {}
    for _ in range(tries):
        status, headers, _ = client.request("GET", f"/api/v1/rounds/{soak.ROUND}")
        if status != 200:
            return status, {}
        status, _, body = client.request(
            "POST", f"/api/v1/rounds/{soak.ROUND}/actions", json.dumps({"action": {kind: fields}}),
            {"Content-Type": "application/json", "If-Match": headers["ETag"]})
        answer = json.loads(body)
        if status != 412:
            break
    return status, answer


template = soak.Program(options.program, work + "/template")
digest = prepare(template)
service = soak.Service(template).start()
tokens = soak.tokens(service, {name: codes[name] for name in ("office", "member1", "member2")})
service.stop()
today = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
LATER = [("name", {"document": "n", "day": today, "standing": []}),
         ("recheck", {"communities": None, "year": 2026, "record": "r"}),
         ("proposeWithdrawal", {"community": None, "reason": "r"})]
begun, whole, answered, reached = time.monotonic(), 0.2, 0, {}


def sequence(service, program, ledger):
    """Everything from the confirmations on, until the connection breaks; what was done before is left out."""
    def noted(user, kind, fields):
        global answered
        status, answer = act(soak.Client(service, tokens[user]), kind, fields)
        if status == 200:
            answered += 1
            ledger.note_decision(answer, f"{kind} by {user}")
        return status, answer

    def quietly(*what):
        try:
            status, answer = noted(*what)
            if status not in (200, 403, 409, 422):  # 403: confirmed before the kill
                soak.fail(f"{what}: {status} {answer}")
        except (OSError, soak.http.client.HTTPException, ValueError):
            pass

    confirming = [threading.Thread(target=quietly, args=(member, "confirm", {"list": digest})) for member in ("member1", "member2")]
    for thread in confirming:
        thread.start()
    for thread in confirming:
        thread.join()
    try:
        for kind, fields in LATER:
            made = dict(fields)
            if kind != "name":
                listed = state(program)["naming"]
                if not listed:
                    return
                first = listed["list"][0]
                made["communities" if kind == "recheck" else "community"] = [first] if kind == "recheck" else first
            noted("office", kind, made)
    except (OSError, soak.http.client.HTTPException, ValueError):
        pass


def state(program):
    """The round as the database has it."""
    database = sqlite3.connect(f"file:{program.data}/kaoping.db?mode=ro", uri=True)
    try:
        return json.loads(database.execute("SELECT state FROM rounds").fetchone()[0])
    finally:
        database.close()


for kill in range(options.kills):
    program = soak.copy(template, f"{work}/data-{kill}")
    ledger = soak.Ledger()
    service = soak.Service(program).start()
    started = time.monotonic()
    deciding = threading.Thread(target=sequence, args=(service, program, ledger))
    deciding.start()
    deciding.join(timeout=chance.random() * 1.1 * whole)
    if not deciding.is_alive():
        whole = (whole + time.monotonic() - started) / 2
    service.kill()
    deciding.join()
    promises, _ = ledger.check(program, f"kill {kill + 1}")
    found = state(program)
    if len(set(found["confirmations"])) != len(found["confirmations"]) or len(found["confirmations"]) > 2:
        soak.fail(f"kill {kill + 1}: confirmed by {found['confirmations']}")
    reached[found["phase"], len(found["confirmations"])] = reached.get((found["phase"], len(found["confirmations"])), 0) + 1
    # Whoever goes on from there reaches the end.
    service = soak.Service(program).start()
    sequence(service, program, ledger)
    service.stop()
    promises, report = ledger.check(program, f"after kill {kill + 1}")
    found = state(program)
    if found["phase"] != "named" or len(found["naming"]["list"]) != 10 or sorted(found["confirmations"]) != ["member1", "member2"]:
        soak.fail(f"after kill {kill + 1}: {found['phase']} {found['confirmations']}")
    shutil.rmtree(program.data)
    if kill % 20 == 19:
        print(f"{kill + 1} kills, reached {reached}, {time.monotonic() - begun:.0f} s", flush=True)
print(f"R1: {options.kills} kills between two confirmations, a naming and what follows, {answered} decisions acknowledged, 0 lost, 0 by "
      f"half, nobody twice; found by phase and confirmations {reached}; {time.monotonic() - begun:.0f} s")
