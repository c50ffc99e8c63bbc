import Findings
import Foundation
import Operations
import Scoring
import Testing

/// Folders of standards: inheritance, seals, and the faults that only folders have.
@Suite struct StandardFolderTests {
  /// A copy of shipped standards in a folder of its own.
  final class Copy {
    let root = FileManager.default.temporaryDirectory.appendingPathComponent("kaoping-standards-\(UUID().uuidString)")

    init(_ names: [String]) throws {
      try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
      for name in names {
        try FileManager.default.copyItem(
          at: RatingFixture.repository.appendingPathComponent("Scoring/" + name), to: root.appendingPathComponent(name))
      }
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func path(_ name: String) -> String { root.appendingPathComponent(name).path }

    func change(_ file: String, _ old: String, _ new: String) throws {
      let url = root.appendingPathComponent(file)
      let text = try String(contentsOf: url, encoding: .utf8)
      #expect(text.contains(old))
      try Data(text.replacing(old, with: new).utf8).write(to: url)
    }

    func read(_ name: String) -> (folder: StandardFolder, codes: [FindingCode]) {
      var findings: [Finding] = []
      let folder = StandardFolder(path(name), findings: &findings)
      return (folder, findings.map(\.code))
    }

    func freeze(_ name: String) -> (outcome: StandardSeal.Outcome, codes: [FindingCode]) {
      var findings: [Finding] = []
      let folder = StandardFolder(path(name), findings: &findings)
      let outcome = StandardSeal.freeze(folder, findings: &findings)
      return (outcome, findings.map(\.code))
    }
  }

  /// The folders of `Scoring` that hold a standard; the holidays stand beside them.
  static let shipped = {
    let scoring = RatingFixture.repository.appendingPathComponent("Scoring")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: scoring.path)) ?? []
    return names.filter { FileManager.default.fileExists(atPath: scoring.path + "/\($0)/standard.csv") }.sorted()
  }()

  @Test func thereAreTheStandardsOfTheFoundingDocuments() { #expect(Self.shipped.count >= 11) }

  @Test(arguments: shipped) func everyShippedStandardIsSoundAndCitesItsSources(_ name: String) throws {
    let url = RatingFixture.repository.appendingPathComponent("Scoring/" + name)
    var findings: [Finding] = []
    let folder = StandardFolder(url.path, findings: &findings)
    #expect(folder.standard != nil)
    #expect(findings.isEmpty, "\(findings.map(\.code))")
    let source = try String(contentsOf: url.appendingPathComponent("SOURCE.md"), encoding: .utf8)
    #expect(source.count > 100)
    let survey = RatingFixture.repository.appendingPathComponent("Surveys/" + name).path
    if FileManager.default.fileExists(atPath: survey) {
      folder.check(survey: survey, findings: &findings)
      #expect(findings.isEmpty, "\(findings.map(\.code))")
    }
  }

  @Test func theGuidingStandardHasTheTableOfItsSource() throws {
    let copy = try Copy(["kp-2014"])
    let standard = try #require(copy.read("kp-2014").folder.standard)
    #expect(standard.trees.count == 2)
    for tree in standard.trees {
      #expect(tree.nodes.count { $0.depth == 0 && !$0.indicator.isBonus } == 9)
      #expect(tree.leaves.count { $0.half != .bonus } == 45)
      #expect(tree.total(of: .satisfaction) == 50)
      #expect(tree.total(of: .department) == 50)
    }
  }

  @Test func aSealFindsEveryLaterChange() throws {
    let copy = try Copy(["kp-2014", "kp-2014-donghu"])
    guard case .sealed(let files, _) = copy.freeze("kp-2014-donghu").outcome else {
      Issue.record("not sealed")
      return
    }
    #expect(files == 10)
    #expect(copy.read("kp-2014-donghu").codes.isEmpty)
    #expect(copy.freeze("kp-2014-donghu").codes == [.frozenAlready])
    try copy.change("kp-2014-donghu/rules.csv", "60", "65")
    #expect(copy.read("kp-2014-donghu").codes == [.frozenChanged])
    #expect(copy.freeze("kp-2014-donghu").codes == [.frozenChanged])
    try copy.change("kp-2014-donghu/rules.csv", "65", "60")
    try copy.change("kp-2014/rules.csv", "每起经核实的事项", "每起事项")
    #expect(copy.read("kp-2014-donghu").codes == [.frozenChanged])
    #expect(copy.read("kp-2014").codes.isEmpty)
    try copy.change("kp-2014/rules.csv", "每起事项", "每起经核实的事项")
    try Data("code\n".utf8).write(to: copy.root.appendingPathComponent("kp-2014-donghu/bands.csv"))
    #expect(copy.read("kp-2014-donghu").codes.contains(.frozenChanged))
  }

  @Test func aChangedFrozenStandardIsNotRated() async throws {
    let copy = try Copy(["task-progress-2023"])
    _ = copy.freeze("task-progress-2023")
    try copy.change("task-progress-2023/rules.csv", "推进中:0.6", "推进中:0.9")
    do {
      _ = try await Workbench(version: "test").rate(
        RatingRequest(
          city: copy.path("task-progress-2023/example"), standard: copy.path("task-progress-2023"), survey: nil,
          titles: nil, seed: 1, replications: 0))
      Issue.record("rated by a changed standard")
    } catch let refusal as Refusal {
      #expect(refusal.findings.map(\.code) == [.frozenChanged])
    }
  }

  @Test func faultyFamiliesAreRefused() throws {
    let copy = try Copy(["kp-2014", "kp-2014-donghu"])
    try copy.change("kp-2014-donghu/standard.csv", "extends,kp-2014", "extends,kp-2013")
    #expect(copy.read("kp-2014-donghu").codes == [.parentNotFound])
    try copy.change("kp-2014-donghu/standard.csv", "extends,kp-2013", "extends,kp-2014-donghu")
    #expect(copy.read("kp-2014-donghu").codes == [.parentsInCircle])
    try copy.change("kp-2014-donghu/standard.csv", "extends,kp-2014-donghu", "extends,kp-2014")
    try copy.change(
      "kp-2014-donghu/indicators.csv", "C5-D5,C5,垃圾分类,Waste sorting,0.5", "C5-D5,C5,垃圾分类,Waste sorting,0.6")
    let codes = copy.read("kp-2014-donghu").codes
    #expect(codes.contains(.pointsDoNotAddUp))
    #expect(copy.read("none").folder.standard == nil)
    #expect(copy.read("none").codes.contains(.fileMissing))
  }

  @Test func aFaultOfTheParentIsAFaultOfTheChild() throws {
    let copy = try Copy(["kp-2014", "kp-2014-donghu"])
    try copy.change(
      "kp-2014/standard.csv", "satisfaction_weight,0.5,居民群众满意度 50%,yes", "satisfaction_weight,0.5,居民群众满意度 50%,")
    #expect(copy.read("kp-2014-donghu").codes.contains(.halvesNotLocked))
  }
}
