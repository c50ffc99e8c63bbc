"""What the browser tests share: starting the service on a fresh data directory, signing in, taking screenshots."""
import json
import os
import pathlib
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.chrome.service import Service as Driver

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
KAOPING = os.environ.get("KAOPING", str(ROOT / ".build/release/kaoping"))
PASSWORD = "lantern otter gravel {}"


class Service:
    """The service on a data directory, at a day of our choosing."""

    def __init__(self, data, day=None):
        self.data, self.day, self.process = data, day, None
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def start(self):
        command = [KAOPING, "serve", "--data", self.data, "--port", str(self.port), "--library", str(ROOT)]
        if self.day:
            command = ["faketime", f"{self.day} 09:00:00"] + command
        self.log = open(self.data + ".log", "a")
        self.process = subprocess.Popen(
            command, stdout=self.log, stderr=self.log, env=dict(os.environ, TZ="UTC"), start_new_session=True)
        for _ in range(100):
            try:
                urllib.request.urlopen(self.address + "/readyz", timeout=1)
                return self
            except OSError:
                time.sleep(0.1)
        raise RuntimeError("the service does not start; see " + self.data + ".log")

    def stop(self):
        # The whole session: under faketime the service is a child.
        os.killpg(self.process.pid, signal.SIGTERM)
        self.process.wait(timeout=20)

    def on(self, day):
        """The same directory on another day."""
        self.stop()
        self.day = day
        return self.start()


def example_city():
    """A fresh data directory with the example city, and the access codes of its users."""
    data = tempfile.mkdtemp() + "/data"
    made = subprocess.run(
        ["python3", str(ROOT / "Surveys/example-city-2014/start_service.py"), "--kaoping", KAOPING, "--data", data,
         "--no-serve", "--json"], check=True, capture_output=True, text=True)
    return data, json.loads(made.stdout)


def browser(javascript=True, width=1200, height=900, language="zh-CN"):
    options = webdriver.ChromeOptions()
    for flag in ["--headless=new", "--no-sandbox", "--hide-scrollbars", "--disable-gpu", f"--lang={language}"]:
        options.add_argument(flag)
    options.add_argument(f"--window-size={width},{height}")
    preferences = {"intl.accept_languages": language}
    if not javascript:
        preferences["profile.managed_default_content_settings.javascript"] = 2
    options.add_experimental_option("prefs", preferences)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    options.binary_location = "/usr/bin/chromium"
    return webdriver.Chrome(options=options, service=Driver("/usr/bin/chromedriver"))


def sign_in(page, service, user, secret):
    page.get(service.address + "/sign-in")
    page.find_element(By.ID, "user").send_keys(user)
    page.find_element(By.ID, "password").send_keys(secret)
    page.find_element(By.CSS_SELECTOR, "main form button").click()


def first_sign_in(page, service, user, code):
    """Signs in with the access code and sets a password, which is what everybody must do first."""
    sign_in(page, service, user, code)
    wait_for(page, "/account/password")
    page.find_element(By.ID, "old").send_keys(code)
    for field in ("new", "again"):
        page.find_element(By.ID, field).send_keys(PASSWORD.format(user))
    page.find_element(By.CSS_SELECTOR, "main form button").click()
    wait_for(page, "done=passwordChanged")


def sign_out(page):
    page.find_element(By.CSS_SELECTOR, "header form button").click()


def shoot(page, path):
    """The whole page, however long."""
    height = page.execute_script("return document.documentElement.scrollHeight") if path else 0
    width = page.get_window_size()["width"]
    page.set_window_size(width, min(max(700, height + 150), 5000))
    page.save_screenshot(path)


def wait_for(page, part, seconds=20):
    """Waits until the address has this part."""
    for _ in range(seconds * 10):
        if part in page.current_url:
            return
        time.sleep(0.1)
    raise AssertionError(f"{part} not reached: {page.current_url}\n{page.page_source[:2000]}")


def wait_for_element(page, selector, seconds=20):
    """Waits until the page has such an element."""
    for _ in range(seconds * 10):
        if page.find_elements(By.CSS_SELECTOR, selector):
            return
        time.sleep(0.1)
    raise AssertionError(f"no {selector}: {page.current_url}\n{page.page_source[:2000]}")
