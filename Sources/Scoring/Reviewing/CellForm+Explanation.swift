public import Findings

/// What stands beside a cell: the rule in a sentence, and what may be typed.
extension CellForm {
  /// The rule in a sentence.
  public var explanation: Bilingual {
    let full = CellForm.text(rule.points)
    switch rule.kind {
    case .criteriaMet(let rule):
      let shares = CellForm.list(rule.shares)
      if rule.hasOwnPoints {
        return Bilingual("满分 \(full) 分，达标各项得其分值", "\(full) points; each criterion that is met earns its own")
      }
      guard !shares.isEmpty else {
        return Bilingual(
          "满分 \(full) 分，\(rule.count) 项中达标几项得几分之几", "\(full) points; k of \(rule.count) criteria earn k/\(rule.count)")
      }
      return Bilingual(
        "满分 \(full) 分，按达标项数得分：\(shares)", "\(full) points; the share by the number met: \(shares)")
    case .deductions(let rule): return CellForm.deductions(rule, full)
    case .grades(let shares):
      let list = CellForm.list(shares)
      return Bilingual("满分 \(full) 分，按等级得分：\(list)", "\(full) points; the share of each grade: \(list)")
    case .targetRate(let rule):
      let terms = CellForm.terms(rule)
      return Bilingual("满分 \(full) 分，\(terms.chinese)", "\(full) points; \(terms.english)")
    case .spotChecks(let rule):
      let shares = CellForm.list(rule.shares)
      var (chinese, english) = ("满分 \(full) 分", "\(full) points")
      if let spots = rule.spots {
        chinese += "，至少抽查 \(spots) 处"
        english += ", at least \(spots) spots"
      }
      chinese += shares.isEmpty ? "，按合格比例得分" : "，按不合格处数得分：\(shares)"
      english += shares.isEmpty ? ", by the share that passes" : ", by the number that fails: \(shares)"
      return Bilingual(chinese, english)
    case .directPoints(let step):
      return Bilingual(
        "直接打分，0 至 \(full) 分" + (step.map { "，每档 \(CellForm.text($0)) 分" } ?? ""),
        "points from 0 to \(full)" + (step.map { " in steps of \(CellForm.text($0))" } ?? ""))
    case .surveyMean: return Bilingual("由居民问卷计分", "rated by residents' answers")
    }
  }

  /// What may be typed, with examples.
  public var entryHint: Bilingual {
    let hint: Bilingual
    switch rule.kind {
    case .criteriaMet(let rule) where !rule.criteria.isEmpty:
      let example = rule.criteria.prefix(2).map(\.code).joined(separator: " ")
      hint = Bilingual(
        "填达标项的代码，如 \(example)；全达标填 all，都不达标填 0", "codes that are met, such as \(example); “all”, or 0 for none")
    case .criteriaMet(let rule): hint = Bilingual("填达标项数，0 至 \(rule.count)", "the number met, 0 to \(rule.count)")
    case .deductions(let rule):
      if let code = rule.criteria.first?.code {
        hint = Bilingual("填事项代码*起数，如 \(code)*2；没有填 0", "kind*number, such as \(code)*2; 0 if there was none")
      } else {
        hint = Bilingual("填起数；没有填 0", "the number of events; 0 if there was none")
      }
    case .grades(let shares):
      let grades = shares.keys.sorted().filter { $0 != "*" }.joined(separator: " / ")
      hint = Bilingual("填等级：\(grades)", "the grade: \(grades)")
    case .targetRate:
      hint = Bilingual("填百分比，如 92.5；或完成/应完成，如 45/50", "the rate in percent, such as 92.5, or done/due, such as 45/50")
    case .spotChecks: hint = Bilingual("填合格处数/抽查处数，如 4/5", "passed/checked, such as 4/5")
    case .directPoints, .surveyMean: hint = Bilingual("填分数", "the points")
    }
    guard rule.allowsExemption else { return hint }
    return Bilingual(hint.chinese + "；免检填“免检”", hint.english + "; “exempt” for an exemption")
  }

