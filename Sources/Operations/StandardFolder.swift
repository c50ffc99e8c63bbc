public import Findings
import Foundation
public import Scoring
import Sheets
import Surveys

/// A folder with a standard, read with everything that it extends.
public struct StandardFolder: Sendable {
  /// The folder's path.
  public let path: String
  /// Its last name.
  public let name: String
  /// The tables that the folder itself holds.
  public let own: StandardTables
  /// The tables with all that they extend.
  public let tables: StandardTables
  /// The tables of what it extends; nil without a parent.
  public let parent: StandardTables?
  /// The standard; nil if it has faults.
  public let standard: ScoringStandard?
  /// The folders from this one up to the last that it extends.
  let chain: [String]

  /// Standards extend standards at most this deep.
  private static let deepest = 8

  /// Reads a folder and, through `extends`, the folders beside it; every fault is a finding, also those of the parents and of
  /// frozen folders that were changed.
  public init(_ path: String, findings: inout [Finding]) {
    self.path = path
    name = Library.folderName(path)
    var chain = [path]
    var layers: [StandardTables] = []
    if let layer = StandardFolder.layer(path, &findings) { layers.append(layer) }
    while let parentName = layers.last?.parentName, let last = chain.last, chain.count == layers.count {
      let place = layers.last?[.settings].record(["extends"])?.location("value")
      let folder = last + "/../" + parentName
      guard InputFile.isFolder(folder) else {
        findings.append(Finding(.parentNotFound, at: place, found: parentName, details: [parentName]))
        break
      }
      let known = chain.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
      guard !known.contains(URL(fileURLWithPath: folder).standardizedFileURL.path), chain.count < Self.deepest else {
        findings.append(Finding(.parentsInCircle, at: place, found: parentName))
        break
      }
      chain.append(folder)
      if let layer = StandardFolder.layer(folder, &findings) { layers.append(layer) }
    }
    self.chain = chain
    own = layers.first ?? StandardTables([], name: name)
    let isWhole = layers.count == chain.count && layers.last?.parentName == nil
    var merged: StandardTables?
    var parent: StandardTables?
    for layer in layers.reversed() {
      if let below = merged {
        // A fault of the parent is a fault of all that extend it.
        _ = ScoringStandard.read(below, findings: &findings)
        parent = below
        merged = layer.extending(below, findings: &findings)
      } else {
        merged = layer
      }
    }
    self.parent = parent
    let whole = merged ?? own
    tables = whole
    let isComplete =
      isWhole && StandardTable.Kind.allCases.allSatisfy { !$0.isNeeded || whole.tables[$0] != nil }
    standard = isComplete ? ScoringStandard.read(whole, findings: &findings) : nil
    for folder in chain { StandardSeal.check(folder, &findings) }
  }

  /// The tables of one folder; nil after findings. A folder that extends another may leave out tables and columns.
  private static func layer(_ folder: String, _ findings: inout [Finding]) -> StandardTables? {
    let name = Library.folderName(folder)
    guard let files = InputFile.names(in: folder, called: name, &findings) else { return nil }
    let before = findings.count
    guard
      let settings = Library.table(
        folder, StandardTable.Kind.settings.rawValue, called: name, required: StandardTable.Kind.settings.columns,
        &findings)
    else { return nil }
    var tables = [StandardTable(.settings, settings, findings: &findings)]
    let isChild = tables[0].record(["extends"]).map { !$0.text("value").isEmpty } ?? false
    for kind in StandardTable.Kind.allCases where kind != .settings {
      guard files.contains(kind.rawValue) || (kind.isNeeded && !isChild) else { continue }
      let required = isChild ? kind.key : kind.columns
      guard let sheet = Library.table(folder, kind.rawValue, called: name, required: required, &findings) else {
        continue
      }
      tables.append(StandardTable(kind, sheet, findings: &findings))
    }
    let isUnreadable = findings[before...].contains {
      $0.severity == .error && $0.code.code.hasPrefix("F") && $0.code != .keyTwice
    }
    return isUnreadable ? nil : StandardTables(tables, name: name)
  }

  /// Checks that every item which the standard scores is in the questionnaire of `survey`, and every answer has a score.
  public func check(survey: String, findings: inout [Finding]) {
    guard let (questionnaire, _) = Library.questionnaire(survey, &findings), let standard else { return }
    for tree in standard.trees where standard.hasSurvey {
      _ = SatisfactionMeasure(standard, tree, questionnaire, findings: &findings)
    }
  }
}
