/// Wright's exact optimum in whole numbers, unit by unit.
///
/// - SeeAlso: Wright (2012), Am. Stat. 66:217–224; Wright (2017), Stat. Probab. Lett. 129:50–57.
enum WrightAllocation {
  /// The strata with at least one unit each, where they have one.
  static func starting(_ strata: [AllocationStratum]) throws(StatisticsError) -> [AllocationStratum] {
    var started = strata
    for index in strata.indices where strata[index].minimum == 0 && strata[index].maximum > 0 {
      started[index].minimum = 1
    }
    return started
  }

  /// - Complexity: O(n log H) for n units and H strata.
  static func sizes(
    _ strata: [AllocationStratum], constraint: Allocation.Constraint
  ) throws(StatisticsError) -> [Int] {
    var sizes = strata.map(\.minimum)
    var queue: [Step] = []
    for index in strata.indices {
      if let step = try step(strata[index], index, sizes[index]) { push(step, &queue) }
    }
    var total = sizes.reduce(0, +)
    func isMet() -> Bool {
      switch constraint {
      case .size(let size): return total >= size
      case .budget: return true
      case .targetVariation(let variation):
        guard let mean = Allocation.mean(strata) else { return true }
        let target = variation * variation * mean * mean * (1 + 1e-12)
        return Allocation.varianceOfMean(strata, sizes: sizes.map(Double.init)).map { $0 <= target } ?? false
      }
    }
    while !isMet(), let best = pop(&queue) {
      sizes[best.index] += 1
      total += 1
      if let next = try step(strata[best.index], best.index, sizes[best.index]) { push(next, &queue) }
    }
    return sizes
  }

  /// The next unit of a stratum, with the square of its priority.
  private struct Step {
    let priority: Double
    let index: Int

    func precedes(_ other: Step) -> Bool {
      priority > other.priority || priority == other.priority && index < other.index
    }
  }

  private static func step(
    _ stratum: AllocationStratum, _ index: Int, _ size: Int
  ) throws(StatisticsError) -> Step? {
    guard size < stratum.maximum else { return nil }
    let spread = Double(stratum.population) * (try AllocationMethod.deviation(stratum))
    let n = Double(size)
    return Step(priority: spread * spread / (n * (n + 1)), index: index)
  }

  private static func push(_ step: Step, _ heap: inout [Step]) {
    heap.append(step)
    var child = heap.count - 1
    while child > 0, heap[child].precedes(heap[(child - 1) / 2]) {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  private static func pop(_ heap: inout [Step]) -> Step? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      var best = parent
      for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child].precedes(heap[best]) {
        best = child
      }
      if best == parent { return first }
      heap.swapAt(parent, best)
      parent = best
    }
  }
}
