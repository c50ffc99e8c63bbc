import Findings
import Operations
import Store
import Titles

/// The backups: those there are, a button for a new one, and what came of verifying one.
struct BackupsPage: Page {
  static let template = "office/backups"

  /// A backup.
  struct Row: Hashable, Sendable {
    var name: String
    var made: String
    var size: String
    var link: String
  }

  var title: String
  var folder: String
  var rows: [Row]
  var hasRows: Bool
  var verdict: Notice?
  var figures: [Figure] = []
  var faults: [FindingRow] = []
  var hasFaults = false

  init(_ backups: [BackupFile], folder: String, _ language: Language) {
    title = Words.text("backups", language)
    self.folder = folder
    rows = backups.map {
      Row(
        name: $0.name, made: $0.made.local, size: BackupsPage.size($0.bytes),
        link: "/backups/\($0.name.escapedForQuery)/verify")
    }
    hasRows = !rows.isEmpty
  }

  /// Shows what a verification found.
  mutating func show(_ report: AuditReport, of name: String, _ language: Language) {
    verdict = Notice(
      report.isSound ? .good : .wrong,
      name + (language == .chinese ? "：" : ": ")
        + Words.text(report.isSound ? "backupSound" : "backupUnsound", language))
    figures = HealthPage.figures(report, language)
    faults = report.findings.map { FindingRow($0, language) }
    hasFaults = !faults.isEmpty
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1 << 20 ? "\(max(1, bytes >> 10)) KiB" : "\(Words.grouped(bytes >> 20)) MiB"
  }
}

/// Whether everything is well: libraries, machine, data directory, backups, and the log if it was verified just now.
struct HealthPage: Page {
  static let template = "office/health"

  /// A check.
  struct Row: Hashable, Sendable {
    var name: String
    var found: String
    var state: String
    var kind: String
    var remedy: String
  }

  var title: String
  var verdict: Notice
  var rows: [Row]
  var logVerdict: Notice?
  var figures: [Figure] = []
  var faults: [FindingRow] = []
  var hasFaults = false

  init(_ checks: [MachineCheck], log: AuditReport?, _ language: Language) {
    title = Words.text("health", language)
    let isWell = checks.allSatisfy(\.isReady)
    let works = checks.allSatisfy { $0.isReady || !$0.isRequired }
    verdict = Notice(
      isWell ? .good : works ? .wait : .wrong,
      Words.text(isWell ? "allWell" : works ? "worksWithRemarks" : "doesNotWork", language))
    rows = checks.map { check in
      Row(
        name: check.name[language], found: check.found,
        state: Words.text(check.isReady ? "well" : check.isRequired ? "missingNeeded" : "remarked", language),
        kind: check.isReady ? "good" : check.isRequired ? "wrong" : "wait",
        remedy: check.isReady ? "" : check.remedy[language])
    }
    guard let log else { return }
    logVerdict = Notice(log.isSound ? .good : .wrong, Words.text(log.isSound ? "logSound" : "logUnsound", language))
    figures = HealthPage.figures(log, language)
    faults = log.findings.map { FindingRow($0, language) }
    hasFaults = !faults.isEmpty
  }

  /// What a verification looked at.
  static func figures(_ report: AuditReport, _ language: Language) -> [Figure] {
    [
      Figure(Words.text("logEntries", language), Words.grouped(report.events)),
      Figure(Words.text("tableRows", language), Words.grouped(report.rows)),
      Figure(Words.text("keptFiles", language), Words.grouped(report.objects)),
      Figure(Words.text("rounds", language), Words.grouped(report.rounds)),
    ]
  }
}
