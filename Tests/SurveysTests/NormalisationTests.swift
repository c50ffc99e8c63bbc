import Findings
import Sheets
import Surveys
import TestSupport
import Testing

/// Numbers, moments, names and personal data in the writings that files show.
@Suite struct NormalisationTests {
  static let numbers: [(String, Double?)] = [
    ("34", 34), ("34.0000000000", 34), ("３４", 34), ("1,234", 1234), ("1,234,567.5", 1_234_567.5), ("1 234", 1234),
    ("-7", -7),
    ("34岁", 34), ("９０％", 90), ("三十四", 34), ("一百零五", 105), ("二〇一四", 2014), ("十", 10), ("廿三", 23), ("１．５", 1.5),
    ("\u{200B}5\u{FEFF}", 5),
    ("1,23", nil), ("abc", nil), ("", nil), ("inf", nil), ("0x10", nil), ("1e400", nil), ("三四", nil), ("12,3456", nil),
  ]

  @Test(arguments: numbers.indices) func numbersAreReadOrRefused(_ index: Int) {
    let (text, value) = NormalisationTests.numbers[index]
    #expect(NumberText(text)?.value == value, "\(text)")
  }

  static let moments: [(String, String?)] = [
    ("2014-09-30 14:33:46", "2014-09-30 14:33:46"), ("2014-09-30T14:33:46.789", "2014-09-30 14:33:46"),
    ("2014/9/1 9:05", "2014-09-01 09:05:00"),
    ("2014.9.1", "2014-09-01 00:00:00"), ("20140901", "2014-09-01 00:00:00"), ("20140901090500", "2014-09-01 09:05:00"),
    ("2014年9月1日", "2014-09-01 00:00:00"), ("2014年9月1日 下午3:05", "2014-09-01 15:05:00"),
    ("2014年9月1日15时5分", "2014-09-01 15:05:00"),
    ("1-Sep-14 9:05", "2014-09-01 09:05:00"), ("3-May-70", "1970-05-03 00:00:00"), ("3-May-170", nil),
    ("二〇一四年九月三十日", "2014-09-30 00:00:00"), ("二○一四年十二月十一日", "2014-12-11 00:00:00"),
    ("2014年9月1日 下午3点半", "2014-09-01 15:30:00"),
    ("２０１４－０９－３０　１４：３３", "2014-09-30 14:33:00"), ("41912.6067824074", "2014-09-30 14:33:46"),
    ("30 Sep 2014 2:33 PM", "2014-09-30 14:33:00"),
    ("September 30, 2014", "2014-09-30 00:00:00"), ("30/9/2014 14:33", "2014-09-30 14:33:00"),
    ("9/30/2014", "2014-09-30 00:00:00"),
    ("2014-09-30 12:05 AM", "2014-09-30 00:05:00"), ("2014-02-29", nil), ("2014-13-01", nil), ("3/4/2014", nil),
    ("2014-09-30 25:00", nil),
    ("yesterday", nil), ("", nil), ("2014-09-30 14:33 somewhere", nil), ("99999999", nil), ("12", nil),
  ]

  @Test(arguments: moments.indices) func momentsAreReadOrRefused(_ index: Int) {
    let (text, written) = NormalisationTests.moments[index]
    #expect(Moment(text).map { Moment.text($0.wall) } == written, "\(text)")
  }

  @Test func anOrderOfDayAndMonthIsTakenOnlyWhereItIsTheOnlyOne() {
    #expect(Moment.order(of: ["1/2/2014", "13/2/2014"]) == .dayFirst)
    #expect(Moment.order(of: ["1/2/2014", "2/13/2014"]) == .monthFirst)
    #expect(Moment.order(of: ["1/2/2014", "2/3/2014"]) == nil)
    #expect(Moment.order(of: ["1/13/2014", "13/1/2014"]) == nil)
    #expect(Moment.isAmbiguous("1/2/2014"))
    #expect(Moment("1/2/2014", order: .dayFirst).map { Moment.text($0.wall) } == "2014-02-01 00:00:00")
  }

