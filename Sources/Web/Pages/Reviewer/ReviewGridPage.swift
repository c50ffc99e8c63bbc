import Findings
import Operations
import Scoring
import Store
import Titles

/// A reviewer's grid: a form that works as it is, with rule and evidence below it; the page's script moves them beside the cell.
struct ReviewGridPage: Page {
  static let template = "reviewer/grid"

  /// An indicator's column.
  struct Column: Hashable, Sendable {
    var code: String
    var name: String
    var points: String
    var rule: String
    var hint: String
    var criteria: [Criterion]
    var hasCriteria: Bool
  }

  /// A criterion or kind of event.
  struct Criterion: Hashable, Sendable {
    var code: String
    var name: String
    var points: String
  }

  /// A cell.
  struct Cell: Hashable, Sendable {
    var applies: Bool
    var heading: String
    var code: String
    var name: String
    var label: String
    var text: String
    var document: String
    var documentName: String
    var documentLabel: String
    var showsDocument: Bool
    var state: String
    var points: String
    var version: String
    var findings: [FindingRow]
    var hasFindings: Bool
    var faultID: String
    var inputMode: String
  }

  /// A community's row with its evidence.
  struct Row: Hashable, Sendable {
    var code: String
    var name: String
    var district: String
    var cells: [Cell]
    var evidence: [File]
    var hasEvidence: Bool
    var shared: [File]
    var hasShared: Bool
  }

  /// An evidence file.
  struct File: Hashable, Sendable {
    var link: String
    var name: String
  }

  /// A part of a long grid.
  struct Part: Hashable, Sendable {
    var link: String
    var name: String
    var isCurrent: Bool
  }

  /// An upload that the grid has become.
  struct Upload: Hashable, Sendable {
    var link: String
    var number: String
    var name: String
    var rows: String
  }

  var title: String
  var roundName: String
  var listLink: String
  var link: String
  var interface: String
  var storageKey: String
  var isOpen: Bool
  var notices: [Notice]
  var faults: [FindingRow] = []
  var hasFaults = false
  var filled: String
  var total: String
  var faulty: String
  var hasFaulty: Bool
  var day: String
  var due: String?
  var columns: [Column]
  var rows: [Row]
  var parts: [Part]
  var hasParts: Bool
  var uploads: [Upload]
  var hasUploads: Bool
  var recused: String?
  var gridScript: String
  var styles: String

  /// The communities on one part, so that a form stays small enough to send.
  static func rowsOfPart(_ columns: Int) -> Int { max(5, min(60, 900 / max(1, columns))) }

  /// - Parameter part: which part of a long grid, from 0.
  init(
    _ grid: ReviewGrid, in round: TitleRound, part: Int, evidence: ServiceDesk.ReviewEvidence, uploads: [UploadRecord],
    _ language: Language
  ) {
    let record = grid.record
    let base = "/rounds/\(round.id.escapedForQuery)/reviews"
    title = "\(record.scope.name) · \(Words.text("gridNumber", language)) \(record.id)"
    roundName = RoundPage.name(round, language)
    listLink = base
    link = "\(base)/\(record.id)"
    interface = "/api/v1/rounds/\(round.id.escapedForQuery)/review-grids/\(record.id)"
    storageKey = "kaoping \(record.reviewer) \(round.id) \(record.id)"
    isOpen = record.state.isOpen && round.phase == .collecting
    notices = ReviewGridPage.notices(record, round, language)
    day = grid.day
    due = record.due?.description
    columns = grid.forms.map { ReviewGridPage.column($0, language) }
    let size = ReviewGridPage.rowsOfPart(grid.forms.count)
    let count = max(1, (grid.communities.count + size - 1) / size)
    let part = min(max(0, part), count - 1)
    let shown = grid.communities.dropFirst(part * size).prefix(size)
    let districts = Dictionary(round.districts.map { ($0.code, $0.name) }, uniquingKeysWith: { first, _ in first })
    let own = link
    func files(_ list: [UploadRecord]?) -> [File] {
      (list ?? []).map { File(link: "\(own)/evidence/\($0.number)", name: $0.name) }
    }
    rows = shown.map { community in
      let cells = Dictionary(
        grid.cells(community).map { ($0.indicator, $0) }, uniquingKeysWith: { first, _ in first })
      let pair = (files(evidence.ofCommunity[community.code]), files(evidence.ofDistrict[community.district]))
      return Row(
        code: community.code, name: community.name, district: districts[community.district] ?? "",
        cells: grid.forms.map { ReviewGridPage.cell(cells[$0.indicator.code], $0, community, language) },
        evidence: pair.0, hasEvidence: !pair.0.isEmpty, shared: pair.1, hasShared: !pair.1.isEmpty)
    }
    let (done, all) = grid.progress
    (filled, total) = (Words.grouped(done), Words.grouped(all))
    let wrong = rows.reduce(0) { $0 + $1.cells.count { $0.state == "faulty" } }
    (faulty, hasFaulty) = (Words.grouped(wrong), wrong > 0)
    parts = (0..<count).map { index in
      let range = grid.communities.dropFirst(index * size).prefix(size)
      let name = "\(range.first?.name ?? "") – \(range.last?.name ?? "")"
      return Part(link: "\(own)?part=\(index)", name: name, isCurrent: index == part)
    }
    hasParts = count > 1
    self.uploads = uploads.map {
      Upload(
        link: "/rounds/\(round.id.escapedForQuery)/uploads/\($0.number)", number: String($0.number),
        name: $0.kind.name[language], rows: $0.rows.map(Words.grouped) ?? "")
    }
    hasUploads = !uploads.isEmpty
    let barred = round.recusals.filter { $0.user == record.reviewer }.flatMap(\.communities)
    let names = barred.compactMap { round.communities[$0]?.name }
    recused = names.isEmpty ? nil : names.joined(separator: language == .chinese ? "、" : ", ")
    gridScript = StaticFiles.link("grid.js")
    styles = StaticFiles.link("grid.css")
  }

