"""What somebody types and somebody else opens: SQL, formulas, markup (S10, S12, S13)."""
import csv
import io
import urllib.parse

from .sessions import content
from .target import attack, expect

FORMULAS = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "=cmd|'/c calc'!A0", "\t=1+1", "\r=1+1", "=HYPERLINK(\"http://x\")", "＝1+1", "%0A=1",
            "=IMPORTXML(\"http://127.0.0.1/\",\"//a\")", "@x", "-2+3+cmd|' /C calc'!A0", "+HYPERLINK(\"x\")", ";=1+1"]
SQL = ["'", "\"", "';--", "' OR '1'='1", "1;DROP TABLE users", "\\'", "%27", "' UNION SELECT password FROM users--", "1/**/OR/**/1=1",
       "0x27", "'||(SELECT name FROM users)||'", "\x1a'", "') OR ('1'='1", "; ATTACH DATABASE '/tmp/x' AS x", "' AND randomblob(100000000)--"]


@attack("SQL in every parameter", "ASVS 1.2.4; S13")
def sql(target):
    before = content(target)
    sent = 0
    for text in SQL:
        quoted = urllib.parse.quote(text, safe="")
        for program, path in [
            ("office", f"/api/v1/rounds/{quoted}"), ("office", f"/api/v1/rounds/2014/districts/{quoted}"), ("admin", f"/api/v1/users/{quoted}"),
            ("auditor", f"/api/v1/audit-events?actor={quoted}&action={quoted}"), ("office", f"/api/v1/rounds?cursor={text.encode().hex()}"),
            ("office", f"/api/v1/uploads/{quoted}"), ("office", f"/api/v1/jobs/{quoted}"), ("auditor", f"/audit?actor={quoted}&action={quoted}"),
            ("office", f"/api/v1/rounds/2014/communities?cursor={text.encode().hex()}"), ("office", f"/rounds/{quoted}"),
            ("office", f"/api/v1/rounds/2014/uploads/{quoted}"), ("office", f"/help/findings/{quoted}"), ("office", f"/static/{quoted}"),
            ("office", f"/public/rounds/{quoted}/object?list={quoted}&community={quoted}"),
        ]:
            client = target.browsers[program] if path.startswith("/audit") else target.programs[program]
            answer = client.get(path)
            sent += 1
            expect(answer.status in (200, 400, 404), (path, answer.status))
            if "actor=" in path and path.startswith("/api"):
                expect(answer.json()["items"] == [], (path, "a filter that nobody fits finds something"))
    expect(content(target) == before, "the database has changed")
    return f"{sent} requests"


@attack("formulas in names and reasons do not come back as formulas", "ASVS 1.2.10; S10")
def formulas(target):
    for number, text in enumerate(FORMULAS):
        target.programs["admin"].json("POST", "/api/v1/users", {"name": f"formula{number}", "display": text, "grants": ["auditor"]})
    rows = ["response_id,community_id,stratum,psu,weight,sex,age,interviewer,start,end,mode," + ",".join(f"q{number:02d}" for number in range(1, 21))]
    for number, text in enumerate(FORMULAS):
        cells = [text, "nowhere" + text, "1", "1", "1", "1", "30", text, "2014-09-08 11:37:09", "2014-09-08 11:47:28", "face"] + ["5"] * 20
        line = io.StringIO()
        csv.writer(line).writerow(cells)
        rows.append(line.getvalue().strip("\r\n"))
    import base64
    body = ("\n".join(rows) + "\n").encode()
    program = target.programs["district329905"]
    begun = program.send("POST", "/api/v1/uploads", headers={
        "Upload-Length": str(len(body)), "Tus-Resumable": "1.0.0", "Upload-Metadata": ",".join(
            f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in
            [("round", "2014"), ("kind", "responses"), ("scope", "district:329905"), ("filename", "=cmd.csv")])})
    expect(begun.status == 201, begun.text)
    place = begun.headers["Location"]
    program.send("PATCH", place, body, {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"})
    program.get(place)
    found = program.get(place + "/rejected")
    expect(found.status == 200, found.status)
    cells = [cell for row in csv.reader(io.StringIO(found.body.decode("utf-8-sig"))) for cell in row]
    for cell in cells:
        expect(not cell.startswith(("=", "+", "@", "\t", "\r")) and not (cell.startswith("-") and not cell[1:2].isdigit()), repr(cell))
    program.send("DELETE", place)
    for path in ("/api/v1/rounds/2014/districts/329912/ranking", "/rounds/2014/districts/329912/ranking.csv"):
        answer = target.programs["office"].get(path)
        if answer.status == 200:
            for row in csv.reader(io.StringIO(answer.body.decode("utf-8-sig"))):
                expect(not any(cell.startswith(("=", "+", "@")) for cell in row), row)
    return f"{len(cells)} cells"
