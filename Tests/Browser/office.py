#!/usr/bin/env python3
"""What the office sends for the whole city, and paper questionnaires that two people type, in Debian's chromium (make browser-test).

    office.py [FOLDER]      with a folder, screenshots at the width of a laptop and of a phone are left there

The clock is set by faketime to the weeks in which the example round collects; the library is a copy that the test may write to.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import zipfile

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import visit

DAY = "2014-10-21"
DISTRICT = "329905"
CITY = visit.ROOT / "Surveys/example-city-2014/city"


class Office:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder) if folder else None
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="kaoping-office-"))
        for name in ("Scoring", "Surveys"):
            shutil.copytree(visit.ROOT / name, self.scratch / name, ignore=shutil.ignore_patterns("city", "responses"))
        data, self.codes = visit.example_city()
        for name in ("typist", "decider"):
            self.codes[name] = self.add(data, name)
        self.service = visit.Service(data, DAY, library=self.scratch).start()

    def add(self, data, name):
        made = subprocess.run(
            ["faketime", f"{DAY} 08:00:00", visit.KAOPING, "user", "add", name, "--display", name, "--grant",
             f"district-office@district:{DISTRICT}", "--data", data, "--format", "json"],
            check=True, capture_output=True, text=True, env=dict(os.environ, TZ="UTC"))
        return json.loads(made.stdout)["code"]

    def open(self, user, javascript=True, width=1366):
        page = visit.browser(javascript, width=width)
        visit.first_sign_in(page, self.service, user, self.codes[user])
        return page

    def go(self, page, path):
        page.get(self.service.address + path)

    def look(self, page, name):
        """The page as it stands, at both widths and in both languages."""
        if not self.folder:
            return
        here = page.current_url.removeprefix(self.service.address)
        for language in ("zh", "en"):
            page.get(self.service.address + f"/language/{language}?next=/")
            for width in (1366, 390):
                page.set_window_size(width, 900)
                page.get(self.service.address + here)
                visit.shoot(page, str(self.folder / f"{name}-{language}-{width}.png"))
                if page.execute_script("return document.documentElement.scrollWidth > window.innerWidth"):
                    raise AssertionError(f"wider than the window: {name} {language} {width}")
        page.set_window_size(1366, 900)
        page.get(self.service.address + "/language/zh?next=/")
        page.get(self.service.address + here)

    def send(self, page, material, path, **fields):
        """Chooses a file on a page and stops at what was found."""
        self.go(page, f"/send/{material}")
        self.look(page, f"send-{material}")
        for name, value in fields.items():
            field = page.find_element(By.ID, name)
            if field.get_attribute("type") == "date":
                page.execute_script("arguments[0].value = arguments[1]", field, value)
            else:
                field.send_keys(value)
        page.find_element(By.ID, "file").send_keys(str(path))
        page.find_element(By.CSS_SELECTOR, "main form .actions button").click()
        visit.wait_for(page, "/incoming/")
        self.look(page, f"check-{material}")

    def confirm(self, page, part):
        page.find_element(By.CSS_SELECTOR, "form[action$='/confirm'] button").click()
        visit.wait_for(page, part)


def packed(folder, target, changes=()):
    """A folder's tables as a ZIP archive, with texts replaced."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(folder.iterdir()):
            if path.is_file():
                text = path.read_text(encoding="utf-8")
                for old, new in changes:
                    text = text.replace(old, new)
                archive.writestr(f"{folder.name}/{path.name}", text)
    return target


def materials(office):
    page = office.open("office")
    rows = (CITY / "roster.csv").read_text(encoding="utf-8").splitlines()
    header, own = rows[0], [row for row in rows[1:] if f",{DISTRICT}," in row]
    cells = own[0].split(",")
    name = header.split(",").index("name")
    cells[name] = "新名社区"
    table = office.scratch / "communities.csv"
    table.write_text("\n".join([header, ",".join(cells)] + own[1:]) + "\n", encoding="utf-8")
    office.send(page, "communities", table, effective="2014-10-20", document="示例民发〔2014〕9号")
    assert "新名社区" in page.page_source and "更名" in page.page_source
    office.confirm(page, "done=communitiesTaken")

    code = header.split(",").index("community_id")
    ids = [row.split(",")[code] for row in own]
    changes = office.scratch / "changes.csv"
    changes.write_text(
        "event,change,effective,document,before,continues,community_id,name,street,households\n"
        f"1,合并,2014-11-01,示例〔2014〕10号,{ids[1]} {ids[2]},{ids[1]},,,,2600\n"
        f"2,撤销,2014-11-01,示例〔2014〕11号,{ids[3]},,,,,\n", encoding="utf-8")
    office.send(page, "lineage", changes)
    office.confirm(page, "done=communitiesTaken")
    office.look(page, "register")
    changes.write_text(
        f"event,change,effective,document,before\n1,消失,2014-12-01,甲,{ids[4]}\n2,撤销,2014-13-01,乙,{ids[4]}\n3,撤销,2014-12-01,丙,{ids[3]}\n",
        encoding="utf-8")
    office.send(page, "lineage", changes)
    assert "W030" in page.page_source and not page.find_elements(By.CSS_SELECTOR, "form[action$='/confirm']")
    office.look(page, "check-lineage-faults")
    page.find_element(By.CSS_SELECTOR, "form[action$='/discard'] button").click()
    visit.wait_for(page, "done=materialDiscarded")
    office.go(page, f"/codes?code={ids[2]}&day=2014-10-31")
    office.look(page, "codes")
    assert "如今" in page.page_source
    office.go(page, "/sizes?day=2014-11-02")
    office.look(page, "sizes")

    calendar = office.scratch / "Scoring/calendar-china"
    office.send(page, "holidays", packed(calendar, office.scratch / "holidays.zip", [("2014,2014-10-11,", "2014,2014-10-12,")]))
    office.confirm(page, "done=holidaysTaken")
    office.look(page, "calendar")

    standard = packed(
        office.scratch / "Scoring/example-city-2014", office.scratch / "standard.zip", [("year,2014", "year,2015")])
    office.send(page, "standard", standard, folder="example-city-2015", against="example-city-2014")
    office.confirm(page, "done=libraryTaken")
    page.find_element(By.CSS_SELECTOR, "form[action$='/seal'] button").click()
    visit.wait_for(page, "done=standardSealed")
    office.look(page, "library-entry")
    form = packed(office.scratch / "Surveys/example-city-2014", office.scratch / "form.zip", [("社区环境卫生", "环境卫生")])
    office.send(page, "questionnaire", form, folder="example-city-2015", against="example-city-2014")
    office.confirm(page, "done=libraryTaken")
    office.go(page, "/library")
    office.look(page, "library")
    page.quit()
    return ids[0]


