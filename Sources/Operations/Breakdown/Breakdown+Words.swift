public import Findings
import Reports

extension Breakdown.Total {
  /// How the total comes about, such as `83.2104 = 50% × residents 80.1 + 50% × departments 86.3`.
  public func sum(_ language: Language) -> String {
    func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }
    func term(_ weight: Double, _ name: String, _ value: Double?) -> String {
      "\(DisplayNumber.share(weight)) × \(name) \(DisplayNumber.rounded(value, places: 4))"
    }
    var halves: [String] = []
    if satisfactionWeight > 0 { halves.append(term(satisfactionWeight, say("居民", "residents"), satisfaction)) }
    if departmentWeight > 0 { halves.append(term(departmentWeight, say("部门", "departments"), department)) }
    if let bonus, bonus > 0 { halves.append("\(say("加分", "bonus")) \(DisplayNumber.short(bonus))") }
    return "\(DisplayNumber.rounded(score, places: 4)) = " + halves.joined(separator: " + ")
  }
}

extension Breakdown.Line {
  /// What the line rests on, in a few words: answers, raters, events.
  public func working(_ language: Language) -> String {
    func say(_ chinese: String, _ english: String) -> String { language == .chinese ? chinese : english }
    if let answers {
      let counts = answers.counts.filter { $0.count > 0 }
        .map { ($0.code ?? $0.label) + "×\($0.count)" }.joined(separator: " ")
      return say("均分", "mean") + " \(DisplayNumber.rounded(answers.mean, places: 3)) n=\(answers.n)"
        + (counts.isEmpty ? "" : "  " + counts)
    }
    if state == "exempt" { return say("免检", "exempt") }
    var text = raters.map { "\($0.rater) \(DisplayNumber.short($0.points))" }.joined(separator: say("、", ", "))
    if let combination { text += " → " + combination }
    if state == "adjusted" {
      text += say("，宽严校正 → ", ", freed from severity → ") + DisplayNumber.rounded(earned, places: 3)
    }
    if rule == "R2" { text = say("扣分事项", "events") + " \(entries.count)" }
    if rebased, rule == nil { text = say("由已评指标代表", "represented by the rated ones") }
    return text
  }
}
