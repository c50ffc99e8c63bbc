import Statistics

/// A district's results beside those of an independent sample (第三方抽样), over the communities that both have.
package struct DistrictComparison: Sendable {
  /// The district.
  package let district: String
  /// How many communities both have.
  package let communities: Int
  /// The mean difference of the communities' indices, own less independent, in points from 0 to 100; nil without a community.
  package let difference: Double?
  /// Its standard error, from the differences; nil with fewer than two communities.
  package let standardError: Double?
  /// P(T ≥ difference/standard error) with communities − 1 degrees of freedom.
  package let p: Double?
  /// Whether it is large and significant among all the districts.
  package let isInflated: Bool

  /// - Parameters:
  ///   - own: each community's mean index, 0 to 100.
  ///   - independent: the same from the independent sample.
  ///   - districts: the communities of each district.
  package static func all(
    own: [String: Double], independent: [String: Double], districts: [(name: String, members: [String])],
    rules: ScreeningRules
  ) -> [DistrictComparison] {
    districts.map { district in
      let differences = district.members.compactMap { id in
        own[id].flatMap { a in independent[id].map { b in a - b } }
      }
      let count = Double(differences.count)
      guard !differences.isEmpty else {
        return DistrictComparison(
          district: district.name, communities: 0, difference: nil, standardError: nil, p: nil, isInflated: false)
      }
      let mean = differences.reduce(0, +) / count
      let squares = differences.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      let error = differences.count > 1 ? (squares / (count - 1) / count).squareRoot() : nil
      let p = error.flatMap { $0 > 0 ? StudentT(degreesOfFreedom: count - 1).upperTail(mean / $0) : nil }
      let isSignificant = p.map { $0 * Double(districts.count) < rules.significance } ?? false
      return DistrictComparison(
        district: district.name, communities: differences.count, difference: mean, standardError: error, p: p,
        isInflated: isSignificant && mean >= rules.inflation)
    }
  }

  /// The weighted mean index of each place, 100 · (mean answer − lowest)/(highest − lowest), over submissions that answered at
  /// least `minimum` items; repetitions, unknown places and bad weights are left out.
  package static func indices(
    _ records: [SubmissionRecord], scale: ClosedRange<Double>, minimum: Int
  ) -> [String: Double] {
    let repeated = DuplicateSearch(records, answersAreAll: false)
    var sums: [String: (weight: Double, index: Double)] = [:]
    for (row, record) in records.enumerated() where repeated.original[row] == nil {
      guard let unit = record.unit, !record.isOfUnknownUnit, !record.hasBadWeight else { continue }
      let answers = record.answers.compactMap { $0 }
      guard answers.count >= max(1, minimum), scale.upperBound > scale.lowerBound else { continue }
      let mean = answers.reduce(0, +) / Double(answers.count)
      let index = 100 * (mean - scale.lowerBound) / (scale.upperBound - scale.lowerBound)
      let weight = record.weight ?? 1
      sums[unit, default: (0, 0)].weight += weight
      sums[unit, default: (0, 0)].index += weight * index
    }
    return sums.mapValues { $0.index / $0.weight }
  }
}
