/// Inclusion probabilities of a design of fixed size, told apart into units that are open, certain and out of reach.
///
/// The designs that draw a fixed number with exactly given probabilities (Brewer's, Sampford's) all start from it.
struct FixedSizeProbabilities: Hashable, Sendable {
  /// The inclusion probabilities, in list order; 0 and 1 are allowed and set aside.
  let values: [Double]
  /// The positions whose probability lies between 0 and 1.
  let open: [Int]
  /// How many of the open units are drawn.
  let size: Int

  /// - Throws: `.invalidArgument` unless the probabilities lie in [0, 1] and sum to a whole number.
  init(_ values: [Double]) throws(StatisticsError) {
    guard values.allSatisfy({ $0 >= 0 && $0 <= 1 }) else { throw .invalidArgument("inclusion probabilities") }
    self.values = values
    open = values.indices.filter { values[$0] > 0 && values[$0] < 1 }
    let sum = open.reduce(0.0) { $0 + values[$1] }
    guard abs(sum - sum.rounded()) < 1e-6 else { throw .invalidArgument("probabilities that sum to \(sum)") }
    size = Int(sum.rounded())
  }

  /// The positions that are drawn for certain.
  var certain: [Int] { values.indices.filter { values[$0] == 1 } }

  /// The probabilities of the open units.
  var openValues: [Double] { open.map { values[$0] } }
}
