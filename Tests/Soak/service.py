"""What the long tests share: a round that collects, the service on it, and clients that remember what they were promised."""
import argparse
import atexit
import hashlib
import http.client
import http.cookies
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
ROUND = "2014"
PASSWORD = "lantern otter gravel nine"
WHOLE_CITY = ROOT / "Surveys/example-city-2014/city/roster.csv"
# 35 communities of seven districts: where the size of a round does not matter, the machine's time goes into more kills.
SMALL_CITY = ROOT / "Tests/OperationsTests/References/city-12-defects-off/roster.csv"
EVERYTHING = {"Accept-Language": "en"}
FAKETIME = next((p for p in ("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
                             "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1") if os.path.exists(p)), None)


def options(description, **defaults):
    """The command line that all drivers share; `defaults` are a driver's own numbers."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=str(ROOT / ".build/release/kaoping"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", action="store_true", help="leave the work folder")
    for name, value in defaults.items():
        parser.add_argument("--" + name.replace("_", "-"), type=type(value), default=value)
    made = parser.parse_args()
    made.program = os.path.abspath(made.program)
    return made


def digest(content):
    return hashlib.sha256(content).hexdigest()


def fail(message):
    """Ends the driver, from whichever thread."""
    if threading.current_thread() is threading.main_thread():
        sys.exit("FAILED: " + message)
    print("FAILED: " + message, file=sys.stderr, flush=True)
    os._exit(1)


class Program:
    """The program's commands on one data directory."""

    def __init__(self, path, data):
        self.path, self.data = path, data

    def run(self, *words, expect=0, code=None, env=None, before=()):
        """A command's status and its JSON; ends the driver if the status is not the expected one (None takes any)."""
        environment = dict(os.environ, LC_ALL="en_GB.UTF-8", **(env or {}))
        if code:
            environment["KAOPING_CODE"] = code
        where = [] if words[0] in ("init", "restore") or "--data" in words else ["--data", self.data]
        for _ in range(10):
            made = subprocess.run(
                [*before, self.path, *words, *where, "--format", "json"], capture_output=True, text=True, env=environment)
            # libfaketime speaks into the program's output. If a killed process of the same number left its semaphore behind, it says so
            # and goes on, or gives up before the program begins.
            output = made.stdout[max(0, made.stdout.find("{")):]
            if output.startswith("{") or "libfaketime" not in made.stdout + made.stderr:
                break
        if expect is not None and made.returncode != expect:
            fail(f"{' '.join(words)[:200]}: status {made.returncode}, expected {expect}\n{made.stdout[-4000:]}{made.stderr[-2000:]}")
        return made.returncode, (json.loads(output) if output.strip() else {})

    def verify(self, when):
        """`audit verify`, which runs SQLite's integrity_check and foreign_key_check too; its report."""
        status, report = self.run("audit", "verify", expect=None)
        if status:
            fail(f"{when}: audit verify ends with {status}\n{json.dumps(report, indent=1, ensure_ascii=False)[:4000]}")
        return report


def prepare(program, users=8, roster=SMALL_CITY):
    """Makes a directory with a round that collects in the city of `roster`, and `users` people of the office; gives their access codes by name."""
    # Applications close on the day after the last one: everything before was done yesterday.
    yesterday = {"env": {"LD_PRELOAD": FAKETIME, "FAKETIME": "-1d"}, "before": ["timeout", "60"]}
    program.run("init", program.data, **yesterday)
    codes = {}
    for name, grant in [(f"office{n}", "leading-group-office") for n in range(1, users + 1)] + [("admin", "administrator")]:
        codes[name] = program.run("user", "add", name, "--grant", grant, **yesterday)[1]["code"]
    survey = ROOT / "Surveys/example-city-2014"
    program.run("register", "establish", str(roster), "--from", "2010-01-01", "--document", "d", **yesterday)

    def act(*words, **when):
        program.run("round", *words, "--as", "office1", code=codes["office1"], **when)

    act("open", ROUND, "--year", "2014", **yesterday)
    act("freeze", ROUND, "--standard", str(ROOT / "Scoring/example-city-2014"), "--survey", str(survey), "--basis", "b",
        "--admission", "a", **yesterday)
    titles = ["--titles", "10"] if roster == SMALL_CITY else []
    act("quotas", ROUND, "--cut-off", "2014-03-31", *titles, **yesterday)
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() - 86_400 + 8 * 3600))
    act("apply", ROUND, "--action", json.dumps({"openApplications": {"until": day}}), **yesterday)
    act("apply", ROUND, "--action", '{"closeApplications":{}}')
    return codes


