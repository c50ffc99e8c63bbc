#!/usr/bin/env python3
"""Measures how well names, telephone and identity numbers, addresses and the like are recognised in free text.

    personal_data.py FORM [--kaoping PROGRAM] [--remarks 10000] [--seed 1] [--messy FILE…] [--show 20] [--lines PROGRAM]

Makes remarks as residents write them, with personal data in known places and with harmless numbers and words that look alike (hotlines,
community codes, amounts, dates, buildings, words that begin like family names), reads them with `kaoping read` as the answers to the
questionnaire FORM's question `suggestion`, and compares. Recall is the share of the planted parts of which nothing is left, precision the share of
the masks that stand for a planted part. --messy adds files of make_city.py --messy-files, whose remarks hold telephone and identity
numbers. --lines measures a program that masks one remark per line instead. Standard library only.
"""
import argparse, collections, csv, io, json, os, random, re, subprocess, sys, tempfile

FAMILY = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超霞平刚桂文辉鑫波斌玉兰建国志华春梅红健鹏飞雪琴俊峰宇浩轩梓涵子怡思琪嘉欣雨婷晓燕淑珍海龙永福德才家和爱民卫东小刚美玲慧敏"
DOUBLE = ["欧阳", "上官", "诸葛", "司马"]
PLACES = ["桂花园小区", "运河花园", "荷花池新村", "青枫苑", "翠竹新村", "金色家园", "锦绣花园", "五星公寓"]
STREETS = ["人民路", "延陵西路", "和平北路", "劳动中路", "清潭路", "怀德南路", "椿庭桥巷", "晋陵大道"]
VILLAGES = ["竹溪村", "石塔村", "庙桥村"]
FULL = str.maketrans("0123456789", "０１２３４５６７８９")

def name(r):
    family = r.choice(DOUBLE) if r.random() < 0.03 else r.choice(FAMILY)
    return family + "".join(r.choice(GIVEN) for _ in range(1 if r.random() < 0.25 else 2))

def mobile(r):
    n = "1" + r.choice("3456789") + "".join(r.choice("0123456789") for _ in range(9))
    return r.choice([n] * 6 + [f"{n[:3]}-{n[3:7]}-{n[7:]}", f"{n[:3]} {n[3:7]} {n[7:]}", f"+86{n}", f"+86 {n}", f"0086{n}", f"86-{n}", n.translate(FULL),
                     f"{n[:3]}.{n[3:7]}.{n[7:]}", f"{n[:5]} {n[5:]}", f"0{n}", n[:4] + "\u200b" + n[4:]])

def landline(r):
    code = r.choice(["0519", "025", "021", "010", "0755", "0571"])
    n = r.choice("2345678") + "".join(r.choice("0123456789") for _ in range(7))
    return r.choice([f"{code}-{n}", f"{code}{n}", f"({code}){n}", f"（{code}）{n}", f"{code} {n}", f"{code}－{n}"])

def identity(r):
    body = r.choice(["320402", "320411", "110105", "310110", "340123"]) + f"{r.randint(1935, 2008)}{r.randint(1, 12):02}{r.randint(1, 28):02}{r.randint(0, 999):03}"
    check = "10X98765432"[sum(int(d) * w for d, w in zip(body, [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])) % 11]
    n = body + check
    return r.choice([n] * 5 + [n.lower(), f"{n[:6]} {n[6:14]} {n[14:]}", n.translate(FULL), f"{n[:6]}-{n[6:14]}-{n[14:]}"])

def old_identity(r): return r.choice(["320402", "110105"]) + f"{r.randint(35, 80)}{r.randint(1, 12):02}{r.randint(1, 28):02}{r.randint(0, 999):03}"

def door(r):
    a, b, c = r.randint(1, 60), r.randint(1, 5), r.choice([f"{r.randint(1, 30)}{r.randint(1, 9):02}"])
    place = r.choice(PLACES)
    return r.choice([f"{place}{a}栋{b}单元{c}室", f"{place}{a}幢{c}室", f"{place}{a}号楼{b}单元{c}", f"{place}{a}-{b}-{c}", f"{place}{a}幢乙单元{c}室",
                     f"{r.choice(STREETS)}{r.randint(1, 400)}号{a}幢{c}室", f"{r.choice(STREETS)}{r.randint(1, 400)}弄{a}号{c}室",
                     f"{r.choice(VILLAGES)}{r.randint(1, 12)}组{r.randint(1, 80)}号", f"{a}栋{b}单元{c}室", f"{a}幢{c}室", f"{a}号楼{b}单元{c}室"])

