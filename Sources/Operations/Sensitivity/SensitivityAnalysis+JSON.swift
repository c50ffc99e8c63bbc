public import Reports
import Scoring
import Statistics

extension SensitivityAnalysis {
  private func code(_ node: Int) -> JSONValue { .string(study.tree.nodes[node].code) }
  private func names(_ units: [Int]) -> JSONValue { .array(units.map { .string(study.units[$0]) }) }

  /// The members of the JSON object.
  public var json: [String: JSONValue] {
    [
      "variants": .integer(result.variants), "exact": .bool(result.isExact),
      "replications": result.isExact ? .null : .integer(replications),
      "seed": result.isExact ? .null : .string(String(result.seed)), "generator": .string(RandomStream.algorithm),
      "factors": .array(
        study.factors.map { factor in
          ["name": .string(factor.name(in: study.tree)), "alternatives": .optional(study.alternatives(factor))]
        }),
      "mean_absolute_rank_shift": .number(result.meanShift), "title_changes": .number(result.titleChanges),
      "list_unchanged": .number(result.unchanged),
      "units": .array(study.units.indices.map(unit)),
      "sobol": ["mean_absolute_rank_shift": sobol(result.shiftIndices), "title_changes": sobol(result.titleIndices)],
      "without": .array(
        result.omissions.map { omission in
          [
            "code": code(omission.node), "mean_absolute_rank_shift": .number(omission.meanShift),
            "enters": names(omission.enters), "leaves": names(omission.leaves),
          ]
        }),
      "parts": .array(
        result.parts.map { part in
          [
            "code": code(part.node), "nominal_weight": .number(part.nominal),
            "effective_weight": .optional(part.effective), "standard_deviation": .optional(part.standardDeviation),
            "correlation": .optional(part.correlation),
          ]
        }),
      "smallest_weight_change": .object(
        Dictionary(uniqueKeysWithValues: stability.map { ($0.name, change($0)) })),
    ]
  }

  private func unit(_ index: Int) -> JSONValue {
    let unit = result.units[index]
    return [
      "unit": .string(study.units[index]), "score": .optional(unit.score), "rank": .optional(unit.rank),
      "rank_mean": .optional(unit.mean), "rank_median": .optional(unit.median), "rank_q5": .optional(unit.lower),
      "rank_q95": .optional(unit.upper), "title": .number(unit.title), "title_share": .number(unit.titleShare),
    ]
  }

  private func sobol(_ indices: SobolIndices?) -> JSONValue {
    guard let indices else { return .null }
    return [
      "variance": .number(indices.variance),
      "factors": .array(
        study.factors.indices.map { place in
          let index = indices.indices?[place]
          return [
            "name": .string(study.factors[place].name(in: study.tree)), "first": .optional(index?.first),
            "total": .optional(index?.total), "first_interval": interval(index?.firstInterval),
            "total_interval": interval(index?.totalInterval),
          ]
        }),
    ]
  }

  private func interval(_ range: ClosedRange<Double>?) -> JSONValue {
    range.map { .array([.number($0.lowerBound), .number($0.upperBound)]) } ?? .null
  }

  private func pair(_ pair: WeightStability.Pair?) -> JSONValue {
    pair.map { ["inside": .string(study.units[$0.inside]), "outside": .string(study.units[$0.outside])] } ?? .null
  }

  private func change(_ stability: Stability) -> JSONValue {
    [
      "ranges": .array(
        zip(stability.nodes, stability.found.ranges).map { node, range in
          [
            "code": code(node), "share": .number(range.share), "lower": .optional(range.lower),
            "upper": .optional(range.upper), "lower_pair": pair(range.lowerPair), "upper_pair": pair(range.upperPair),
          ]
        }),
      "least": stability.found.least.map { least in
        [
          "mass": .number(least.mass), "pair": pair(least.pair),
          "weights": .object(
            Dictionary(
              uniqueKeysWithValues: zip(stability.nodes, least.weights).map { (study.tree.nodes[$0].code, .number($1)) }
            )),
        ]
      } ?? .null,
    ]
  }
}
