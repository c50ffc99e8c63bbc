"""What every page must hold for people who see little, hear pages or use the keyboard (WCAG 2.2 AA), checked in the browser itself.

No outside program: the rules that a machine can decide are a dozen, and stand here with the number of their success criterion.
"""

AUDIT = r"""
const faults = [];
const say = (rule, element, more) => faults.push(
  rule + ": " + (element ? element.outerHTML.slice(0, 120).replace(/\s+/g, " ") : "") + (more ? " " + more : ""));
const shown = (e) => {
  if (!e.getClientRects().length) return false;
  const s = getComputedStyle(e);
  return s.visibility !== "hidden" && s.display !== "none" && s.opacity !== "0";
};
const text = (e) => (e.getAttribute("aria-label") || e.textContent || "").trim();

// 3.1.1 language, 2.4.2 title
if (!document.documentElement.lang) say("3.1.1", document.documentElement);
if (!document.title.trim()) say("2.4.2", document.head);

// 4.1.1 and what refers to ids
const ids = new Map();
for (const e of document.querySelectorAll("[id]")) {
  if (ids.has(e.id)) say("4.1.1 id twice", e);
  ids.set(e.id, e);
}
for (const name of ["aria-labelledby", "aria-describedby", "for"]) {
  for (const e of document.querySelectorAll("[" + name + "]")) {
    for (const id of e.getAttribute(name).split(/\s+/)) if (!ids.has(id)) say("1.3.1 " + name, e, id);
  }
}

// 1.1.1 drawings and pictures, 4.1.2 names of controls
for (const e of document.querySelectorAll("img")) if (!e.hasAttribute("alt")) say("1.1.1", e);
for (const e of document.querySelectorAll("svg")) if (!e.querySelector("title") || e.getAttribute("role") !== "img") say("1.1.1", e);
for (const e of document.querySelectorAll("a[href], button, summary")) if (shown(e) && !text(e)) say("4.1.2", e);
for (const e of document.querySelectorAll("input:not([type=hidden]), select, textarea")) {
  if (shown(e) && !(e.labels && e.labels.length) && !e.getAttribute("aria-label")) say("3.3.2", e);
}
for (const e of document.querySelectorAll("[role=region], nav")) if (!e.getAttribute("aria-label")) say("4.1.2 region", e);

// 1.3.1 headings in order, one main heading
let level = 0;
for (const e of document.querySelectorAll("h1, h2, h3, h4")) {
  const own = Number(e.tagName[1]);
  if (own > level + 1) say("1.3.1 heading leaps", e);
  level = own;
}
if (document.querySelectorAll("h1").length !== 1) say("1.3.1 h1", document.body);
for (const e of document.querySelectorAll("table")) if (!e.querySelector("th")) say("1.3.1 table", e);

// 2.5.8 targets of 24 px, links inside sentences excepted
for (const e of document.querySelectorAll("button, select, summary, a.button, input:not([type=hidden]):not([type=radio]):not([type=checkbox])")) {
  if (!shown(e)) continue;
  const box = e.getBoundingClientRect();
  if (box.height < 23.5 || box.width < 23.5) say("2.5.8", e, Math.round(box.width) + "x" + Math.round(box.height));
}

// 1.4.3 contrast
const channels = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
const light = (c) => {
  const [r, g, b] = c.map((v) => { v /= 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const ground = (e) => {
  for (let p = e; p; p = p.parentElement) {
    const c = channels(getComputedStyle(p).backgroundColor);
    if (c.length && (c.length < 4 || c[3] > 0)) return c.slice(0, 3);
  }
  return [255, 255, 255];
};
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
const seen = new Set();
while (walker.nextNode()) {
  const e = walker.currentNode.parentElement;
  if (!walker.currentNode.textContent.trim() || seen.has(e) || !shown(e) || e.closest(".spoken, .skip, svg, script, style")) continue;
  seen.add(e);
  const style = getComputedStyle(e);
  const [a, b] = [light(channels(style.color).slice(0, 3)), light(ground(e))];
  const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  const size = parseFloat(style.fontSize);
  const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
  if (ratio < (isLarge ? 3 : 4.5) - 0.01) say("1.4.3", e, ratio.toFixed(2));
}
for (const e of document.querySelectorAll("svg text")) {
  const fill = channels(getComputedStyle(e).fill).slice(0, 3);
  const ratio = 1.05 / (light(fill) + 0.05);
  if (ratio < 4.49) say("1.4.3 svg", e, ratio.toFixed(2));
}

// 1.4.10 no scrolling in two directions
if (document.documentElement.scrollWidth > window.innerWidth + 1) say("1.4.10 wider than the window", document.body, document.documentElement.scrollWidth);
for (const e of document.querySelectorAll(".scroll, .chart")) {
  if (e.scrollWidth > e.clientWidth + 1 && shown(e) && e.tabIndex < 0 && !e.querySelector("a, button, input")) say("2.1.1 scrolls without keyboard", e);
}
return faults;
"""


def audit(page):
    """The faults of the page that is open, one line each."""
    return page.execute_script(AUDIT)


def focus_is_seen(page, steps=12):
    """Goes on by the tabulator and says what shows no focus (2.4.7)."""
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    faults = []
    for _ in range(steps):
        page.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
        fault = page.execute_script(
            "const e = document.activeElement; if (!e || e === document.body) return null;"
            "const s = getComputedStyle(e);"
            "return s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 1 ? e.outerHTML.slice(0, 120) : null;")
        if fault:
            faults.append("2.4.7: " + fault)
    return faults
