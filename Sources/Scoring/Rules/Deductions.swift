/// R2, deductions (扣分): full points less so much for each verified event, never below a floor (农村社区考核细则: “延期换届的扣1分;
/// 资料不全扣0.5分”).
public struct Deductions: Hashable, Sendable {
  /// The kinds of event; empty if all cost the same.
  public let criteria: [Criterion]
  /// What an event costs whose kind has no points of its own.
  public let deduction: Double
  /// The least that is left.
  public let floor: Double
  /// The most that all events together cost; nil without limit.
  public let cap: Double?
  /// Whether a unit without any entry has full points; otherwise it is unrated.
  public let isFullWithoutEvents: Bool
  /// Whether every event must cite a document.
  public let needsDocument: Bool

  /// The points left after `events`.
  func points(of events: [Evidence], full: Double) -> Double {
    var lost: [String: Double] = [:]
    for event in events {
      let kind = criteria.first { $0.code == event.criterion }
      lost[event.criterion, default: 0] += event.value * (kind?.points ?? deduction)
    }
    var total = 0.0
    for (code, loss) in lost.sorted(by: { $0.key < $1.key }) {
      total += min(loss, criteria.first { $0.code == code }?.cap ?? .infinity)
    }
    return max(min(floor, full), full - min(total, cap ?? .infinity))
  }
}
