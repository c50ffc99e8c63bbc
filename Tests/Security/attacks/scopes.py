"""What belongs to others (S1): districts, uploads, drafts, jobs; paths that lead out."""
import base64

import service
from .target import attack, expect


def begin(program, scope, kind="responses"):
    pairs = {"round": "2014", "kind": kind, "scope": scope, "filename": "a.csv"}
    metadata = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in pairs.items())
    return program.send("POST", "/api/v1/uploads", headers={
        "Upload-Length": "10", "Upload-Metadata": metadata, "Tus-Resumable": "1.0.0"})


@attack("a district reaches nothing of another district", "ASVS 8.2.2")
def districts(target):
    mine, other = "329905", "329912"
    program, browser = target.programs[f"district{mine}"], target.browsers[f"district{mine}"]
    theirs = [upload["number"] for upload in target.programs[f"district{other}"].get("/api/v1/rounds/2014/uploads").json()["items"]]
    expect(theirs, "the other district has sent nothing")
    paths = [f"/rounds/2014/districts/{other}", f"/rounds/2014/districts/{other}/ranking.csv",
             f"/api/v1/rounds/2014/districts/{other}", f"/api/v1/rounds/2014/districts/{other}/ranking"]
    for number in theirs:
        paths += [f"/rounds/2014/uploads/{number}", f"/rounds/2014/uploads/{number}/original",
                  f"/rounds/2014/uploads/{number}/receipt.json", f"/api/v1/rounds/2014/uploads/{number}",
                  f"/api/v1/rounds/2014/uploads/{number}/original"]
    for path in paths:
        expect(program.get(path).status == 404, path)
        expect(browser.get(path).status == 404, path)
    for number in theirs:
        expect(program.send("POST", f"/api/v1/rounds/2014/uploads/{number}/undo").status in (403, 404), "undo of another's upload")
    listed = program.get("/api/v1/rounds/2014/communities?limit=500").json()["items"]
    expect({community["district"] for community in listed} == {mine}, "communities of other districts are listed")
    expect({district["code"] for district in program.get("/api/v1/rounds/2014").json()["districts"]} == {mine}, "other districts are shown")


@attack("nobody sends, closes or scores for another district", "ASVS 8.2.2, 8.3.1")
def acting(target):
    program = target.programs["district329905"]
    expect(begin(program, "district:329912").status == 403, "an upload for another district")
    expect(begin(program, "all").status == 403, "an upload for the whole city")
    answer = program.send("POST", "/api/v1/rounds/2014/uploads?kind=responses&scope=district:329912&name=x.csv", b"a\n",
                          {"Content-Type": "application/octet-stream"})
    expect(answer.status == 403, answer.status)
    for action in ({"submitShortlist": {"district": "329912"}}, {"closeCollection": {}},
                   {"openDistrictNotice": {"district": "329912", "notice": {"from": "2014-10-22", "workingDays": 5}}}):
        answer = program.json("POST", "/api/v1/rounds/2014/actions", {"action": action}, {"If-Match": "*"})
        expect(answer.status in (403, 409, 422), (action, answer.status))
    answer = program.json("POST", "/api/v1/rounds/2014/evaluations", {"districts": ["329912"]})
    expect(answer.status == 403, answer.status)


@attack("uploads under way, jobs, webhooks and tokens of others are not there", "ASVS 8.2.2")
def others(target):
    owner, thief = target.programs["district329912"], target.programs["district329905"]
    place = begin(owner, "district:329912").headers["Location"]
    for method, path, headers in [
        ("HEAD", place, {}), ("GET", place, {}), ("DELETE", place, {}), ("POST", place + "/confirm", {}),
        ("PATCH", place, {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}),
    ]:
        expect(thief.send(method, path, b"" if method == "PATCH" else None, headers).status == 404, (method, path))
    expect(target.browsers["district329905"].get("/incoming/" + place.rsplit("/", 1)[1]).status == 404, "the page of another's upload")
    expect(owner.send("DELETE", place).status == 204, "one's own upload cannot be given up")
    job = target.programs["office"].json("POST", "/api/v1/rounds/2014/evaluations", {}).json()
    if "id" in job:
        expect(thief.get("/api/v1/jobs/" + job["id"]).status == 404, "another's job")
        expect(thief.send("POST", "/api/v1/jobs/" + job["id"] + "/cancel").status == 404, "another's job given up")


@attack("a token for a part of the interface reaches no other, and makes no tokens", "ASVS 8.2.1, 8.3.1")
def tokens(target):
    browser = target.browsers["office"]
    made = browser.json("POST", "/api/v1/account/tokens", {"name": "part", "days": 1, "scopes": ["uploads:read"]}).json()
    program = service.Client(target.server, made["secret"])
    expect(program.get("/api/v1/rounds/2014/uploads").status == 200, "a token does not reach what it is for")
    for method, path in [("GET", "/api/v1/rounds"), ("GET", "/api/v1/audit-events"), ("POST", "/api/v1/rounds/2014/uploads?kind=document"),
                         ("GET", "/rounds/2014"), ("GET", "/work"), ("POST", "/api/v1/rounds")]:
        expect(program.send(method, path, b"" if method == "POST" else None).status == 403, (method, path))
    whole = target.programs["office"]
    expect(whole.json("POST", "/api/v1/account/tokens", {"name": "more", "days": 1}).status == 403, "a token made a token")
    readable = service.Client(target.server, service.token(browser, read_only=True))
    expect(readable.json("POST", "/api/v1/rounds", {"id": "x", "year": 2020, "title": "x"}).status == 403, "a reading token has written")


@attack("paths that lead out, null bytes, encodings", "ASVS 5.3.2, 1.3.x")
def traversal(target):
    client = target.browsers["office"]
    for path in ["/static/../../../../etc/passwd", "/static/..%2f..%2f..%2fetc%2fpasswd", "/static/%2e%2e/%2e%2e/etc/passwd",
                 "/static/....//....//etc/passwd", "/static/%00", "/static/style.css%00.js", "/rounds/..%2f..%2fkeys",
                 "/rounds/2014%00", "/api/v1/rounds/%2e%2e", "/api/v1/uploads/..%2f..%2fkaoping.db", "/help/findings/..%2f",
                 "/public/rounds/..%5c..%5c", "//evil.example/", "/%c0%ae%c0%ae/", "/rounds/" + "a" * 5000]:
        answer = client.get(path)
        expect(answer.status in (400, 404, 414, 431), (path[:60], answer.status))
        expect(b"root:" not in answer.body and b"SQLite" not in answer.body, path[:60])
    for next_path in ("//evil.example", "https://evil.example", "/\\evil.example", "\t//evil.example", "/%0d%0aSet-Cookie:x=1"):
        import urllib.parse
        answer = target.anyone().get("/language/en?next=" + urllib.parse.quote(next_path))
        expect(answer.headers["Location"].startswith("/") and not answer.headers["Location"].startswith(("//", "/\\")), next_path)
        expect("x=1" not in (answer.headers.get("Set-Cookie") or ""), next_path)