def street(r):
    return r.choice([f"{r.choice(STREETS)}{r.randint(1, 400)}号", f"{r.choice(PLACES)}{r.randint(1, 60)}幢", f"{r.choice(VILLAGES)}{r.randint(1, 80)}号"])

def email(r): return "".join(r.choice("abcdefghijklmnopqrstuvwxyz") for _ in range(6)) + str(r.randint(1, 999)) + r.choice(["@qq.com", "@163.com", "@example.cn"])
def wechat(r): return r.choice("abcxyz") + "".join(r.choice("abcdefghij0123456789_") for _ in range(r.randint(6, 12)))
def qq(r): return str(r.randint(10**7, 10**10))
def address4(r): return ".".join(str(r.randint(1, 254)) for _ in range(4))
def plate(r): return "苏" + r.choice("ABCDE") + "".join(r.choice("ABCDEFGHJK0123456789") for _ in range(5))
def card(r):
    n = "622202" + "".join(r.choice("0123456789") for _ in range(12))
    total = sum(d if i % 2 else (2 * d - 9 if d > 4 else 2 * d) for i, d in enumerate(map(int, reversed(n))))
    n += str(-total % 10)
    return r.choice([n, " ".join(n[i:i + 4] for i in range(0, len(n), 4))])

# A slot in braces is a planted part: {kind}.
PERSONAL = [
    "联系电话{mobile}", "请打{mobile}", "我的手机是{mobile}，谢谢", "电话：{mobile}", "手机号{mobile}", "有事找我{mobile}", "tel:{mobile}", "微信同号{mobile}",
    "联系人：{name}，电话：{mobile}", "联系人{name}，{mobile}", "{name} {mobile}", "{name}，{mobile}", "{name}{mobile}", "{name}（{mobile}）", "我叫{name}，电话{mobile}",
    "姓名：{name}", "姓名:{name} 电话:{mobile}", "户主：{name}", "我叫{name}，请尽快处理", "本人{name}，身份证{identity}", "投诉人：{name}，住址：{door}", "业主{name}，电话是{mobile}",
    "座机{landline}", "家里电话{landline}", "办公室{landline}转3", "请联系{name}，电话{landline}", "身份证号{identity}", "身份证：{identity}", "证件号码 {identity}", "老身份证{old_identity}",
    "我住{door}", "家住{door}，漏水三个月", "地址：{door}", "住址：{street}", "家庭住址{door}", "{door}漏水", "{door} 的下水道堵了", "住在{street}的老人需要帮助", "本人住{street}",
    "邮箱{email}", "请发邮件到{email}。", "微信号：{wechat}", "加微信{wechat}", "QQ：{qq}", "qq号{qq}", "从{address4}登录失败", "车牌{plate}乱停", "{plate}长期占车位",
    "退款到{card}", "银行卡号{card}", "填表人：{name}", "联系人：{name}同志", "我是{name}，电话{mobile}", "请联系{name}先生", "签名：{name}", "收件人：{name}，{door}，{mobile}",
    "两个号码都行：{mobile} {mobile}", "{mobile}或{mobile}", "手机{mobile}、座机{landline}",
]
HARMLESS = [
    "3号楼漏水，请修", "12345热线打不通", "打110报警也没用", "社区代码329905001001", "2014年9月30日14:33停水", "物业费每月1.85元/平方米", "共1001户，320人不满意", "电梯坏了15天",
    "停车费涨到300元一个月", "人民路12号门口积水", "2单元电梯经常坏", "5栋和6栋之间路灯不亮", "答卷R0500000002", "谢谢，很满意", "方便居民，安全第一", "周边环境温馨", "高度重视老年人问题",
    "马上处理就好", "我是老党员，支持工作", "我是常州人，住了20年", "我是业主，请重视", "希望增加车位100个", "建议9:00-17:30开放活动室", "文化活动太少", "许多居民反映噪音大", "小区有18幢楼，2600多户",
    "3-5岁儿童游乐设施", "空调温度26度", "水管爆了3次", "2013-2014年冬天供暖差", "电话打不通", "手机信号不好", "联系物业没人管", "联系居委会，无人接听", "联系人不清楚", "身份证办理太慢", "姓名牌掉了",
    "第3网格第12组", "住在这里20年了", "住在5楼的老人上下不方便", "订单号20140930143300123456", "发票号12345678", "邮编213000", "物业电话4008001234", "服务热线95598打不通", "门牌号看不清", "快递柜太少@物业",
    "比例是3:2:1", "得分98.5，排名第12", "投诉编号XF20140912001", "楼道灯坏了3盏", "每周一、三、五收垃圾", "管理员态度好", "金额不对，差12000元", "向上级反映多次", "任何时候都要安全", "石头路难走",
    "小区南门到北门500米", "2014.9.30到期", "6.1儿童节活动好", "1号楼2号楼3号楼都没有电梯", "西门24小时开放", "我住了5年", "家住得远", "地址不好找", "负责人不在", "微信群里没人回", "QQ群消息太多", "我是本地户籍",
]
MAKERS = {f.__name__: f for f in [name, mobile, landline, identity, old_identity, door, street, email, wechat, qq, address4, plate, card]}

