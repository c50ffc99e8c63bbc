import Findings
import Foundation
import Hummingbird
import Store
import Titles

/// The uploads of a round: what was sent, what waits to be confirmed, and the form for the next.
struct UploadsPage: Page {
  static let template = "district/uploads"
  /// Uploads of one page.
  static let size = 200

  /// What is looked for.
  struct Filter: Hashable, Sendable {
    /// A part of the file's name; empty for any.
    var name: String
    /// The upload before which the page begins; nil for the newest.
    var before: Int?

    init(_ request: Request) {
      name = request.query("name")?.trimmingCharacters(in: .whitespaces) ?? ""
      before = request.query("before").flatMap(Int.init)
    }
  }

  /// An upload that counts, or counted.
  struct Row: Hashable, Sendable {
    var link: String
    var number: String
    var name: String
    var kind: String
    var about: String
    var rows: String
    var received: String
    var state: String
    var stateKind: String
  }

  /// An upload that waits.
  struct Waiting: Hashable, Sendable {
    var link: String
    var name: String
    var kind: String
    var made: String
  }

  var title: String
  var roundName: String
  var roundLink: String
  var link: String
  var rows: [Row]
  var hasRows: Bool
  var searched: String
  var canSearch: Bool
  var nextLink: String?
  var waiting: [Waiting]
  var hasWaiting: Bool
  var canSend: Bool
  var kinds: [ListChoice]
  var scopes: [ListChoice]
  var choosesScope: Bool
  var phaseHint: String?

  /// - Parameter uploads: the newest that were looked for, one more than a page if there are more.
  init(
    _ round: TitleRound, uploads: [UploadRecord], _ filter: Filter, underWay: [IncomingRecord], for visitor: Visitor,
    _ language: Language
  ) {
    title = Words.text("uploads", language)
    roundName = RoundPage.name(round, language)
    roundLink = "/rounds/\(round.id.escapedForQuery)"
    link = roundLink + "/uploads"
    let page = uploads.prefix(UploadsPage.size)
    rows = page.map { upload in
      let isOld = upload.successor != nil
      return Row(
        link: "/rounds/\(round.id.escapedForQuery)/uploads/\(upload.number)", number: String(upload.number),
        name: upload.name,
        kind: upload.kind.name[language], about: UploadsPage.name(upload.scope, round, language),
        rows: upload.rows.map(Words.grouped) ?? "",
        received: (Moment(upload.receivedAt)?.local ?? "") + " " + upload.receivedBy,
        state: Words.text(isOld ? "superseded" : "counts", language), stateKind: isOld ? "" : "good")
    }
    hasRows = !rows.isEmpty
    searched = filter.name
    canSearch = hasRows || !searched.isEmpty || filter.before != nil
    if uploads.count > page.count, let last = page.last {
      nextLink = "\(link)?before=\(last.number)&name=\(searched.escapedForQuery)"
    }
    waiting = underWay.filter { $0.round == round.id && $0.preview != nil }.map {
      Waiting(
        link: "/incoming/\($0.id)", name: $0.name, kind: $0.kind?.name[language] ?? "",
        made: Moment(seconds: $0.made).local)
    }
    hasWaiting = !waiting.isEmpty
    let role = visitor.grant.role
    kinds = RoundUpload.Kind.allCases.filter { $0.roles.contains(role) }.map {
      // Outside collecting only these two are taken: the form offers one of them first.
      let isChosen = round.phase != .collecting && [.evidence, .document].contains($0)
      return ListChoice(value: $0.rawValue, name: $0.name[language], isChosen: isChosen)
    }
    canSend = !kinds.isEmpty && round.phase != .cancelled && round.phase != .archived
    choosesScope = visitor.grant.scope == .all
    scopes =
      [ListChoice(value: "all", name: Words.text("wholeCity", language))]
      + round.districts.map { ListChoice(value: "district:\($0.code)", name: $0.name) }
    phaseHint =
      round.phase == .collecting
      ? nil
      : language == .chinese
        ? "当前阶段为“\(round.phase.name[language])”：只接受佐证材料和文件；数据在“采集”阶段报送。"
        : "The round is in “\(round.phase.name[language])”: only evidence and documents are taken now; tables are sent while collecting."
  }

  /// What an upload is about, in words.
  static func name(_ scope: Scope, _ round: TitleRound, _ language: Language) -> String {
    switch scope {
    case .all: Words.text("wholeCity", language)
    case .district(let code): round.districts.first { $0.code == code }?.name ?? code
    case .department(let name), .study(let name): name
    }
  }
}
