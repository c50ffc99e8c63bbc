"""What every program that tries the service from outside shares: a fresh data directory, the running service, and its users as clients.

Only the standard library is used. `KAOPING` names the program to try; the release binary of this repository unless set.
"""
import fcntl
import http.client
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
KAOPING = os.environ.get("KAOPING", str(ROOT / ".build/release/kaoping"))
PASSWORD = "lantern otter gravel {}"
ROUND = "2014"


def example_city():
    """A fresh data directory with the example city, and the access codes of its users."""
    data = tempfile.mkdtemp(prefix="kaoping-") + "/data"
    made = subprocess.run(
        ["python3", str(ROOT / "Surveys/example-city-2014/start_service.py"), "--kaoping", KAOPING, "--data", data,
         "--no-serve", "--json"], check=True, capture_output=True, text=True)
    return data, json.loads(made.stdout)


def free_port():
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Service:
    """The service on a data directory, at a day of our choosing."""

    def __init__(self, data, day=None, options=(), through=(), library=ROOT):
        self.data, self.day, self.process, self.library = data, day, None, library
        self.options, self.through = list(options), list(through)
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self):
        command = [KAOPING, "serve", "--data", self.data, "--port", str(self.port), "--library", str(self.library), *self.options]
        if self.day:
            command = ["faketime", f"{self.day} 09:00:00"] + command
        self.log = open(self.data + ".log", "a")
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            self.through + command, stdout=self.log, stderr=self.log, env=dict(os.environ, TZ="UTC"), start_new_session=True)
        while time.monotonic() - self.begun < 20:
            if self.process.poll() is not None:
                break
            if self.is_ready():
                self.seconds_to_ready = time.monotonic() - self.begun
                return self
            time.sleep(0.01)
        raise RuntimeError("the service does not start; see " + self.data + ".log")

    def is_ready(self):
        try:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=2)
            connection.request("GET", "/readyz")
            return connection.getresponse().status == 200
        except OSError:
            return False

    def stop(self, seconds=20):
        # The whole session: under faketime the service is a child, which ends later than its parent.
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=seconds)
        end = time.monotonic() + seconds
        with open(self.data + "/lock") as lock:
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    return
                except OSError:
                    if time.monotonic() > end:
                        raise RuntimeError("the service does not end") from None
                    time.sleep(0.05)

    def on(self, day):
        """The same directory on another day."""
        self.stop()
        self.day = day
        return self.start()

    def discard(self):
        """Stops the service and removes its directory."""
        if self.process.poll() is None:
            self.stop()
        shutil.rmtree(os.path.dirname(self.data), ignore_errors=True)

    @property
    def number(self):
        """The number of the service's own process: under faketime it is a child."""
        number = self.process.pid
        while os.path.realpath(f"/proc/{number}/exe") != os.path.realpath(KAOPING):
            children = open(f"/proc/{number}/task/{number}/children").read().split()
            if not children:
                break
            number = int(children[0])
        return number

    def status(self, field):
        """A field of the process's status in KiB, such as `VmRSS` or `VmHWM`."""
        for line in open(f"/proc/{self.number}/status"):
            if line.startswith(field + ":"):
                return int(line.split()[1])
        return 0

    def forget_peak(self):
        """Lets `VmHWM` begin anew."""
        open(f"/proc/{self.number}/clear_refs", "w").write("5")


class Answer:
    """What came back."""

    def __init__(self, response, body):
        self.status, self.headers, self.body = response.status, response.headers, body

    @property
    def text(self):
        return self.body.decode("utf-8", "replace")

    def json(self):
        return json.loads(self.body)


class Client:
    """A browser without a face, or a program with a token."""

    def __init__(self, service, token=None, address="127.0.0.1"):
        self.service, self.token, self.cookies, self.form_token = service, token, {}, ""
        self.address = address

    def send(self, method, path, body=None, headers=None, timeout=60):
        connection = http.client.HTTPConnection(self.address, self.service.port, timeout=timeout)
        fields = dict(headers or {})
        if self.cookies:
            fields.setdefault("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        if self.token:
            fields.setdefault("Authorization", "Bearer " + self.token)
        connection.request(method, path, body=body, headers=fields)
        response = connection.getresponse()
        answer = Answer(response, response.read())
        connection.close()
        for line in response.headers.get_all("Set-Cookie") or []:
            name, value = line.split(";")[0].split("=", 1)
            if value:
                self.cookies[name] = value
            else:
                self.cookies.pop(name, None)
        return answer

    def get(self, path, **fields):
        return self.send("GET", path, headers=fields)

    def form(self, path, fields, headers=None):
        """Sends a form with the session's token."""
        pairs = [("_token", self.form_token)] + list(fields.items() if isinstance(fields, dict) else fields)
        return self.send(
            "POST", path, urllib.parse.urlencode(pairs),
            {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})})

    def json(self, method, path, document, headers=None):
        """Sends a JSON document."""
        fields = {"Content-Type": "application/json", **(headers or {})}
        if self.form_token and not self.token:
            fields["X-Form-Token"] = self.form_token
        return self.send(method, path, json.dumps(document), fields)

    def sign_in(self, user, password):
        """Signs in; the answer of the form."""
        self.send("GET", "/sign-in")
        return self.send(
            "POST", "/sign-in",
            urllib.parse.urlencode({"user": user, "password": password, "_token": self.cookies.get("form", ""), "next": "/"}),
            {"Content-Type": "application/x-www-form-urlencoded"})

    def read_form_token(self, path="/account"):
        found = re.search(r'name="_token" value="([0-9a-f]+)"', self.get(path).text)
        self.form_token = found.group(1) if found else ""
        return self.form_token


def first_sign_in(service, user, code):
    """A client of a user who signs in with the access code and sets a password."""
    client = Client(service)
    answer = client.sign_in(user, code)
    assert answer.status == 303, (user, answer.status, answer.text[:500])
    client.read_form_token("/account/password")
    password = PASSWORD.format(user)
    changed = client.form("/account/password", {"old": code, "new": password, "again": password})
    assert changed.status == 303, (user, changed.status, changed.text[:2000])
    client.read_form_token()
    return client


def sign_in(service, user):
    """A client of a user who has set the password."""
    client = Client(service)
    answer = client.sign_in(user, PASSWORD.format(user))
    assert answer.status == 303, (user, answer.status)
    client.read_form_token()
    return client


def token(client, read_only=False, name="driver"):
    """An access token of a signed-in user."""
    fields = {"name": name, "days": "30"}
    if read_only:
        fields["readOnly"] = "on"
    page = client.form("/account/tokens", fields)
    secret = re.search(r'class="code">([0-9a-f]{64})<', page.text)
    assert secret, page.text[:3000]
    return secret.group(1)