  /// The criteria or kinds of event that the standard names, with their points or costs.
  public var criteria: [Criterion] {
    switch rule.kind {
    case .criteriaMet(let rule): rule.criteria
    case .deductions(let rule): rule.criteria
    default: []
    }
  }

  /// The texts that alone may be typed, for a list to choose from; empty if they are not a short list.
  public var choices: [String] {
    guard case .grades(let shares) = rule.kind, shares["*"] == nil else { return [] }
    return shares.keys.sorted()
  }

  /// The least and the most that may be typed, and the step, where the text is a plain number.
  public var range: (limits: ClosedRange<Double>, step: Double?)? {
    switch rule.kind {
    case .directPoints(let step): (0...max(0, rule.points), step)
    case .criteriaMet(let criteria) where criteria.criteria.isEmpty: (0...Double(max(0, criteria.count)), 1)
    default: nil
    }
  }

  private static func deductions(_ rule: Deductions, _ full: String) -> Bilingual {
    let (each, floor) = (text(rule.deduction), text(rule.floor))
    var (chinese, english) = ("满分 \(full) 分，", "\(full) points, ")
    chinese += rule.deduction > 0 ? "每起扣 \(each) 分" : "按事项扣分"
    english += rule.deduction > 0 ? "less \(each) for each event" : "less what each kind of event costs"
    if let cap = rule.cap.map(text) {
      chinese += "，至多扣 \(cap) 分"
      english += ", \(cap) at most"
    }
    chinese += "，不低于 \(floor) 分"
    english += ", never below \(floor)"
    if rule.needsDocument {
      chinese += "；须写明依据"
      english += "; every event cites its document"
    }
    return Bilingual(chinese, english)
  }

  private static func terms(_ rule: TargetRate) -> Bilingual {
    let isGeneral = rule.general.target != nil || rule.general.bands != nil
    var own: [(name: String, terms: TargetRate.Terms)] = isGeneral ? [("", rule.general)] : []
    if own.isEmpty {
      for (name, terms) in rule.special.sorted(by: { $0.key < $1.key }) where terms.target != nil || terms.bands != nil
      {
        own.append((name, terms))
      }
    }
    let parts = own.map { name, terms -> Bilingual in
      let (label, english) = name.isEmpty ? ("", "") : (TargetRateNames.chinese(name) + "：", name + ": ")
      if let bands = terms.bands {
        let list = bands.map { "\($0.comparison.rawValue)\(text($0.threshold))% −\(text($0.deduction))" }
          .joined(separator: ", ")
        return Bilingual("\(label)按区间扣分 \(list)", "\(english)deductions by band \(list)")
      }
      guard let target = terms.target.map(text) else { return Bilingual(label, english) }
      guard let step = terms.step.map(text), let deduction = terms.deduction.map(text) else {
        return Bilingual("\(label)目标 \(target)%，按比例得分", "\(english)target \(target)%, in proportion")
      }
      let (side, englishSide) = rule.isReversed ? ("高", "above") : ("低", "below")
      return Bilingual(
        "\(label)目标 \(target)%，每\(side) \(step) 个百分点扣 \(deduction) 分",
        "\(english)target \(target)%, less \(deduction) for every \(step) points \(englishSide) it")
    }
    return Bilingual(
      parts.map(\.chinese).joined(separator: "；"), parts.map(\.english).joined(separator: "; "))
  }

  /// Shares as `A 100%, B 80%`, the best first.
  private static func list(_ shares: [String: Double]?) -> String {
    (shares ?? [:]).sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.key) \(text(100 * $0.value))%" }.joined(separator: ", ")
  }

  private static func text(_ number: Double) -> String { DecimalText.shortest((number * 1e6).rounded() / 1e6) }
}

/// What a target's qualifiers are called.
private enum TargetRateNames {
  static func chinese(_ qualifier: String) -> String {
    ["urban": "城市", "rural": "农村", "community": "社区", "village": "村"][qualifier] ?? qualifier
  }
}
