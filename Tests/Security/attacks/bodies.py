"""Bodies and headers that are too long, broken or two at once (S15)."""
import json
import pathlib
import re

import service
from .target import attack, expect


def innards(target):
    """What no answer may hold: traces, positions in the source, statements, and folders of this very run."""
    folders = {target.server.data, str(service.ROOT), str(pathlib.Path(service.KAOPING).resolve().parent), str(pathlib.Path.home())}
    traces = [r"Fatal error", r"\.swift:\d+", r"SELECT ", r"INSERT ", r"SQLITE", r"Stack trace"]
    return re.compile("|".join(traces + [re.escape(folder) + r"\b" for folder in sorted(folders) if len(folder) > 1]), re.I)


@attack("bodies that are too long", "ASVS 4.3.x, 5.2.1")
def long_bodies(target):
    office = target.programs["office"]
    answer = office.send("POST", "/api/v1/rounds", b'{"id":"' + b"x" * (2 << 20) + b'"}', {"Content-Type": "application/json"})
    expect(answer.status == 413, answer.status)
    browser = target.browsers["office"]
    answer = browser.send("POST", "/rounds", b"_token=" + browser.form_token.encode() + b"&title=" + b"x" * 400_000,
                          {"Content-Type": "application/x-www-form-urlencoded"})
    expect(answer.status == 413, answer.status)
    told = target.raw(b"POST /api/v1/rounds HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer " + office.token.encode()
                      + b"\r\nContent-Type: application/json\r\nContent-Length: 99999999999999\r\nConnection: close\r\n\r\n{")
    expect(b" 413 " in told.split(b"\r\n")[0] + b" ", told[:200])
    answer = office.send("POST", "/api/v1/uploads", headers={"Upload-Length": str(1 << 40), "Upload-Metadata": "round MjAxNA=="})
    expect(answer.status == 400, "an announced terabyte was welcome")


@attack("headers that are too long or too many", "ASVS 4.2.x")
def long_headers(target):
    for request in [b"GET / HTTP/1.1\r\nHost: x\r\nX-Long: " + b"a" * 100_000 + b"\r\n\r\n",
                    b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: a\r\n" % number for number in range(5000)) + b"\r\n",
                    b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"]:
        told = target.raw(request, timeout=5)
        expect(not told or told.startswith((b"HTTP/1.1 400", b"HTTP/1.1 404", b"HTTP/1.1 414", b"HTTP/1.1 431")), told[:100])
    expect(target.server.is_ready(), "the service is gone")


@attack("two lengths, odd lengths, two requests in one", "ASVS 4.2.1")
def smuggling(target):
    end = b"\r\n\r\n"
    for name, fields in [("two lengths", b"Content-Length: 5\r\nContent-Length: 6"), ("a negative length", b"Content-Length: -1"),
                         ("length and chunks", b"Content-Length: 4\r\nTransfer-Encoding: chunked"),
                         ("a strange coding", b"Transfer-Encoding: xchunked"), ("a blank before the colon", b"Transfer-Encoding : chunked"),
                         ("a folded header", b"X: a\r\n b: c")]:
        told = target.raw(b"POST /sign-in HTTP/1.1\r\nHost: x\r\n" + fields + end + b"0\r\n\r\nGET /users HTTP/1.1\r\nHost: x\r\n\r\n", timeout=3)
        statuses = re.findall(rb"HTTP/1\.1 (\d+)", told)
        # The second request would be sent to sign-in with 303; whatever else comes after the first, nobody has read it.
        expect(all(status.startswith(b"4") or status == b"501" for status in statuses), (name, statuses))


@attack("what is not well formed is a 4xx without innards", "ASVS 16.5.1, 16.5.2")
def malformed(target):
    bodies = [b"", b"{", b"[]", b"null", b"\xff\xfe", b'{"a":' * 5000, b"0" * 10000, b'{"id":1e999}', b'{"year":99999999999999999999}',
              json.dumps({"id": "\u0000", "year": 2014, "title": "\ud800"}).encode()]
    where = innards(target)
    described = target.anyone().get("/api/v1/openapi.json").json()
    count = 0
    for path, operations in described["paths"].items():
        real = path.replace("{round}", "2014").replace("{upload}", "1").replace("{district}", "329905")
        real = re.sub(r"\{\w+\}", "0" * 32, real)
        for method in operations:
            if method == "get":
                queries = ["limit=0", "limit=-1", "limit=99999999999999999999", "limit=x", "cursor=zz", "cursor=ff", "cursor=" + "6" * 2000,
                           "%ff=%fe", "&&&=&", "from=-9223372036854775808&to=9223372036854775807", "dry_run=%00"]
                requests = [(real + "?" + query, None) for query in queries]
            else:
                requests = [(real, body) for body in bodies]
            for asked, body in requests:
                for program in ("office", "admin"):
                    answer = target.programs[program].send(method.upper(), asked, body, {"Content-Type": "application/json", "If-Match": "*"})
                    count += 1
                    expect(answer.status < 500, (method, asked, body and body[:40], answer.status))
                    expect(method == "get" or not where.search(answer.text), (method, asked, answer.text[:300]))
    expect(count > 500, "too few operations are described")


@attack("header injection through what somebody typed", "ASVS 1.2.x, 3.2.x")
def injection(target):
    office = target.programs["office"]
    for name in ["a\r\nSet-Cookie: evil=1\r\n.csv", "a%0d%0aSet-Cookie: evil=1.csv", 'a";evil="1.csv', "a\u2028b.csv", "../../../etc/passwd", ""]:
        import urllib.parse
        sent = office.send(
            "POST", "/api/v1/rounds/2014/uploads?kind=document&name=" + urllib.parse.quote(name), ("x" + name).encode(),
            {"Content-Type": "application/octet-stream"})
        expect(sent.status == 201, (name, sent.status, sent.text))
        back = office.get(sent.headers["Location"] + "/original")
        expect(back.status == 200 and "evil" not in back.headers and not back.headers.get("Set-Cookie"), name)
        disposition = back.headers["Content-Disposition"]
        expect(disposition.startswith("attachment;") and "\n" not in disposition and "/" not in disposition, disposition)
        expect(back.headers["Content-Type"] == "application/octet-stream" and back.headers["X-Content-Type-Options"] == "nosniff", back.headers)
