import Testing
import Titles

@Suite("Scopes and their parts")
struct ScopeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var whole: String
    var part: String
    var covers: Bool

    var testDescription: String { "\(whole) \(covers ? "reaches" : "does not reach") \(part)" }
  }

  static let cases = [
    Case(whole: "all", part: "department:民政局/3", covers: true),
    Case(whole: "department:民政局", part: "department:民政局", covers: true),
    Case(whole: "department:民政局", part: "department:民政局/3", covers: true),
    Case(whole: "department:民政局/3", part: "department:民政局", covers: false),
    Case(whole: "department:民政", part: "department:民政局/3", covers: false),
    Case(whole: "department:autumn", part: "study:autumn/online", covers: false),
    Case(whole: "study:autumn", part: "study:autumn/online", covers: true),
    Case(whole: "district:320402", part: "district:320402/1", covers: false),
  ]

  @Test(arguments: cases)
  func covers(_ test: Case) throws {
    let (whole, part) = (try #require(Scope(test.whole)), try #require(Scope(test.part)))
    #expect(whole.covers(part) == test.covers)
  }

  /// An accent, a blank or another colon behind the first colon belongs to the name.
  @Test(arguments: ["all", "district:320402", "department:民政局/3", "study:\u{301}a", "study: a", "study::"])
  func isWrittenAsItIsRead(_ text: String) { #expect(Scope(text)?.description == text) }

  @Test(arguments: ["", "all:", "ALL", "district", "district:", ":a", "town:a", "districts:a"])
  func anythingElseIsNone(_ text: String) { #expect(Scope(text) == nil) }

  @Test func partsAreCoveredByTheirWhole() {
    for scope in [Scope.department("民政局"), .study("autumn")] {
      #expect(scope.part("7").map(scope.covers) == true)
    }
    #expect(Scope.all.part("7") == nil && Scope.district("320402").part("7") == nil)
  }
}
