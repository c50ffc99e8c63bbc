package import Findings
import Sheets

/// Finds for each column of a table what it means: by the tool's own columns, by names and texts of the questions, by their
/// numbers, and last by resemblance, which is always reported.
package struct ColumnMatcher {
  private let table: RecordTable
  private let dialect: Dialect
  private let form: Questionnaire
  private let index: HeadingIndex
  private var uses: [ColumnUse]
  private var taken: Set<HeadingIndex.Target> = []

  /// A matcher of one table.
  package init(_ table: RecordTable, _ dialect: Dialect, _ form: Questionnaire, _ index: HeadingIndex) {
    self.table = table
    self.dialect = dialect
    self.form = form
    self.index = index
    uses = Array(repeating: .unmapped, count: table.columns.count)
  }

  /// The use of each column; doubts are findings.
  package static func match(
    _ table: RecordTable, _ dialect: Dialect, _ form: Questionnaire, _ index: HeadingIndex,
    mapping: MappingFile? = nil, findings: inout [Finding]
  ) -> [ColumnUse] {
    var matcher = ColumnMatcher(table, dialect, form, index)
    if let mapping { matcher.applyMapping(mapping, &findings) }
    if dialect.tool != .table && dialect.tool != .spss { matcher.matchOwnColumns(dialect) }
    matcher.matchQuestions { HeadingIndex.lookups($0) }
    matcher.matchOwnColumns(dialect)
    matcher.matchQuestions { HeadingIndex.tails($0) }
    matcher.matchOthers()
    matcher.matchNumberedOptions()
    matcher.matchNumbers()
    matcher.matchSimilar()
    matcher.matchOwnColumns(.table, personalOnly: dialect.tool != .spss)
    matcher.matchContent()
    matcher.identify()
    matcher.report(&findings)
    return matcher.uses
  }

  private var free: [Int] { uses.indices.filter { uses[$0].role == .unmapped } }

  private func isTaken(_ target: HeadingIndex.Target) -> Bool {
    taken.contains { $0.item == target.item && $0.choice == target.choice }
  }

  private mutating func assign(_ column: Int, _ target: HeadingIndex.Target, by evidence: ColumnUse.Evidence) {
    taken.insert(target)
    let question = form.questions[target.item]
    let role: ColumnRole =
      if target.choice != nil {
        .option
      } else {
        switch question.role {
        case .submission: .responseId
        case .start: .startedAt
        case .end: .endedAt
        case .interviewer: .interviewer
        case .weight: .weight
        default:
          switch question.kind {
          case .derived: .derived
          case .metadata: ["today", "audit"].contains(question.type) ? .ignore : .device
          case .location: .location
          default: .answer
          }
        }
      }
    uses[column] = ColumnUse(role, item: target.item, choice: target.choice, by: evidence)
  }

  // MARK: The steps

  private mutating func applyMapping(_ mapping: MappingFile, _ findings: inout [Finding]) {
    for column in uses.indices {
      let headings = table.columns[column].headings
      guard let entry = mapping.columns.first(where: { headings.contains($0.source) }) else { continue }
      if let target = target(named: entry.target) {
        assign(column, target, by: .mapping)
      } else if let role = ColumnRole(rawValue: entry.target), role != .answer, role != .option {
        uses[column] = ColumnUse(role, by: .mapping)
        uses[column].isUTC = dialect.utcRoles.contains(role)
        uses[column].zone = headings.lazy.compactMap { DialectRecognition.importID($0)?.zone }.first
      } else {
        findings.append(
          Finding(
            .mappingTargetUnknown, at: Location(file: mapping.file, row: entry.row), found: entry.target,
            details: [entry.source]))
      }
    }
  }

  /// `item` or `item/choice`.
  private func target(named name: String) -> HeadingIndex.Target? {
    if let item = form.questions.firstIndex(where: { $0.name == name }) {
      return HeadingIndex.Target(item: item, isName: true)
    }
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard parts.count == 2, let item = form.questions.firstIndex(where: { $0.name == parts[0] }),
      let choice = form.questions[item].choices.firstIndex(where: { $0.code == parts[1] })
    else { return nil }
    return HeadingIndex.Target(item: item, choice: choice, isName: true)
  }

  private mutating func matchOwnColumns(_ dialect: Dialect, personalOnly: Bool = false) {
    for column in free {
      let headings = table.columns[column].headings
      for heading in headings {
        let name = DialectRecognition.importID(heading)?.id ?? heading
        guard let role = dialect.role(name), !personalOnly || role.isPersonal else { continue }
        uses[column] = ColumnUse(role, by: .tool)
        break
      }
      guard uses[column].role != .unmapped else { continue }
      uses[column].isUTC = dialect.utcRoles.contains(uses[column].role)
      uses[column].zone = headings.lazy.compactMap { DialectRecognition.importID($0)?.zone }.first
      // The design of a form names the same things: a question with the role takes the column.
      if let item = formItem(uses[column].role), !taken.contains(where: { $0.item == item }) {
        uses[column].item = item
        taken.insert(HeadingIndex.Target(item: item, isName: false))
      }
    }
    matchDesign()
  }

  private func formItem(_ role: ColumnRole) -> Int? {
    let wanted: Question.Role? =
      switch role {
      case .responseId: .submission
      case .startedAt: .start
      case .endedAt: .end
      case .interviewer: .interviewer
      case .weight: .weight
      case .channel: .mode
      default: nil
      }
    return wanted.flatMap { wanted in form.questions.firstIndex { $0.role == wanted } }
  }

  /// Headings of a sample design, for the form's questions with such roles.
  private static let design: [(Question.Role, Set<String>)] = [
    (
      .unit,
      ["社区代码", "社区编码", "社区编号", "社区村代码", "社区名称", "社区", "村社区", "communityid", "community", "communitycode", "unit"]
    ),
    (.stratum, ["层", "抽样层", "分层", "层代码", "stratum", "strata"]),
    (.cluster, ["抽样单元", "初级抽样单元", "群", "小区楼栋", "psu", "cluster"]),
    (.mode, ["方式", "访问方式", "调查方式", "mode"]),
  ]

  private mutating func matchDesign() {
    for (role, headings) in ColumnMatcher.design {
      guard let item = form.questions.firstIndex(where: { $0.role == role }),
        !taken.contains(where: { $0.item == item })
      else { continue }
      let column = uses.indices.first { column in
        (uses[column].role == .unmapped || (role == .mode && uses[column].role == .channel))
          && table.columns[column].headings.contains { headings.contains($0.headingKey) }
      }
      if let column { assign(column, HeadingIndex.Target(item: item, isName: false), by: .label) }
    }
  }

  private mutating func matchQuestions(_ keys: (String) -> [String]) {
    for column in free {
      for key in table.columns[column].headings.flatMap(keys) {
        let targets = index.targets(key).filter { !isTaken($0) }
        guard let target = targets.first(where: \.isName) ?? targets.first else { continue }
        assign(column, target, by: target.isName ? .name : .label)
        break
      }
    }
  }

  /// A column headed by nothing but the label of “other” belongs to the question before it.
  private mutating func matchOthers() {
    for column in free {
      let candidates = table.columns[column].headings.flatMap { index.others[$0.headingKey] ?? [] }
        .filter { !isTaken(HeadingIndex.Target(item: $0, isName: false)) }
      let before = uses[..<column].last { $0.item != nil }?.item
      let parents = form.otherTexts.filter { candidates.contains($0.text) }
      guard let best = parents.first(where: { $0.parent == before }) ?? (parents.count == 1 ? parents[0] : nil) else {
        continue
      }
      assign(column, HeadingIndex.Target(item: best.text, isName: false), by: .label)
    }
  }

  /// `第7题(停车)`, `第7题(垃圾分类)` …: columns of one number whose texts are choices of one question.
  private mutating func matchNumberedOptions() {
    let columns = free.compactMap { column -> (column: Int, number: HeadingNumber)? in
      table.columns[column].headings.lazy.compactMap(HeadingNumber.init).first { !$0.text.isEmpty }.map { (column, $0) }
    }
    for (number, group) in Dictionary(grouping: columns, by: \.number.number).sorted(by: { $0.key < $1.key }) {
      let fitting = form.answered.filter { item in
        let question = form.questions[item]
        return [.multiple, .rank].contains(question.kind)
          && group.allSatisfy { choice($0.number.text, of: question) != nil }
          && !group.contains { isTaken(.init(item: item, choice: choice($0.number.text, of: question), isName: false)) }
      }
      // Two questions with the same choices are told apart by their numbers.
      let item = fitting.count == 1 ? fitting[0] : fitting.first { form.numbered.firstIndex(of: [$0]) == number - 1 }
      guard let item else { continue }
      for (column, heading) in group {
        assign(
          column,
          HeadingIndex.Target(item: item, choice: choice(heading.text, of: form.questions[item]), isName: false),
          by: .label)
      }
    }
  }

  private func choice(_ text: String, of question: Question) -> Int? {
    let key = text.headingKey
    return question.choices.firstIndex { $0.label.chinese.headingKey == key || $0.label.english.headingKey == key }
  }

  /// Headings that bear nothing but the question's number: `q5_1`, or a number with a text that nobody knows.
  private mutating func matchNumbers() {
    let numbered = form.numbered
    let columns = free.compactMap { column -> (Int, HeadingNumber)? in
      table.columns[column].headings.lazy.compactMap(HeadingNumber.init).first.map { (column, $0) }
    }
    guard columns.count >= 3, columns.allSatisfy({ $0.1.number <= numbered.count && $0.1.text.isEmpty }) else { return }
    for (column, number) in columns {
      let items = numbered[number.number - 1]
      let item: Int
      if let part = number.part {
        guard items.indices.contains(part - 1) else { continue }
        item = items[part - 1]
      } else {
        guard items.count == 1 else { continue }
        item = items[0]
      }
      let target = HeadingIndex.Target(item: item, isName: false)
      if !isTaken(target) { assign(column, target, by: .number) }
    }
  }

  private mutating func matchSimilar() {
    let similar = SimilarHeadings(form)
    func columns() -> [(column: Int, heading: String)] {
      free.filter { column in Dialect.table.role(table.columns[column].name) == nil }
        .map { ($0, table.columns[$0].name) }
    }
    func items() -> Set<Int> { Set(taken.map(\.item)) }
    for (column, target) in similar.proposals(columns(), taken: items()) where !isTaken(target) {
      assign(column, target, by: .similar)
    }
    for (column, target) in similar.byText(columns(), taken: items()) where !isTaken(target) {
      assign(column, target, by: .similar)
    }
  }

  /// A form without roles may ask for the identifier and the times as plain questions; the usual headings tell.
  private mutating func identify() {
    for role in [ColumnRole.responseId, .startedAt, .endedAt] where !uses.contains(where: { $0.role == role }) {
      let column = uses.indices.first { column in
        guard uses[column].role == .answer, let item = uses[column].item,
          [.text, .dateTime].contains(form.questions[item].kind)
        else { return false }
        return table.columns[column].headings.contains { Dialect.table.role($0) == role }
      }
      if let column { uses[column].role = role }
    }
  }

  /// Columns that nobody knows and whose values are telephone numbers, identity numbers, addresses.
  private mutating func matchContent() {
    for column in free where PersonalData.isColumn(table.records.lazy.map { $0.cells[column].text }) {
      uses[column] = ColumnUse(.personalData, by: .content)
    }
  }

  // MARK: Findings

  private func report(_ findings: inout [Finding]) {
    var names: [String: Int] = [:]
    for column in table.columns.indices where !table.columns[column].name.isEmpty {
      let name = table.columns[column].name
      if let first = names[name] {
        findings.append(
          Finding(
            .headingTwice, at: table.location(heading: column), found: name,
            details: [name, String(table.columns[first].position)]))
      } else {
        names[name] = column
      }
      switch uses[column].evidence {
      case .similar, .number:
        guard let item = uses[column].item else { continue }
        let choice = uses[column].choice.map { "/" + form.questions[item].choices[$0].code } ?? ""
        findings.append(
          Finding(
            .columnBySimilarity, at: table.location(heading: column), found: name,
            details: [name, form.questions[item].name + choice]))
      default: continue
      }
    }
  }
}