  /// Days there and back, over four centuries.
  @Test func daysAndDatesAgree() {
    var generator = SeededGenerator(seed: 7)
    for _ in 0..<2000 {
      let wall = Int(generator.next() % 9_000_000_000) - 2_000_000_000
      let text = Moment.text(wall)
      #expect(Moment(text)?.wall == wall, "\(text)")
    }
  }

  static let texts: [(String, String)] = [
    ("联系电话13800138000", "联系电话[电话]"), ("+8613800138000", "[电话]"), ("电话：138 0013 8000。", "电话：[电话]。"),
    ("身份证329900199001011234", "身份证[证件号]"), ("11010519491231002X", "[证件号]"), ("110105491231002", "[证件号]"),
    ("座机0519-85588888转3", "座机[电话]转3"),
    ("邮箱 li.si@example.cn，谢谢", "邮箱 [邮箱]，谢谢"), ("来自203.0.113.7的", "来自[IP]的"), ("卡6222021234567890128", "卡[卡号]"),
    ("联系人：张三 来过", "联系人：[姓名] 来过"), ("１３８００１３８０００", "[电话]"),
    ("我叫王小明，住在桂花园小区3栋2单元501室", "我叫[姓名]，[住址]"), ("张三13800138000", "[姓名][电话]"),
    ("业主江涵娟，电话是19606931376", "业主[姓名]，电话是[电话]"), ("138 0013 8000 13912345678", "[电话] [电话]"),
    ("(0519)85588888或1380013\u{200B}8000", "[电话]或[电话]"), ("地址：58幢2401室", "地址：[住址]"), ("竹溪村3组12号", "[住址]"),
    ("微信号：abc_12345，QQ：12345678", "微信号：[账号]，QQ：[账号]"), ("苏D12345长期占位", "[车牌]长期占位"),
    ("从2001:db8::1登录", "从[IP]登录"), ("手机00:1B:44:11:3A:B7", "手机[设备号]"),
    ("谢谢，电话13800138000", "谢谢，电话[电话]"), ("3号楼漏水", "3号楼漏水"), ("人民路12号门口积水", "人民路12号门口积水"),
    ("12345热线打不通，物业电话4008001234", "12345热线打不通，物业电话4008001234"), ("我是业主，请重视", "我是业主，请重视"),
    ("村里路灯坏了3盏；请修。", "村里路灯坏了3盏；请修。"), ("社区代码329905001001", "社区代码329905001001"), ("2014年9月30日14:33", "2014年9月30日14:33"),
    ("答卷R0500000002", "答卷R0500000002"), ("共1001个社区", "共1001个社区"), ("=1+1", "=1+1"),
  ]

  @Test(arguments: texts.indices) func personalDataAreMaskedAndNothingElse(_ index: Int) {
    let (text, masked) = NormalisationTests.texts[index]
    #expect(PersonalData.mask(text).text == masked)
  }

  @Test func theRegisterResolvesCodesAndOnlyHintsAtNames() {
    var findings: [Finding] = []
    let roster = sheet("community_id,name\n1001,桂花园社区\n1002,文亨社区居委会\n1003,竹溪村\n1004,竹溪社区\n", file: "roster.csv")
    let lineage = sheet(
      "old_code,new_code,from\n0901,0950,2010-01-01\n0950,1001,2013-05-01\n0777,1002,2015-06-01\n0888,1001,2012-01-01\n0888,1002,2012-01-01\n",
      file: "lineage.csv")
    let register = CommunityRegister(roster: roster, lineage: lineage, asOf: "2014-09-30", findings: &findings)
    #expect(register.match("１００１") == .current("1001"))
    #expect(register.match("0901") == .successor("1001"))
    #expect(register.match("0777") == .unknown)
    #expect(register.match("0888") == .unknown)
    #expect(register.match("桂花园社区") == .name("1001"))
    #expect(register.match("桂花园") == .hint(["桂花园社区"]))
    #expect(register.match("文亨社区") == .hint(["文亨社区居委会"]))
    #expect(register.match("竹溪村委会") == .hint(["竹溪村", "竹溪社区"]))
    #expect(register.match("不存在") == .unknown)
    #expect(findings.isEmpty)
  }
}
