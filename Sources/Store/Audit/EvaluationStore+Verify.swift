import Findings
import Foundation
import GRDB
public import Seals
import Titles

extension EvaluationStore {
  /// Recomputes everything that the log promises and names what does not agree: entries, nodes, heads and signatures, every row of
  /// every audited table, every kept file, every round from its events, and the database's own structure.
  ///
  /// - Parameter known: heads that somebody kept; each must lie on this log, which shows a log that was cut or rewritten whole.
  public func verify(known: [SignedTreeHead] = [], withObjects: Bool = true) throws -> AuditReport {
    try read { db in
      var verification = AuditVerification(db: db, verifier: verifier, origin: origin)
      try verification.checkStructure()
      // Rows of a database that SQLite itself finds damaged cannot be read safely; what is damaged is named already.
      if verification.report.isSound {
        try verification.checkLog(known: known)
        try verification.checkRows()
        try verification.checkRounds()
        try verification.checkJournal(directory.journal)
        try verification.checkCosignatures()
        if withObjects { try verification.checkObjects(objects) }
      }
      try verification.checkReferences()
      verification.report.findings += directory.permissionFindings()
      return verification.report
    }
  }
}

/// One run of the verification, on one snapshot.
struct AuditVerification {
  let db: Database
  let verifier: VerifierKey
  let origin: String
  var report = AuditReport()

  /// What the log says each row is now, with the entry that says so.
  private var latest: [String: (digest: String?, leaf: Int)] = [:]

  init(db: Database, verifier: VerifierKey, origin: String) {
    self.db = db
    self.verifier = verifier
    self.origin = origin
  }

  private mutating func note(_ code: FindingCode, found: String? = nil, _ details: String...) {
    report.findings.append(Finding(code, found: found, details: details))
  }

  /// SQLite's own check, and tables, triggers and indices as this program makes them: a trigger that was dropped guards nothing.
  mutating func checkStructure() throws {
    for fault in try String.fetchAll(db, sql: "PRAGMA integrity_check") where fault != "ok" {
      note(.databaseUnsound, fault)
    }
    let sql = "SELECT name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_%'"
    let model = try DatabaseQueue()
    try Schema.migrator.migrate(model)
    let expected = try model.read { try Row.fetchAll($0, sql: sql) }
    let wanted = Dictionary(
      expected.map { ($0["name"] as String, $0["sql"] as String?) }, uniquingKeysWith: { a, _ in a })
    var found: [String: String?] = [:]
    for row in try Row.fetchAll(db, sql: sql) { found[row["name"]] = row["sql"] as String? }
    for name in Set(wanted.keys).union(found.keys).sorted() where wanted[name] != found[name] {
      note(.schemaDiffers, found: name, name)
    }
  }

  /// Rows that refer to what is not there; which row it is the log says.
  mutating func checkReferences() throws {
    for row in try Row.fetchAll(db, sql: "PRAGMA foreign_key_check") {
      note(.databaseUnsound, "foreign key: \(row["table"] as String? ?? "")")
    }
  }

  /// Every entry, every node above it, every head.
  mutating func checkLog(known: [SignedTreeHead]) throws {
    var frontier = MerkleFrontier()
    var roots: [Int: ContentDigest] = [0: frontier.root]
    let knownSizes = Set(known.map(\.head.size))
    let nodes = try db.cachedStatement(sql: "SELECT root FROM audit_nodes WHERE level = ? AND place = ?")
    let heads = try db.cachedStatement(sql: "SELECT text FROM tree_heads WHERE id = ?")
    let events = try Row.fetchCursor(db, sql: "SELECT id, body FROM audit_events ORDER BY id")
    while let row = try events.next() {
      let (leaf, body): (Int, String) = (row["id"], row["body"])
      let hash = MerkleTree.leaf(body.utf8)
      // Which part was touched: the stored leaf tells whether it is the entry.
      let stored = try Data.fetchOne(nodes, arguments: [0, frontier.size])
      if leaf != frontier.size || stored != Data(hash.bytes) {
        note(.auditLeafDiffers, found: String(leaf), String(leaf))
      }
      for subtree in frontier.append(hash) where subtree.level > 0 {
        if try Data.fetchOne(nodes, arguments: [subtree.level, subtree.index]) != Data(subtree.root.bytes) {
          note(.auditNodeDiffers, "\(subtree.level)/\(subtree.index)")
        }
      }
      try check(head: try String.fetchOne(heads, arguments: [frontier.size]), frontier)
      if knownSizes.contains(frontier.size) { roots[frontier.size] = frontier.root }
      take(AuditEvent(body: body), leaf)
      report.events += 1
    }
    let (nodeCount, headCount) = (
      try Int.fetchOne(db, sql: "SELECT count(*) FROM audit_nodes") ?? 0,
      try Int.fetchOne(db, sql: "SELECT count(*) FROM tree_heads") ?? 0
    )
    if nodeCount != 2 * frontier.size - frontier.size.nonzeroBitCount { note(.auditNodeDiffers, "\(nodeCount)") }
    if headCount != frontier.size { note(.headDiffers, "\(headCount)") }
    for head in known
    where !head.isSigned(by: verifier) || head.head.origin != origin
      || roots[head.head.size] != head.head.root
    {
      note(.headDiffers, found: head.head.root.base64, String(head.head.size))
    }
  }

