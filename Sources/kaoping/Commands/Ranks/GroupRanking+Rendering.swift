import Foundation
import Reports
import Statistics

extension GroupRanking {
  /// One object for each unit, in file order.
  var unitObjects: [JSONValue] {
    units.indices.map { unit in
      .object([
        "unit": .string(units[unit]), "group": .optional(name), "estimate": .number(ranked.estimates[unit]),
        "standard_error": .number(ranked.standardErrors[unit]),
        "degrees_of_freedom": EstimateOutput.whole(ranked.degreesOfFreedom[unit]), "rank": .integer(ranks[unit].best),
        "rank_middle": .number(ranks[unit].middle), "rank_worst": .integer(ranks[unit].worst),
        "expected_rank": .number(expectedRanks[unit]), "rank_lower": .integer(sets.marginal[unit].lowerBound),
        "rank_upper": .integer(sets.marginal[unit].upperBound),
        "simultaneous_lower": .integer(sets.simultaneous[unit].lowerBound),
        "simultaneous_upper": .integer(sets.simultaneous[unit].upperBound),
        "holm_lower": .integer(holm.bounds[unit].lowerBound), "holm_upper": .integer(holm.bounds[unit].upperBound),
        "bonferroni_lower": .integer(bonferroni.bounds[unit].lowerBound),
        "bonferroni_upper": .integer(bonferroni.bounds[unit].upperBound),
        "probability_in_best": .optional(probabilities?[unit]),
        "probability_error": .optional(probabilityErrors?[unit]),
      ])
    }
  }

  /// What is said of the group as a whole.
  var members: [String: JSONValue] {
    var members: [String: JSONValue] = [
      "best": .optional(best), "best_set": best.map { .array(names(sets.bestSet($0))) } ?? .null,
      "certain_set": best.map { .array(names(sets.certainSet($0))) } ?? .null,
      "critical_value": .number(sets.criticalValue), "last_critical_value": .number(sets.lastCriticalValue),
      "coverage_error": .number(sets.coverageError), "monte_carlo_error": .number(monteCarloError),
      "probability_method": probabilities == nil ? .null : .string(probabilityErrors == nil ? "exact" : "simulation"),
    ]
    if !pairs.isEmpty {
      members["pairwise"] = .array(
        pairs.map { pair in
          .object([
            "above": .string(units[pair.above]), "below": .string(units[pair.below]),
            "difference": .number(pair.difference), "standard_error": .number(pair.standardError),
            "z": .number(pair.z), "p": .number(pair.p), "p_holm": .number(pair.holm), "p_max_t": .number(pair.maxT),
          ])
        })
    }
    guard let line else { return members }
    members["secure_in"] = .array(names(line.secureIn))
    members["clearly_out"] = .array(names(line.clearlyOut))
    members["grey_zone"] = .array(names(line.greyZone))
    members["line"] = .object([
      "places": .integer(line.places), "last_in": .string(units[line.lastIn]),
      "first_out": .string(units[line.firstOut]), "tied": .array(names(line.tied)), "gap": .number(line.gap),
      "standard_error": .number(line.standardError), "z": .number(line.z), "p_one_sided": .number(line.oneSidedP),
      "line_value": .number(ranked.estimates[line.lastIn]),
    ])
    members["comparisons"] = .array(
      comparisons.map { test in
        .object([
          "unit": .string(units[test.unit]), "difference": .number(test.difference),
          "standard_error": .number(test.standardError), "z": .number(test.z), "p": .number(test.p),
          "p_adjusted": .number(test.adjustedP),
        ])
      })
    return members
  }

  /// The largest Monte Carlo error of a probability; 0 if they are exact.
  var monteCarloError: Double { probabilityErrors?.max() ?? 0 }

  private func names(_ indices: [Int]) -> [JSONValue] { indices.map { .string(units[$0]) } }

  /// Where a unit stands at the line, in `in`, `out`, `grey`; empty without a line.
  private var standing: [Int: String] {
    guard let line else { return [:] }
    var standing: [Int: String] = [:]
    for unit in line.secureIn { standing[unit] = "in" }
    for unit in line.clearlyOut { standing[unit] = "out" }
    for unit in line.greyZone { standing[unit] = "grey" }
    return standing
  }

  /// The units by rank, as table rows.
  func tableRows(words: [String: String]) -> [[String]] {
    let standing = standing
    return units.indices.sorted { (ranks[$0].best, $0) < (ranks[$1].best, $1) }.map { unit in
      [
        name ?? "",
        ranks[unit].best == ranks[unit].worst ? "\(ranks[unit].best)" : "\(ranks[unit].best)–\(ranks[unit].worst)",
        units[unit], decimals(ranked.estimates[unit], 2), decimals(ranked.standardErrors[unit], 2),
        decimals(expectedRanks[unit], 1),
        "\(sets.marginal[unit].lowerBound)–\(sets.marginal[unit].upperBound)",
        "\(sets.simultaneous[unit].lowerBound)–\(sets.simultaneous[unit].upperBound)",
        probabilities.map { decimals($0[unit], 4) } ?? "", standing[unit].map { words[$0] ?? $0 } ?? "",
      ]
    }
  }

  /// The units in file order, as CSV rows.
  var csvRows: [[String?]] {
    let standing = standing
    return units.indices.map { unit in
      [
        name, units[unit], "\(ranked.estimates[unit])", "\(ranked.standardErrors[unit])", "\(ranks[unit].best)",
        "\(ranks[unit].middle)", "\(ranks[unit].worst)", "\(expectedRanks[unit])", "\(sets.marginal[unit].lowerBound)",
        "\(sets.marginal[unit].upperBound)", "\(sets.simultaneous[unit].lowerBound)",
        "\(sets.simultaneous[unit].upperBound)", probabilities.map { "\($0[unit])" }, standing[unit],
      ]
    }
  }

  /// The header of `csvRows`.
  static let csvHeader: [String?] = [
    "group", "unit", "estimate", "standard_error", "rank", "rank_middle", "rank_worst", "expected_rank", "rank_lower",
    "rank_upper", "simultaneous_lower", "simultaneous_upper", "probability_in_best", "standing",
  ]
}

/// A number with a fixed count of decimals, for a terminal.
func decimals(_ value: Double, _ count: Int) -> String { String(format: "%.\(count)f", value) }