  /// Shows why a submission was refused.
  mutating func refuse(_ findings: [Finding], _ language: Language) {
    faults = findings.prefix(60).map { FindingRow($0, language) }
    hasFaults = !faults.isEmpty
  }

  private static func notices(_ record: ReviewGridRecord, _ round: TitleRound, _ language: Language) -> [Notice] {
    var notices: [Notice] = []
    if record.state == .returned {
      notices.append(Notice(.wrong, Words.text("returnedBecause", language) + record.reason))
    }
    if record.state == .submitted { notices.append(Notice(.good, Words.text("gridSubmitted", language))) }
    if round.phase != .collecting {
      notices.append(
        Notice(
          .wait,
          language == .chinese
            ? "当前阶段为“\(round.phase.name[language])”，评分只在“采集”阶段进行。"
            : "The round is in “\(round.phase.name[language])”; marks are taken while collecting."))
    }
    return notices
  }

  private static func column(_ form: CellForm, _ language: Language) -> Column {
    let criteria = form.criteria.map {
      Criterion(code: $0.code, name: $0.name[language], points: $0.points.map { DistrictPage.score($0) } ?? "")
    }
    return Column(
      code: form.indicator.code, name: form.indicator.name[language], points: form.indicator.points.description,
      rule: form.explanation[language], hint: form.entryHint[language], criteria: criteria,
      hasCriteria: !criteria.isEmpty)
  }

  private static func cell(
    _ cell: ReviewCell?, _ form: CellForm, _ community: RoundCommunity, _ language: Language
  ) -> Cell {
    let key = "\(community.code)/\(form.indicator.code)"
    let label = "\(community.name) \(form.indicator.code)"
    guard let cell else {
      return Cell(
        applies: false, heading: "", code: form.indicator.code, name: "", label: label, text: "", document: "",
        documentName: "",
        documentLabel: "", showsDocument: false, state: "none", points: "", version: "", findings: [],
        hasFindings: false, faultID: "", inputMode: "")
    }
    let findings = cell.reading.findings.map { FindingRow($0, language) }
    return Cell(
      applies: true, heading: "\(form.indicator.code) \(form.indicator.name[language])", code: form.indicator.code,
      name: "c/\(key)/\(cell.version)", label: label, text: cell.text,
      document: cell.document, documentName: "d/\(key)/\(cell.version)",
      documentLabel: "\(label) \(Words.text("basis", language))",
      showsDocument: form.needsDocument || !cell.document.isEmpty
        || cell.reading.findings.contains { $0.code == .unratedWithoutReason },
      state: cell.reading.state.rawValue, points: cell.reading.points.map { DistrictPage.score($0) } ?? "",
      version: String(cell.version), findings: findings, hasFindings: !findings.isEmpty,
      faultID: "f-\(community.code)-\(form.indicator.code)",
      inputMode: form.isDirect ? "decimal" : "text")
  }
}

extension [CellEntry] {
  /// The cells of a grid's form: `c/<community>/<indicator>/<version>` is what was typed, `d/…` what it rests on.
  init(_ fields: FormFields) {
    var documents: [String: String] = [:]
    for (name, value) in fields.pairs where name.hasPrefix("d/") { documents[String(name.dropFirst(2))] = value }
    self = fields.pairs.compactMap { name, value in
      guard name.hasPrefix("c/") else { return nil }
      let parts = name.dropFirst(2).split(separator: "/").map(String.init)
      guard parts.count >= 3, let version = parts.last.flatMap({ Int($0) }) else { return nil }
      return CellEntry(
        community: parts[0], indicator: parts.dropFirst().dropLast().joined(separator: "/"), text: value,
        document: documents[String(name.dropFirst(2))], version: version)
    }
  }
}
