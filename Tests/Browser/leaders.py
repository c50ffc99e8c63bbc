#!/usr/bin/env python3
"""Opens the pages of leaders, districts and the administrator in Debian's chromium: both languages, laptop and phone, with and
without JavaScript, each audited (accessibility.py), and on paper (printing.py).

    leaders.py [FOLDER]      with screenshots in FOLDER

The round is the reference city of 35 communities, scored; an objection is answered with a what-if, a list goes on notice, a backup
is made and restored on trial.
"""
import pathlib
import sys
import tempfile

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

import accessibility
import printing
import visit

sys.path.insert(0, str(visit.ROOT / "Surveys/example-city-2014"))
import start_service  # noqa: E402

CITY = visit.ROOT / "Tests/OperationsTests/References/city-12-defects-off"


class SmallCity(start_service.Program):
    """The program on the reference city, which has too few communities for a hundred titles."""

    def run(self, *words, **options):
        if words[:2] == ("round", "quotas"):
            words += ("--titles", "10")
        return super().run(*words, **options)


def scored_city():
    """A data directory with the reference city, scored, and the access codes."""
    start_service.CITY = CITY
    start_service.LAST_DISTRICT = None
    data = tempfile.mkdtemp() + "/data"
    program = SmallCity(visit.KAOPING, data)
    districts = sorted({(row["district_code"], row["district"]) for row in start_service.read(CITY / "roster.csv")})
    start_service.fill(program, districts)
    program.day = "2014-10-21"
    program.apply({"closeCollection": {}}, "office")
    program.run("round", "evaluate", "2014", user="office")
    return data, program.codes, [code for code, _ in districts]


class Visitor:
    """A browser in a role whose every page is audited."""

    def __init__(self, service, user, code, javascript=True, language="zh-CN"):
        self.service, self.page, self.user = service, visit.browser(javascript, language=language), user
        self.language = language[:2]
        if code:
            visit.first_sign_in(self.page, service, user, code)

    def go(self, path):
        self.page.get(self.service.address + path)
        return self.look(path)

    def look(self, path):
        source = self.page.page_source
        assert "{{" not in source and "H122" not in source, path + source[:2000]
        faults = accessibility.audit(self.page)
        for fault in faults:
            print(f"{path} ({self.user}, {self.language}, {self.page.get_window_size()['width']}): {fault}")
        COUNT[0] += 1
        COUNT[1] += len(faults)
        return source


COUNT = [0, 0]


def walk(folder):
    data, codes, districts = scored_city()
    service = visit.Service(data, "2014-10-21").start()
    try:
        member = Visitor(service, "member1", codes["member1"])
        source = member.go("/rounds/2014/lists")
        seated = [d for d in districts if f"/districts/{d}" in source]
        main = "329912"
        base = f"/rounds/2014/districts/{main}"
        pages = {
            "round": "/rounds/2014", "lists": "/rounds/2014/lists", "quotas": "/rounds/2014/quotas",
            "sensitivity": "/rounds/2014/sensitivity", "decision": "/rounds/2014/decision", "district": base,
            "shortlist": base + "/shortlist", "field": base + "/field", "what-if": base + "/what-if",
        }
        see(member, pages, folder)
        ask(member, base, folder)
        member.page.quit()

        clerk = Visitor(service, f"district{main}", codes[f"district{main}"], language="en-GB")
        see(clerk, {"clerk-work": "/work", "clerk-district": base, "clerk-field": base + "/field", "clerk-jobs": "/jobs"}, folder)
        other = next(d for d in seated if d != main)
        clerk.page.get(service.address + f"/rounds/2014/districts/{other}/what-if")
        assert "H106" in clerk.page.page_source, "a district asks about another"
        clerk.page.quit()

        admin = Visitor(service, "admin", codes["admin"])
        admin.go("/backups")
        admin.page.find_element(By.CSS_SELECTOR, "main form button").click()
        visit.wait_for(admin.page, "done=backupMade", 60)
        admin.page.find_element(By.CSS_SELECTOR, "tbody form button").click()
        visit.wait_for(admin.page, "/verify", 60)
        assert admin.page.find_elements(By.CSS_SELECTOR, ".notice.good"), admin.page.page_source[:3000]
        admin.look("/backups/verify")
        if folder:
            visit.shoot(admin.page, str(folder / "backup-verified.png"))
        see(admin, {
            "health": "/health", "backups": "/backups", "register": "/register?q=&day=2014-10-01",
            "register-entry": "/register/K000001", "calendar": "/calendar?year=2014&from=2014-09-29&days=5",
            "users": "/users", "webhooks": "/webhooks", "audit": "/audit"}, folder)
        admin.page.quit()

        # Without JavaScript everything is there as well: the question is asked by a plain form.
        plain = Visitor(service, "member2", codes["member2"], javascript=False, language="en-GB")
        ask(plain, base, None, javascript=False)
        plain.page.quit()
    finally:
        service.stop()


def see(visitor, pages, folder):
    for name, path in pages.items():
        visitor.page.get(visitor.service.address + path)
        for fault in printing.faults(visitor.page):
            print(f"{path} ({visitor.user}, printed): {fault}")
            COUNT[1] += 1
        if folder:
            printing.printed(visitor.page, folder / f"{name}.pdf")
        for width in (1200, 390):
            for language in ("zh", "en"):
                visitor.page.set_window_size(width, 900)
                visitor.page.get(visitor.service.address + f"/language/{language}?next=/work")
                visitor.language = language
                visitor.go(path)
                if folder:
                    visit.shoot(visitor.page, str(folder / f"{name}-{language}-{width}.png"))
    for fault in accessibility.focus_is_seen(visitor.page):
        print(f"{visitor.user}: {fault}")
        COUNT[1] += 1
    for entry in visitor.page.get_log("browser"):
        if "favicon" not in entry["message"] and "404" not in entry["message"]:
            print(entry["level"], entry["message"])
            COUNT[1] += 1


def ask(visitor, base, folder, javascript=True):
    """Asks what would come of it if the first of the list took no part."""
    page = visitor.page
    page.set_window_size(1200, 900)
    page.get(visitor.service.address + base + "/shortlist")
    first = page.find_element(By.CSS_SELECTOR, "tbody th").text.split()[0]
    visitor.go(base + "/what-if")
    choice = Select(page.find_element(By.ID, "community"))
    for option in choice.options:
        if option.text.startswith(first):
            choice.select_by_visible_text(option.text)
    page.find_element(By.ID, "change-leaves").click()
    page.find_element(By.CSS_SELECTOR, "main form button").click()
    visit.wait_for(page, "change=leavesOut", 60)
    visit.wait_for_element(page, "#answer")
    assert page.find_elements(By.CSS_SELECTOR, ".notice.wait"), page.page_source[:3000]
    if javascript:
        visitor.look(base + "/what-if?…")
    if folder:
        visit.shoot(page, str(folder / "what-if-answer-1200.png"))
        page.set_window_size(390, 900)
        visitor.look(base + "/what-if?… 390")
        visit.shoot(page, str(folder / "what-if-answer-390.png"))
        page.set_window_size(1200, 900)


def main():
    folder = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else None
    if folder:
        folder.mkdir(parents=True, exist_ok=True)
    walk(folder)
    print(f"{COUNT[0]} pages were audited, {COUNT[1]} faults")
    return 1 if COUNT[1] else 0


if __name__ == "__main__":
    sys.exit(main())
