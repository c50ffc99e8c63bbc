/// R4, target rates (比率): full points at the target, and so much less for each step of percentage points on the wrong side
/// (上虞: 整改率每低10%减5), never below a floor; or bands with their deductions (平安社区: 安全感 60–80% 扣4, ≤60% 扣8).
///
/// Targets may differ for urban and rural units and for variants (成都: 居民参选率 城市 50% / 农村 90%).
public struct TargetRate: Hashable, Sendable {
  /// The parameters without a qualifier.
  public let general: Terms
  /// The parameters of units of one setting (`urban`, `rural`) or variant, which go before.
  public let special: [String: Terms]
  /// How steps are counted.
  public let counting: Counting
  /// The least that is left.
  public let floor: Double
  /// Whether less is better.
  public let isReversed: Bool

  /// Target, step and deduction, or bands.
  public struct Terms: Hashable, Sendable {
    /// The target in percent.
    public var target: Double?
    /// The step in percentage points.
    public var step: Double?
    /// The points that a step costs.
    public var deduction: Double?
    /// Bands, which go before target and step.
    public var bands: [RateBand]?
  }

  /// How an incomplete step counts.
  public enum Counting: String, Hashable, Sendable {
    /// Only whole steps cost points.
    case whole
    /// A step that is begun counts as a whole one.
    case started
    /// Every part of a step costs its part.
    case proportional
  }

  /// The parameters of a unit: those of its setting, else of its variant, else the general ones; each parameter alone.
  public func terms(_ unit: UnitProfile) -> Terms {
    let layers = [special[unit.setting], special[unit.variant], general].compactMap { $0 }
    return Terms(
      target: layers.lazy.compactMap(\.target).first, step: layers.lazy.compactMap(\.step).first,
      deduction: layers.lazy.compactMap(\.deduction).first, bands: layers.lazy.compactMap(\.bands).first)
  }

  /// The points of a rate in percent.
  func points(ofRate rate: Double, full: Double, _ unit: UnitProfile) -> Double {
    let terms = terms(unit)
    let least = min(floor, full)
    if let bands = terms.bands {
      let lost = bands.filter { $0.holds(rate) }.map(\.deduction).max() ?? 0
      return max(least, full - lost)
    }
    guard let target = terms.target else { return full }
    let short = isReversed ? rate - target : target - rate
    // A rate within 1e-9 percentage points of the target or of a step is on it: 0.85 × 100 is no exact 85.
    guard short > 1e-9 else { return full }
    guard let step = terms.step, step > 0, let deduction = terms.deduction else {
      return isReversed ? least : max(least, full * max(0, rate) / target)
    }
    let steps = short / step
    let counted: Double
    switch counting {
    case .whole: counted = (steps + 1e-9).rounded(.down)
    case .started: counted = (steps - 1e-9).rounded(.up)
    case .proportional: counted = steps
    }
    return max(least, full - counted * deduction)
  }
}

/// A band of rates with what it costs, such as `<=60:8`.
public struct RateBand: Hashable, Sendable {
  /// How a rate is compared with the threshold.
  public enum Comparison: String, Hashable, Sendable, CaseIterable {
    /// At most.
    case atMost = "<="
    /// At least.
    case atLeast = ">="
    /// Below.
    case below = "<"
    /// Above.
    case above = ">"
  }

  /// The comparison.
  public var comparison: Comparison
  /// The threshold in percent.
  public var threshold: Double
  /// The points that it costs.
  public var deduction: Double

  /// Whether `rate` lies in the band; of several the one that costs most applies.
  public func holds(_ rate: Double) -> Bool {
    switch comparison {
    case .atMost: rate <= threshold
    case .atLeast: rate >= threshold
    case .below: rate < threshold
    case .above: rate > threshold
    }
  }

  /// Reads a list such as `<80:4;<=60:8`; nil if a part is none.
  static func list(_ text: String) -> [RateBand]? {
    var bands: [RateBand] = []
    for part in text.split(separator: ";") {
      let pair = part.split(separator: ":", omittingEmptySubsequences: false).map { String($0).trimmed }
      guard pair.count == 2, let comparison = Comparison.allCases.first(where: { pair[0].hasPrefix($0.rawValue) }),
        let threshold = Double(pair[0].dropFirst(comparison.rawValue.count)), threshold.isFinite,
        let deduction = Double(pair[1]), deduction >= 0, deduction <= 1e9
      else { return nil }
      bands.append(RateBand(comparison: comparison, threshold: threshold, deduction: deduction))
    }
    return bands.isEmpty ? nil : bands
  }
}
