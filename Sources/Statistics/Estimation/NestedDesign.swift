/// One stage of a sample as the rows tell it: which stratum and which unit a row belongs to, and the population behind them.
public struct SamplingStage: Sendable {
  /// The stratum of each row, as a code into `strataLabels`; nil if the stage is not stratified.
  public var strata: [Int]?
  /// The names of the strata.
  public var strataLabels: [String]
  /// The sampled unit of each row, as a code unique inside its stratum and parent; nil if every row is a unit.
  public var units: [Int]?
  /// The names of the units, by code.
  public var unitLabels: [String]
  /// Population size of the row's stratum in units of this stage, or the share sampled; nil if drawn with replacement.
  public var population: Population?

  /// How a finite population is declared.
  public enum Population: Sendable {
    /// Units of this stage in the stratum; may be infinite.
    case counts([Double])
    /// Sampled share of the stratum, in (0, 1]; with `perUnit` the unit's own inclusion probability (Brewer).
    case fractions([Double], perUnit: Bool)
  }

  /// A stage; leave out what the design does not have.
  public init(
    strata: [Int]? = nil, strataLabels: [String] = [], units: [Int]? = nil, unitLabels: [String] = [],
    population: Population? = nil
  ) {
    self.strata = strata
    self.strataLabels = strataLabels
    self.units = units
    self.unitLabels = unitLabels
    self.population = population
  }
}

/// The skeleton of a sample in contiguous arrays: rows sorted by stratum and unit of every stage, so that each stratum and
/// each unit is a run of rows, however many stages there are.
///
/// It holds no weights and no answers: `variance(rows:influence:rule:…)` is fed with influence values by every estimator.
public struct NestedDesign: Sendable {
  /// One stage, per row in the file's order.
  struct Stage: Sendable {
    /// Stratum path of each row, numbered over the whole sample.
    var stratum: [Int32]
    /// Unit path of each row, numbered over the whole sample.
    var unit: [Int32]
    /// Sampled units of each stratum.
    var sampled: [Double]
    /// 1 − n/N of each stratum, 1 with replacement.
    var correction: [Double]
    /// n/N of each stratum: the factor of the stage below; 0 with replacement.
    var share: [Double]
    /// Name of each stratum.
    var label: [String]
    /// The row's own inclusion probability where units were drawn with unequal ones (Brewer).
    var probability: [Double]?
    /// Σ(1 − πᵢ) of each stratum's units under unequal probabilities.
    var correctionSum: [Double]
    /// Whether rows are units, so that a row of several persons is several units.
    var rowsAreUnits: Bool
  }

  /// Number of rows.
  public let count: Int
  let stages: [Stage]
  /// The rows in design order.
  public let order: [Int32]
  /// The place of each row in design order.
  let place: [Int32]
  /// Identical persons that each row stands for.
  let persons: [Double]?

  /// First-stage strata of the sample.
  public var strataCount: Int { stages[0].sampled.count }

  /// First-stage sampled units; persons count singly where rows are units.
  public var unitCount: Double { stages[0].sampled.reduce(0, +) }

  /// The first-stage stratum of a row, from 0.
  public func stratum(ofRow row: Int) -> Int { Int(stages[0].stratum[row]) }

  /// The first-stage unit of a row, from 0.
  public func unit(ofRow row: Int) -> Int { Int(stages[0].unit[row]) }

  /// Sampled units of a first-stage stratum.
  public func sampledUnits(inStratum stratum: Int) -> Double { stages[0].sampled[stratum] }

  /// 1 − n/N of a first-stage stratum; 1 without a finite population.
  public func finiteCorrection(ofStratum stratum: Int) -> Double { stages[0].correction[stratum] }

  /// The name of a first-stage stratum.
  public func label(ofStratum stratum: Int) -> String { stages[0].label[stratum] }

  /// The rows that fulfil `isMember`, in design order.
  public func rows(where isMember: (Int) -> Bool) -> [Int32] { order.filter { isMember(Int($0)) } }

  /// The rows of each domain, in design order; `domains` holds a code from 0 or −1 for no domain.
  public func rows(ofDomains domains: [Int], count: Int) -> [[Int32]] {
    var sizes = [Int](repeating: 0, count: count)
    for domain in domains where domain >= 0 { sizes[domain] += 1 }
    var rows = sizes.map { size -> [Int32] in
      var list: [Int32] = []
      list.reserveCapacity(size)
      return list
    }
    for row in order where domains[Int(row)] >= 0 { rows[domains[Int(row)]].append(row) }
    return rows
  }

  /// Degrees of freedom of the rows that `rows` lists in design order: first-stage units less first-stage strata among them.
  public func degreesOfFreedom(rows: [Int32]) -> Double {
    var units = 0.0
    var strata = 0.0
    var lastUnit: Int32 = -1
    var lastStratum: Int32 = -1
    let stage = stages[0]
    for row in rows {
      let index = Int(row)
      if stage.rowsAreUnits {
        units += persons?[index] ?? 1
      } else if stage.unit[index] != lastUnit {
        units += 1
        lastUnit = stage.unit[index]
      }
      if stage.stratum[index] != lastStratum {
        strata += 1
        lastStratum = stage.stratum[index]
      }
    }
    return units - strata
  }

  /// First-stage units and strata among `rows`, in design order.
  public func unitsAndStrata(rows: [Int32]) -> (units: Int, strata: Int) {
    let stage = stages[0]
    var units = 0
    var strata = 0
    var last: (unit: Int32, stratum: Int32) = (-1, -1)
    for row in rows {
      if stage.unit[Int(row)] != last.unit {
        units += 1
        last.unit = stage.unit[Int(row)]
      }
      if stage.stratum[Int(row)] != last.stratum {
        strata += 1
        last.stratum = stage.stratum[Int(row)]
      }
    }
    return (units, strata)
  }
}
