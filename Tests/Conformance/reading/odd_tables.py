#!/usr/bin/env python3
"""Makes tables of responses in the odd shapes that offices send, with the truth beside them, and checks what `kaoping read` finds.

    odd_tables.py FORM [--kaoping PROGRAM] [--tables 200] [--seed 1] [--keep DIR] [--only SEED]

FORM is the community_satisfaction questionnaire (folder or .xlsx). Each table has its own seed, which draws the responses and, one by
one, the heading (names, texts, numbered, two levels, three rows), the values (codes, labels, mixed width), the dates (ISO, zone, Chinese,
English, serial numbers of both systems), the several choices (each separator, a column per choice), the frame (title, blank rows and
columns, subtotals, totals, notes, the header again, an example), and the container (CSV of any encoding, delimiter and line end;
workbooks with shared or inline strings, formulas, hidden sheets and rows; gzip, ZIP). Compared are ids, times, answers, why answers are
missing, the rows that are no records, the encoding, the delimiter, and that every row is a record or not. Standard library only.
"""
import argparse, csv, datetime, gzip, io, json, os, random, subprocess, sys, tempfile, zipfile
from odd_workbook import Book, Failed, Formula, Number

ITEMS = ["env", "safety", "service", "mediation", "culture"]
TEXT = {"id": "答卷编号", "start": "开始时间", "end": "结束时间", "district": "您所在的辖市（区）", "community": "您所在的社区（村）",
        "identity": "您的居民类型", "age": "您的年龄", "env": "环境卫生", "safety": "治安安全", "service": "社区服务", "mediation": "矛盾调解",
        "culture": "文体活动", "overall": "总体满意度（0-10分）", "issues": "最需要改进的方面（可多选）", "suggestion": "您的意见和建议"}
LABELS = {"district": {"d1": "东湖区", "d2": "西塘区", "d3": "南麓市"},
          "community": {"c1001": "桂花园社区", "c1002": "文亨社区", "c1003": "青枫社区", "c2001": "运河里社区", "c2002": "荷花池社区", "c3001": "竹溪村",
                        "c3002": "石塔社区"},
          "identity": {"1": "本地户籍", "2": "外来常住"},
          "sat": {"5": "非常满意", "4": "满意", "3": "一般", "2": "不满意", "1": "非常不满意", "9": "不清楚"},
          "issues": {"parking": "停车", "garbage": "垃圾分类", "property": "物业管理", "elderly": "养老服务", "noise": "噪音扰民"}}
for item in ITEMS:
    LABELS[item] = LABELS["sat"]
WORDS = ["希望多些停车位", "路灯坏了，请尽快修", "很好", "楼道“堆物”多；请清理", "建议：\n一、绿化\n二、健身器材", "社区活动丰富,谢谢", "3号楼漏水", "a=b|c"]
ZONE = datetime.timezone(datetime.timedelta(hours=8))
FULL = str.maketrans("0123456789", "０１２３４５６７８９")


def responses(r):
    """The truth: what was answered."""
    out = []
    for n in range(r.randint(6, 20)):
        community = r.choice(list(LABELS["community"]))
        start = datetime.datetime(2024, 9, r.randint(13, 29), r.randint(8, 20), r.randint(0, 59), 0, tzinfo=ZONE)
        row = {"id": f"R{n + 1:04}", "start": start, "end": start + datetime.timedelta(minutes=r.randint(3, 40)),
               "district": "d" + community[1], "community": community, "identity": r.choice("12"), "age": r.randint(16, 95),
               "overall": r.randint(0, 10), "issues": r.sample(list(LABELS["issues"]), r.randint(0, 3)),
               "suggestion": r.choice(WORDS) if r.random() < 0.4 else ""}
        for item in ITEMS:
            row[item] = r.choice("54321543219") if r.random() < 0.95 else ""
        if r.random() < 0.1: row["age"] = ""
        row["issues"].sort(key=list(LABELS["issues"]).index)
        out.append(row)
    return out


def expected(row, fields):
    answers, missing = {}, {}
    for field in fields:
        if field in ("id", "start", "end"): continue
        value = row[field]
        if field in ITEMS and value == "9": missing[field] = "dont-know"
        elif value == "" or value == []:
            if field != "suggestion": missing[field] = "not-answered"
        elif field in ITEMS: answers[field] = int(value)
        elif field == "suggestion": answers[field] = value
        else: answers[field] = value
    return answers, missing


# ---- how things are written

