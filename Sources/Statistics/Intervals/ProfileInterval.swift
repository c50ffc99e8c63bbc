import Foundation

/// The profile-likelihood interval of a share as R's survey computes it: the signed root of the scaled deviance on a grid of
/// logits, joined by a cubic spline and read off by linear interpolation.
///
/// The grid follows Venables and Ripley's profile: steps of a fifth of the cut-off's standard errors, at most nine to each
/// side. Reading off costs up to a few thousandths of a very small share against the exact root, which
/// `IntervalMethod.likelihoodExact` gives; this form is kept because published numbers come from it.
///
/// - SeeAlso: Rao and Scott (1984), doi:10.1214/aos/1176346391; Venables and Ripley (2002) 8.4.
struct ProfileInterval {
  let p: Double
  /// The effective sample size.
  let effectiveSize: Double
  let n: Double
  /// The quantile of t, positive.
  let t: Double
  /// The logit after the first step of Fisher scoring.
  let start: Double

  /// The first step of Fisher scoring for a share: rows start at (w·y + ½)/(w + 1), w being weights of mean 1.
  ///
  /// - Parameters: weight and indicator of each row, persons of each.
  static func scoringStart(weights: [Double], events: [Double], persons: [Double]?) -> Double {
    var sum = 0.0
    var people = 0.0
    for index in weights.indices {
      sum += weights[index] * (persons?[index] ?? 1)
      people += persons?[index] ?? 1
    }
    guard sum > 0 else { return 0 }
    var top = 0.0
    var bottom = 0.0
    for index in weights.indices where weights[index] > 0 {
      let weight = weights[index] * people / sum
      let mean = (weight * events[index] + 0.5) / (weight + 1)
      let information = (persons?[index] ?? 1) * weight * mean * (1 - mean)
      top += information * (log(mean / (1 - mean)) + (events[index] - mean) / (mean * (1 - mean)))
      bottom += information
    }
    return bottom > 0 ? top / bottom : 0
  }

  /// p(1 − p) at the share from which the last step of Fisher scoring set out.
  ///
  /// Scoring stops when the deviance moves by less than 1e-8 of itself, and its information belongs to the step before; the
  /// reference's naive variance inherits that.
  private var information: Double {
    var logit = start
    var previous = Double.infinity
    for _ in 0..<25 {
      let mean = 1 / (1 + exp(-logit))
      let deviance = -2 * n * (p * log(mean) + (1 - p) * log(1 - mean))
      if abs(deviance - previous) < 1e-8 * (abs(deviance) + 0.1) { break }
      previous = deviance
      let next = logit + (p - mean) / (mean * (1 - mean))
      guard next.isFinite, abs(next) < 700 else { return p * (1 - p) }
      let after = 1 / (1 + exp(-next))
      let moved = -2 * n * (p * log(after) + (1 - p) * log(1 - after))
      if abs(moved - deviance) < 1e-8 * (abs(moved) + 0.1) { return mean * (1 - mean) }
      logit = next
    }
    return p * (1 - p)
  }

  /// The interval; nil where the grid does not enclose an end, so that the exact root must serve.
  var limits: ConfidenceLimits? {
    let drift = information / (p * (1 - p))
    let inflation = (n / effectiveSize * drift).squareRoot()
    let cut = t * inflation
    let tail = Normal.cumulative(-cut) / 2
    guard tail > 0, n > 1 else { return nil }
    // The root of the F quantile with 1 and n − 1 degrees of freedom.
    let reach = -StudentT(degreesOfFreedom: n - 1).quantile(tail / 2)
    guard reach.isFinite else { return nil }
    let centre = log(p / (1 - p))
    let step = reach / 5 / (effectiveSize * p * (1 - p)).squareRoot()
    var points: [(logit: Double, root: Double)] = [(centre, 0)]
    for sign in [-1.0, 1.0] {
      var root = 0.0
      var index = 1.0
      while index < 10, abs(root) < reach {
        let logit = centre + sign * index * step
        root = sign * signedRoot(logit)
        points.append((logit, root))
        index += 1
      }
    }
    points.sort { $0.root < $1.root }
    let spline = CubicSpline(x: points.map(\.logit), y: points.map(\.root))
    guard let first = points.first, let last = points.last else { return nil }
    let count = 3 * points.count
    let grid = (0..<count).map { first.logit + (last.logit - first.logit) * Double($0) / Double(count - 1) }
    let roots = grid.map { spline.value(at: $0) }
    guard let low = read(-cut, roots, grid), let high = read(cut, roots, grid) else { return nil }
    return ConfidenceLimits(lower: 1 / (1 + exp(-low)), upper: 1 / (1 + exp(-high)))
  }

  /// √(2(n − 1) KL(p ‖ π)), the deviance over its dispersion n/(n − 1).
  private func signedRoot(_ logit: Double) -> Double {
    let other = 1 / (1 + exp(-logit))
    let rest = 1 / (1 + exp(logit))
    let divergence = p * log(p / other) + (1 - p) * log((1 - p) / rest)
    return (2 * (n - 1) * max(0, divergence)).squareRoot()
  }

  /// The logit at which the root is `value`, between the neighbours on the grid.
  private func read(_ value: Double, _ roots: [Double], _ grid: [Double]) -> Double? {
    for index in 1..<roots.count where roots[index - 1] <= value && value <= roots[index] {
      let span = roots[index] - roots[index - 1]
      let share = span > 0 ? (value - roots[index - 1]) / span : 0
      return grid[index - 1] + share * (grid[index] - grid[index - 1])
    }
    return nil
  }
}
