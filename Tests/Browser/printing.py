"""What every page must hold on paper: A4, without what can only be clicked, its tables whole and still tables; and what stands on it."""
import base64
import pathlib
import re
import subprocess
import tempfile

from selenium.webdriver.common.print_page_options import PrintOptions

# 210 mm less the margins of 15 mm (style.css, @page), at 96 dots an inch.
WIDTH = 680

FAULTS = r"""
const faults = [], say = (what, element) => faults.push(what + ": " + element.outerHTML.slice(0, 120).replace(/\s+/g, " "));
for (const e of document.querySelectorAll(".bar,.sections,.tabs,footer,button,.button"))
  if (e.getClientRects().length) say("printed though it can only be clicked", e);
for (const table of document.querySelectorAll("main table")) {
  if (!table.getClientRects().length) continue;
  if (table.getBoundingClientRect().right > document.documentElement.clientWidth + 1) say("cut off at the right edge", table);
  for (const row of table.rows)
    if (getComputedStyle(row).display !== "table-row") { say("no table any more", row); break; }
}
if (document.documentElement.scrollWidth > document.documentElement.clientWidth) say("wider than the sheet", document.body);
return faults;
"""


def faults(page):
    """What would be wrong with the page on paper; the window is afterwards what it was."""
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": "print"})
    page.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": WIDTH, "height": 1000, "deviceScaleFactor": 1, "mobile": False})
    found = page.execute_script(FAULTS)
    page.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"media": ""})
    return found


def printed(page, path):
    """Prints the page to a PDF of A4."""
    options = PrintOptions()
    options.page_width, options.page_height = 21.0, 29.7
    pathlib.Path(path).write_bytes(base64.b64decode(page.print_page(options)))


def codes(pdf):
    """What the QR codes on the sheets of a PDF say."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "150", "-png", str(pdf), folder + "/sheet"], check=True)
        sheets = sorted(str(sheet) for sheet in pathlib.Path(folder).glob("*.png"))
        read = subprocess.run(["zbarimg", "-q", "--nodbus", "--raw", *sheets], check=True, capture_output=True, text=True)
    return re.findall(r"\S+", read.stdout)
