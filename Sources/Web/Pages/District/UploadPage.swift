import Findings
import Reports
import Seals
import Store
import Titles

/// An upload that was taken, with the receipt that proves it.
struct UploadPage: Page {
  static let template = "district/upload"

  var title: String
  var roundName: String
  var uploadsLink: String
  var figures: [Figure]
  var about: String
  var received: String
  var sha256: String?
  var receiptLink: String?
  var leaf: String?
  var originalLink: String?
  var undoLink: String?
  var supersededBy: String?
  var purged: String?

  init(_ upload: UploadRecord, in round: TitleRound, receipt: Receipt?, for visitor: Visitor, _ language: Language) {
    title = upload.name
    roundName = RoundPage.name(round, language)
    let base = "/rounds/\(round.id.escapedForQuery)/uploads"
    uploadsLink = base
    about = upload.kind.name[language] + " · " + UploadsPage.name(upload.scope, round, language)
    received = (Moment(upload.receivedAt)?.local ?? upload.receivedAt) + " · " + upload.receivedBy
    figures = [
      Figure(Words.text("number", language), String(upload.number)),
      Figure(Words.text("bytes", language), Words.grouped(upload.bytes)),
    ]
    if let rows = upload.rows { figures.append(Figure(Words.text("rows", language), Words.grouped(rows))) }
    sha256 = upload.digest?.hexadecimal
    receiptLink = receipt == nil ? nil : "\(base)/\(upload.number)/receipt.json"
    leaf = receipt.map { String($0.leaf) }
    originalLink = upload.purgedAt == nil ? "\(base)/\(upload.number)/original" : nil
    purged = upload.purgedAt
    supersededBy = upload.successor.map(String.init)
    let mayUndo =
      upload.kind.roles.contains(visitor.grant.role) && upload.supersedes != nil && upload.successor == nil
    undoLink = mayUndo ? "\(base)/\(upload.number)/undo" : nil
  }
}

extension Receipt {
  /// The receipt as a document that the checker reads.
  var json: JSONValue {
    .object([
      "leaf": .integer(leaf), "event": .string(event), "path": .array(path.map(JSONValue.string)),
      "head": .string(head),
      "file": file.map {
        .object(["sha256": .string($0.sha256), "salt": .string($0.salt), "bytes": .integer($0.bytes)])
      } ?? .null,
    ])
  }
}
