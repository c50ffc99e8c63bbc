"""What the browser tests share: starting the service on a fresh data directory, signing in, taking screenshots."""
import pathlib
import sys
import time

from selenium import webdriver
from selenium.webdriver.common.by import By
from selenium.webdriver.chrome.service import Service as Driver
from selenium.webdriver.support import expected_conditions
from selenium.webdriver.support.ui import WebDriverWait

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ServiceDriver"))
from service import KAOPING, PASSWORD, ROOT, Service, example_city  # noqa: E402, F401


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


# Long enough for a machine that builds and measures meanwhile: what is waited for comes within a second on a quiet one.
PATIENCE = 60


def wait_until(holds, what, seconds=PATIENCE):
    """Waits until `holds()`; `what` is said if it never does, or asked for it."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            raise AssertionError(what() if callable(what) else what)
        time.sleep(0.1)


def wait_for(page, part, seconds=PATIENCE):
    """Waits until the address has this part."""
    wait_until(lambda: part in page.current_url, lambda: f"{part} not reached: {page.current_url}\n{page.page_source[:2000]}", seconds)


def press(page, selector, seconds=PATIENCE):
    """Clicks what leads to another page, and waits until the page that had it is gone."""
    button = page.find_element(By.CSS_SELECTOR, selector)
    button.click()
    WebDriverWait(page, seconds).until(expected_conditions.staleness_of(button))
    wait_for_element(page, "body", seconds)


def wait_for_element(page, selector, seconds=PATIENCE):
    """Waits until the page has such an element."""
    wait_until(
        lambda: page.find_elements(By.CSS_SELECTOR, selector),
        lambda: f"no {selector}: {page.current_url}\n{page.page_source[:2000]}", seconds)