def remark(r):
    """A text and its planted parts, each (kind, text)."""
    parts, planted = [], []
    for _ in range(r.choice([1, 1, 2, 3])):
        template = r.choice(PERSONAL) if r.random() < 0.45 else r.choice(HARMLESS)
        def fill(match):
            value = MAKERS[match.group(1)](r)
            planted.append((match.group(1), value))
            return value
        parts.append(re.sub(r"\{(\w+)\}", fill, template))
    return r.choice(["。", "；", "\n", " ", "，"]).join(parts), planted

def read(program, form, rows):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "remarks.csv")
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["答卷编号", "您的年龄", "环境卫生", "您的意见和建议"])
            for n, text in enumerate(rows): writer.writerow([f"A{n}", 30, 5, text])
        done = subprocess.run([program, "read", path, "--survey", form, "--format", "json"], capture_output=True)
        result = json.loads(done.stdout)
        texts = {s["id"]: s["answers"].get("suggestion") or "" for s in result["submissions"]}
        findings = json.dumps(result["findings"], ensure_ascii=False)
        return [texts[f"A{n}"] for n in range(len(rows))], findings

MASK = re.compile(r"\[(?:电话|证件号|邮箱|IP|卡号|姓名|住址|账号|车牌|设备号)\]")

def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("form"); p.add_argument("--kaoping", default=".build/release/kaoping"); p.add_argument("--remarks", type=int, default=10000)
    p.add_argument("--seed", type=int, default=1); p.add_argument("--messy", nargs="*", default=[]); p.add_argument("--show", type=int, default=0); p.add_argument("--lines")
    a = p.parse_args()
    r = random.Random(a.seed)
    cases = [remark(r) for _ in range(a.remarks)]
    for path in a.messy:
        with open(path, encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                text = (row.get("remark") or "").strip()
                planted = [("mobile" if len(m) < 15 else "identity", m) for m in re.findall(r"\+?\d{11,18}", text)]
                cases.append((text, planted))
    if a.lines:
        out = subprocess.run([a.lines], input="\n".join(t.replace("\n", "\x0b") for t, _ in cases) + "\n", capture_output=True, text=True).stdout
        masked, findings = [t.replace("\x0b", "\n") for t in out.split("\n")[:-1]], ""
    else:
        masked, findings = read(a.kaoping, a.form, [t for t, _ in cases])
    assert len(masked) == len(cases)
    planted, found, masks, right = collections.Counter(), collections.Counter(), 0, 0
    shown = 0
    for (text, parts), result in zip(cases, masked):
        left = re.sub(r"\s", "", result)
        missed = []
        for kind, value in parts:
            planted[kind] += 1
            if re.sub(r"\s", "", value.strip()) in left: missed.append((kind, value))
            else: found[kind] += 1
        count = len(MASK.findall(result))
        good = min(count, len(parts) - len(missed))
        masks += count; right += good
        if (missed or count > good) and shown < a.show:
            shown += 1; print(("MISSED " if missed else "EXTRA  ") + repr(text) + " -> " + repr(result), missed)
    for kind in sorted(planted): print(f"{kind:13} {found[kind]:6} of {planted[kind]:6} {found[kind] / planted[kind]:.4f}")
    recall, precision = sum(found.values()) / max(1, sum(planted.values())), right / max(1, masks)
    leaks = sum(v in findings for _, parts in cases for k, v in parts if k in ("mobile", "identity", "email"))
    print(f"{len(cases)} remarks, {sum(planted.values())} planted parts, {masks} masks: recall {recall:.4f}, precision {precision:.4f}, {leaks} in findings")
    return 0 if recall >= 0.99 and precision >= 0.98 and leaks == 0 else 1

if __name__ == "__main__":
    sys.exit(main())
