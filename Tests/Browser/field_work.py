#!/usr/bin/env python3
"""Reviewers, residents and evaluators in Debian's chromium, with and without JavaScript (make browser-test).

    field_work.py [FOLDER]      with a folder, screenshots at the width of a laptop and of a phone are left there

The clock is set by faketime to the weeks in which the example round collects.
"""
import csv
import pathlib
import re
import sys
import tempfile
import time

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select

import printing
import relay
import visit

DAY = "2014-10-21"
CITY = visit.ROOT / "Surveys/example-city-2014/city"


class Work:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder) if folder else None
        if self.folder:
            self.folder.mkdir(parents=True, exist_ok=True)
        data, self.codes = visit.example_city()
        self.service = visit.Service(data, DAY).start()
        self.known = set()

    def open(self, user, javascript=True, language="zh-CN", width=1200):
        page = visit.browser(javascript, width=width, language=language)
        if user in self.known:
            visit.sign_in(page, self.service, user, visit.PASSWORD.format(user))
            visit.wait_for(page, "/work")
        else:
            visit.first_sign_in(page, self.service, user, self.codes[user])
            self.known.add(user)
        return page

    def shoot(self, page, name):
        """Screenshots at both widths, and a check that nothing is wider than its window."""
        source = page.page_source
        assert "{{" not in source and "H122" not in source, source[:3000]
        for width in (1200, 390):
            page.set_window_size(width, 900)
            wide = page.execute_script("return document.documentElement.scrollWidth > window.innerWidth")
            assert not wide, f"wider than the window: {name} {width}"
            if self.folder:
                visit.shoot(page, str(self.folder / f"{name}-{width}.png"))
        page.set_window_size(1200, 900)

    def quiet(self, page):
        """Nothing stands in the browser's console but what the test did on purpose."""
        for entry in page.get_log("browser"):
            if not any(word in entry["message"] for word in ("favicon", "ERR_INTERNET_DISCONNECTED", "422", "409", "404", "410")):
                raise AssertionError(entry["message"])

    def assign(self):
        page = self.open("office")
        page.get(self.service.address + "/rounds/2014/reviews")
        self.shoot(page, "assignments-empty")
        Select(page.find_element(By.ID, "reviewer")).select_by_value("reviewer")
        for code in ("B01", "B02", "B03", "B04"):
            page.find_element(By.CSS_SELECTOR, f"input[name=indicator][value={code}]").click()
        with open(CITY / "roster.csv", encoding="utf-8") as file:
            self.communities = [row for row in csv.DictReader(file) if row["district_code"] == "329905"][:12]
        page.find_element(By.ID, "codes").send_keys(" ".join(row["community_id"] for row in self.communities))
        page.execute_script("document.getElementById('due').value = '2014-11-10'")
        page.find_element(By.XPATH, "//form[.//select[@id='reviewer']]//button").click()
        visit.wait_for(page, "done=gridAssigned")
        self.shoot(page, "assignments")
        page.quit()

    def evidence(self):
        """The district sends a file about one community; it stands beside that community's cells."""
        page = self.open("district329905")
        page.get(self.service.address + "/rounds/2014/uploads")
        ledger = pathlib.Path(tempfile.mkdtemp()) / f"{self.communities[0]['community_id']}-台账.pdf"
        ledger.write_bytes(b"%PDF-1.4 example")
        Select(page.find_element(By.ID, "kind")).select_by_value("evidence")
        page.find_element(By.ID, "file").send_keys(str(ledger))
        page.find_element(By.CSS_SELECTOR, "main form button").click()
        visit.wait_for(page, "/incoming/")
        page.find_element(By.XPATH, "//form[contains(@action, '/confirm')]//button").click()
        visit.wait_for(page, "done=uploadConfirmed")
        page.quit()

    def wait_saved(self, page):
        status = lambda: page.find_element(By.CSS_SELECTOR, "[data-status]").text
        visit.wait_until(lambda: status() in ("全部已保存", "all saved"), status)

    def mark(self):
        page = self.open("reviewer")
        page.get(self.service.address + "/rounds/2014/reviews")
        self.shoot(page, "grids")
        page.get(self.service.address + "/rounds/2014/reviews/1")
        cells = page.find_elements(By.CSS_SELECTOR, "table.marks input[data-code]")
        assert len(cells) == 48, len(cells)
        # Down a column with Enter, then a value that the rule refuses, then back up with the arrow.
        cells[0].click()
        keys = page.switch_to.active_element
        for value in ("4.5", "4", "3", "9"):
            page.switch_to.active_element.send_keys(value, Keys.ENTER)
        self.wait_saved(page)
        assert cells[12].get_attribute("aria-invalid") == "true", "9 of 5 points is refused"
        page.switch_to.active_element.send_keys(Keys.ARROW_UP)
        assert page.switch_to.active_element == cells[12]
        beside = page.find_element(By.CSS_SELECTOR, "[data-beside]")
        assert "B01" in beside.text and "0" in beside.text
        assert beside.find_element(By.CSS_SELECTOR, "[data-faults]").text, "what is wrong stands beside the cell"
        self.shoot(page, "grid-faulty")
        cells[12].send_keys(Keys.CONTROL + "a")
        cells[12].send_keys("2")
        self.wait_saved(page)
        cells[0].click()
        assert "台账" in page.find_element(By.CSS_SELECTOR, "[data-evidence]").text, "evidence stands beside the cell"
        self.offline(page, cells)
        self.shoot(page, "grid")
        self.quiet(page)
        page.quit()

    def offline(self, page, cells):
        """Without a connection what is typed stays on the device, through a reload, and is sent when the connection is back."""
        self.type_offline(page, cells[20], "1.5")
        page.get(self.service.address + "/rounds/2014/reviews/1")
        again = page.find_elements(By.CSS_SELECTOR, "table.marks input[data-code]")
        # The page says that all is saved until its script has found what the device kept.
        visit.wait_until(lambda: again[20].get_attribute("value") == "1.5", "what was typed offline is gone")
        self.wait_saved(page)
        again[0].click()

    def type_offline(self, page, cell, text, then=lambda: None):
        """Types into a cell without a connection; what `then` makes is given back once the connection is there again."""
        page.execute_cdp_cmd("Network.enable", {})
        condition = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
        page.execute_cdp_cmd("Network.emulateNetworkConditions", dict(condition, offline=True))
        cell.click()
        cell.send_keys(Keys.CONTROL + "a")
        cell.send_keys(text)
        status = lambda: page.find_element(By.CSS_SELECTOR, "[data-status]").text
        visit.wait_until(lambda: "中断" in status(), status)
        made = then()
        page.execute_cdp_cmd("Network.emulateNetworkConditions", dict(condition, offline=False))
        return made

    def overtake(self):
        """A page that is older than what the page before it saved, and a save that nobody answered: both are shown by the next page."""
        page = self.open("reviewer")
        path = "/rounds/2014/reviews/1"
        fields = lambda: page.find_elements(By.CSS_SELECTOR, "table.marks input[data-code]")
        with relay.Relay(self.service.port) as between:
            page.get(between.address + path)
            crossing = self.type_offline(page, fields()[21], "2.5", then=lambda: between.overtake(path))
            page.get(between.address + path)
            made = re.findall(r"<input[^>]*data-code=[^>]*>", crossing.page)
            assert crossing.saves == 1 and len(made) == 48 and '2.5' not in made[21], "the page is to be older than the save"
            assert not page.execute_script("return localStorage.length"), "the page before is to have known that it was saved"
            after = fields()
            visit.wait_until(lambda: after[21].get_attribute("value") == "2.5", "the page shows less than was saved")
            self.wait_saved(page)
            crossing = self.type_offline(page, after[22], "0.5", then=lambda: between.swallow(path))
            page.get(between.address + path)
            assert crossing.saves == 1
            after = fields()
            visit.wait_until(lambda: after[22].get_attribute("value") == "0.5", "what was sent in vain is gone")
            self.wait_saved(page)
            assert not page.execute_script("return localStorage.length")
        page.get(self.service.address + path)
        values = [cell.get_attribute("value") for cell in fields()]
        assert values[20:23] == ["1.5", "2.5", "0.5"], values
        self.quiet(page)
        page.quit()

    def submit(self):
        """The rest without JavaScript: a form that is saved, refused, and submitted."""
        page = self.open("reviewer", javascript=False)
        page.get(self.service.address + "/rounds/2014/reviews/1")
        button = lambda value: page.find_element(By.CSS_SELECTOR, f"button[value={value}]").click()
        button("submit")
        visit.wait_for_element(page, ".notice.wrong")
        assert "D301" in page.page_source
        for cell in page.find_elements(By.CSS_SELECTOR, "table.marks input[data-code]"):
            if not cell.get_attribute("value"):
                cell.send_keys("2.5")
        page.find_elements(By.CSS_SELECTOR, "table.marks input[data-code]")[5].clear()
        page.find_elements(By.CSS_SELECTOR, "table.marks input[data-code]")[5].send_keys("/")
        button("save")
        visit.wait_for_element(page, "input.document")
        page.find_element(By.CSS_SELECTOR, "input.document").send_keys("未到现场")
        button("submit")
        visit.wait_for(page, "done=gridSubmitted")
        self.shoot(page, "grid-submitted")
        page.quit()

    def invite(self):
        page = self.open("office")
        page.get(self.service.address + "/rounds/2014/invitations")
        self.shoot(page, "invitations-empty")
        area = page.find_element(By.ID, "list")
        area.clear()
        area.send_keys("community_id,stratum,psu,weight,count\n" + f"{self.communities[0]['community_id']},1,001,12.5,10")
        page.execute_script("document.getElementById('until').value = '2014-11-10'")
        page.find_element(By.XPATH, "//form[.//textarea]//button").click()
        visit.wait_for_element(page, ".card")
        cards = page.find_elements(By.CSS_SELECTOR, ".card .code b")
        assert len(cards) == 10
        self.cards = [card.text for card in cards]
        self.shoot(page, "cards")
        assert not printing.faults(page), printing.faults(page)
        with tempfile.TemporaryDirectory() as scratch:
            sheets = (self.folder or pathlib.Path(scratch)) / "cards.pdf"
            printing.printed(page, sheets)
            links = {f"{self.service.address}/q/{code}" for code in self.cards}
            assert set(printing.codes(sheets)) == links, "a printed code does not lead to its invitation"
        self.quiet(page)
        page.quit()

    def answer(self, code, language, name=None):
        """A phone, without JavaScript."""
        page = visit.browser(False, width=390, height=800, language=language)
        page.get(self.service.address + f"/q/{code}")
        if name:
            self.shoot(page, name + "-start")
        visit.press(page, "main form button")
        steps = 0
        while page.find_elements(By.CSS_SELECTOR, "button[value=next]"):
            steps += 1
            assert steps < 12
            seen = set()
            for choice in page.find_elements(By.CSS_SELECTOR, "fieldset label.tap:nth-of-type(4)"):
                choice.click()
                seen.add(choice)
            for field in page.find_elements(By.CSS_SELECTOR, "main input[inputmode=numeric]"):
                field.send_keys("47")
            if name and steps <= 2:
                self.shoot(page, f"{name}-{steps}")
            visit.press(page, "button[value=next]")
        if name:
            self.shoot(page, name + "-ready")
        visit.press(page, "button[value=send]")
        visit.wait_for_element(page, "h1")
        assert ("谢谢" if language == "zh-CN" else "Thank") in page.page_source, page.page_source[:2000]
        if name:
            self.shoot(page, name + "-thanks")
        page.get(self.service.address + f"/q/{code}")
        assert ("填答过" if language == "zh-CN" else "has been answered") in page.page_source
        page.quit()

    def study(self):
        page = self.open("evaluator")
        frame = pathlib.Path(tempfile.mkdtemp()) / "frame.csv"
        lines = ["community_id,stratum,psu,households"]
        for row in self.communities:
            for stratum in (1, 2):
                lines += [f"{row['community_id']},{stratum},{stratum}{unit:02},{25 + unit}" for unit in range(1, 9)]
        frame.write_text("\n".join(lines) + "\n", encoding="utf-8")
        page.get(self.service.address + "/study")
        self.shoot(page, "study-empty")
        page.find_element(By.ID, "frame").send_keys(str(frame))
        page.find_element(By.XPATH, "//form[contains(@action, '/frame')]//button").click()
        visit.wait_for(page, "done=frameKept")
        page.find_element(By.XPATH, "//form[@method='get']//button").click()
        visit.wait_for(page, "margin=")
        page.find_element(By.XPATH, "//form[contains(@action, '/plan')]//button").click()
        visit.wait_for(page, "done=planEntered")
        self.shoot(page, "study")
        self.quiet(page)
        page.quit()

    def take(self):
        page = self.open("office")
        page.get(self.service.address + "/rounds/2014/invitations")
        self.shoot(page, "invitations")
        page.find_element(By.XPATH, "//form[contains(@action, '/take')]//button").click()
        visit.wait_for(page, "done=answersTaken")
        page.get(self.service.address + "/rounds/2014/studies/online")
        self.shoot(page, "study-online")
        page.quit()


def main():
    work = Work(sys.argv[1] if len(sys.argv) > 1 else None)
    try:
        work.assign()
        work.evidence()
        work.mark()
        work.overtake()
        work.submit()
        work.invite()
        work.answer(work.cards[0], "zh-CN", "resident")
        work.answer(work.cards[1], "en-GB", "resident-en")
        work.study()
        work.take()
    finally:
        work.service.stop()
    print("reviewers, residents and evaluators found their way")


if __name__ == "__main__":
    sys.exit(main())