class Service:
    """The service on a data directory."""

    def __init__(self, program, port=0, env=None, before=(), log=None):
        self.program, self.env, self.before = program, env or {}, list(before)
        self.log = log or program.data + ".log"
        self.port, self.process, self.ready_after = port or free_port(), None, None

    def start(self, wait=True):
        begun = time.monotonic()
        command = [*self.before, self.program.path, "serve", "--data", self.program.data, "--port", str(self.port),
                   "--library", str(ROOT), "--log-level", "warning"]
        with open(self.log, "a") as log:
            self.process = subprocess.Popen(
                command, stdout=log, stderr=log, env=dict(os.environ, LC_ALL="en_GB.UTF-8", **self.env), start_new_session=True)
        atexit.register(self.end)
        while wait:
            try:
                with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                    pass
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                connection.request("GET", "/readyz")
                if connection.getresponse().status == 200:
                    break
            except OSError:
                pass
            if self.process.poll() is not None:
                fail(f"the service ended with {self.process.returncode}:\n" + open(self.log).read()[-3000:])
            if time.monotonic() - begun > 60:
                fail("the service is not ready after a minute")
            time.sleep(0.02)
        self.ready_after = time.monotonic() - begun
        return self

    def end(self):
        """Leaves nothing running when the driver ends, however it does."""
        if self.process.poll() is None:
            self.kill()

    def kill(self):
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self, seconds=30):
        """Tells it to stop; gives its status and how long it took."""
        begun = time.monotonic()
        os.killpg(self.process.pid, signal.SIGTERM)
        return self.process.wait(timeout=seconds), time.monotonic() - begun

    def memory(self):
        """Resident bytes and open files; connections are as many as the clients hold, and not counted."""
        with open(f"/proc/{self.process.pid}/status") as status:
            resident = int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) * 1024
        folder, files = f"/proc/{self.process.pid}/fd", 0
        for name in os.listdir(folder):
            try:
                files += not os.readlink(f"{folder}/{name}").startswith("socket:")
            except FileNotFoundError:
                pass  # closed meanwhile
        return resident, files


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Browser:
    """Just enough of a browser to sign in, choose a password and make an access token."""

    def __init__(self, port):
        self.port, self.cookies = port, {}

    def open(self, method, path, fields=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), **EVERYTHING}
        body = None
        if fields is not None:
            body = urllib.parse.urlencode(fields)
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        for value in answer.headers.get_all("Set-Cookie") or []:
            for name, morsel in http.cookies.SimpleCookie(value).items():
                self.cookies[name] = morsel.value
        return answer.status, text

    def sign_in(self, user, secret):
        self.open("GET", "/sign-in")
        status, text = self.open("POST", "/sign-in", {"user": user, "password": secret, "_token": self.cookies["form"]})
        return status

    def form_token(self, path):
        status, text = self.open("GET", path)
        found = re.search(r'name="_token" value="([0-9a-f]+)"', text)
        if not found:
            fail(f"{path}: no form ({status})")
        return found.group(1)

    def make_token(self):
        status, text = self.open("POST", "/account/tokens", {"name": "soak", "days": "30", "_token": self.form_token("/account")})
        found = [t for t in re.findall(r"\b[0-9a-f]{64}\b", text) if t not in self.cookies.values()]
        forms = set(re.findall(r'name="_token" value="([0-9a-f]+)"', text))
        found = [t for t in found if t not in forms]
        if status != 200 or not found:
            fail(f"no access token: {status}")
        return found[0]


def tokens(service, codes):
    """Signs everybody in for the first time, sets a password, and makes an access token for each; by name."""
    made = {}
    for user, code in codes.items():
        browser = Browser(service.port)
        if browser.sign_in(user, code) != 303:
            fail(f"{user} cannot sign in")
        browser.open("POST", "/account/password",
                     {"old": code, "new": PASSWORD, "again": PASSWORD, "_token": browser.form_token("/account/password")})
        made[user] = browser.make_token()
    return made


