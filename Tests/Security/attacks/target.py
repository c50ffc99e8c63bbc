"""What is attacked: a fresh service with the example city, everyone signed in, and the list of attacks."""
import contextlib
import http.client
import pathlib
import socket
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "ServiceDriver"))
import service  # noqa: E402

ATTACKS = []


def attack(name, requirement):
    """Registers an attack: a function that takes the target and raises if the service gives way."""
    def register(function):
        ATTACKS.append((name, requirement, function))
        return function
    return register


class Target:
    """The service, its users as browsers and as programs."""

    OPTIONS = ["--webhook-host", "hooks.example"]

    def __init__(self):
        data, self.codes = service.example_city()
        self.server = service.Service(data, options=self.OPTIONS).start()
        self.browsers, self.programs = {}, {}
        for number, (name, code) in enumerate(self.codes.items()):
            # From different addresses: the limit of sign-ins from one address is attacked elsewhere.
            self.browsers[name] = self.first_sign_in(name, code, number)
            self.programs[name] = service.Client(self.server, service.token(self.browsers[name]))

    def first_sign_in(self, name, code, number):
        return service.first_sign_in(self.server, name, code)

    @property
    def log(self):
        return open(self.server.data + ".log", encoding="utf-8", errors="replace").read()

    def anyone(self):
        return service.Client(self.server)

    @contextlib.contextmanager
    def socket(self, source=None, timeout=10):
        """A bare connection."""
        connection = socket.create_connection(("127.0.0.1", self.server.port), timeout, (source, 0) if source else None)
        try:
            yield connection
        finally:
            connection.close()

    def raw(self, request, timeout=10):
        """What comes back for these bytes, until the connection ends or nothing more comes."""
        with self.socket(timeout=timeout) as connection:
            answer = b""
            with contextlib.suppress(OSError):
                connection.sendall(request)
            try:
                while True:
                    piece = connection.recv(65536)
                    if not piece:
                        break
                    answer += piece
            except OSError:
                pass
            return answer

    def sign_in_from(self, source, user, password, cookies=None):
        """A try to sign in from an address of this machine: status and seconds of the second request."""
        import time
        import urllib.parse
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60, source_address=(source, 0))
        connection.request("GET", "/sign-in")
        page = connection.getresponse()
        page.read()
        form = next(line.split(";")[0].split("=")[1] for line in page.headers.get_all("Set-Cookie") if line.startswith("form="))
        body = urllib.parse.urlencode({"user": user, "password": password, "_token": form, "next": "/"})
        begun = time.perf_counter()
        connection.request("POST", "/sign-in", body, {
            "Content-Type": "application/x-www-form-urlencoded", "Cookie": "; ".join([f"form={form}"] + (cookies or []))})
        answer = connection.getresponse()
        content = answer.read()
        seconds = time.perf_counter() - begun
        connection.close()
        return answer, content, seconds


def expect(condition, what):
    """Fails the attack's defence."""
    if not condition:
        raise AssertionError(what)
