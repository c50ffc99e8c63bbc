#!/usr/bin/env python3
"""Takes a screenshot of every page in both languages, on a laptop and on a phone (make screenshots).

    screenshots.py FOLDER
"""
import pathlib
import sys

from selenium.webdriver.common.by import By

import visit

PAGES = {
    None: [("home", "/"), ("sign-in", "/sign-in"), ("check", "/public/check"), ("finding", "/help/findings/R101"), ("not-found", "/nothing")],
    "admin": [("work", "/work"), ("users", "/users"), ("account", "/account"), ("audit", "/audit")],
    "office": [("work", "/work"), ("rounds", "/rounds"), ("round", "/rounds/2014"), ("uploads", "/rounds/2014/uploads"), ("close-collection", "/rounds/2014/actions/closeCollection")],
    "member1": [("round", "/rounds/2014"), ("district", "/rounds/2014/districts/329912")],
    "district329905": [("work", "/work"), ("round", "/rounds/2014"), ("uploads", "/rounds/2014/uploads"), ("district", "/rounds/2014/districts/329905"), ("recusal", "/rounds/2014/actions/declareRecusal")],
    "district329912": [("upload", "/rounds/2014/uploads/9")],
    "auditor": [("uploads", "/rounds/2014/uploads")],
    "reviewer": [("work", "/work"), ("uploads", "/rounds/2014/uploads")],
    "evaluator": [("work", "/work")],
}


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    data, codes = visit.example_city()
    service = visit.Service(data).start()
    small = visit.ROOT / "Surveys/example-city-2014/city/responses/329905.csv"
    faulty = pathlib.Path(data + "-faulty.csv")
    lines = small.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace("329905", "999999", 1)
    lines[7] = lines[6]
    faulty.write_text("\n".join(lines[:400]) + "\n", encoding="utf-8")
    try:
        for user, pages in PAGES.items():
            page = visit.browser()
            if user:
                visit.first_sign_in(page, service, user, codes[user])
            if user == "district329905":
                page.get(service.address + "/rounds/2014/uploads")
                page.find_element(By.ID, "file").send_keys(str(faulty))
                page.find_element(By.CSS_SELECTOR, "main form button").click()
                visit.wait_for(page, "/incoming/")
                pages = pages + [("incoming", page.current_url.removeprefix(service.address))]
            for width in (1200, 390):
                for language in ("zh", "en"):
                    page.set_window_size(width, 900)
                    page.get(service.address + f"/language/{language}?next=/")
                    for name, path in pages:
                        page.set_window_size(width, 900)
                        page.get(service.address + path)
                        visit.shoot(page, str(folder / f"{user or 'public'}-{name}-{language}-{width}.png"))
                        wide = page.execute_script("return document.documentElement.scrollWidth > window.innerWidth")
                        if wide:
                            print("wider than the window:", user, name, language, width)
            for entry in page.get_log("browser"):
                if "favicon" not in entry["message"] and "404" not in entry["message"]:
                    print(entry["level"], entry["message"])
            page.quit()
    finally:
        service.stop()


if __name__ == "__main__":
    main()