def serial(moment, from1904):
    epoch = datetime.datetime(1904, 1, 1) if from1904 else datetime.datetime(1899, 12, 30)
    return (moment.replace(tzinfo=None) - epoch).total_seconds() / 86400

def chinese_hour(m):
    half = "上午" if m.hour < 12 else "下午"
    return f"{half}{m.hour if m.hour <= 12 else m.hour - 12}:{m.minute:02}"

DATES = {
    "iso": lambda m: m.strftime("%Y-%m-%d %H:%M:%S"),
    "iso-t": lambda m: m.strftime("%Y-%m-%dT%H:%M:%S"),
    "iso-zone": lambda m: m.strftime("%Y-%m-%dT%H:%M:%S+08:00"),
    "iso-basic-zone": lambda m: m.strftime("%Y-%m-%dT%H:%M:%S+0800"),
    "iso-utc": lambda m: m.astimezone(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.000Z"),
    "slash": lambda m: f"{m.year}/{m.month}/{m.day} {m.hour}:{m.minute:02}",
    "slash-half": lambda m: f"{m.year}/{m.month}/{m.day} {chinese_hour(m)}",
    "dots": lambda m: f"{m.year}.{m.month}.{m.day} {m.hour}:{m.minute:02}:00",
    "chinese": lambda m: f"{m.year}年{m.month}月{m.day}日 {m.hour}:{m.minute:02}",
    "chinese-half": lambda m: f"{m.year}年{m.month}月{m.day}日 {chinese_hour(m)}",
    "chinese-words": lambda m: f"{m.year}年{m.month:02}月{m.day:02}日{m.hour}时{m.minute}分",
    "chinese-week": lambda m: f"{m.year}年{m.month}月{m.day}日 星期{'一二三四五六日'[m.weekday()]} {m.hour}:{m.minute:02}",
    "english": lambda m: m.strftime("%d-%b-%Y %H:%M"),
    "english-short": lambda m: f"{m.day}-{m.strftime('%b-%y')} {m.hour}:{m.minute:02}",
    "english-us": lambda m: m.strftime("%b %d, %Y %I:%M:%S %p"),
    "us": lambda m: f"{m.month}/{m.day}/{m.year} {m.hour}:{m.minute:02}",
    "us-half": lambda m: m.strftime("%m/%d/%Y %I:%M %p"),
    "european": lambda m: f"{m.day}.{m.month}.{m.year} {m.hour}:{m.minute:02}",
    "european-slash": lambda m: m.strftime("%d/%m/%Y %H:%M"),
    "full-width": lambda m: m.strftime("%Y－%m－%d　%H：%M").translate(FULL),
    "compact": lambda m: m.strftime("%Y%m%d %H%M"),
    "compact-14": lambda m: m.strftime("%Y%m%d%H%M%S"),
    "serial-text": lambda m: f"{serial(m, False):.10f}",
}

def number(r, style, value):
    if value == "": return ""
    text = str(value)
    return {"plain": text, "full": text.translate(FULL), "decimal": text + ".0", "blank": f"  {text}　", "invisible": f"\u200b{text}\ufeff"}[style]

def label(field, code, style):
    return code if style == "codes" or code == "" else LABELS[field].get(code, code)


class Table:
    def __init__(self, seed):
        r = random.Random(seed)
        self.r, self.seed = r, seed
        self.rows = responses(r)
        self.fields = ["id", "start", "end", "district", "community", "identity", "age", *ITEMS, "overall", "issues", "suggestion"]
        if r.random() < 0.3: self.fields.remove("end")
        if r.random() < 0.3: self.fields.remove("district")
        if r.random() < 0.25: r.shuffle(self.fields)
        self.heading = r.choice(["names", "texts", "texts", "numbered", "path", "names-and-texts", "two-level", "tagged"])
        if self.heading == "two-level": self.fields.sort(key=lambda f: (f in ITEMS, f in ("suggestion",)))
        self.values = r.choice(["codes", "labels", "labels"])
        self.digits = r.choice(["plain", "plain", "full", "decimal", "blank", "invisible"])
        self.issues = r.choice(["┋", "；", ";", "、", "|", ",", "，", " ", "columns-01", "columns-tick", "columns-words", "columns-label"])
        self.container = r.choice(["csv"] * 4 + ["xlsx"] * 3 + ["gz", "zip"])
        self.date = r.choice(list(DATES) + (["cell", "cell-1904", "cell-chinese"] * 3 if self.container == "xlsx" else []))
        self.encoding, self.delimiter = ("utf-8", ",")
        self.told = None
        # No form of a date may leave day and month open: one day beyond the 12th proves the order, and all are.
        self.notes = []

    # the columns: (field, choice or None)
    def columns(self):
        for field in self.fields:
            if field == "issues" and self.issues.startswith("columns"):
                for choice in LABELS["issues"]: yield field, choice
            else: yield field, None

    def head(self):
        columns = list(self.columns())
        def text(field, choice, n=None):
            base = TEXT[field] if n is None else f"{n}、{TEXT[field]}" if field not in ("id", "start", "end") else TEXT[field]
            return base if choice is None else f"{base}_{LABELS['issues'][choice]}" if n is None else f"{base}({LABELS['issues'][choice]})"
        def name(field, choice):
            return field if choice is None else f"{field}/{choice}"
        if self.heading == "names": return [[name(*c) for c in columns]]
        if self.heading == "texts": return [[text(*c) for c in columns]]
        if self.heading == "tagged": return [[text(f, c) + ("[单选题]" if f in ITEMS else "*" if f == "age" and c is None else "") for f, c in columns]]
        if self.heading == "path":
            group = {**{i: "请评价社区各项工作" for i in ITEMS}, "overall": "请评价社区各项工作", "age": "基本信息", "community": "基本信息"}
            return [[f"{group[f]}/{text(f, c)}" if f in group else text(f, c) for f, c in columns]]
        if self.heading == "numbered":
            number, seen = {}, 0
            for f in ["district", "community", "identity", "age", *ITEMS, "overall", "issues", "suggestion"]:
                seen += 1; number[f] = seen
            return [[text(f, c, number.get(f, 0)) for f, c in columns]]
        if self.heading == "names-and-texts": return [[name(*c) for c in columns], [text(*c) for c in columns]]
        upper, lower, last = [], [], None
        for f, c in columns:
            over = "请评价社区各项工作" if f in ITEMS else TEXT["issues"] if c else "基本信息" if f in ("community", "identity", "age", "district") else TEXT[f]
            upper.append(over if over != last else "")
            last = over
            lower.append(LABELS["issues"][c] if c else TEXT[f] if over != TEXT[f] else "")
        return [upper, lower]

    def cell(self, row, field, choice):
        r, value = self.r, row[field]
        if field in ("start", "end"):
            if self.date.startswith("cell"): return Number(serial(value, self.date == "cell-1904"), 2)
            return DATES[self.date](value)
        if field == "issues":
            if choice:
                ticked, empty = {"columns-01": ("1", "0"), "columns-tick": ("√", ""), "columns-words": ("是", "否"),
                                 "columns-label": (LABELS["issues"][choice], "")}[self.issues]
                if self.issues == "columns-01" and not value: return ""
                return ticked if choice in value else "" if not value else empty
            return self.issues.join(label("issues", v, self.values) for v in value)
        if field in ("age", "overall"): return number(r, self.digits, value)
        if field in ITEMS and self.values == "codes": return number(r, self.digits, value)
        if field in LABELS:
            text = label(field, value, self.values)
            if text and self.digits == "blank": text = f" {text}　"
            if text and self.digits == "invisible": text = text[:1] + "\u200b" + text[1:]
            return text
        if field == "id" and self.digits == "full": return value.translate(FULL)
        if field == "id" and self.digits == "blank": return f" {value}　"
        return value

    def grid(self):
        """Rows of the file, row numbers (from 1) of what is no record, and the rows of the records."""
        r = self.r
        head = self.head()
        width = len(head[0])
        body = [[self.cell(row, *c) for c in self.columns()] for row in self.rows]
        ids = [i for i, c in enumerate(self.columns()) if c[0] == "age"][0]
        rows, others, self.blank, self.merge = [], [], 0, []
        def other(cells):
            rows.append(cells + [""] * (width - len(cells))); others.append(len(rows))
        if r.random() < 0.4:
            other(["2024年社区居民满意度调查答卷汇总表"]); self.merge.append((len(rows), 1, len(rows), width))
            if r.random() < 0.5: other(["填报单位：东湖区民政局", "", "", "填报日期：2024年9月30日"])
            if r.random() < 0.5: rows.append([""] * width)
        self.header_row = len(rows) + 1
        for line in head: rows.append(list(line))
        if self.heading == "two-level":
            starts = [i for i, t in enumerate(head[0]) if t] + [width]
            for a, b in zip(starts, starts[1:]):
                if b - a > 1: self.merge.append((self.header_row, a + 1, self.header_row, b))
                elif not head[1][a]: self.merge.append((self.header_row, a + 1, self.header_row + 1, a + 1))
        frame = r.random()
        records = []
        if frame < 0.15 and self.heading != "two-level": other(["示例"] + ["…"] * (width - 1))
        for n, line in enumerate(body):
            rows.append(line); records.append(len(rows))
            if frame > 0.85 and n == len(body) // 2 and len(head) == 1: rows.append(list(head[0])); others.append(len(rows))
            if 0.7 < frame < 0.85 and n in (len(body) // 2, len(body) - 1):
                total = [""] * width; total[0] = r.choice(["小计", "小 计", "小计："]); total[ids] = "123"
                rows.append(total); others.append(len(rows))
        if r.random() < 0.4:
            word = r.choice(["合计", "合 计", "总计", "平均", "平均分", "Total", "TOTAL:", "合计（份）", "平均值"])
            total = [""] * width; total[0] = word; total[ids if ids else 1] = r.choice(["456", "38.25"])
            rows.append(total); others.append(len(rows))
        if r.random() < 0.4:
            rows.append([""] * width)
            other([r.choice(["注：本表由街道汇总，数据以系统为准。", "说明：空白为未回答", "* 9 表示不清楚", "备注：本表一式两份"])])
            if r.random() < 0.5: other(["填表人：王小明", "", "审核人：李大伟", "联系电话：0519-85588888"])
        if r.random() < 0.2:
            lead = r.randint(1, 2); rows = [[""] * lead + line for line in rows]
            self.merge = [(t, a + lead, b, c + lead) for t, a, b, c in self.merge]
        if r.random() < 0.25: rows = [line + [""] * r.randint(1, 3) if i % 3 == 0 or True else line for i, line in enumerate(rows)]
        longest = max(map(len, rows)); rows = [line + [""] * (longest - len(line)) for line in rows]
        return rows, others, records

    def write(self, folder):
        r = self.r
        rows, self.others, self.records = self.grid()
        if self.container == "xlsx": return self.save(folder, "xlsx", self.workbook(rows))
        encodings = [("utf-8", b"", "UTF-8"), ("utf-8", b"\xef\xbb\xbf", "UTF-8"), ("gb18030", b"", "GB18030"), ("utf-16-le", b"\xff\xfe", "UTF-16LE"),
                     ("utf-16-be", b"\xfe\xff", "UTF-16BE"), ("utf-16-le", b"", "UTF-16LE"), ("utf-16-be", b"", "UTF-16BE"), ("gb18030", b"", "GB18030")]
        encoding, mark, name = r.choice(encodings)
        delimiter = r.choice([",", ",", ";", "\t", "|"])
        ends = r.choice(["\r\n", "\n", "\r", "mixed"])
        quoting = r.choice([csv.QUOTE_MINIMAL, csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
        lines = []
        for line in rows:
            out = io.StringIO(newline="")
            csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerow([str(v) for v in line])
            lines.append(out.getvalue()[:-1])
        # A line of nothing but delimiters is a blank row of a spreadsheet; half of them arrive as blank lines.
        if r.random() < 0.5: lines = ["" if not any(map(str, row)) else line for row, line in zip(rows, lines)]
        text = "".join(l + (r.choice(["\r\n", "\n"]) if ends == "mixed" else ends) for l in lines)
        if r.random() < 0.3: text = text.rstrip("\r\n")
        data = mark + text.encode(encoding)
        self.told = (name, delimiter)
        self.how = [name, delimiter, ends, quoting]
        if self.container == "gz": return self.save(folder, "csv.gz", gzip.compress(data, mtime=0))
        if self.container == "zip":
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive: archive.writestr(zipfile.ZipInfo("答卷.csv"), data)
            return self.save(folder, "zip", out.getvalue())
        return self.save(folder, r.choice(["csv", "txt", "CSV"]), data)

    def workbook(self, rows):
        r = self.r
        book = Book(shared=r.random() < 0.6, from1904=self.date == "cell-1904")
        self.how = ["shared" if book.shared else "inline"]
        if r.random() < 0.3:
            book.sheet("填报说明").append(["本表请于9月30日前报送。"]); self.how.append("cover sheet")
        sheet = book.sheet(r.choice(["Sheet1", "答卷", "数据"]))
        as_numbers = r.random() < 0.6
        self.how.append("numbers" if as_numbers else "text")
        formulas = r.random() < 0.4
        recorded = set(self.records)
        for n, line in enumerate(rows, 1):
            cells = []
            for v in line:
                if as_numbers and n in recorded and isinstance(v, str) and v.isascii() and v.strip().isdigit() and len(v) < 12 and str(int(v)) == v:
                    v = Formula(f"{v}*1", int(v)) if formulas and r.random() < 0.3 else int(v)
                elif formulas and n in recorded and isinstance(v, str) and v and r.random() < 0.1:
                    v = Formula('"x"&""', v)
                cells.append(v)
            if formulas and n in self.others and cells and str(cells[0]).startswith(("合", "总", "平均", "小")):
                cells = [Formula("SUM(A1:A2)", float(v)) if isinstance(v, str) and v.replace(".", "").isdigit() else v for v in cells]
            sheet.append(cells)
        if r.random() < 0.3:
            sheet.hidden_rows = set(r.sample(self.records, 2)); self.how.append("hidden rows")
        if self.merge and r.random() < 0.7:
            for block in self.merge: sheet.merge(*block)
            self.how.append("merged")
        if r.random() < 0.3:
            old = book.sheet("旧数据", hidden=True); self.how.append("hidden sheet")
            for line in rows[:4]: old.append(line)
        return book.bytes()

    def save(self, folder, ending, data):
        path = os.path.join(folder, f"t{self.seed}.{ending}")
        with open(path, "wb") as file: file.write(data)
        return path

    def describe(self):
        return f"{self.heading}, {self.values}, {self.digits}, {self.date}, {self.issues!r}, {self.container} {getattr(self, 'how', '')}"


def check(table, path, program, form):
    done = subprocess.run([program, "read", path, "--survey", form, "--format", "json", "--lang", "en"], capture_output=True)
    try: result = json.loads(done.stdout)
    except ValueError: return [f"status {done.returncode}: {done.stderr.decode(errors='replace')[:300]}"]
    faults = []
    errors = [f for f in result["findings"] if f["severity"] == "error"]
    if done.returncode or errors: return [f"status {done.returncode}: " + "; ".join(f"{e['code']} {e['message']}" for e in errors)[:300]]
    if result["records"] != len(table.rows): faults.append(f"{result['records']} records, not {len(table.rows)}")
    others = sorted(x["row"] for x in result["not_records"] if not (x["sheet"] or "").startswith(("填报说明", "旧数据")))
    if others != table.others: faults.append(f"no records: rows {others}, not {table.others}")
    if table.told and (result["encoding"], result["delimiter"]) != table.told: faults.append(f"told {result['encoding']} {result['delimiter']!r}")
    if len(result["submissions"]) + len(result["rejected"]) + len(result.get("history", [])) != result["records"]: faults.append("rows are lost")
    for got, row in zip(result["submissions"], table.rows):
        answers, missing = expected(row, table.fields)
        where = row["id"]
        if got["id"] != row["id"]: faults.append(f"{where}: id {got['id']!r}")
        for key, field in [("started", "start"), ("ended", "end")]:
            if field in table.fields and (not got[key] or datetime.datetime.fromisoformat(got[key]) != row[field]):
                faults.append(f"{where}: {key} {got[key]} not {row[field]}")
        mine = {k: v for k, v in got["answers"].items() if v is not None}
        for field in sorted(set(mine) | set(answers)):
            if field in ("id", "start", "end") or (field == "suggestion" and str(mine.get(field, "")).split() == str(answers.get(field, "")).split()): continue
            if mine.get(field) != answers.get(field): faults.append(f"{where}: {field} {mine.get(field)!r} not {answers.get(field)!r}")
        for field in sorted(set(missing) | set(got["missing"])):
            if field in missing and got["missing"].get(field) != missing[field]: faults.append(f"{where}: {field} missing {got['missing'].get(field)} not {missing[field]}")
    return faults


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("form"); p.add_argument("--kaoping", default=".build/release/kaoping")
    p.add_argument("--tables", type=int, default=200); p.add_argument("--seed", type=int, default=1)
    p.add_argument("--keep"); p.add_argument("--only", type=int)
    a = p.parse_args()
    folder = a.keep or tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    bad = 0
    seeds = [a.only] if a.only is not None else range(a.seed, a.seed + a.tables)
    for seed in seeds:
        table = Table(seed)
        path = table.write(folder)
        faults = check(table, path, a.kaoping, a.form)
        if faults:
            bad += 1
            print(f"BAD {os.path.basename(path)} ({table.describe()}): {len(faults)}: " + " | ".join(faults[:4]))
    print(f"{len(seeds) - bad} of {len(seeds)} tables are read as they were meant")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
