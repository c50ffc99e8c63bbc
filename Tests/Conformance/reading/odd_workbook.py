"""Writes workbooks of Office Open XML with what libraries do not offer: formulas with or without the value that was last computed,
both date systems, inline or shared strings, numbers stored as text, hidden rows and sheets, merged cells. Standard library only."""
import io
import zipfile
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# Styles by number: 1 a date, 2 a moment, 3 a Chinese date, 4 per cent, 5 thousands.
FORMATS = {1: "14", 2: "164", 3: "165", 4: "9", 5: "3"}


def column(index):
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(65 + rest) + name
    return name


class Number(float):
    """A number with a style: Number(45547.5, 2)."""

    def __new__(cls, value, style=0):
        self = super().__new__(cls, value)
        self.style = style
        return self


class Formula:
    """A formula and the value that the program computed last; None if it never did."""

    def __init__(self, text, value=None):
        self.text, self.value = text, value


class Failed(str):
    """An error such as #N/A."""


class Sheet:
    def __init__(self, name, hidden=False):
        self.name, self.hidden = name, hidden
        self.rows = []
        self.merged = []
        self.hidden_rows = set()

    def append(self, row):
        self.rows.append(row)

    def merge(self, top, left, bottom, right):
        """Counted from 1, both ends included."""
        self.merged.append(f"{column(left - 1)}{top}:{column(right - 1)}{bottom}")


class Book:
    def __init__(self, shared=True, from1904=False):
        self.shared, self.from1904 = shared, from1904
        self.sheets = []
        self.strings = {}

    def sheet(self, name, hidden=False):
        self.sheets.append(Sheet(name, hidden))
        return self.sheets[-1]

    def cell(self, place, value):
        if value is None or value == "":
            return ""
        if isinstance(value, Formula):
            kind, shown = "", ""
            if isinstance(value.value, str):
                kind = ' t="str"'
            if value.value is not None:
                shown = f"<v>{escape(str(value.value))}</v>"
            return f'<c r="{place}"{kind}><f>{escape(value.text)}</f>{shown}</c>'
        if isinstance(value, Failed):
            return f'<c r="{place}" t="e"><v>{value}</v></c>'
        if isinstance(value, bool):
            return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, (int, float)):
            style = getattr(value, "style", 0)
            text = repr(float(value)) if float(value) % 1 else str(int(value))
            return f'<c r="{place}" s="{style}"><v>{text}</v></c>'
        if self.shared:
            index = self.strings.setdefault(value, len(self.strings))
            return f'<c r="{place}" t="s"><v>{index}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'

    def worksheet(self, sheet):
        rows = []
        for number, row in enumerate(sheet.rows, 1):
            cells = "".join(self.cell(f"{column(i)}{number}", v) for i, v in enumerate(row))
            hidden = ' hidden="1"' if number in sheet.hidden_rows else ""
            if cells or hidden:
                rows.append(f'<row r="{number}"{hidden}>{cells}</row>')
        merged = "".join(f'<mergeCell ref="{m}"/>' for m in sheet.merged)
        merged = f'<mergeCells count="{len(sheet.merged)}">{merged}</mergeCells>' if merged else ""
        return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData>{merged}</worksheet>'

    def bytes(self):
        parts = {f"xl/worksheets/sheet{i}.xml": self.worksheet(s) for i, s in enumerate(self.sheets, 1)}
        names = "".join(
            f'<sheet name="{escape(s.name)}" sheetId="{i}"{" state=" + chr(34) + "hidden" + chr(34) if s.hidden else ""} r:id="r{i}"/>'
            for i, s in enumerate(self.sheets, 1))
        dates = '<workbookPr date1904="1"/>' if self.from1904 else ""
        parts["xl/workbook.xml"] = f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">{dates}<sheets>{names}</sheets></workbook>'
        links = [(f"r{i}", "worksheet", f"worksheets/sheet{i}.xml") for i in range(1, len(self.sheets) + 1)]
        links.append(("rs", "styles", "styles.xml"))
        if self.shared:
            links.append(("rt", "sharedStrings", "sharedStrings.xml"))
            items = "".join(f'<si><t xml:space="preserve">{escape(t)}</t></si>' for t in self.strings)
            parts["xl/sharedStrings.xml"] = f'<sst xmlns="{MAIN}">{items}</sst>'
        parts["xl/_rels/workbook.xml.rels"] = relations(links)
        parts["_rels/.rels"] = relations([("r1", "officeDocument", "xl/workbook.xml")])
        formats = "".join(f'<xf numFmtId="{FORMATS.get(i, 0)}" applyNumberFormat="1"/>' for i in range(6))
        parts["xl/styles.xml"] = (
            f'<styleSheet xmlns="{MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy/m/d\\ h:mm:ss"/>'
            f'<numFmt numFmtId="165" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>'
            f"<cellXfs count=\"6\">{formats}</cellXfs></styleSheet>")
        kinds = "".join(
            f'<Override PartName="/{name}" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
            for name, kind in [("xl/workbook.xml", "sheet.main"), ("xl/styles.xml", "styles")]
            + [(n, "worksheet") for n in parts if "worksheets" in n])
        parts["[Content_Types].xml"] = (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
            f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{kinds}</Types>')
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in parts.items():
                archive.writestr(zipfile.ZipInfo(name), '<?xml version="1.0" encoding="UTF-8"?>\n' + text)
        return out.getvalue()


def relations(links):
    inside = "".join(f'<Relationship Id="{i}" Type="{OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in links)
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'
