import Findings
import Operations
import Scoring
import Testing

/// Cells of the standard KP-2014, whose indicators use every rule that departments rate by.
@Suite("What is typed into a cell", .serialized)
struct CellFormTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var indicator: String
    var text: String
    var document = ""
    var state: CellReading.State
    var points: Double?

    var testDescription: String { "\(indicator) “\(text)”" }
  }

  /// Points worked out by hand from `Scoring/kp-2014/rules.csv`.
  static let cases = [
    // R1: three criteria divide 3 points.
    Case(indicator: "C1-D1", text: "K1 K3", state: .rated, points: 2),
    Case(indicator: "C1-D1", text: "k1、k2，k3", state: .rated, points: 3),
    Case(indicator: "C1-D1", text: "all", state: .rated, points: 3),
    Case(indicator: "C1-D1", text: "0", state: .rated, points: 0),
    Case(indicator: "C1-D1", text: "K9", state: .faulty),
    // R2: half a point for each event, and every event cites its document.
    Case(indicator: "C1-D2", text: "2", document: "通报〔2014〕3号", state: .rated, points: 1),
    Case(indicator: "C1-D2", text: "2", state: .faulty),
    Case(indicator: "C1-D2", text: "0", state: .rated, points: 2),
    Case(indicator: "C1-D2", text: "-1", document: "x", state: .faulty),
    // R4: target 95 %, half a point for every five points below it.
    Case(indicator: "C3-D2", text: "95", state: .rated, points: 2),
    Case(indicator: "C3-D2", text: "８５％", state: .rated, points: 1),
    Case(indicator: "C3-D2", text: "17/20", state: .rated, points: 1),
    Case(indicator: "C3-D2", text: "17/0", state: .faulty),
    Case(indicator: "C3-D2", text: "好", state: .faulty),
    // R5: at least five spots; one failure is 80 %.
    Case(indicator: "C3-D1", text: "4/5", state: .rated, points: 2),
    Case(indicator: "C3-D1", text: "5/5", state: .rated, points: 2.5),
    Case(indicator: "C3-D1", text: "3/3", state: .faulty),
    Case(indicator: "C3-D1", text: "5", state: .faulty),
    // R6: one point in steps of a half.
    Case(indicator: "C5-D4", text: "0.5", state: .rated, points: 0.5),
    Case(indicator: "C5-D4", text: "0.7", state: .faulty),
    Case(indicator: "C5-D4", text: "1.5", state: .faulty),
    Case(indicator: "C5-D4", text: "", state: .empty),
    Case(indicator: "C5-D4", text: "/", state: .faulty),
    Case(indicator: "C5-D4", text: "／", document: "没有现场", state: .unrated),
    Case(indicator: "C5-D4", text: "=1+1", state: .faulty),
    Case(indicator: "C5-D4", text: "1e999", state: .faulty),
  ]

  @Test("comes to what the rating makes of it", arguments: cases)
  func reading(_ test: Case) async throws {
    let rules = try await KP2014.rules()
    let form = try #require(rules.form(test.indicator))
    let unit = UnitProfile(id: "320402001001", name: "第1社区", variant: "community", setting: "urban")
    let rater = ReviewTables.Rater(reviewer: "r", department: "d", date: "2014-06-01", prefix: "G1")
    let reading = CellReading(
      form, EvidenceBook(rules.standard, units: [unit]), text: test.text, document: test.document, rater: rater)
    #expect(reading.state == test.state)
    #expect(reading.points.map { ($0 * 1e6).rounded() / 1e6 } == test.points)
    #expect(reading.findings.isEmpty == (test.state != .faulty), "\(reading.findings.map(\.code.code))")
  }

  @Test("every indicator says in both languages how it is filled in")
  func explanations() async throws {
    let rules = try await KP2014.rules()
    #expect(rules.forms.count > 40)
    for form in rules.forms {
      for text in [form.explanation, form.entryHint] {
        #expect(text.chinese.count > 2 && text.english.count > 2, "\(form.indicator.code)")
        #expect(!text.english.unicodeScalars.contains { (0x3400...0x9FFF).contains($0.value) } || !form.choices.isEmpty)
      }
    }
  }
}

/// The rules of a round that has frozen KP-2014, read once.
private enum KP2014 {
  static func rules() async throws -> ReviewRules { try await task.value }

  private static let task = Task {
    let fixture = try await ServiceFixture()
    try CollectingRound.begin(fixture, standard: "kp-2014")
    return try fixture.desk.reviewRules("2014")
  }
}
