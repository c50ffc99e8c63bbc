public import Findings

/// What the views lead with: who is within the quota, who stands at the line, and how sure that is.
extension RatingReport.District {
  /// The places within the quota, by rank.
  public var winners: [RatingReport.Place] { places.filter { $0.isEligible && $0.isInQuota == true } }
  /// The places that a tie at the line leaves open.
  public var pending: [RatingReport.Place] { places.filter(\.isPending) }
  /// The places outside the quota that the data cannot tell from those within it.
  public var openOutside: [RatingReport.Place] {
    places.filter { $0.isEligible && $0.isInQuota == false && $0.certainty == .open }
  }
  /// The places that have a rank and a score, by rank: those that a plot can show.
  public var plotted: [RatingReport.Place] {
    places.filter { $0.rank != nil && $0.score.map { LinearScale.canDraw($0.value) } == true }
  }
  /// How many of `places` are of this certainty.
  public static func count(_ places: [RatingReport.Place], _ certainty: RatingReport.Certainty) -> Int {
    places.count { $0.certainty == certainty }
  }
}

extension RatingReport.Place {
  /// Whether a tie at the line leaves open on which side the community stands.
  public var isPending: Bool { isEligible && isInQuota == nil && rank != nil }

  /// Town and name; a name that begins with its town is not told twice.
  public var fullName: String {
    town.isEmpty || name.hasPrefix(town) ? name : town + " " + name
  }

  /// On which side of the line the community stands, in words.
  public func standing(_ language: Language) -> String {
    if !isEligible { return ReportWords.notTakingPart[language] }
    if rank == nil { return ReportWords.unranked[language] }
    switch isInQuota {
    case true?: return ReportWords.within[language]
    case false?: return ReportWords.outside[language]
    case nil: return ReportWords.pending[language]
    }
  }

  /// How sure that is, in words; why the community takes no part if it does not; empty if nothing is known.
  public func sureness(_ language: Language) -> String {
    if !isEligible { return exclusion?[language] ?? "" }
    return certainty?.words[language] ?? ""
  }
}

extension RatingReport.Figure {
  /// The ends of the interval, if both can be drawn.
  var whisker: (lower: Double, upper: Double)? {
    guard let lower, let upper, LinearScale.canDraw(lower), LinearScale.canDraw(upper) else { return nil }
    return (lower, upper)
  }
}

extension RatingReport.Certainty {
  /// The certainty in words.
  public var words: Bilingual {
    switch self {
    case .secureIn: Bilingual("稳居名额内", "securely within")
    case .open: Bilingual("数据无法区分", "data cannot tell apart")
    case .clearlyOut: Bilingual("明显在名额外", "clearly outside")
    }
  }
}

extension RatingReport {
  /// The communities of all districts.
  public var places: [Place] { districts.flatMap(\.places) }
  /// The communities within the quota, by district and rank.
  public var winners: [Place] { districts.flatMap(\.winners) }
  /// Whether the round gives titles; one that gives bands alone has no list and no quota to show.
  public var givesTitles: Bool { titles > 0 || bands.isEmpty }
  /// Whether somebody must decide a tie before all titles are given.
  public var hasTie: Bool { districts.contains { $0.quotaTied || $0.lineTied } }
}
