import CGSL

/// Integrates many functions at once over one interval: panels with Gauss–Legendre points, halved until a panel agrees with
/// its two halves in every function.
///
/// All functions share the points, because what is dear to compute (a distribution of counts) is common to them. The
/// order of evaluation is fixed, so a repetition gives the same bits.
struct PanelIntegration {
  /// Points in a panel.
  private static let order = 12
  /// How far a panel and its two halves may differ; the halves' own error is smaller by some 2^20.
  private static let tolerance = 1e-10
  /// After so many halvings a panel is taken as it is: it is then at the spacing of the numbers themselves.
  private static let deepest = 150

  private let nodes: [(x: Double, weight: Double)]
  /// How many functions there are.
  let functions: Int

  /// - Throws: `.numerical` if GSL has no table of points.
  init(functions: Int) throws(StatisticsError) {
    _ = GSLLibrary.ready
    guard let table = gsl_integration_glfixed_table_alloc(PanelIntegration.order) else {
      throw .numerical("table of Gauss–Legendre points")
    }
    defer { gsl_integration_glfixed_table_free(table) }
    nodes = (0..<PanelIntegration.order).map { index in
      var (x, weight) = (0.0, 0.0)
      _ = gsl_integration_glfixed_point(-1, 1, index, &x, &weight, table)
      return (x, weight)
    }
    self.functions = functions
  }

  /// The integrals over the pieces between neighbouring `breakpoints`.
  ///
  /// - Parameters:
  ///   - breakpoints: ascending; the functions may jump there.
  ///   - longest: the longest panel to be trusted between two places, so that no narrow peak is stepped over.
  ///   - add: adds the functions' values at a place, times a weight, to the sums.
  func integrate(
    _ breakpoints: [Double], longest: (Double, Double) -> Double, add: (Double, Double, inout [Double]) -> Void
  ) -> [Double] {
    var total = Array(repeating: 0.0, count: functions)
    for (from, to) in zip(breakpoints, breakpoints.dropFirst()) where to > from {
      // A stack instead of recursion; the right half lies below the left, so the sum runs from left to right.
      var pending = [Panel(from: from, to: to, depth: 0, sums: nil)]
      while let panel = pending.popLast() {
        let middle = panel.from + (panel.to - panel.from) / 2
        let left = Panel(from: panel.from, to: middle, depth: panel.depth + 1, sums: nil)
        let right = Panel(from: middle, to: panel.to, depth: panel.depth + 1, sums: nil)
        let indivisible = panel.depth >= PanelIntegration.deepest || middle <= panel.from || middle >= panel.to
        guard indivisible || panel.to - panel.from <= longest(panel.from, panel.to) else {
          pending.append(right)
          pending.append(left)
          continue
        }
        let whole = panel.sums ?? sums(panel.from, panel.to, add)
        let leftSums = sums(left.from, left.to, add)
        let rightSums = sums(right.from, right.to, add)
        var apart = 0.0
        for index in 0..<functions { apart = max(apart, abs(whole[index] - leftSums[index] - rightSums[index])) }
        if apart <= PanelIntegration.tolerance || indivisible {
          for index in 0..<functions { total[index] += leftSums[index] + rightSums[index] }
        } else {
          pending.append(Panel(from: right.from, to: right.to, depth: right.depth, sums: rightSums))
          pending.append(Panel(from: left.from, to: left.to, depth: left.depth, sums: leftSums))
        }
      }
    }
    return total
  }

  private struct Panel {
    let from: Double
    let to: Double
    let depth: Int
    let sums: [Double]?
  }

  private func sums(_ from: Double, _ to: Double, _ add: (Double, Double, inout [Double]) -> Void) -> [Double] {
    var sums = Array(repeating: 0.0, count: functions)
    let half = (to - from) / 2
    let centre = from + half
    for node in nodes { add(centre + half * node.x, half * node.weight, &sums) }
    return sums
  }
}
