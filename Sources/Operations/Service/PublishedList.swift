public import Store
public import Titles

/// A list as it was published, read back from its own words: what people were shown is what they are shown again.
public struct PublishedList: Hashable, Sendable {
  /// What it is.
  public enum Kind: Hashable, Sendable {
    /// A district's notice.
    case districtNotice(String)
    /// The city's notice.
    case cityNotice
    /// The titles.
    case titles
    /// A title taken back.
    case withdrawal
  }

  /// A community of the list.
  public struct Entry: Hashable, Sendable {
    /// Its permanent identifier.
    public var id: CommunityID
    /// Its code on the day of the list.
    public var code: String
    /// Its district's code.
    public var district: String
    /// Its name on that day.
    public var name: String
  }

  /// The number of the publication.
  public var number: Int
  /// What it is.
  public var kind: Kind
  /// When it was published.
  public var publishedAt: Moment?
  /// The first line's fields: the first and last day of a notice, or the document and its day.
  public var head: [String]
  /// The communities in their order.
  public var entries: [Entry]

  /// Reads a publication; nil for a kind that is not known.
  public init?(_ publication: Publication) {
    number = publication.id
    publishedAt = Moment(publication.publishedAt)
    switch publication.kind {
    case "city-notice": kind = .cityNotice
    case "titles": kind = .titles
    case "withdrawal": kind = .withdrawal
    case let text where text.hasPrefix("district-notice/"): kind = .districtNotice(String(text.dropFirst(16)))
    default: return nil
    }
    let lines = publication.body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    head = lines[0].split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    entries = lines.dropFirst().compactMap { line in
      let fields = line.split(separator: "\t", maxSplits: 3, omittingEmptySubsequences: false).map(String.init)
      guard fields.count == 4, let id = CommunityID(fields[0]) else { return nil }
      return Entry(id: id, code: fields[1], district: fields[2], name: fields[3])
    }
  }

  /// Whether a notice may still be objected to on `day`.
  public func isOpen(on day: CalendarDay) -> Bool {
    guard head.count == 2, let first = CalendarDay(head[0]), let last = CalendarDay(head[1]) else { return false }
    switch kind {
    case .districtNotice, .cityNotice: return first <= day && day <= last
    case .titles, .withdrawal: return false
    }
  }
}

extension ServiceDesk {
  /// The lists of a round that everyone may see, the newest first.
  public func publishedLists(_ round: String) throws -> [PublishedList] {
    try recollection.lists.value(round, at: generation) {
      try store.publications(round).compactMap { PublishedList($0) }.reversed()
    }
  }
}
