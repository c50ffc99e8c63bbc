import Findings
import Foundation
import Operations
import Seals
import Sheets
import Store
import TestSupport
import Testing
import Titles

/// Uploads of a round in every shape: what is kept, what is counted, what comes back for correction, and what is never written down.
@Suite struct RoundUploadTests {
  /// The district's answers in another shape.
  struct Shape: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var name: String
    var convert: @Sendable (String) -> [UInt8]
  }

  private static func rows(_ text: String) -> [[String]] {
    text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
  }

  static let shapes = [
    Shape(testDescription: "CRLF and a byte order mark", name: "a.csv") { text in
      [0xEF, 0xBB, 0xBF] + Array(text.replacing("\n", with: "\r\n").utf8)
    },
    Shape(testDescription: "UTF-16 with tabs", name: "a.txt") { text in
      [0xFF, 0xFE] + text.replacing(",", with: "\t").utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    },
    Shape(testDescription: "GB18030 with Chinese headings", name: "a.csv") { text in
      let text = text.replacing("response_id", with: "问卷编号").replacing("community_id", with: "社区代码")
      return Array(text.data(using: String.Encoding(rawValue: 0x8000_0632)) ?? Data())
    },
    Shape(testDescription: "XLSX", name: "答卷.xlsx") { storedWorkbook(rows($0)) },
    Shape(testDescription: "XLSX with a title above", name: "答卷.xlsx") {
      storedWorkbook([["武进区居民问卷"]] + rows($0) + [["注：以上为全部答卷。"]])
    },
    Shape(testDescription: "ZIP of a table", name: "答卷.zip") { storedArchive([("a.csv", $0)]) },
  ]

  @Test(arguments: shapes) func anyShapeIsKeptAndReadTheSame(_ shape: Shape) throws {
    let round = try CollectingRound()
    let text = try round.answers()
    let plain = try round.desk.take(try round.request(Array(text.utf8), "plain.csv"), by: round.clerk)
    let bytes = shape.convert(text)
    let other = try round.desk.take(try round.request(bytes, shape.name), by: round.clerk)
    #expect(other.value.record.rows == plain.value.record.rows)
    #expect(other.value.refused == plain.value.refused)
    // The original is kept byte for byte, and the receipt is about it.
    #expect(other.value.record.digest == ContentDigest.of(bytes) && other.value.record.sent == nil)
    #expect(other.receipt?.faults(key: round.desk.store.verifier, file: .of(bytes)) == [])
    let table = try #require(try round.desk.store.parsedTables(other.value.record.number).first)
    #expect(table.rows == plain.value.record.rows)
    // What the rating reads has the same cells in every column that it reads.
    func columns(_ text: String) -> [String: [String]] {
      let table = sheet(text)
      return Dictionary(
        uniqueKeysWithValues: table.header.map { name in (name, table.rows.map { table.text($0, name) }) }
      )
    }
    let (before, after) = (columns(text), columns(try round.readable(other.value.record.number)))
    for name in before.keys where name.hasPrefix("q") || ["community_id", "psu", "stratum"].contains(name) {
      #expect(before[name] == after[name], "\(name)")
    }
    // A reader may write 26.2500 as 26.25.
    #expect(before["weight"]?.map { Double($0) } == after["weight"]?.map { Double($0) })
    #expect(try round.desk.store.verify().isSound)
  }

  @Test func rowsThatCannotBeUsedComeBackWithTheirReasons() throws {
    let round = try CollectingRound()
    var lines = try round.answers().split(separator: "\n").map(String.init)
    for place in [3, 5] {
      var cells = lines[place].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      cells[1] = "999999100200"
      lines[place] = cells.joined(separator: ",")
    }
    let faulty = Array((lines.joined(separator: "\n") + "\n").utf8)
    for (name, bytes) in [
      ("a.csv", faulty), ("a.xlsx", storedWorkbook(Self.rows(String(decoding: faulty, as: UTF8.self)))),
    ] {
      var request = try round.request(bytes, name)
      request.needsEveryRow = true
      var gathered: [Language: [UInt8]] = [:]
      let refused = refusal { _ = try round.desk.take(request, by: round.clerk) { gathered = $0 } }
      #expect(refused.contains(.rowsRejected), "\(name)")
      request.needsEveryRow = false
      let done = try round.desk.take(request, by: round.clerk)
      #expect(done.value.refused == 2 && done.value.record.rows == lines.count - 1)
      #expect(done.value.rejections == gathered)
      let back = String(decoding: try #require(gathered[.english]).dropFirst(3), as: UTF8.self)
      #expect(back.split(separator: "\n").count == 3, "\(name): \(back)")
      #expect(back.contains("999999100200") && back.hasPrefix("原因,response_id"))
      let event = try #require(done.receipt).event
      #expect(event.contains("\"refused\":\"2\"") && event.contains("\"rows\":\"\(lines.count - 1)\""))
    }
  }

  /// Names and numbers of people are gone before a byte is on disk; the receipt is about the file as it was sent all the same.
  @Test(arguments: ["csv", "xlsx"]) func personalDataIsNotKept(_ ending: String) throws {
    let round = try CollectingRound()
    let objects = round.fixture.path("data/objects")
    let before = Set(try FileManager.default.subpathsOfDirectory(atPath: objects))
    let text =
      try round.answers().split(separator: "\n").enumerated().map { number, line in
        number == 0 ? line + ",姓名,联系电话" : line + ",张三丰,1391234\(5000 + number)"
      }.joined(separator: "\n") + "\n"
    let bytes = ending == "csv" ? Array(text.utf8) : storedWorkbook(Self.rows(text))
    let done = try round.desk.take(try round.request(bytes, "a.\(ending)"), by: round.clerk)
    #expect(done.findings.contains { $0.code == .originalNotKept })
    #expect(done.receipt?.faults(key: round.desk.store.verifier, file: .of(bytes)) == [])
    #expect(done.value.record.sent?.digest == .of(bytes) && done.value.record.sent?.bytes == bytes.count)
    let kept = try round.readable(done.value.record.number)
    #expect(kept.contains("329912") && !kept.contains("张三丰") && !kept.contains("1391234"))
    #expect(Set(try FileManager.default.subpathsOfDirectory(atPath: objects)).subtracting(before).count <= 2)
    #expect(!done.findings.contains { $0.found?.contains("1391234") ?? false })
    let again = try round.desk.take(try round.request(bytes, "a.\(ending)"), by: round.clerk)
    #expect(again.receipt == done.receipt, "the same file counts once")
    #expect(try round.desk.store.verify().isSound)
    let database = try Data(contentsOf: URL(fileURLWithPath: round.desk.store.directory.database))
    #expect(database.firstRange(of: Data("张三丰".utf8)) == nil)
  }

  @Test func sealedCodesTellTheSamePersonWithoutNamingAnyone() throws {
    let round = try CollectingRound()
    let lines = try round.answers().split(separator: "\n").prefix(5)
    let text = lines.enumerated().map { $0 == 0 ? $1 + ",手机" : $1 + ",13912345678" }.joined(separator: "\n") + "\n"
    var request = try round.request(Array(text.utf8), "a.csv")
    try Data((0..<32).map { UInt8($0) }).write(to: URL(fileURLWithPath: round.fixture.path("key")))
    request.sealKey = round.fixture.path("key")
    let done = try round.desk.take(request, by: round.clerk)
    let table = sheet(try round.readable(done.value.record.number))
    let codes = table.rows.map { table.text($0, "sealed:手机") }
    #expect(Set(codes).count == 1 && codes.first?.count == 32)
  }

  @Test func marksMayBeAWorkbookWithChineseHeadings() throws {
    let round = try CollectingRound()
    let reviewer = try round.fixture.user("reviewer", "reviewer@department:民政局")
    let plain = try String(contentsOfFile: round.fixture.city("reviews.csv"), encoding: .utf8)
    var rows = Self.rows(plain)
    rows[0] = rows[0].map { ["community_id": "社区代码", "indicator": "指标", "score": "得分", "max": "满分"][$0] ?? $0 }
    let bytes = storedWorkbook([["民政局评分表"]] + rows + [[], ["合计", "", "", "", "", "123"]])
    var request = try round.request(bytes, "评分.xlsx", kind: .reviews)
    request.scope = .department("民政局")
    let done = try round.desk.take(request, by: reviewer)
    #expect(done.value.record.rows == rows.count - 1)
    let (kept, expected) = (sheet(try round.readable(done.value.record.number)), sheet(plain))
    #expect(kept.header == expected.header)
    #expect(kept.rows.map(\.cells) == expected.rows.map(\.cells))
    #expect(done.value.record.digest == ContentDigest.of(bytes))
  }

  @Test func evidenceIsLookedThroughWherePossible() throws {
    let round = try CollectingRound()
    func send(_ bytes: [UInt8], _ name: String) throws -> EvaluationDesk.Done<ReceivedUpload> {
      try round.desk.take(try round.request(bytes, name, kind: .evidence), by: round.clerk)
    }
    let picture = try send([0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3], "现场.jpg")
    #expect(picture.findings.map(\.code) == [.notLookedInto] && picture.value.record.rows == nil)
    let ledger = try send(storedWorkbook([["事项", "次数"], ["消防检查", "4"]]), "台账.xlsx")
    #expect(ledger.findings.isEmpty && ledger.value.record.sent == nil)
    let named = storedWorkbook([["事项", "联系电话"], ["走访，负责人：李四光", "13912345678"]])
    let masked = try send(named, "走访.xlsx")
    #expect(masked.findings.map(\.code) == [.originalNotKept])
    #expect(masked.receipt?.faults(key: round.desk.store.verifier, file: .of(named)) == [])
    let kept = try round.readable(masked.value.record.number)
    #expect(kept.contains("走访") && !kept.contains("139") && !kept.contains("李四光"))
  }

  /// A file of 65 MiB is never opened whole: evidence is looked through by its bytes, a table in another encoding is refused.
  @Test func whatIsTooLargeToOpenIsLookedThroughOrRefused() throws {
    let round = try CollectingRound()
    let filling = Array(repeating: Array("消防检查,4\n".utf8), count: (65 << 20) / 15 + 1).flatMap { $0 }
    let ledger = try round.desk.take(
      try round.request(Array("事项,次数\n".utf8) + filling, "台账.csv", kind: .evidence), by: round.clerk)
    #expect(ledger.findings.map(\.code) == [.notLookedInto])
    let named = filling + Array("走访 13912345678\n".utf8)
    let codes = refusal {
      _ = try round.desk.take(try round.request(named, "走访.csv", kind: .evidence), by: round.clerk)
    }
    #expect(codes == [.personalData])
    let foreign = refusal {
      _ = try round.desk.take(try round.request([0xFF, 0xFE] + named, "答卷.csv"), by: round.clerk)
    }
    #expect(foreign.contains(.tooLargeToOpen), "\(foreign)")
  }

  @Test func whatIsNoTableOfTheKindIsRefusedAndNothingIsKept() throws {
    let round = try CollectingRound()
    let before = try FileManager.default.subpathsOfDirectory(atPath: round.fixture.path("data/objects"))
    let cases: [(bytes: [UInt8], code: FindingCode)] = [
      ([], .fileEmpty), (Array("a,b\n1,2\n".utf8), .columnMissing), (Array("%PDF-1.4".utf8), .containerUnsupported),
    ]
    for (bytes, code) in cases {
      let codes = refusal { _ = try round.desk.take(try round.request(bytes, "x.csv"), by: round.clerk) }
      #expect(codes.contains(code), "\(codes)")
    }
    #expect(try FileManager.default.subpathsOfDirectory(atPath: round.fixture.path("data/objects")) == before)
  }

  private func refusal(_ body: () throws -> Void) -> [FindingCode] {
    do {
      try body()
      return []
    } catch let refusal as Refusal {
      return refusal.findings.map(\.code)
    } catch {
      Issue.record("\(error)")
      return []
    }
  }
}
