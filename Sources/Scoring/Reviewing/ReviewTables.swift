public import Findings
import Sheets

/// What was typed into cells, as the two tables that the rating reads: `reviews.csv` for direct points and `measures.csv` for the rest.
public struct ReviewTables: Sendable {
  /// Who marks, for which department, and the day that the rows bear.
  public struct Rater: Hashable, Sendable {
    /// The reviewer, as the tables name him or her.
    public var reviewer: String
    /// The department or street.
    public var department: String
    /// The day, such as `2014-10-13`.
    public var date: String
    /// What row identifiers begin with; unique among all tables of a round.
    public var prefix: String

    /// A rater.
    public init(reviewer: String, department: String, date: String, prefix: String) {
      self.reviewer = reviewer
      self.department = department
      self.date = date
      self.prefix = prefix
    }
  }

  /// A table's columns for direct points.
  static let reviewHeader = EvidenceBook.reviewColumns + ["date", "note"]
  /// A table's columns for the rest.
  static let measureHeader = EvidenceBook.measureColumns + ["criterion", "denominator", "date", "document"]

  /// The rows for direct points.
  public private(set) var reviewRows = 0
  /// The rows for the rest.
  public private(set) var measureRows = 0

  private let rater: Rater
  private var reviews = CSVWriter()
  private var measures = CSVWriter()

  /// Tables without rows.
  public init(_ rater: Rater) {
    self.rater = rater
    reviews.write(ReviewTables.reviewHeader)
    measures.write(ReviewTables.measureHeader)
  }

  /// `reviews.csv`, which may have no rows.
  public var reviewTable: [UInt8] { reviews.bytes }
  /// `measures.csv`, which may have no rows.
  public var measureTable: [UInt8] { measures.bytes }

  /// Adds what a cell says of a community. `document` is what it rests on; empty cells and cells that are left unrated add nothing.
  public mutating func add(_ form: CellForm, community: String, text: String, document: String) {
    guard case .entries(let entries) = form.meaning(of: text) else { return }
    for (index, entry) in entries.enumerated() {
      let id = "\(rater.prefix)-\(community)-\(form.indicator.code)" + (entries.count > 1 ? "-\(index + 1)" : "")
      if form.isDirect {
        reviews.write([
          id, rater.department, rater.reviewer, community, form.indicator.code, entry.value,
          form.indicator.points.description, rater.date, document,
        ])
        reviewRows += 1
      } else {
        measures.write([
          id, community, form.indicator.code, rater.reviewer, entry.value, entry.criterion, entry.denominator,
          rater.date, document,
        ])
        measureRows += 1
      }
    }
  }
}

/// What a cell comes to by the standard's own rule.
public struct CellReading: Hashable, Sendable {
  /// How a cell stands.
  public enum State: String, Hashable, Sendable {
    /// Nothing was typed.
    case empty
    /// Left unrated on purpose, with a reason.
    case unrated
    /// Rated.
    case rated
    /// What was typed may not stand.
    case faulty
  }

  /// How it stands.
  public var state: State
  /// The points that it earns; nil unless it is rated.
  public var points: Double?
  /// What is wrong, each with its remedy; without a place, because the cell is the place.
  public var findings: [Finding]

  /// Whether it need not be looked at again before the grid is submitted.
  public var isDone: Bool { state == .rated || state == .unrated }

  /// Reads what was typed for the one unit of an empty book, by the code that rates it later.
  public init(_ form: CellForm, _ book: EvidenceBook, text: String, document: String, rater: ReviewTables.Rater) {
    switch form.meaning(of: text) {
    case .empty: (state, points, findings) = (.empty, nil, [])
    case .unrated:
      let hasReason = document.contains { !$0.isWhitespace }
      (state, points) = (hasReason ? .unrated : .faulty, nil)
      findings = hasReason ? [] : [Finding(.unratedWithoutReason, found: text)]
    case .entries:
      var tables = ReviewTables(rater)
      let unit = book.units[0]
      tables.add(form, community: unit.id, text: text, document: document)
      var book = book
      var found: [Finding] = []
      if tables.reviewRows > 0, let sheet = CSVSheet.read(tables.reviewTable, file: "reviews.csv", findings: &found) {
        book.readReviews(sheet, findings: &found)
      }
      if tables.measureRows > 0, let sheet = CSVSheet.read(tables.measureTable, file: "measures.csv", findings: &found)
      {
        book.readMeasures(sheet, findings: &found)
      }
      let tree = book.standard.trees[book.standard.tree(ofVariant: unit.variant) ?? 0]
      let outcome = tree.leaves.firstIndex { $0.indicator.code == form.indicator.code }.map { book.outcomes(0)[$0] }
      let rows = tables.reviewRows + tables.measureRows
      let isSound = rows > 0 && book.used == rows
      state = isSound ? .rated : .faulty
      points = isSound ? outcome?.points : nil
      findings = found.map { finding in
        var finding = finding
        finding.location = nil
        return finding
      }
      if findings.isEmpty, !isSound {
        findings = [Finding(.cellUnreadable, found: text, details: [text, form.entryHint.chinese])]
      }
    }
  }
}
