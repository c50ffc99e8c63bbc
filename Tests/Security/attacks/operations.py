"""Running it: logs, metrics, TLS, shutdown, webhooks (S16, S19; ASVS 12, 13, 16)."""
import contextlib
import http.server
import json
import os
import re
import signal
import socket
import ssl
import subprocess
import tempfile
import threading
import time
import base64
import hashlib
import hmac

import service
from .target import attack, expect


@attack("neither log nor metrics hold passwords, tokens, codes, queries or bodies", "ASVS 16.2.5, 14.2.x; S16")
def secrets(target):
    target.anyone().get("/public/check?secret=verysecretquery")
    log = target.log
    words = [service.PASSWORD.format(user) for user in target.codes] + list(target.codes.values())
    words += [program.token for program in target.programs.values()] + [browser.cookies.get("session", "") for browser in target.browsers.values()]
    words += [browser.form_token for browser in target.browsers.values()] + ["verysecretquery", "13812345678"]
    for word in words:
        expect(not word or word not in log, "a secret is in the log: " + word[:6])
    for line in log.splitlines():
        if line.startswith("{"):
            entry = json.loads(line)
            expect(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", entry["time"]), entry)
    for event in ("sign-in", "request"):
        expect(f'"message":"{event}"' in log, "no line about " + event)
    expect(not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", log), "control characters in the log")


@attack("metrics are Prometheus text and for this machine only", "ASVS 13.x, 16.x")
def metrics(target):
    answer = target.anyone().get("/metrics")
    expect(answer.status == 200 and answer.headers["Content-Type"].startswith("text/plain; version=0.0.4"), answer.status)
    expect(target.anyone().send("GET", "/metrics", headers={"X-Forwarded-For": "10.0.0.1"}).status == 401, "a proxy gives the metrics away")
    kinds, seen, buckets = {}, set(), {}
    sample = re.compile(r'^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*",?)*\})? (\S+)$')
    for line in answer.text.splitlines():
        if line.startswith("# TYPE"):
            name, kind = line.split()[2:4]
            expect(name not in kinds and kind in ("counter", "gauge", "histogram"), line)
            kinds[name] = kind
            continue
        if line.startswith("#"):
            continue
        found = sample.match(line)
        expect(found, line)
        float(found[3])
        expect(found[1] + (found[2] or "") not in seen, "twice: " + line)
        seen.add(found[1] + (found[2] or ""))
        base = re.sub(r"_(bucket|sum|count)$", "", found[1]) if re.sub(r"_(bucket|sum|count)$", "", found[1]) in kinds else found[1]
        expect(base in kinds, "no type: " + line)
        if found[1].endswith("_bucket"):
            series = re.sub(r',?le="[^"]*"', "", found[2])
            expect(float(found[3]) >= buckets.get(series, 0), "buckets fall: " + line)
            buckets[series] = float(found[3])
    expect(kinds and answer.text.endswith("\n"), "nothing is counted")


@attack("TLS: 1.2 and 1.3 and nothing older, HSTS, cookies bound to the host", "ASVS 12.1.1, 12.2.1, 3.3.x, 3.4.1")
def tls(target):
    folder = tempfile.mkdtemp()
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
                    "-keyout", folder + "/key.pem", "-out", folder + "/chain.pem"], check=True, capture_output=True)
    data = folder + "/data"
    subprocess.run([service.KAOPING, "init", data], check=True, capture_output=True)
    port = service.free_port()
    process = subprocess.Popen(
        [service.KAOPING, "serve", "--data", data, "--port", str(port), "--tls-certificate", folder + "/chain.pem", "--tls-key", folder + "/key.pem"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        def connect(minimum, maximum, path="/sign-in"):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
            context.set_ciphers("ALL:@SECLEVEL=0")
            context.minimum_version, context.maximum_version = minimum, maximum
            with socket.create_connection(("127.0.0.1", port), 5) as plain, context.wrap_socket(plain) as connection:
                connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
                answer = b""
                with contextlib.suppress(ssl.SSLEOFError, OSError):
                    while piece := connection.recv(65536):
                        answer += piece
                return connection.version(), answer
        for _ in range(200):
            with contextlib.suppress(OSError):
                connect(ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3)
                break
            time.sleep(0.05)
        for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
            spoken, answer = connect(version, version)
            expect(answer.startswith(b"HTTP/1.1 200"), (spoken, answer[:100]))
            expect(b"strict-transport-security: max-age=31536000" in answer.lower(), "no HSTS")
            cookie = next(line for line in answer.lower().split(b"\r\n") if line.startswith(b"set-cookie:"))
            expect(b"__host-" in cookie and b"secure" in cookie and b"httponly" in cookie and b"samesite=strict" in cookie, cookie)
        _, answer = connect(ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3, "/language/en")
        expect(b"set-cookie: __host-language=" in answer.lower(), "the cookie of the language is not bound to the host")
        for version in (ssl.TLSVersion.TLSv1, ssl.TLSVersion.TLSv1_1):
            try:
                spoken, _ = connect(version, version)
                raise AssertionError(f"{spoken} is spoken")
            except (ssl.SSLError, OSError):
                pass
        with socket.create_connection(("127.0.0.1", port), 5) as plain:
            plain.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
            plain.settimeout(5)
            with contextlib.suppress(OSError):
                expect(not plain.recv(100).startswith(b"HTTP/1.1 200"), "plain HTTP is spoken on the TLS port")
    finally:
        process.terminate()
        process.wait(20)


class Receiver(http.server.BaseHTTPRequestHandler):
    """A receiver of webhooks that fails at first and then redirects, to see what the service does."""

    heard, answers = [], [500, 302]

    def do_POST(self):
        body = self.rfile.read(int(self.headers["content-length"]))
        Receiver.heard.append((self.path, dict(self.headers), body))
        status = Receiver.answers.pop(0) if Receiver.answers else 204
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/stolen")
        self.end_headers()

    def log_message(self, *_):
        pass


@attack("webhooks: only named hosts, no redirect, signed, in order, again after a failure", "ASVS 1.3.6, 13.2.x, 15.3.2; S11")
def webhooks(target):
    office = target.programs["office"]
    for url in ("http://127.0.0.1:1/", "http://localhost/", "http://169.254.169.254/", "http://hooks.example@127.0.0.1/", "http://hooks.example/", "file:///etc/passwd"):
        expect(office.json("POST", "/api/v1/webhooks", {"url": url}).status == 422, url)
    receiver = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    threading.Thread(target=receiver.serve_forever, daemon=True).start()
    data = tempfile.mkdtemp() + "/data"
    run = lambda *words: json.loads(subprocess.run([service.KAOPING, *words, "--data", data, "--format", "json"], check=True, capture_output=True, text=True).stdout)
    subprocess.run([service.KAOPING, "init", data], check=True, capture_output=True)
    code = run("user", "add", "office", "--grant", "leading-group-office")["code"]
    server = service.Service(data, options=["--webhook-host", f"127.0.0.1:{receiver.server_port}"]).start()
    try:
        client = service.first_sign_in(server, "office", code)
        office = service.Client(server, service.token(client))
        made = office.json("POST", "/api/v1/webhooks", {"url": f"http://127.0.0.1:{receiver.server_port}/hook"})
        expect(made.status == 201, made.text)
        secret = base64.b64decode(made.json()["secret"].removeprefix("whsec_"))
        for number in (1, 2):
            office.json("POST", "/api/v1/rounds", {"id": f"w{number}", "year": 2030 + number, "title": "x"})
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and len(Receiver.heard) < 4:
            time.sleep(0.2)
        paths = [path for path, _, _ in Receiver.heard]
        expect("/stolen" not in paths, "a redirect was followed")
        expect(len(Receiver.heard) == 4, f"heard {len(Receiver.heard)} times: failed, redirected, then two events")
        events = []
        for _, headers, body in Receiver.heard:
            signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
            code = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
            expect(headers["webhook-signature"] == "v1," + code, "the signature does not fit")
            document = json.loads(body)
            expect(document["specversion"] == "1.0" and document["type"] == "kaoping.round.open" and document["id"] == headers["webhook-id"], document)
            events.append(document["data"]["round"])
        expect(events == ["w1", "w1", "w1", "w2"], events)
    finally:
        server.discard()
        receiver.shutdown()


@attack("SIGTERM lets an upload under way finish and takes no new connection", "ASVS 16.5.3; R13")
def shutdown(target):
    office = target.programs["office"]
    body = os.urandom(400_000)
    with target.socket(timeout=20) as connection:
        connection.sendall((
            "POST /api/v1/rounds/2014/uploads?kind=document&name=late.bin HTTP/1.1\r\nHost: x\r\n"
            f"Authorization: Bearer {office.token}\r\nContent-Type: application/octet-stream\r\nContent-Length: {len(body)}\r\n\r\n").encode())
        connection.sendall(body[:100_000])
        time.sleep(0.5)
        pid = target.server.process.pid
        os.kill(pid, signal.SIGTERM)
        begun = time.monotonic()
        time.sleep(1)
        try:
            with target.socket(timeout=2) as late:
                late.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                expect(not late.recv(100), "a new connection is answered")
        except OSError:
            pass
        connection.sendall(body[100_000:])
        answer = b""
        with contextlib.suppress(OSError):
            while piece := connection.recv(65536):
                answer += piece
    expect(answer.startswith(b"HTTP/1.1 201"), answer[:200])
    target.server.process.wait(10)
    seconds = time.monotonic() - begun
    target.server.start()
    number = json.loads(answer.split(b"\r\n\r\n", 1)[1])["number"]
    back = target.programs["office"].get(f"/api/v1/rounds/2014/uploads/{number}/original")
    expect(back.body == body, "what was acknowledged is not there")
    return f"ended {seconds:.1f} s after SIGTERM"
