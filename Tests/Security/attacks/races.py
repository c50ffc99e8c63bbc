"""Many at once (S14, R11): one effect, whatever the order."""
import concurrent.futures
import os

import service
from .target import attack, expect


def at_once(count, work):
    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, range(count)))


@attack("a hundred same decisions at once have one effect", "ASVS 2.3.5, 15.4.2; S14")
def decisions(target):
    office = target.programs["office"]
    version = office.get("/api/v1/rounds/2014").headers["ETag"]
    action = {"action": {"declareRecusal": {"user": "office", "communities": ["K000002"], "reason": "race"}}}
    answers = at_once(100, lambda _: office.json("POST", "/api/v1/rounds/2014/actions", action, {"If-Match": version}))
    statuses = [answer.status for answer in answers]
    expect(statuses.count(200) == 1 and all(status in (200, 409, 412, 503) for status in statuses), sorted(statuses))
    after = office.get("/api/v1/rounds/2014").json()["version"]
    expect(after == int(version.strip('"v')) + 1, "more than one event")


@attack("fifty same requests with one key are carried out once", "ASVS 15.4.2; R11")
def keys(target):
    office = target.programs["office"]
    answers = at_once(50, lambda _: office.json(
        "POST", "/api/v1/rounds", {"id": "raced", "year": 2031, "title": "x"}, {"Idempotency-Key": "race-1"}))
    made = {answer.body for answer in answers if answer.status == 201}
    expect(len(made) == 1 and all(answer.status in (201, 409) for answer in answers), sorted(answer.status for answer in answers))


@attack("thirty-two same files at once are received once, under one receipt", "ASVS 15.4.2; R5")
def uploads(target):
    office, body = target.programs["office"], os.urandom(20_000)
    answers = at_once(32, lambda _: office.send(
        "POST", "/api/v1/rounds/2014/uploads?kind=document&name=race.bin", body, {"Content-Type": "application/octet-stream"}))
    taken = [answer.json() for answer in answers if answer.status == 201]
    expect(all(answer.status in (201, 422, 503) for answer in answers), sorted(answer.status for answer in answers))
    expect(len({upload["number"] for upload in taken}) == 1 and len({upload["receipt"]["leaf"] for upload in taken}) == 1,
           "one file has several numbers")
    return f"{len(taken)} of 32 got the receipt, the others were told to wait"


@attack("users made at once under one name: one is made", "ASVS 15.4.2")
def users(target):
    admin = target.programs["admin"]
    answers = at_once(20, lambda _: admin.json("POST", "/api/v1/users", {"name": "twin", "grants": ["auditor"]}))
    expect([answer.status for answer in answers].count(201) == 1, sorted(answer.status for answer in answers))


@attack("nobody does alone what takes two, the administrator included", "ASVS 2.3.1, 2.3.5; S14")
def alone(target):
    for user in target.programs:
        for action in ({"confirm": {"list": "0" * 64}}, {"name": {"document": "d", "day": "2014-11-10", "standing": []}},
                       {"withdrawTitle": {"community": "K000001", "document": "d", "reason": "r"}}):
            answer = target.programs[user].json("POST", "/api/v1/rounds/2014/actions", {"action": action}, {"If-Match": "*"})
            expect(answer.status in (403, 409, 422), (user, action, answer.status))
    admin = target.programs["admin"]
    answer = admin.json("PUT", "/api/v1/users/admin/grants", {"grants": ["administrator", "leading-group-member"]}, {"If-Match": "*"})
    logged = target.programs["auditor"].get("/api/v1/audit-events?action=user.grants&limit=500").json()["items"]
    expect(answer.status != 200 or any(entry["details"]["user"] == "admin" for entry in logged), "a role taken leaves no trace")
    admin_grants = service.Client(target.server, target.programs["admin"].token).get("/api/v1/me")
    expect(admin_grants.status in (200, 401), admin_grants.status)
