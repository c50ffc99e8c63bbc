#!/usr/bin/env python3
"""Walks a round in Debian's chromium from collecting to naming, as every role (make browser-test).

The clock is set by faketime, because notices last five working days. The walk is made in Chinese with JavaScript; the same pages are
opened in English and without JavaScript, where the forms must work as well. Every page must answer, in its language, without a word
missing, without a fault in the console, and not wider than its window.
"""
import pathlib
import sys
import tempfile

from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select

import printing
import visit

DISTRICTS = ["329902", "329904", "329905", "329911", "329912", "329981", "329982"]
LAST = "329905"
CITY = visit.ROOT / "Surveys/example-city-2014/city"


class Walk:
    def __init__(self):
        data, self.codes = visit.example_city()
        self.service = visit.Service(data, "2014-10-21").start()
        self.known = set()
        self.checks = 0
        self.browsers = {}

    def visitor(self, javascript=True, language="zh-CN"):
        """A browser of nobody in particular. There is one for each way of browsing: starting one takes longer than most steps."""
        if (javascript, language) not in self.browsers:
            self.browsers[javascript, language] = visit.browser(javascript, language=language)
        page = self.browsers[javascript, language]
        page.get(self.service.address + "/healthz")
        page.delete_all_cookies()
        return page

    def close(self):
        for page in self.browsers.values():
            page.quit()
        self.service.discard()

    def open(self, user, javascript=True, language="zh-CN"):
        """A browser of this user, signed in; the first time a password is chosen."""
        page = self.visitor(javascript, language)
        if user in self.known:
            visit.sign_in(page, self.service, user, visit.PASSWORD.format(user))
            visit.wait_for(page, "/work")
        else:
            visit.first_sign_in(page, self.service, user, self.codes[user])
            self.known.add(user)
        return page

    def go(self, page, path):
        page.get(self.service.address + path)
        self.check(page)

    def check(self, page):
        """What must hold on every page."""
        self.checks += 1
        source = page.page_source
        assert "{{" not in source and "H122" not in source, source[:3000]
        assert page.find_elements(By.CSS_SELECTOR, "html[lang]"), "no language"
        assert len(page.find_elements(By.TAG_NAME, "h1")) == 1, page.current_url
        for field in page.find_elements(By.CSS_SELECTOR, "main input:not([type=hidden]), main select, main textarea"):
            name = field.get_attribute("id")
            labelled = field.find_elements(By.XPATH, "ancestor::label") or page.find_elements(By.CSS_SELECTOR, f"label[for='{name}']")
            assert labelled or field.get_attribute("aria-hidden"), f"no label: {page.current_url} {name}"

    def act(self, user, action, fields=None, javascript=True, language="zh-CN", refused=False):
        """Opens the form of an action, fills it in and sends it."""
        page = self.open(user, javascript, language)
        self.go(page, f"/rounds/2014/actions/{action}")
        for name, value in (fields or {}).items():
            if name in ("isUpheld", "isPassed", "isQualified"):
                page.find_element(By.ID, f"{name}-{value}").click()
                continue
            field = page.find_element(By.ID, name)
            if field.tag_name == "select":
                Select(field).select_by_value(value)
            elif field.get_attribute("type") == "date" and javascript:
                page.execute_script("arguments[0].value = arguments[1]", field, value)
            elif field.get_attribute("type") == "date":
                year, month, day = value.split("-")
                field.send_keys(year + "\t" + month + day if language.startswith("zh") else month + day + year)
            else:
                field.clear()
                field.send_keys(value)
        page.find_element(By.CSS_SELECTOR, "main form button").click()
        if refused:
            visit.wait_for_element(page, "[role=alert]")
            assert page.find_elements(By.CSS_SELECTOR, "[role=alert]"), page.page_source[:3000]
        else:
            visit.wait_for(page, "done=actionDone", 120)
        self.check(page)

    def run(self):
        self.public_nothing()
        self.last_district_sends()
        self.act("office", "closeCollection", language="en-GB")
        for district in DISTRICTS:
            self.act(f"district{district}", "evaluate", {"district": district})
        self.looks_at_ranking()
        for number, district in enumerate(DISTRICTS):
            self.act(
                f"district{district}", "openDistrictNotice",
                {"district": district, "from": "2014-10-22", "workingDays": "5"}, language="zh-CN")
        self.service.on("2014-10-23")
        self.resident_objects()
        self.act(
            f"district{LAST}", "submitShortlist", {"district": LAST}, refused=True)
        self.act(f"district{LAST}", "answerObjection", {"number": "1", "isUpheld": "no", "reason": "已核查，属实"})
        self.service.on("2014-10-30")
        for district in DISTRICTS:
            self.act(f"district{district}", "submitShortlist", {"district": district}, javascript=district != LAST)
        self.act("office", "beginCityReview")
        for district in DISTRICTS:
            self.act("office", "acceptShortlist", {"district": district}, javascript=False, language="en-GB")
        self.act("office", "openCityNotice", {"from": "2014-10-31", "workingDays": "5"})
        self.service.on("2014-11-10")
        self.act("office", "closeCityNotice")
        self.act("member1", "confirm")
        self.act("member1", "confirm", refused=True)  # four eyes: the same person never counts twice
        self.act("member2", "confirm", language="en-GB")
        self.act("office", "name", {"document": "示例发〔2014〕30号", "day": "2014-11-10"})
        self.everyone_reads()

    def public_nothing(self):
        page = self.visitor()
        self.go(page, "/")
        assert "尚未公布名单" in page.page_source
        self.go(page, "/public/rounds/2014")
        assert "H106" in page.page_source

    def last_district_sends(self):
        """A file with faults is shown with its faults, given up, and the right one is confirmed, taken back once, and has a receipt."""
        faulty = pathlib.Path(tempfile.mkdtemp()) / "phones.csv"
        faulty.write_text("community_id,手机\n329905,13812345678\n", encoding="utf-8")
        page = self.open(f"district{LAST}")
        for path, accepted in [(faulty, False), (CITY / f"responses/{LAST}.csv", True)]:
            self.go(page, "/rounds/2014/uploads")
            page.find_element(By.ID, "file").send_keys(str(path))
            page.find_element(By.CSS_SELECTOR, "main form button").click()
            visit.wait_for(page, "/incoming/", 60)
            self.check(page)
            confirm = page.find_elements(By.CSS_SELECTOR, "form[action$=confirm] button")
            assert bool(confirm) == accepted, page.page_source[:3000]
            (confirm or page.find_elements(By.CSS_SELECTOR, "form[action$=discard] button"))[0].click()
            visit.wait_for(page, "done=uploadConfirmed" if accepted else "done=uploadDiscarded", 60)
        self.check(page)
        receipt = page.find_element(By.CSS_SELECTOR, "a[href$='receipt.json']").get_attribute("href")
        text = page.execute_async_script(
            "const done = arguments[1]; fetch(arguments[0]).then(r => r.text()).then(done)", receipt)
        page = self.visitor(javascript=False, language="en-GB")
        self.go(page, "/public/check")
        page.find_element(By.ID, "receipt").send_keys(text)
        page.find_element(By.CSS_SELECTOR, "main form button").click()
        visit.wait_for_element(page, ".notice.good")
        assert "The receipt holds" in page.page_source, page.page_source[:3000]
        page.find_element(By.ID, "receipt").clear()
        page.find_element(By.ID, "receipt").send_keys(text.replace("responses", "reviews"))
        page.find_element(By.CSS_SELECTOR, "main form button").click()
        visit.wait_for_element(page, ".notice.wrong")
        assert "does not hold" in page.page_source

    def looks_at_ranking(self):
        page = self.open("member1", language="en-GB")
        self.go(page, "/rounds/2014/districts/329912")
        assert len(page.find_elements(By.CSS_SELECTOR, "tr.at-line")) == 1
        page = self.open(f"district{LAST}")
        page.get(self.service.address + "/rounds/2014/districts/329912")
        assert "H106" in page.page_source, "a district sees another's list"

    def resident_objects(self):
        page = self.visitor(javascript=False)
        self.go(page, "/public/rounds/2014")
        links = page.find_elements(By.CSS_SELECTOR, "a[href*='/object?list=']")
        assert len(links) == len(DISTRICTS), page.page_source[:3000]
        heading = page.find_element(By.XPATH, "//h2[contains(., '石桥区')]")
        heading.find_element(By.XPATH, "following::a[contains(@href, '/object?list=')][1]").click()
        self.check(page)
        page.find_element(By.ID, "ground").send_keys("问卷没有入户")
        page.find_element(By.ID, "contact").send_keys("test@example.org")
        page.find_element(By.CSS_SELECTOR, "main form button").click()
        visit.wait_for_element(page, ".notice.good")
        assert "异议已收到" in page.page_source, page.page_source[:3000]

    def everyone_reads(self):
        for language in ("zh-CN", "en-GB"):
            page = self.visitor(language=language)
            self.go(page, "/")
            self.go(page, "/public/rounds/2014")
            assert not printing.faults(page), printing.faults(page)
            page.find_element(By.CSS_SELECTOR, "tbody a").click()
            self.check(page)
            assert not printing.faults(page), printing.faults(page)
            assert ("已获命名" if language == "zh-CN" else "was named") in page.page_source
        page = self.open("auditor")
        self.go(page, "/audit")
        assert "round.confirm" in page.page_source or "round.open" in page.page_source


def main():
    walk = Walk()
    try:
        walk.run()
    finally:
        walk.close()
    print(f"a whole round was walked; {walk.checks} pages were checked")


if __name__ == "__main__":
    sys.exit(main())