class Client:
    """One program that sends and asks; a connection of its own that is opened again whenever it breaks."""

    def __init__(self, service, token, timeout=30):
        self.service, self.token, self.timeout, self.connection = service, token, timeout, None

    def request(self, method, path, body=None, headers=None):
        """Status, headers and bytes of the answer.

        Raises OSError or http.client.HTTPException if there is none."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.service.port, timeout=self.timeout)
        try:
            self.connection.request(
                method, path, body, {"Authorization": "Bearer " + self.token, **EVERYTHING, **(headers or {})})
            answer = self.connection.getresponse()
            content = answer.read()
            if answer.will_close:
                self.close()
            return answer.status, answer.headers, content
        except (OSError, http.client.HTTPException):
            self.close()
            raise

    def close(self):
        if self.connection:
            self.connection.close()
        self.connection = None

    def upload(self, name, content, key=None, kind="evidence", scope="all"):
        query = urllib.parse.urlencode({"kind": kind, "scope": scope, "name": name})
        headers = {"Content-Type": "application/octet-stream"}
        if key:
            headers["Idempotency-Key"] = key
        status, _, body = self.request("POST", f"/api/v1/rounds/{ROUND}/uploads?{query}", content, headers)
        return status, json.loads(body)

    def decide(self, reason, tries=50):
        """A decision that can be made again and again: a recusal with a reason of its own."""
        for _ in range(tries):
            status, headers, _ = self.request("GET", f"/api/v1/rounds/{ROUND}")
            if status != 200:
                return status, {}
            action = {"action": {"declareRecusal": {"user": "office1", "communities": ["K000001"], "reason": reason}}}
            status, _, body = self.request(
                "POST", f"/api/v1/rounds/{ROUND}/actions", json.dumps(action),
                {"Content-Type": "application/json", "If-Match": headers["ETag"]})
            if status != 412:
                return status, json.loads(body)
        return status, {}

    def uploads(self):
        """All uploads of the round, by number."""
        found, path = {}, f"/api/v1/rounds/{ROUND}/uploads?limit=500"
        while path:
            status, _, body = self.request("GET", path)
            if status != 200:
                fail(f"{path}: {status} {body[:500]}")
            page = json.loads(body)
            found.update({item["number"]: item for item in page["items"]})
            path = page["next"] and f"/api/v1/rounds/{ROUND}/uploads?limit=500&cursor={page['next']}"
        return found

    def original(self, number):
        return self.request("GET", f"/api/v1/rounds/{ROUND}/uploads/{number}/original")


class Ledger:
    """What clients were promised: uploads by number, decisions by the entry of the log."""

    def __init__(self):
        self.lock, self.uploads, self.decisions = threading.Lock(), {}, {}

    def note_upload(self, answer, name, content):
        with self.lock:
            self.uploads[answer["number"]] = (name, digest(content), answer["receipt"])

    def note_decision(self, answer, reason):
        with self.lock:
            self.decisions[answer["receipt"]["leaf"]] = (reason, answer["receipt"])

    def check(self, program, when):
        """Everything that was promised is there, whole; gives the number of promises. Nothing must hold the directory."""
        with self.lock:
            uploads, decisions = dict(self.uploads), dict(self.decisions)
        report = program.verify(when)  # every object against its digest, every row and round against the log
        import sqlite3
        database = sqlite3.connect(f"file:{program.data}/kaoping.db?mode=ro", uri=True)
        rows = {number: (name, held) for number, name, held in database.execute("SELECT id, name, object FROM uploads")}
        bodies = dict(database.execute("SELECT id, body FROM audit_events"))
        database.close()
        for number, (name, sha256, receipt) in uploads.items():
            if rows.get(number) != (name, sha256):
                fail(f"{when}: upload {number} was acknowledged as {name} {sha256} and is {rows.get(number)}")
            if bodies.get(receipt["leaf"]) != receipt["event"]:
                fail(f"{when}: entry {receipt['leaf']} of upload {number} is not what the receipt says")
        for leaf, (reason, receipt) in decisions.items():
            if bodies.get(leaf) != receipt["event"]:
                fail(f"{when}: decision {reason}, entry {leaf}, is not what the receipt says")
        return len(uploads) + len(decisions), report


def forget_dead_clocks():
    """Removes what libfaketime keeps in shared memory by the number of a process that was killed: a later process of that number fails."""
    for left in pathlib.Path("/dev/shm").glob("*faketime_*_*"):
        if not os.path.exists("/proc/" + left.name.rpartition("_")[2]):
            left.unlink(missing_ok=True)


def workplace(name, keep=False):
    """A folder of its own that goes with the driver unless it is to be kept."""
    forget_dead_clocks()
    atexit.register(forget_dead_clocks)
    folder = tempfile.mkdtemp(prefix=f"kaoping-{name}-")
    if not keep:
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def template(program_path, folder, users=8, roster=SMALL_CITY):
    """A prepared directory with a token for each user, to be copied for each test."""
    if not FAKETIME:
        fail("needs libfaketime (apt-get install faketime)")
    program = Program(program_path, folder + "/template")
    codes = prepare(program, users, roster)
    service = Service(program).start()
    made = tokens(service, codes)
    service.stop()
    return program, made


def copy(program, to):
    """The same directory once more."""
    shutil.copytree(program.data, to)
    return Program(program.path, to)
