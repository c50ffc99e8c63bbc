import Findings
import Operations
import Scoring
import Surveys
import Titles

/// The standards and questionnaires that rounds can be based on, each checked.
struct LibraryPage: Page {
  static let template = "office/library"

  /// An entry.
  struct Row: Hashable, Sendable {
    var link: String
    var name: String
    var title: String
    var year: String
    var state: String
    var kind: String
    var isFrozen: Bool
    var checksum: String
  }

  /// The entries of a kind.
  struct Part: Hashable, Sendable {
    var name: String
    var rows: [Row]
    var hasRows: Bool
  }

  var title: String
  var parts: [Part]
  var maySend: Bool

  init(_ standards: [LibraryEntry], _ questionnaires: [LibraryEntry], maySend: Bool, _ language: Language) {
    self.maySend = maySend
    title = Words.text("library", language)
    parts = [("standards", standards), ("questionnaires", questionnaires)].map { word, entries in
      let rows = entries.map { LibraryPage.row($0, language) }
      return Part(name: Words.text(word, language), rows: rows, hasRows: !rows.isEmpty)
    }
  }

  private static func row(_ entry: LibraryEntry, _ language: Language) -> Row {
    let errors = entry.findings.count { $0.severity == .error }
    let warnings = entry.findings.count { $0.severity == .warning }
    let state =
      errors > 0
      ? Words.count(errors, "个错误", "error", "errors", language)
      : warnings > 0
        ? Words.count(warnings, "个提醒", "warning", "warnings", language) : Words.text("sound", language)
    return Row(
      link: "/library/\(entry.kind.rawValue)/\(entry.name.escapedForQuery)", name: entry.name,
      title: entry.standard?.name[language] ?? entry.questionnaire?.title[language] ?? "",
      year: entry.standard.map { String($0.year) } ?? entry.questionnaire?.version ?? "", state: state,
      kind: errors > 0 || !entry.isSound ? "wrong" : warnings > 0 ? "wait" : "good", isFrozen: entry.isFrozen,
      checksum: entry.checksum.map { String($0.prefix(12)) } ?? "")
  }
}

/// A standard or questionnaire: what was found in it, its content, what it has otherwise than another, and the way to freeze it.
struct LibraryEntryPage: Page {
  static let template = "office/library-entry"

  /// A row of the content: an indicator or a question.
  struct ContentRow: Hashable, Sendable {
    var code: String
    var name: String
    var detail: String
    var more: String
  }

  /// A difference.
  struct ChangeRow: Hashable, Sendable {
    var table: String
    var key: String
    var column: String
    var kind: String
    var before: String
    var after: String
  }

  var title: String
  var name: String
  var verdict: Notice
  var checksum: String?
  var isFrozen: Bool
  var freezeLink: String?
  var sealLink: String?
  var findings: [FindingRow]
  var hasFindings: Bool
  var figures: [Figure]
  var isStandard: Bool
  var rows: [ContentRow]
  var hasRows: Bool
  var link: String
  var others: [ListChoice]
  var hasOthers: Bool
  var against: String?
  var changes: [ChangeRow] = []
  var hasChanges = false

  /// - Parameters:
  ///   - others: names of entries that it can be compared with.
  ///   - against: the one that it is compared with; nil for none.
  init(
    _ entry: LibraryEntry, others: [String], against: String?, freezeLink: String?, maySeal: Bool, _ language: Language
  ) {
    title = entry.standard?.name[language] ?? entry.questionnaire?.title[language] ?? entry.name
    name = entry.name
    verdict = Notice(
      entry.isSound ? .good : .wrong, Words.text(entry.isSound ? "canBeFrozen" : "cannotBeFrozen", language))
    checksum = entry.checksum
    isFrozen = entry.isFrozen
    self.freezeLink = entry.isSound ? freezeLink : nil
    sealLink =
      maySeal && entry.isSound && entry.kind == .standards && !entry.isFrozen
      ? "/library/standards/\(entry.name.escapedForQuery)/seal" : nil
    findings = entry.findings.map { FindingRow($0, language) }
    hasFindings = !findings.isEmpty
    isStandard = entry.kind == .standards
    link = "/library/\(entry.kind.rawValue)/\(entry.name.escapedForQuery)"
    self.against = against
    self.others = others.filter { $0 != entry.name }.map { ListChoice(value: $0, name: $0, isChosen: $0 == against) }
    hasOthers = isStandard && !self.others.isEmpty
    figures = []
    rows = []
    if let standard = entry.standard {
      figures = [
        Figure(Words.text("year", language), String(standard.year)),
        Figure(Words.text("titles", language), Words.grouped(standard.titles)),
        Figure(Words.text("residentsShare", language), LibraryEntryPage.percent(standard.weights.satisfaction.value)),
        Figure(Words.text("departmentsShare", language), LibraryEntryPage.percent(standard.weights.department.value)),
        Figure(Words.text("indicators", language), Words.grouped(standard.indicators.count)),
        Figure(Words.text("conditions", language), Words.grouped(standard.conditions.count)),
      ]
      rows = standard.indicators.map { indicator in
        ContentRow(
          code: indicator.code, name: indicator.name[language],
          detail: indicator.rule?.name[language] ?? "", more: indicator.points.description)
      }
    }
    if let form = entry.questionnaire {
      figures = [
        Figure(Words.text("version", language), form.version),
        Figure(Words.text("questions", language), Words.grouped(form.questions.count)),
        Figure(Words.text("scoredItems", language), Words.grouped(form.questions.count { $0.role == .item })),
      ]
      rows = form.questions.map { question in
        ContentRow(
          code: question.name, name: question.label[language], detail: LibraryEntryPage.name(question.role)[language],
          more: question.choices.map { $0.label[language] }.joined(separator: language == .chinese ? "、" : ", "))
      }
    }
    hasRows = !rows.isEmpty
  }

  /// Shows what it has otherwise than another.
  mutating func compare(_ differences: [StandardDifference.Change], _ language: Language) {
    changes = differences.map { change in
      let word = change.kind == .added ? "added" : change.kind == .removed ? "removed" : "changed"
      return ChangeRow(
        table: change.table, key: change.key, column: change.column ?? "", kind: Words.text(word, language),
        before: change.before ?? "", after: change.after ?? "")
    }
    hasChanges = !changes.isEmpty
  }

  private static func name(_ role: Question.Role) -> Bilingual {
    switch role {
    case .submission: Bilingual("答卷编号", "the response's number")
    case .unit: Bilingual("评价单位", "rated unit")
    case .stratum: Bilingual("抽样层", "stratum")
    case .cluster: Bilingual("抽样单元", "sampling unit")
    case .weight: Bilingual("抽样权重", "sampling weight")
    case .interviewer: Bilingual("访员", "interviewer")
    case .start: Bilingual("开始时间", "beginning")
    case .end: Bilingual("结束时间", "end")
    case .mode: Bilingual("调查方式", "mode")
    case .item: Bilingual("计分题", "scored item")
    case .other: Bilingual("其他", "other")
    }
  }

  private static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }
}
