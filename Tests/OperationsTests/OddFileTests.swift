import Findings
import Foundation
import Operations
import Surveys
import TestSupport
import Testing

/// Spreadsheets as offices send them: titles, merged headings, totals, notes, odd numbers and dates, headings twice.
@Suite struct OddFileTests {
  /// A file and what it must give.
  struct OddFile: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var text: String
    /// Answers of the submissions in their order; items that are not named do not matter.
    var answers: [[String: String]] = []
    var started: [String?] = []
    var headerRows = 1
    /// Row numbers of what is no record.
    var notRecords: [Int] = []
    var rejected: [Int] = []
    var codes: Set<FindingCode> = []
    var flags: [[String]] = []
  }

  static let heading = "答卷编号,开始时间,结束时间,您所在的社区（村）,您的年龄,环境卫生,治安安全,社区服务,矛盾调解,文体活动"

  static func row(
    _ id: String, start: String = "2024-09-12 10:00:00", age: String = "34", _ answers: String = "满意,满意,一般,满意,满意"
  )
    -> String
  { "\(id),\(start),2024-09-12 10:05:00,桂花园社区,\(age),\(answers)\n" }

  static let files: [OddFile] = [
    OddFile(
      testDescription: "title, blank line, totals and notes",
      text:
        "2024年居民满意度调查汇总表\n\n\(heading)\n\(row("A1"))\(row("A2", age: "40"))合计,2,,,74\n注：本表由调查组整理，数据以系统为准。\n填表人：张三　联系电话：13800138000\n",
      answers: [["age": "34", "env": "4"], ["age": "40"]], notRecords: [1, 6, 7, 8]),
    OddFile(
      testDescription: "two levels of headings",
      text: "答卷编号,基本信息,,请评价社区各项工作,,,,\n,您所在的社区（村）,您的年龄,环境卫生,治安安全,社区服务,矛盾调解,文体活动\nA1,文亨社区,50,5,4,3,2,1\n",
      answers: [["community": "c1002", "age": "50", "env": "5", "culture": "1"]], headerRows: 2),
    OddFile(
      testDescription: "the header again in the middle", text: "\(heading)\n\(row("A1"))\(heading)\n\(row("A2"))",
      answers: [[:], [:]], notRecords: [3]),
    OddFile(
      testDescription: "full-width digits, units, separators and numerals",
      text:
        "\(heading)\n\(row("A1", age: "３４"))\(row("A2", age: "34岁"))\(row("A3", age: "三十四"))\(row("A4", age: "34.0"))\(row("A5", age: "\u{200B}34\u{FEFF}"))",
      answers: Array(repeating: ["age": "34"], count: 5), codes: [.answerNormalised]),
    OddFile(
      testDescription: "dates of every form",
      text: "\(heading)\n"
        + [
          "2024/9/12 10:00", "2024.9.12 10:00:00", "2024年9月12日 上午10:00", "二〇二四年九月十二日 上午10:00", "20240912 1000",
          "45547.4166666667",
          "12 Sep 2024 10:00", "Sep 12, 2024 10:00 AM", "2024-09-12T02:00:00Z", "2024-09-12T10:00:00.123+08:00",
          "２０２４－０９－１２　１０：００",
          "2024年9月12日 10时00分", "\"2024年9月12日 星期四 10:00\"",
        ].map { $0.contains("Sep 12,") ? row("X", start: "\"\($0)\"") : row("X", start: $0) }.enumerated()
        .map { $1.replacingOccurrences(of: "X,", with: "A\($0),") }.joined(),
      answers: Array(repeating: [:], count: 13), started: Array(repeating: "2024-09-12T10:00:00+08:00", count: 13),
      codes: [.timeNormalised]),
    OddFile(
      testDescription: "day first, as another row proves",
      text: "\(heading)\n\(row("A1", start: "12/9/2024 10:00"))\(row("A2", start: "25/9/2024 10:00"))",
      answers: [[:], [:]], started: ["2024-09-12T10:00:00+08:00", "2024-09-25T10:00:00+08:00"]),
    OddFile(
      testDescription: "day and month that nothing tells apart",
      text: "\(heading)\n\(row("A1", start: "3/4/2024 10:00"))",
      answers: [[:]], started: [nil], codes: [.ambiguousDate]),
    OddFile(
      testDescription: "a heading twice", text: "\(heading),您的年龄\n\(row("A1").dropLast()),99\n",
      answers: [["age": "34"]], codes: [.headingTwice]),
    OddFile(
      testDescription: "rows too short and too long",
      text: "\(heading)\n\(row("A1"))A2,2024-09-12 10:00:00,,桂花园社区\n\(row("A3").dropLast()),5,6\n\(row("A4"))",
      answers: [[:], [:]], rejected: [3, 4], codes: [.raggedRow]),
    OddFile(
      testDescription: "codes, labels and words for no answer in one column",
      text: "\(heading)\n\(row("A1", "5,非常满意,不清楚,７,"))", answers: [["env": "5", "safety": "5"]],
      codes: [.impossibleCode]),
    OddFile(
      testDescription: "the same submission again",
      text: "\(heading)\n\(row("A1", age: "20"))\(row("A2"))\(row("A1", age: "21"))",
      answers: [["age": "21"], ["age": "34"]],
      codes: [.laterSubmission]),
    OddFile(
      testDescription: "no identifiers", text: "您的年龄,环境卫生,治安安全\n30,5,4\n30,5,4\n",
      answers: [["age": "30"], ["age": "30"]],
      codes: [.identifierMade]),
    OddFile(
      testDescription: "several choices with a comma of China",
      text: "答卷编号,您的年龄,最需要改进的方面（可多选）\nA1,30,停车、噪音扰民\nA2,30,停车；垃圾分类\nA3,30,parking noise\n",
      answers: [["issues": "parking noise"], ["issues": "parking garbage"], ["issues": "parking noise"]]),
    OddFile(
      testDescription: "one column per choice with words",
      text: "答卷编号,您的年龄,最需要改进的方面（可多选）_停车,最需要改进的方面（可多选）_噪音扰民\nA1,30,√,\nA2,30,否,是\nA3,30,,\n",
      answers: [["issues": "parking"], ["issues": "noise"], ["issues": ""]]),
    OddFile(
      testDescription: "identifiers in full-width digits, the second a resubmission of the first",
      text: "\(heading)\n\(row("Ａ０１", age: "20"))\(row(" A01\u{200B}", age: "21"))", answers: [["age": "21"]],
      codes: [.answerNormalised, .laterSubmission]),
    OddFile(
      testDescription: "signatures of three in one row, an example behind empty columns",
      text:
        ",\(heading)\n,示例,…,…,…,…,…,…,…,…,…\n,\(row("A1"))\n,填表人：王小明,,审核人：李大伟,联系电话：0519-85588888,,,,,,\n",
      answers: [["age": "34"]], notRecords: [2, 5]),
    OddFile(
      testDescription: "years of two digits",
      text: "\(heading)\n\(row("A1", start: "12-Sep-24 10:00"))", answers: [[:]],
      started: ["2024-09-12T10:00:00+08:00"], codes: [.timeNormalised]),
    OddFile(
      testDescription: "personal data beside and inside the answers",
      text: "答卷编号,姓名,手机,您的年龄,您的意见和建议\nA1,张三,13800138000,30,请打13912345678或发 li@example.cn\n",
      answers: [["age": "30", "suggestion": "请打[电话]或发 [邮箱]"]], codes: [.personalColumn, .personalTextMasked]),
  ]

  @Test(arguments: files) func oddFilesGiveTheirRecords(_ odd: OddFile) throws {
    let outcome = try read(Array(odd.text.utf8))
    #expect(
      !outcome.findings.contains { $0.severity == .error }, "\(outcome.findings.filter { $0.severity == .error })")
    let table = try #require(outcome.reading.tables.first)
    let submissions = outcome.reading.submissions
    #expect(submissions.count == odd.answers.count)
    for (submission, answers) in zip(submissions, odd.answers) {
      for (name, text) in answers {
        let item = try #require(table.form.questions.firstIndex { $0.name == name })
        #expect(submission.answers[item]?.expressionText ?? "" == text, "\(name) of \(submission.id)")
      }
    }
    for (submission, started) in zip(submissions, odd.started) {
      #expect(submission.started.map(SurveyZone.china.text) == started, "\(submission.id)")
    }
    #expect(table.table.headerRows == odd.headerRows)
    #expect(table.table.leftOut.map(\.row) == odd.notRecords)
    #expect(table.rejected.map { table.table.records[$0.record].number } == odd.rejected)
    #expect(odd.codes.isSubset(of: Set(outcome.findings.map(\.code))))
    let shown = "\(submissions)" + outcome.findings.map { "\($0.found ?? "")\($0.details)" }.joined()
    for secret in ["13800138000", "13912345678", "张三", "li@example.cn"] { #expect(!shown.contains(secret)) }
  }

  static let encodings: [(name: String, bytes: [UInt8])] = [
    ("GB18030", gb18030("问卷编号,您的年龄,环境卫生\r\nA1,30,满意\r\n")),
    ("UTF-16LE", [0xFF, 0xFE] + "答卷编号\t您的年龄\t环境卫生\nA1\t30\t满意\n".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }),
    // Without a mark, and with 一 and the ideographic space, whose bytes look like the other order.
    (
      "UTF-16BE",
      "答卷编号\t您的年龄\t环境卫生\nA1\t　30　\t　满意\nA2\t31\t　一般　\n".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 255)] }
    ),
    ("UTF-8", Array("答卷编号;您的年龄;环境卫生\rA1;30;满意\r".utf8)),
    ("UTF-8", [0xEF, 0xBB, 0xBF] + Array("答卷编号|您的年龄|环境卫生\nA1|30|满意".utf8)),
  ]

  private static func gb18030(_ text: String) -> [UInt8] {
    let encoding = String.Encoding(rawValue: 0x8000_0632)
    return Array(text.data(using: encoding) ?? Data())
  }

  @Test(arguments: encodings.indices) func encodingsAndDelimitersAreFoundOut(_ index: Int) throws {
    let (name, bytes) = OddFileTests.encodings[index]
    try #require(!bytes.isEmpty)
    let outcome = try read(bytes)
    let table = try #require(outcome.reading.tables.first)
    #expect(table.table.encoding == name)
    let item = try #require(table.form.questions.firstIndex { $0.name == "env" })
    #expect(outcome.reading.submissions.first?.answers[item] == .number(4))
  }

  @Test func aFileOfAnotherKindIsRefused() throws {
    let outcome = try read(Array("review_id,department,score\n1,民政局,90\n".utf8))
    #expect(outcome.findings.contains { $0.code == .noAnswerTable && $0.severity == .error })
    #expect(outcome.reading.submissions.isEmpty)
  }

  /// Accepted and rejected rows are all the rows, whatever was done to the file.
  @Test func acceptedAndRejectedRowsAreAllRows() throws {
    for seed in 0..<40 as Range<UInt64> {
      var generator = SeededGenerator(seed: seed)
      var text = OddFileTests.heading + "\n"
      let count = 1 + Int(generator.next() % 30)
      for row in 0..<count {
        var line = OddFileTests.row("R\(row)")
        switch generator.next() % 6 {
        case 0: line = line.replacingOccurrences(of: ",满意", with: "", options: [], range: line.range(of: ",满意"))
        case 1: line = line.replacingOccurrences(of: "34", with: "abc")
        case 2: line = line.dropLast() + ",多出\n"
        default: break
        }
        text += line
      }
      let outcome = try read(Array(text.utf8))
      let table = try #require(outcome.reading.tables.first)
      #expect(table.submissions.count + table.rejected.count == count, "seed \(seed)")
      #expect(table.table.records.count == count)
    }
  }

  private func read(_ bytes: [UInt8]) throws -> ReadingOutcome {
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-odd-\(UUID().uuidString).csv")
    try Data(bytes).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    var request = ReadingRequest(files: [file.path])
    request.survey = ExportReference.path("xlsform/community_satisfaction.xlsx")
    return Workbench.read(request)
  }
}
