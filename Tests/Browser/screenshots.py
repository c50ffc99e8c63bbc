#!/usr/bin/env python3
"""Takes pictures of the pages as every role sees them, in both languages, on a laptop and on a phone (make screenshots).

    screenshots.py FOLDER [DOCS]

Two states of the example city are shown: while answers are collected, and when every district has been scored and its list is on
notice. All pictures go to FOLDER, whole pages long; those that the documentation shows go to DOCS as well (docs/screenshots), of the
height of a window.
"""
import base64
import pathlib
import sys
import tempfile

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

import visit

sys.path.insert(0, str(visit.ROOT / "Surveys/example-city-2014"))
import start_service  # noqa: E402

CITY = visit.ROOT / "Surveys/example-city-2014/city"
ROUND = "/rounds/2014"
LARGE, SMALL = "329912", "329905"

# What each role sees while answers are collected.
COLLECTING = {
    None: {"home-empty": "/", "sign-in": "/sign-in", "check": "/public/check", "finding": "/help/findings/R101", "not-found": "/nothing"},
    "admin": {
        "work": "/work", "users": "/users", "account": "/account", "audit": "/audit", "backups": "/backups", "health": "/health",
        "webhooks": "/webhooks", "library": "/library", "standard": "/library/standards/example-city-2014", "witnesses": "/witnesses"},
    "office": {
        "work": "/work", "rounds": "/rounds", "round": ROUND, "uploads": ROUND + "/uploads", "reviews-assign": ROUND + "/reviews",
        "close-collection": ROUND + "/actions/closeCollection", "register": "/register?day=2014-10-01&q=石桥", "sizes": "/sizes",
        "register-entry": "/register/K000001", "calendar": "/calendar?year=2014&from=2014-09-29&days=5",
        "send-standard": "/send/standard", "send-communities": "/send/communities", "invitations": ROUND + "/invitations",
        "codes": "/codes?code=329905100200", "paper": ROUND + "/paper"},
    f"district{LARGE}": {"work": "/work", "uploads": ROUND + "/uploads", "field": f"{ROUND}/districts/{LARGE}/field"},
    f"district{SMALL}": {"work": "/work", "uploads": ROUND + "/uploads", "recusal": ROUND + "/actions/declareRecusal"},
    "reviewer": {"work": "/work", "grids": ROUND + "/reviews", "grid": ROUND + "/reviews/1"},
    "evaluator": {"work": "/work", "study": ROUND + "/studies/2014-autumn"},
    "auditor": {"work": "/work", "audit": "/audit"},
}

# What there is to see when the districts' lists are on notice.
ON_NOTICE = {
    None: {"home": "/", "list": "/public/rounds/2014", "community": "community", "object": "object"},
    "member1": {
        "round": ROUND, "lists": ROUND + "/lists", "quotas": ROUND + "/quotas", "sensitivity": ROUND + "/sensitivity",
        "decision": ROUND + "/decision", "what-if": f"{ROUND}/districts/{LARGE}/what-if"},
    f"district{LARGE}": {
        "work-scored": "/work", "district": f"{ROUND}/districts/{LARGE}", "shortlist": f"{ROUND}/districts/{LARGE}/shortlist"},
    "office": {"spot-checks": ROUND + "/spot-checks"},
}

# The pictures of the documentation: user, page, language, width, and the height of the window.
SHOWN = {
    ("public", "home", "zh", 1200): 700, ("public", "community", "zh", 390): 900, ("public", "community", "en", 390): 900,
    ("district329905", "incoming", "zh", 1200): 900, ("district329912", "field", "zh", 1200): 900,
    ("district329912", "shortlist", "zh", 1200): 900, ("district329912", "shortlist", "en", 1200): 900,
    ("reviewer", "grid", "zh", 1200): 800, ("evaluator", "study", "zh", 1200): 900, ("member1", "round", "zh", 1200): 900,
    ("member1", "lists", "zh", 1200): 1500, ("member1", "lists", "en", 1200): 1500, ("member1", "quotas", "zh", 1200): 900,
    ("member1", "sensitivity", "zh", 1200): 900, ("admin", "audit", "zh", 1200): 900, ("office", "register", "zh", 1200): 800,
}