  private mutating func check(head text: String?, _ frontier: MerkleFrontier) throws {
    report.heads += 1
    guard let head = text.flatMap({ SignedTreeHead($0) }), head.head.size == frontier.size,
      head.head.root == frontier.root, head.head.origin == origin, head.isSigned(by: verifier)
    else {
      note(.headDiffers, found: text, String(frontier.size))
      return
    }
  }

  /// Takes what an entry says about rows; each must begin where the one before it ended.
  private mutating func take(_ event: AuditEvent?, _ leaf: Int) {
    guard let event, event.leaf == leaf else {
      note(.auditLeafDiffers, found: String(leaf), String(leaf))
      return
    }
    for change in event.changes {
      if latest[change.object]?.digest != change.before {
        note(.rowDiffers, found: change.object, change.object, String(leaf))
      }
      latest[change.object] = (change.after, leaf)
    }
  }

  /// Every row of every audited table against the entry that last spoke of it.
  mutating func checkRows() throws {
    var unseen = latest.filter { $0.value.digest != nil }
    for table in AuditedTable.allCases {
      let rows = try Row.fetchCursor(db, sql: "SELECT * FROM \(table.rawValue)")
      while let row = try rows.next() {
        report.rows += 1
        let object = table.object(row)
        guard let said = unseen.removeValue(forKey: object) else {
          note(.rowUnrecorded, found: object, object)
          continue
        }
        if said.digest != AuditedTable.digest(row) { note(.rowDiffers, found: object, object, String(said.leaf)) }
      }
    }
    for (object, said) in unseen.sorted(by: { $0.value.leaf < $1.value.leaf }) {
      note(.rowMissing, found: object, object, String(said.leaf))
    }
  }

  /// Every round is what its events give.
  mutating func checkRounds() throws {
    for row in try Row.fetchAll(db, sql: "SELECT id, year, title FROM rounds ORDER BY id") {
      let id: String = row["id"]
      report.rounds += 1
      do {
        let start = TitleRound(id: id, year: row["year"], title: row["title"])
        let folded = try TitleRound.folding(try RoundRows.events(db, id), from: start)
        if try RoundRows.read(db, id)?.round != folded { note(.roundDiffers, found: id, id, "state") }
      } catch let refusal as RoundRefusal {
        note(.roundDiffers, found: id, id, refusal.finding.message(.chinese))
      } catch is DecodingError {
        note(.roundDiffers, found: id, id, "JSON")
      } catch let fault as StoreRowFault {
        note(.roundDiffers, found: id, id, "\(fault.table)/\(fault.id)")
      }
    }
  }

  /// Every cosignature against its witness's key and the head that it is about.
  mutating func checkCosignatures() throws {
    for row in try Row.fetchAll(db, sql: "SELECT id, size, witness, line FROM cosignatures ORDER BY id") {
      let head = try AuditLog(db: db).head(size: row["size"] as Int)?.adding(row["line"])
      guard let key = VerifierKey(row["witness"] as String), let head, head.isSigned(by: key) else {
        note(.headDiffers, found: row["witness"], String(row["size"] as Int))
        continue
      }
    }
  }

  /// Every kept file against its name, and every upload's commitment against its file.
  mutating func checkObjects(_ folder: ObjectFolder) throws {
    for row in try Row.fetchAll(db, sql: "SELECT id, bytes FROM objects ORDER BY id") {
      report.objects += 1
      let (name, size): (String, Int) = (row["id"], row["bytes"])
      guard let digest = ContentDigest(hexadecimal: name) else { continue }
      let stream = DigestStream()
      var count = 0
      let users = try String.fetchAll(
        db,
        sql: """
          SELECT 'uploads/' || id FROM uploads WHERE object = ?
          UNION SELECT 'uploads/' || upload FROM parsed_tables WHERE sha256 = ?
          UNION ALL SELECT round || '/' || folder || '/' || name FROM round_files WHERE object = ?
          """, arguments: [name, name, name]
      ).joined(separator: ", ")
      do {
        let isThere = try folder.read(digest) {
          stream.update(Array($0))
          count += $0.count
        }
        guard isThere else {
          note(.objectMissing, found: name, users)
          continue
        }
        if stream.digest() != digest || count != size { note(.objectDiffers, found: name, users) }
      } catch is GzipReader.Fault {
        note(.objectDiffers, found: name, users)
      }
    }
    for row in try Row.fetchAll(db, sql: UploadRecord.selection + " ORDER BY uploads.id") {
      guard let upload = try? UploadRecord(row) else { continue }  // its digest has named it
      if upload.purgedAt != nil {
        note(.uploadPurged, found: String(upload.number), String(upload.number))
      } else if upload.file?.commitment != upload.commitment {
        note(.rowDiffers, found: "uploads/\(upload.number)", "uploads/\(upload.number)", String(upload.leaf))
      }
    }
  }
}
