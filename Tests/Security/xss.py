#!/usr/bin/env python3
"""Types sixty pieces of hostile markup into whatever is stored and shown, and opens every page as every role in Debian's chromium (S12).

    KAOPING=.build/release/kaoping xss.py        (needs selenium and chromium, as make browser-test)

No dialog may open, no script may run, and the browser may report no breach of the content policy: what is refused by the policy only was
not escaped.
"""
import pathlib
import re
import sys
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "Browser"))
import visit  # noqa: E402

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "ServiceDriver"))
import service  # noqa: E402

MARK = "window.kaopingXSS=1"
TAGS = [f"<script>{MARK}</script>", f"<img src=x onerror={MARK}>", f"<svg onload={MARK}>", f"<body onload={MARK}>",
        f"<iframe src=javascript:{MARK}>", f"<details open ontoggle={MARK}>", f"<video><source onerror={MARK}>", f"<math><a xlink:href=javascript:{MARK}>x",
        f"<a href=javascript:{MARK}>x</a>", f"<form action=javascript:{MARK}><input type=submit>", f"<base href=javascript:{MARK}//>",
        "<meta http-equiv=refresh content='0;url=//evil.example'>", "<link rel=stylesheet href=//evil.example/x.css>", "<style>*{color:red}</style>",
        f"<object data=javascript:{MARK}>", f"<embed src=javascript:{MARK}>", f"<input autofocus onfocus={MARK}>", f"<marquee onstart={MARK}>"]
BREAKS = ["", "\"", "'", "\">", "'>", "</title>", "</textarea>", "</script>", "-->", "]]>"]
OTHERS = ["{{7*7}}", "{{{style}}}", "{{#t}}x{{/t}}", "${7*7}", "<%= 7*7 %>", "&lt;script&gt;", "&#60;script&#62;", "\u2028<script>", "\ufeff<script>",
          "＜script＞alert(1)＜/script＞", "<scr<script>ipt>" + MARK + "</script>", "<ScRiPt>" + MARK + "</sCrIpT>", "<svg><script>" + MARK + "</script></svg>",
          "<img src=x onerror\t=" + MARK + ">", "<img/src=x/onerror=" + MARK + ">", "<a href='java\tscript:" + MARK + "'>x</a>",
          "<svg><animate onbegin=" + MARK + " attributeName=x>", "<button formaction=javascript:" + MARK + ">x", "<x contenteditable onblur=" + MARK + ">y",
          "<noscript><p title='</noscript><img src=x onerror=" + MARK + ">'>", "javascript:" + MARK, "data:text/html,<script>" + MARK + "</script>"]
PAYLOADS = (TAGS + [start + TAGS[0] for start in BREAKS[1:]] + [start + TAGS[1] for start in BREAKS[1:]]
            + ["\" onmouseover=" + MARK + " x=\"", "' onfocus=" + MARK + " autofocus='"] + OTHERS)[:60]


def fill(server, codes):
    """Stores every payload wherever somebody can type."""
    browsers = {name: service.first_sign_in(server, name, codes[name]) for name in ("admin", "office", "district329905", "auditor")}
    programs = {name: service.Client(server, service.token(browser, name=PAYLOADS[0])) for name, browser in browsers.items()}
    for number, text in enumerate(PAYLOADS):
        programs["admin"].json("POST", "/api/v1/users", {"name": f"x{number}", "display": text, "grants": ["auditor", "reviewer@department:" + text[:40]]})
        programs["office"].json("POST", "/api/v1/rounds", {"id": f"x{number}", "year": 2030 + number, "title": text})
        programs["office"].send("POST", "/api/v1/rounds/2014/uploads?kind=document&name=" + urllib.parse.quote(text), b"x" + text.encode(),
                                {"Content-Type": "application/octet-stream"})
        programs["office"].json("POST", "/api/v1/rounds/2014/actions", {"action": {"declareRecusal": {
            "user": "office", "communities": ["K000001"], "reason": text}}}, {"If-Match": "*"})
    table = "community_id," + ",".join("\"" + text.replace("\"", "\"\"") + "\"" for text in PAYLOADS) + "\n"
    table += "".join("\"" + text.replace("\"", "\"\"").replace("\n", " ") + "\"" + ",1" * len(PAYLOADS) + "\n" for text in PAYLOADS)
    import base64
    metadata = ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in [
        ("round", "2014"), ("kind", "responses"), ("scope", "district:329905"), ("filename", PAYLOADS[1])])
    begun = programs["district329905"].send("POST", "/api/v1/uploads", headers={
        "Upload-Length": str(len(table.encode())), "Upload-Metadata": metadata, "Tus-Resumable": "1.0.0"})
    place = begun.headers["Location"]
    programs["district329905"].send("PATCH", place, table.encode(), {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"})
    programs["district329905"].get(place)
    return browsers, "/incoming/" + place.rsplit("/", 1)[1]


def pages(client, start):
    """All pages that links lead to from here, as far as they are ours."""
    found, waiting = [], list(start)
    while waiting and len(found) < 250:
        path = waiting.pop(0)
        if path in found:
            continue
        found.append(path)
        answer = client.get(path)
        if "text/html" not in (answer.headers.get("Content-Type") or ""):
            continue
        for link in re.findall(r'href="(/[^"#]*)', answer.text):
            link = link.replace("&amp;", "&")
            # One of each kind is enough: numbers stand for each other.
            kind = re.sub(r"\d+|x\d+", "0", link)
            if link not in waiting and not link.startswith(("/static", "/language")) and sum(
                    re.sub(r"\d+|x\d+", "0", other) == kind for other in found + waiting) < 4:
                waiting.append(link)
    return found


def main():
    data, codes = service.example_city()
    server = service.Service(data).start()
    faults, seen = [], 0
    try:
        browsers, incoming = fill(server, codes)
        for name, client in list(browsers.items()) + [(None, service.Client(server))]:
            start = ["/", "/work", "/account", "/public/check?x=" + urllib.parse.quote(PAYLOADS[1]), "/sign-in?next=" + urllib.parse.quote(PAYLOADS[1])]
            start += [incoming] if name == "district329905" else ["/audit?actor=" + urllib.parse.quote(PAYLOADS[21])] if name == "auditor" else []
            page = visit.browser()
            page.get(server.address + "/healthz")
            for cookie, value in client.cookies.items():
                page.add_cookie({"name": cookie, "value": value, "path": "/"})
            for path in pages(client, start):
                for language in ("zh", "en"):
                    page.get(server.address + f"/language/{language}?next=" + urllib.parse.quote(path) if language == "en" else server.address + path)
                    seen += 1
                    try:
                        page.switch_to.alert.dismiss()
                        faults.append(f"a dialog on {path} as {name}")
                    except Exception:
                        pass
                    if page.execute_script("return window.kaopingXSS === 1"):
                        faults.append(f"a script ran on {path} as {name}")
                    if page.execute_script("return document.querySelectorAll('main script, main iframe, main object, main embed, main base, main style, [onerror], [onload], [onfocus]').length"):
                        faults.append(f"markup of a visitor became elements on {path} as {name}")
                for entry in page.get_log("browser"):
                    if "Content Security Policy" in entry["message"] or "Refused" in entry["message"]:
                        faults.append(f"{path} as {name}: {entry['message'][:200]}")
            page.quit()
    finally:
        server.discard()
    if faults:
        sys.exit("\n".join(sorted(set(faults))))
    print(f"{len(PAYLOADS)} payloads, {seen} pages opened: no dialog, no script, no breach of the policy")


if __name__ == "__main__":
    main()