class Camera:
    """Browsers of all roles before one service."""

    def __init__(self, service, codes, folder, docs):
        self.service, self.codes, self.folder, self.docs = service, codes, folder, docs
        self.faults = 0

    def open(self, user):
        page = visit.browser()
        if user:
            visit.first_sign_in(page, self.service, user, self.codes[user])
        return page

    def take(self, page, user, pages):
        """Every page in both languages and widths; what is wider than its window, or wrong in the console, is a fault."""
        for width in (1200, 390):
            for language in ("zh", "en"):
                page.set_window_size(width, 900)
                page.get(self.service.address + f"/language/{language}?next=/")
                for name, path in pages.items():
                    page.set_window_size(width, 900)
                    page.get(self.service.address + path)
                    self.keep(page, (user or "public", name, language, width))
        for entry in page.get_log("browser"):
            if "favicon" not in entry["message"] and "404" not in entry["message"]:
                self.fault(entry["level"], entry["message"])

    def keep(self, page, key):
        if "H106" in page.page_source and key[1] != "not-found":
            self.fault("refused:", *key)
        if page.execute_script("return document.documentElement.scrollWidth > window.innerWidth"):
            self.fault("wider than the window:", *key)
        name = "-".join(map(str, key))
        if self.docs and key in SHOWN:
            page.set_window_size(key[3], SHOWN[key])
            shot = page.execute_cdp_cmd("Page.captureScreenshot", {"format": "webp", "quality": 70})
            (self.docs / f"{name}.webp").write_bytes(base64.b64decode(shot["data"]))
        visit.shoot(page, str(self.folder / f"{name}.png"))

    def fault(self, *words):
        self.faults += 1
        print(*words)


def collecting(folder, docs):
    data, codes = visit.example_city()
    service = visit.Service(data, "2014-10-21").start()
    camera = Camera(service, codes, folder, docs)
    try:
        office = camera.open("office")
        office.get(service.address + ROUND + "/reviews")
        Select(office.find_element(By.ID, "reviewer")).select_by_value("reviewer")
        for code in ("B01", "B02", "B03", "B04"):
            office.find_element(By.CSS_SELECTOR, f"input[name=indicator][value={code}]").click()
        roster = [row for row in start_service.read(CITY / "roster.csv") if row["district_code"] == SMALL][:12]
        office.find_element(By.ID, "codes").send_keys(" ".join(row["community_id"] for row in roster))
        office.execute_script("document.getElementById('due').value = '2014-11-10'")
        office.find_element(By.XPATH, "//form[.//select[@id='reviewer']]//button").click()
        visit.wait_for(office, "done=gridAssigned")
        for user, pages in COLLECTING.items():
            page = office if user == "office" else camera.open(user)
            if user == f"district{SMALL}":
                pages = dict(pages, incoming=send_faulty(page, service))
            camera.take(page, user, pages)
            page.quit()
    finally:
        service.stop()
    return camera.faults


def send_faulty(page, service):
    """Sends a file in which one row names no community of the register and one stands twice; gives the preview's path."""
    lines = (CITY / f"responses/{SMALL}.csv").read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace(SMALL, "999999", 1)
    lines[7] = lines[6]
    faulty = pathlib.Path(tempfile.mkdtemp()) / f"{SMALL}.csv"
    faulty.write_text("\n".join(lines[:400]) + "\n", encoding="utf-8")
    page.get(service.address + ROUND + "/uploads")
    page.find_element(By.ID, "file").send_keys(str(faulty))
    page.find_element(By.CSS_SELECTOR, "main form button").click()
    visit.wait_for(page, "/incoming/", 60)
    return page.current_url.removeprefix(service.address)


def on_notice(folder, docs):
    start_service.LAST_DISTRICT = None
    data = tempfile.mkdtemp() + "/data"
    program = start_service.Program(visit.KAOPING, data)
    districts = sorted({(row["district_code"], row["district"]) for row in start_service.read(CITY / "roster.csv")})
    start_service.fill(program, districts)
    program.day = "2014-10-21"
    program.apply({"closeCollection": {}}, "office")
    program.run("round", "evaluate", "2014", user="office")
    for code, _ in districts:
        program.apply({"openDistrictNotice": {"district": code, "notice": {"from": "2014-10-22", "workingDays": 5}}}, f"district{code}")
    service = visit.Service(data, "2014-10-23").start()
    camera = Camera(service, program.codes, folder, docs)
    try:
        for user, pages in ON_NOTICE.items():
            page = camera.open(user)
            if user is None:
                page.get(service.address + "/public/rounds/2014")
                links = {
                    "community": page.find_element(By.CSS_SELECTOR, "tbody a"),
                    "object": page.find_element(By.CSS_SELECTOR, "a[href*='/object?list=']")}
                paths = {name: link.get_attribute("href").removeprefix(service.address) for name, link in links.items()}
                pages = {name: paths.get(path, path) for name, path in pages.items()}
            camera.take(page, user, pages)
            page.quit()
    finally:
        service.stop()
    return camera.faults


def main():
    folder = pathlib.Path(sys.argv[1])
    docs = pathlib.Path(sys.argv[2]) if len(sys.argv) > 2 else None
    for place in filter(None, (folder, docs)):
        place.mkdir(parents=True, exist_ok=True)
    faults = collecting(folder, docs) + on_notice(folder, docs)
    print(f"{len(list(folder.glob('*.png')))} pictures, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
