/// Submissions that came in more than once (重复答卷). The first of each stays without a flag.
struct DuplicateSearch {
  /// For each submission the earlier one that it repeats.
  private(set) var original: [Int?]
  /// For each submission what kind of repetition it is.
  private(set) var flags: [ScreeningFlag?]
  /// Whether a submission repeats another one or is repeated.
  private(set) var isInvolved: [Bool]

  /// - Parameter answersAreAll: the files hold nothing but identifiers and items, so that equal answers under two identifiers
  ///   are all that can be known.
  init(_ records: [SubmissionRecord], answersAreAll: Bool) {
    original = Array(repeating: nil, count: records.count)
    flags = Array(repeating: nil, count: records.count)
    isInvolved = Array(repeating: false, count: records.count)
    var byIdentifier: [String: [Int]] = [:]
    var byContent: [[String]: Int] = [:]
    for (index, record) in records.enumerated() {
      let isAnswered = record.answers.contains { $0 != nil }
      if let id = record.id, let earlier = byIdentifier[id] {
        let same = earlier.first { records[$0].content == record.content }
        note(index, repeats: same ?? earlier[0], same == nil ? .duplicateResubmitted : .duplicateExact)
      } else if isAnswered, let earlier = byContent[record.content] {
        note(index, repeats: earlier, record.id == nil || answersAreAll ? .duplicateExact : .duplicateResubmitted)
      }
      if let id = record.id { byIdentifier[id, default: []].append(index) }
      if isAnswered, byContent[record.content] == nil { byContent[record.content] = index }
    }
  }

  private mutating func note(_ index: Int, repeats earlier: Int, _ flag: ScreeningFlag) {
    original[index] = earlier
    flags[index] = flag
    isInvolved[index] = true
    isInvolved[earlier] = true
  }
}