def type_form(page, number, community, codes, javascript):
    """A form by keyboard alone: the number, where it was filled in, then one code after the other."""
    field = page.find_element(By.ID, "number")
    field.clear()
    field.send_keys(number)
    for place, cell in enumerate(page.find_elements(By.CSS_SELECTOR, ".cell input")):
        label = cell.find_element(By.XPATH, "./preceding-sibling::label").text
        if "12" in label and not cell.get_attribute("value"):
            cell.send_keys(community)
    first = page.find_elements(By.CSS_SELECTOR, ".typing fieldset .cell input[data-codes='1 2 3 4 5 9']")
    if javascript:
        first[0].click()
        # Each code moves on by itself, so all go to whatever has the focus.
        for code in codes:
            page.switch_to.active_element.send_keys(code)
    else:
        for cell, code in zip(first, codes):
            cell.send_keys(code)
    # The page before may have had the same address.
    visit.press(page, ".typing .actions button")
    visit.wait_for(page, "done=paperKept")


def paper(office, community):
    base = "/rounds/2014/paper"
    first = office.open(f"district{DISTRICT}")
    office.go(first, base)
    office.look(first, "paper-list-empty")
    first.find_element(By.ID, "batch").send_keys("B01")
    first.find_element(By.CSS_SELECTOR, "main form button").click()
    visit.wait_for(first, "done=paperOpened")
    items = 20
    for user, page, javascript, answers in [
        (f"district{DISTRICT}", first, True, ["4", "5"]), ("typist", office.open("typist", javascript=False), False, ["4", "3"]),
    ]:
        office.go(page, f"{base}/B01/type")
        for number, answer in enumerate(answers):
            type_form(page, f"N{number + 1}", community, [answer] * items, javascript)
        if javascript:
            office.look(page, "paper-typing")
        assert "2" in page.find_element(By.CSS_SELECTOR, "h1 .quiet").text
        page.find_element(By.CSS_SELECTOR, "form[action$='/hand-in'] button").click()
        visit.wait_for(page, "done=paperHandedIn")
        if user == "typist":
            page.quit()
    third = office.open("decider")
    office.go(third, f"{base}/B01")
    office.look(third, "paper-differences")
    for pick in third.find_elements(By.CSS_SELECTOR, ".picks input[value=second]"):
        third.execute_script("arguments[0].click()", pick)
    third.find_element(By.CSS_SELECTOR, "form[action$='/decide'] .actions button").click()
    visit.wait_for(third, "done=paperDecided")
    office.look(third, "paper-agreed")
    third.find_element(By.CSS_SELECTOR, "form[action$='/approve'] button").click()
    visit.wait_for(third, "done=paperApproved")
    office.go(third, base)
    office.look(third, "paper-list")
    third.quit()
    first.quit()


def watching(office):
    key = office.scratch / "audit.key"
    subprocess.run([visit.KAOPING, "audit", "key", str(key), "--name", "audit-office"], check=True, capture_output=True)
    page = office.open("admin")
    office.go(page, "/witnesses")
    page.find_element(By.ID, "key").send_keys(key.with_suffix(".key.pub").read_text().strip())
    page.find_element(By.CSS_SELECTOR, "form[action='/witnesses'] button").click()
    visit.wait_for(page, "done=witnessAdded")
    office.look(page, "witnesses")
    page.quit()
    page = office.open("member1")
    office.go(page, "/rounds/2014/spot-checks")
    office.look(page, "spot-checks")
    page.quit()


def main():
    office = Office(sys.argv[1] if len(sys.argv) > 1 else None)
    try:
        community = materials(office)
        paper(office, community)
        watching(office)
    finally:
        office.service.stop()
    print("the office's pages, typing and witnesses: done")


if __name__ == "__main__":
    main()
