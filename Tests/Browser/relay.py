"""A relay between browser and service with which a test decides what arrives first when a page is left while it saves."""
import http.client
import http.server
import threading
import time

import visit


class Crossing:
    """One page that is asked for while the page it replaces saves, and what came of both."""

    def __init__(self, path, is_answered):
        self.path, self.is_answered = path, is_answered
        self.page, self.saves = None, 0
        self.is_made, self.is_saved = threading.Event(), threading.Event()


class Relay:
    """Listens on a port of its own and passes every request on; as a context, it ends with it."""

    def __init__(self, port):
        self.port, self.crossing = port, None
        relay = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                relay.pass_on(self)

            do_POST = do_PATCH = do_GET

            def log_message(self, *_):
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self):
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.server.shutdown()
        self.server.server_close()

    def overtake(self, path):
        """The next page at `path` is made before the next save reaches the service, and handed on three seconds after that save was answered."""
        self.crossing = Crossing(path, is_answered=True)
        return self.crossing

    def swallow(self, path):
        """The next save reaches the service and is never answered; the next page at `path` is made after it."""
        self.crossing = Crossing(path, is_answered=False)
        return self.crossing

    def pass_on(self, request):
        crossing = self.crossing
        is_page = crossing and request.command == "GET" and request.path == crossing.path and not crossing.page
        is_save = crossing and request.command == "PATCH" and not crossing.is_saved.is_set()
        if crossing and crossing.is_answered and is_save:
            crossing.is_made.wait(visit.PATIENCE)
        if crossing and not crossing.is_answered and is_page:
            crossing.is_saved.wait(visit.PATIENCE)
        response, content = self.fetch(request)
        if is_page:
            crossing.page = content.decode("utf-8")
            crossing.is_made.set()
            if crossing.is_answered:
                crossing.is_saved.wait(visit.PATIENCE)
                time.sleep(3)
        if is_save:
            crossing.saves += 1
            crossing.is_saved.set()
            if not crossing.is_answered:
                # The browser goes on waiting until the page that asked is gone.
                crossing.is_made.wait(visit.PATIENCE)
                time.sleep(3)
                request.close_connection = True
                return
        try:
            request.send_response_only(response.status)
            for name, value in response.getheaders():
                if name.lower() not in ("connection", "transfer-encoding", "content-length"):
                    request.send_header(name, value)
            request.send_header("Content-Length", str(len(content)))
            request.send_header("Connection", "close")
            request.end_headers()
            request.wfile.write(content)
        except OSError:
            # The page that asked is gone.
            pass

    def fetch(self, request):
        size = int(request.headers.get("Content-Length") or 0)
        service = http.client.HTTPConnection("127.0.0.1", self.port, timeout=visit.PATIENCE)
        service.request(request.command, request.path, request.rfile.read(size) if size else None, dict(request.headers.items()))
        response = service.getresponse()
        content = response.read()
        service.close()
        return response, content
