import Apportionment
import Findings
import Reports

/// A one-way apportionment with everything that is printed about it.
struct UnitReport {
  let result: SeatAllocation
  let options: OutputOptions
  var warnings: [SeatWarning] = []
  var draw: LotDraw?
  var comparison: [SeatAllocation] = []
  var sensitivities: [Sensitivity]?
  var indices: Disproportionality?
  var explained: [Int] = []
  var scan: [Paradox]?

  init(result: SeatAllocation, options: OutputOptions) {
    self.result = result
    self.options = options
  }

  /// At most this many solutions of a tie are listed.
  static let listedSolutions = 100

  var problem: SeatProblem { result.problem }
  func name(_ unit: Int) -> String { problem.units[unit].name }

  /// The seats with the lots drawn; nil if there is no result, or a tie without lots.
  var finalSeats: [Int]? {
    guard let tie = result.tie else { return result.seats }
    guard let draw, let seats = result.seats else { return nil }
    return seats.addingOne(to: tie.units.filter { draw.drawn.contains(name($0)) })
  }

  /// The seats as they are printed: certain ones, with the lots drawn.
  var shownSeats: [Int]? { finalSeats ?? result.seats }

  func explanation(_ unit: Int) -> String {
    result.explanation(of: unit, sensitivity: sensitivities?[unit])[options.lang]
  }
}

// MARK: JSON

extension UnitReport {
  /// The contract's object.
  var json: [String: JSONValue] {
    var members: [String: JSONValue] = [
      "method": .string(problem.method.name), "seats": .integer(problem.seats),
      "base_seats": .integer(problem.baseSeats), "status": .string(result.status.rawValue),
      "allocation": .array(problem.units.indices.map(row)), "ties": .array(ties),
      "warnings": .array(warnings.map { $0.json(options.lang) }), "comparison": .array(comparison.map(compared)),
      "quota": result.remainderWorking?.quota?.json ?? .null, "divisor_interval": interval,
      "divisor": result.divisorWorking?.convenientDivisor?.json ?? .null,
      "divisor_at_the_tie": result.divisorWorking?.divisorAtTie?.json ?? .null,
      "disproportionality": indices?.json ?? .null, "lots": draw?.json(options.lang) ?? .null,
      "explanation": .array(
        explained.map { ["unit": .string(name($0)), "text": .string(explanation($0))] }),
    ]
    if let seed = draw?.seed { members["seed"] = seedValue(seed) }
    if let working = result.remainderWorking {
      members["remaining_seats"] = .integer(working.remainingSeats)
      members["remaining_seats_go_to"] = .array(working.order.map { .string(name($0)) })
    }
    if let working = result.divisorWorking {
      members["order_of_seats"] = .array(working.order.map(step))
      members["order_is_complete"] = .bool(working.orderIsComplete)
    }
    if let scan {
      members["alabama_scan"] = .array(
        scan.compactMap { paradox in
          guard case .alabama(let unit, let from, let to, let before, let after) = paradox else { return nil }
          return [
            "unit": .string(unit), "from_seats": .integer(from), "to_seats": .integer(to), "before": .integer(before),
            "after": .integer(after),
          ]
        })
    }
    return members
  }

  private func row(_ unit: Int) -> JSONValue {
    let member = problem.units[unit]
    var members: [String: JSONValue] = [
      "unit": .string(member.name), "weight": .string(member.weight.weightText), "share": result.shares[unit].json,
      "seats": .optional(shownSeats?[unit]), "lower_quota": .integer(result.lowerQuota(unit)),
      "upper_quota": .integer(result.upperQuota(unit)), "minimum": .optional(member.minimum),
      "maximum": .optional(member.maximum), "takes_part": .bool(member.takesPart),
      "bound": .string(result.boundEffects[unit].rawValue),
    ]
    if let seats = shownSeats?[unit] {
      // Representation: the weight behind each seat; none without a seat.
      members["weight_per_seat"] = seats > 0 ? (member.weight / Fraction(seats)).json : .null
    }
    if let working = result.remainderWorking {
      members["whole_part"] = .integer(working.wholeParts[unit])
      members["remainder"] = working.remainder(unit).json
    }
    if let sensitivities {
      members["needed_for_one_more"] = whole(sensitivities[unit].forOneMore)
      members["needed_for_one_fewer"] = whole(sensitivities[unit].forOneFewer)
    }
    return .object(members)
  }

  private func whole(_ value: Fraction?) -> JSONValue {
    guard let value else { return .null }
    return Int(value.description).map(JSONValue.integer) ?? .string(value.description)
  }

  private func seedValue(_ seed: UInt64) -> JSONValue {
    Int(exactly: seed).map(JSONValue.integer) ?? .string(String(seed))
  }

  private var interval: JSONValue {
    guard let working = result.divisorWorking else { return .null }
    return [
      "lower": working.lower?.json ?? .null, "upper": working.upper?.json ?? .null,
      "lower_exact": .optional(working.lower?.description), "upper_exact": .optional(working.upper?.description),
      "lower_decimal": .optional(working.lower?.decimal()), "upper_decimal": .optional(working.upper?.decimal()),
    ]
  }

  private var ties: [JSONValue] {
    guard let tie = result.tie else { return [] }
    var members: [String: JSONValue] = [
      "units": .array(tie.units.map { .string(name($0)) }), "seats": .integer(tie.seats),
      "number_of_solutions": tie.solutionCount.map(JSONValue.integer) ?? .string(tie.solutionCountText),
    ]
    if let count = tie.solutionCount, count <= Self.listedSolutions, problem.units.count <= 100 {
      members["solutions"] = .array(result.solutions(limit: Self.listedSolutions).map(named))
    }
    if let draw { members["drawn"] = .array(draw.drawn.map(JSONValue.string)) }
    return [.object(members)]
  }

  private func named(_ seats: [Int]) -> JSONValue {
    .object(Dictionary(uniqueKeysWithValues: seats.indices.map { (name($0), .integer(seats[$0])) }))
  }

  private func step(_ step: DivisorWorking.Step) -> JSONValue {
    [
      "unit": .string(name(step.unit)), "seats": .integer(step.seats), "quotient": step.quotient?.json ?? .null,
      "decimal": .optional(step.quotient?.decimal()),
    ]
  }

  private func compared(_ other: SeatAllocation) -> JSONValue {
    let indices = other.seats.flatMap { seats in
      other.status == .unique ? Disproportionality(weights: problem.units.map(\.weight), seats: seats) : nil
    }
    return [
      "method": .string(other.problem.method.name), "status": .string(other.status.rawValue),
      "seats": other.seats.map(named) ?? .null,
      "ties": .array(
        other.tie.map { tie in
          [["units": .array(tie.units.map { .string(name($0)) }), "seats": .integer(tie.seats)]]
        } ?? []),
      "quota_violations": .array(other.quotaViolations.map { .string(name($0.unit)) }),
      "disproportionality": indices?.json ?? .null,
    ]
  }
}
