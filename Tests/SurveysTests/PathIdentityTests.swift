import Findings
import Sheets
import Surveys
import TestSupport
import Testing

/// The fast path (bytes straight into the scanner) and the general path (any container, through a grid) give the same table.
@Suite struct PathIdentityTests {
  /// A questionnaire and a file of responses for it, drawn from a seed.
  struct Drawn {
    var form: Questionnaire
    var header: [String]
    var rows: [[String]]
  }

  /// Every row of the table as a line: where it came from, its cell and its answers.
  private func lines(_ table: ResponseTable) -> [String] {
    (0..<table.count).map { index in
      let cell = table.cells[Int(table.cellOfRow[index])]
      let answers = table.answers[(index * table.words)..<((index + 1) * table.words)]
      return
        "\(table.origin(of: index).row) \(cell.unit) \(cell.stratum) \(cell.cluster ?? "-") \(cell.weight) \(Array(answers))"
    }
  }

  private func table(_ form: Questionnaire, firstRow: Int, _ block: ScannedBlock) -> ResponseTable {
    var table = ResponseTable(form)
    table.open(file: "r.csv", firstRow: firstRow)
    table.merge(block)
    table.close(maximumUnusable: 1)
    return table
  }

  /// Rows with every writing that occurs: codes, labels, full width, blanks, numbers with a point, codes that are none, nothing.
  private func draw(_ random: inout SeededGenerator) -> Drawn {
    func one<T>(_ values: [T]) -> T { values[Int(random.next() % UInt64(values.count))] }
    let items = 1 + Int(random.next() % 6)
    var survey = "type,name,label,role\ntext,id,编号,submission-id\ntext,place,社区,unit\n"
    survey += "text,h,层,stratum\ntext,c,单元,cluster\ndecimal,w,权重,weight\nstart,start,,\nend,end,,\n"
    var choices = "list_name,name,label\n"
    for item in 1...items {
      survey += "select_one l\(item),q\(item),第\(item)问,item\n"
      for choice in 1...(2 + Int(random.next() % 9)) {
        choices += "l\(item),\(item % 3 == 0 ? "c\(choice)" : String(choice * (item % 2 == 0 ? 10 : 1))),选项\(choice)甲\n"
      }
    }
    var findings: [Finding] = []
    let form = Questionnaire.read(
      survey: sheet(survey, file: "survey.csv"), choices: sheet(choices, file: "choices.csv"),
      settings: sheet("form_title,version\nT,1\n", file: "settings.csv"), findings: &findings)
    guard let form else { preconditionFailure("the test's own form is faulty: \(findings)") }
    let scored = form.questions.filter { $0.role == .item }
    var header = ["id", "place", "h", "c", "w", "start", "end"] + scored.map(\.name) + ["remark"]
    if random.next() % 2 == 0 { header.swapAt(2, header.count - 2) }
    let rows = (0..<(5 + Int(random.next() % 40))).map { row -> [String] in
      header.map { name -> String in
        switch name {
        case "id": one(["R\(row)", "R\(row)", "R\(random.next() % 20)", "Ｒ００\(row)", "", "u-\(row)-x"])
        case "place": one(["A", "B", "A", "Ａ", "Z", " A", "\u{200B}B"])
        case "h": one(["1", "2", "１", "01"])
        case "c": one(["1", "2", "３", "x y"])
        case "w": one(["1", "2.5", "0.125", "１．５", "0", "-1", "abc", "1,234", "1e1", ""])
        case "start": one(["2014-09-10 10:00:00", "2014年9月10日 10:00", "2014/9/10 9:05", "gestern", ""])
        case "end": one(["2014-09-10 10:10:00", "2014-09-10T09:00:00", ""])
        case "remark": one(["", "很好，谢谢", "a,b", "say \"no\"", "two\nlines", "'=1"])
        default:
          if let question = scored.first(where: { $0.name == name }) {
            switch random.next() % 12 {
            case 0: ""
            case 1: "NA"
            case 2: one(["99", "?", "NULL", "1.5", "x"])
            case 3: one(question.choices).label.chinese
            case 4: one(question.choices).code + ".0"
            case 5: " " + one(question.choices).code
            case 6: String(one(question.choices).code.map { $0 == "1" ? "１" : $0 })
            default: one(question.choices).code
            }
          } else {
            ""
          }
        }
      }
    }
    return Drawn(form: form, header: header, rows: rows)
  }

  private func text(_ drawn: Drawn, delimiter: String, _ random: inout SeededGenerator) -> String {
    func field(_ text: String, always: Bool) -> String {
      let needsQuotes = always || text.contains { "\",;\t|\n\r".contains($0) }
      return needsQuotes
        ? "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\"" : text
    }
    var text = drawn.header.joined(separator: delimiter) + "\n"
    for row in drawn.rows {
      if random.next() % 15 == 0 { text += "\n" }
      text += row.map { field($0, always: random.next() % 9 == 0) }.joined(separator: delimiter)
      text += random.next() % 4 == 0 ? "\r\n" : "\n"
    }
    return text
  }

  @Test func bothPathsGiveTheSameTable() throws {
    let units = SurveyFixture.units(["A", "B"])
    for seed in 0..<120 as Range<UInt64> {
      var random = SeededGenerator(seed: seed)
      let drawn = draw(&random)
      var copy = random
      let plain = Array(text(drawn, delimiter: ",", &random).utf8)
      let other = text(drawn, delimiter: [";", "\t", "|"][Int(seed % 3)], &copy)
      var findings: [Finding] = []
      let layout = try #require(
        ResponseLayout.match(header: drawn.header, row: 1, file: "r.csv", drawn.form, &findings))
      let body = plain[(plain.firstIndex(of: 0x0A)! + 1)...]
      let scanner = ResponseScanner(layout: layout, questionnaire: drawn.form, units: units, file: "r.csv")
      let fast = table(drawn.form, firstRow: 2, scanner.scan(Array(body)))

      let bytes: [UInt8] =
        seed % 2 == 0
        ? Array(other.utf8) : [0xFF, 0xFE] + other.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
      let workbook = try #require(WorkbookReader.open(bytes, file: "r.csv", findings: &findings).first)
      let options = ReadingOptions(digest: { String($0.count) })
      let read = try #require(PlainResponses.read(workbook, drawn.form, options, &findings).first)
      let otherLayout = try #require(
        ResponseLayout.match(header: read.header, row: 1, file: "r.csv", drawn.form, &findings))
      let general = table(
        drawn.form, firstRow: 1,
        ResponseScanner(layout: otherLayout, questionnaire: drawn.form, units: units, file: "r.csv")
          .scan(read.bytes).locating(columns: read.columns))

      let (expected, got) = (lines(fast), lines(general))
      #expect(expected.count == got.count, "seed \(seed)")
      for (a, b) in zip(expected, got) { #expect(a == b, "seed \(seed)") }
      let (before, after) = (notes(fast), notes(general))
      #expect(before.subtracting(after).isEmpty && after.subtracting(before).isEmpty, "seed \(seed)")
      #expect(fast.files[0].rows == drawn.rows.count && general.files[0].rows == drawn.rows.count, "seed \(seed)")
    }
  }

  /// What was found, with its place.
  private func notes(_ table: ResponseTable) -> Set<String> {
    Set(
      table.findings.map { finding in
        "\(finding.code) \(finding.location?.row ?? 0) \(finding.location?.column ?? 0) \(finding.found ?? "") \(finding.details)"
      })
  }
}
