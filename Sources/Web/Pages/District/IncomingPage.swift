import Findings
import Operations
import Store
import Titles

/// What was found in a file, before it counts.
struct IncomingPage: Page {
  static let template = "district/incoming"

  /// A community's responses in this file.
  struct CountRow: Hashable, Sendable {
    var name: String
    var code: String
    var responses: String
  }

  /// Something that would be otherwise if the file were taken.
  struct ChangeRow: Hashable, Sendable {
    var what: String
    var place: String
    var before: String
    var after: String
  }

  var title: String
  var file: String
  var recognised: String
  var backLink: String
  var backName: String
  var verdict: Notice
  var figures: [Figure]
  var columns: String
  var hasColumns: Bool
  var findings: [FindingRow]
  var hasFindings: Bool
  var moreFindings: String?
  var rejectedLink: String?
  var canConfirm: Bool
  var confirmLink: String
  var discardLink: String
  var sha256: String
  var counts: [CountRow]
  var hasCounts: Bool
  var facts: [Figure]
  var changes: [ChangeRow]
  var hasChanges: Bool
  var moreChanges: String?

  var section: String? { backLink }

  init(_ incoming: IncomingRecord, _ preview: UploadPreview, _ language: Language) {
    title = Words.text("checkUpload", language)
    file = incoming.name
    recognised = preview.recognised[language.rawValue] ?? ""
    (backLink, backName) =
      incoming.material.map { MaterialPage.home($0, language) }
      ?? ("/rounds/\(incoming.round.escapedForQuery)/uploads", Words.text("uploads", language))
    let isTable = !preview.columns.isEmpty
    let rejected = preview.rows - preview.usable
    if !preview.isAcceptable {
      verdict = Notice(.wrong, Words.text("cannotBeTaken", language))
    } else if incoming.material != nil {
      verdict = Notice(.good, Words.text("materialSound", language))
    } else if rejected > 0 {
      verdict = Notice(
        .wait,
        language == .chinese
          ? "\(Words.grouped(preview.rows)) 行中 \(Words.grouped(preview.usable)) 行可用；其余 \(Words.grouped(rejected)) 行不计入，可下载改好后重新上传整个文件。"
          : "\(Words.grouped(preview.usable)) of \(Words.grouped(preview.rows)) rows can be used; the other \(Words.grouped(rejected)) do not count. Download them, correct them, and send the whole file again."
      )
    } else {
      verdict = Notice(.good, Words.text(isTable ? "allRowsUsable" : "keptAsItIs", language))
    }
    figures = [Figure(Words.text("bytes", language), Words.grouped(incoming.length))]
    if isTable {
      figures =
        [
          Figure(Words.text("rows", language), Words.grouped(preview.rows)),
          Figure(Words.text("usable", language), Words.grouped(preview.usable)),
          Figure(Words.text("rejected", language), Words.grouped(rejected)),
        ] + figures
    }
    columns = preview.columns.joined(separator: language == .chinese ? "、" : ", ")
    hasColumns = isTable
    findings = preview.readable(file: incoming.name).map { FindingRow($0, language) }
    hasFindings = !findings.isEmpty
    let more = preview.findingCount - preview.findings.count
    moreFindings = more > 0 ? Words.count(more, "个问题未列出", "more finding", "more findings", language) : nil
    rejectedLink =
      rejected > 0 && (incoming.kind == .responses || incoming.material != nil)
      ? "/incoming/\(incoming.id)/rejected.csv" : nil
    canConfirm = preview.isAcceptable
    confirmLink = "/incoming/\(incoming.id)/confirm"
    discardLink = "/incoming/\(incoming.id)/discard"
    sha256 = incoming.sha256 ?? ""
    counts = preview.counts.sorted { ($0.responses, $0.code) < ($1.responses, $1.code) }.map {
      CountRow(name: $0.name, code: $0.code, responses: Words.grouped($0.responses))
    }
    hasCounts = !counts.isEmpty
    facts = preview.request.map { MaterialPage.facts($0, language) } ?? []
    let all = preview.changes ?? []
    changes = all.map { change in
      func text(_ texts: [String: String]) -> String { texts[language.rawValue] ?? "" }
      return ChangeRow(
        what: text(change.what), place: change.place, before: text(change.before), after: text(change.after))
    }
    hasChanges = !changes.isEmpty
    let unlisted = (preview.changeCount ?? 0) - all.count
    moreChanges =
      unlisted > 0 ? Words.count(unlisted, "项变更未列出", "more change", "more changes", language) : nil
  }
}
