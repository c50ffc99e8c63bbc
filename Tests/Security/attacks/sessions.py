"""Sessions and forged requests (S6, S7)."""
import hashlib
import sqlite3

import service
from .target import attack, expect


@attack("session fixation", "ASVS 7.2.4")
def fixation(target):
    planted = "a" * 64
    client = target.anyone()
    client.cookies["session"] = planted
    client.sign_in("auditor", service.PASSWORD.format("auditor"))
    expect(client.cookies["session"] != planted, "a planted session was taken over")
    other = target.anyone()
    other.cookies["session"] = planted
    expect(other.get("/api/v1/me").status == 401, "the planted session is signed in")


@attack("a session of somebody else that is planted ends at sign-in", "ASVS 7.2.4")
def planted_real(target):
    attacker = service.sign_in(target.server, "reviewer")
    victim = target.anyone()
    victim.cookies["session"] = attacker.cookies["session"]
    victim.sign_in("auditor", service.PASSWORD.format("auditor"))
    expect(attacker.get("/api/v1/me").status == 401, "the attacker's session goes on")
    expect(victim.get("/api/v1/me").json()["user"] == "auditor", "the victim is not signed in as itself")


@attack("forged changes: no token, foreign origin, cross-site fetch, other content types", "ASVS 3.5.1-3.5.3")
def forged(target):
    browser = target.browsers["office"]
    path = "/rounds/2014/actions/closeCollection"
    good = {"_token": browser.form_token, "version": "0"}
    cases = [
        ({"_token": ""}, {}), ({"_token": "0" * 64}, {}), (good, {"Origin": "https://evil.example"}), (good, {"Origin": "null"}),
        (good, {"Sec-Fetch-Site": "cross-site"}), (good, {"Sec-Fetch-Site": "same-site"}),
    ]
    import urllib.parse
    for fields, headers in cases:
        answer = browser.send("POST", path, urllib.parse.urlencode(fields), {
            "Content-Type": "application/x-www-form-urlencoded", **headers})
        expect(answer.status == 403, (fields, headers, answer.status))
    for kind in ("text/plain", "multipart/form-data; boundary=x", "application/json"):
        answer = browser.send("POST", path, urllib.parse.urlencode(good), {"Content-Type": kind})
        expect(answer.status in (403, 415, 400), (kind, answer.status))
    for kind in ("text/plain", "application/json"):
        answer = browser.send("POST", "/api/v1/rounds/2014/actions", '{"action":{"closeCollection":{}}}', {
            "Content-Type": kind, "If-Match": "*"})
        expect(answer.status == 403, "the interface takes a cookie without the form token")
    expect(target.programs["office"].get("/api/v1/rounds/2014").json()["phase"] == "collecting", "a forged change was carried out")


def content(target):
    """A digest of every row of the database but what the service keeps about its visitors."""
    database = sqlite3.connect(f"file:{target.server.data}/kaoping.db?mode=ro", uri=True)
    house = {"sessions", "sign_in_tries", "known_devices", "answered_requests", "jobs", "webhooks", "access_tokens"}
    names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'") if row[0] not in house]
    digest = hashlib.sha256()
    for name in sorted(names):
        for row in database.execute(f'SELECT * FROM "{name}" ORDER BY 1'):
            digest.update(repr(row).encode())
    database.close()
    return digest.hexdigest()


@attack("reading changes nothing", "ASVS 3.5.3")
def reading(target):
    before = content(target)
    paths = ["/", "/work", "/rounds", "/rounds/2014", "/rounds/2014/uploads", "/users", "/audit", "/account",
             "/rounds/2014/actions/closeCollection", "/rounds/2014/districts/329905", "/sign-out", "/language/en",
             "/api/v1/rounds/2014", "/api/v1/rounds/2014/uploads", "/api/v1/users", "/api/v1/audit-events", "/api/v1/jobs"]
    for browser in target.browsers.values():
        for path in paths:
            for method in ("GET", "HEAD", "OPTIONS"):
                browser.send(method, path)
    expect(content(target) == before, "a request that reads has changed the database")


@attack("a session is dead at once after sign-out, disabling, new roles and a new password", "ASVS 7.4.1, 7.4.2, 7.4.3")
def dead(target):
    admin = target.browsers["admin"]
    for name, what in (("tmpout", "sign-out"), ("tmpoff", "disable"), ("tmprole", "grants"), ("tmpword", "password")):
        made = target.programs["admin"].json("POST", "/api/v1/users", {"name": name, "grants": ["auditor"]}).json()
        client = service.first_sign_in(target.server, name, made["code"])
        program = service.Client(target.server, service.token(client))
        second = service.sign_in(target.server, name)
        expect(second.get("/api/v1/me").status == 200, "not signed in")
        if what == "sign-out":
            second.form("/sign-out", {})
        elif what == "disable":
            expect(admin.form(f"/users/{name}/disable", {}).status == 303, "disabling was refused")
            expect(program.get("/api/v1/me").status == 401, "the token of a disabled user works")
        elif what == "grants":
            expect(admin.form(f"/users/{name}/grants", {"grants": "administrator"}).status == 303, "roles were refused")
        else:
            old = service.PASSWORD.format(name)
            new = "another otter in the gravel pit"
            client.form("/account/password", {"old": old, "new": new, "again": new})
        expect(second.get("/api/v1/me").status == 401, f"the session lives after {what}")
