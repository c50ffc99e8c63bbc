/// One allocation task: shares, bounds and the constraint, as a monotone equation in the common factor λ.
struct AllocationProblem {
  private let strata: [AllocationStratum]
  private let shares: [Double]
  private let constraint: Allocation.Constraint
  private let targetVariance: Double

  init(
    _ strata: [AllocationStratum], shares: [Double], constraint: Allocation.Constraint
  ) throws(StatisticsError) {
    self.strata = strata
    self.shares = shares
    self.constraint = constraint
    let least = strata.map { Double($0.minimum) }
    let most = strata.map { Double($0.maximum) }
    switch constraint {
    case .size(let size):
      targetVariance = 0
      guard Double(size) >= least.reduce(0, +), Double(size) <= most.reduce(0, +) else {
        throw .invalidArgument(
          "a sample of \(size); the bounds allow \(Int(least.reduce(0, +))) to \(Int(most.reduce(0, +)))")
      }
    case .budget(let budget):
      targetVariance = 0
      let floor = zip(strata, least).reduce(0.0) { $0 + $1.0.cost * $1.1 }
      guard budget > 0, budget.isFinite, budget >= floor else {
        throw .invalidArgument("a budget of \(budget); the minimums cost \(floor)")
      }
    case .targetVariation(let variation):
      guard variation > 0, variation.isFinite else { throw .invalidArgument("coefficient of variation \(variation)") }
      guard let mean = Allocation.mean(strata), mean != 0 else {
        throw .invalidArgument("a target variation needs the strata's means, and a mean that is not 0")
      }
      targetVariance = variation * variation * mean * mean
      guard let reached = Allocation.varianceOfMean(strata, sizes: most), reached <= targetVariance * (1 + 1e-12) else {
        throw .invalidArgument("coefficient of variation \(variation) is out of reach inside the maximums")
      }
    }
  }

  /// λ a_h without bounds; zero shares stay zero.
  func unbounded() throws(StatisticsError) -> [Double] {
    let factor = factor(fixed: [Double?](repeating: nil, count: shares.count))
    guard let factor, factor.isFinite else { throw .singular("all shares of the strata are zero") }
    return shares.map { $0 * factor }
  }

  /// λ a_h cut to the bounds.
  func bounded() throws(StatisticsError) -> [Double] {
    var low = 0.0
    var high = 1.0
    while high < 1e300, !isMet(cut(high)) { high *= 2 }
    guard isMet(cut(high)) else { return filled() }
    for _ in 0..<2000 {
      let middle = low + (high - low) / 2
      if middle <= low || middle >= high { break }
      if isMet(cut(middle)) { high = middle } else { low = middle }
    }
    // Which strata stand on a bound is settled now; the factor of the others follows in closed form, to the last digit.
    let active = cut(high)
    let fixed: [Double?] = strata.indices.map { index in
      let free = high * shares[index]
      return active[index] == free && shares[index] > 0 ? nil : active[index]
    }
    guard let factor = factor(fixed: fixed) else { return active }
    return strata.indices.map { fixed[$0] ?? factor * shares[$0] }
  }

  private func cut(_ factor: Double) -> [Double] {
    strata.indices.map { index in
      min(max(factor * shares[index], Double(strata[index].minimum)), Double(strata[index].maximum))
    }
  }

  private func isMet(_ sizes: [Double]) -> Bool {
    switch constraint {
    case .size(let size): sizes.reduce(0, +) >= Double(size)
    case .budget(let budget): cost(sizes) >= budget
    case .targetVariation:
      Allocation.varianceOfMean(strata, sizes: sizes).map { $0 <= targetVariance } ?? false
    }
  }

  private func cost(_ sizes: [Double]) -> Double {
    zip(strata, sizes).reduce(0) { $0 + $1.0.cost * $1.1 }
  }

  /// λ for the strata that are not fixed; nil if all are fixed or have no share.
  private func factor(fixed: [Double?]) -> Double? {
    var needed: Double
    var scale = 0.0
    switch constraint {
    case .size(let size): needed = Double(size)
    case .budget(let budget): needed = budget
    case .targetVariation: needed = targetVariance
    }
    let total = strata.reduce(0.0) { $0 + Double($1.population) }
    for index in strata.indices {
      let stratum = strata[index]
      switch constraint {
      case .size:
        if let size = fixed[index] { needed -= size } else { scale += shares[index] }
      case .budget:
        if let size = fixed[index] { needed -= stratum.cost * size } else { scale += stratum.cost * shares[index] }
      case .targetVariation:
        guard let deviation = stratum.deviation, stratum.population > 0, deviation > 0 else { continue }
        let spread = Double(stratum.population) / total * deviation
        needed += spread * spread / Double(stratum.population)
        if let size = fixed[index] {
          needed -= spread * spread / size
        } else {
          scale += spread * spread / shares[index]
        }
      }
    }
    if case .targetVariation = constraint { return needed > 0 && scale > 0 ? scale / needed : nil }
    return scale > 0 ? needed / scale : nil
  }

  /// Strata with a share are full and something is left for those without one (no spread): it goes by population.
  private func filled() -> [Double] {
    let full = cut(1e300)
    guard case .size(let size) = constraint else { return full }
    var sizes = full
    var rest = Double(size) - full.reduce(0, +)
    let open = strata.indices.filter { shares[$0] == 0 }
    var room = open.reduce(0.0) { $0 + Double(strata[$1].maximum) - full[$1] }
    for index in open where room > 0 {
      let part = (Double(strata[index].maximum) - full[index])
      let given = rest * part / room
      sizes[index] += given
      rest -= given
      room -= part
    }
    return sizes
  }

  /// Whole numbers inside the bounds: floors, then one more in the order of the remainders while the constraint asks for it.
  func rounded(_ sizes: [Double]) -> [Int] {
    var whole = sizes.map { Int(($0 + 1e-9).rounded(.down)) }
    // Remainders are compared on a grid of 1e-9, so that equal shares tie in spite of their last digits.
    let remainders = zip(sizes, whole).map { (max(0, $0 - Double($1)) * 1e9).rounded() }
    let order = strata.indices.sorted { a, b in
      remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b
    }
    for index in order where whole[index] < strata[index].maximum {
      switch constraint {
      case .size(let size):
        if whole.reduce(0, +) >= size { return whole }
      case .budget(let budget):
        let spent = cost(whole.map(Double.init))
        if remainders[index] == 0 || spent + strata[index].cost > budget * (1 + 1e-12) { continue }
      case .targetVariation:
        let variance = Allocation.varianceOfMean(strata, sizes: whole.map(Double.init))
        if let variance, variance <= targetVariance * (1 + 1e-12) { return whole }
      }
      whole[index] += 1
    }
    return whole
  }
}
