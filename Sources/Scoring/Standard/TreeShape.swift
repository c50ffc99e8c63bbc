import Findings

/// The checks of the tree's shape and sums: parents, cycles, rules, points, weights, in each variant.
struct TreeShape {
  private let tree: [Indicator]
  private let table: StandardTable
  private let variants: [String]

  init(_ tree: [Indicator], _ table: StandardTable, variants: [String]) {
    self.tree = tree
    self.table = table
    self.variants = variants
  }

  func check(roots: [String], _ reading: Reading, _ settings: SettingReader, _ findings: inout [Finding]) {
    let byCode = Dictionary(tree.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    let children = Dictionary(grouping: tree.filter { $0.parent != nil }, by: { $0.parent ?? "" })
    for indicator in tree {
      checkParents(indicator, byCode, &findings)
      if let below = children[indicator.code] {
        checkSums(indicator, below, &findings)
        if indicator.rule != nil {
          findings.append(
            Finding(
              .ruleOnParent, at: place(indicator, "rule"), found: indicator.rule?.rawValue, details: [indicator.code]))
        }
      } else {
        if indicator.rule == nil {
          findings.append(Finding(.ruleMissing, at: place(indicator, "rule"), details: [indicator.code]))
        }
        if indicator.points.thousandths == 0 {
          findings.append(Finding(.noPoints, at: place(indicator, "points"), details: [indicator.code]))
        }
      }
    }
    guard reading == .halves else { return }
    for (root, key) in zip(roots, ["satisfaction_indicator", "department_indicator"])
    where byCode[root]?.parent != nil || byCode[root] == nil {
      findings.append(Finding(.unknownRoot, at: settings.location(key), found: root))
    }
    for indicator in tree where indicator.parent == nil && !roots.contains(indicator.code) && !indicator.isBonus {
      findings.append(Finding(.strayRoot, at: place(indicator, "parent"), found: indicator.code))
    }
  }

  private func place(_ indicator: Indicator, _ column: String) -> Location {
    table.record([indicator.code])?.location(column) ?? indicator.place
  }

  private func checkParents(_ indicator: Indicator, _ byCode: [String: Indicator], _ findings: inout [Finding]) {
    if let parent = indicator.parent, byCode[parent] == nil {
      findings.append(Finding(.unknownParent, at: place(indicator, "parent"), found: parent))
    }
    if let above = indicator.parent.flatMap({ byCode[$0] })?.kind, let own = indicator.kind, above != own {
      findings.append(
        Finding(.kindDiffers, at: place(indicator, "kind"), found: own, details: [indicator.code, own, above]))
    }
    var ancestor = indicator
    var steps = 0
    while let parent = ancestor.parent, let next = byCode[parent], steps <= tree.count {
      ancestor = next
      steps += 1
    }
    if steps > tree.count {
      findings.append(Finding(.cycle, at: place(indicator, "parent"), found: indicator.parent))
    }
  }

  /// Siblings divide the parent by points, which add up in every variant, or all by weights.
  private func checkSums(_ parent: Indicator, _ below: [Indicator], _ findings: inout [Finding]) {
    let counted = below.filter { !$0.isBonus }
    let weighted = counted.filter { $0.weight != nil }
    if !weighted.isEmpty {
      for indicator in counted where indicator.weight == nil {
        findings.append(
          Finding(.weightMissing, at: place(indicator, "weight"), details: [indicator.code, parent.code]))
      }
      if weighted.allSatisfy({ $0.weight?.thousandths == 0 }) {
        findings.append(Finding(.weightMissing, at: place(parent, "weight"), details: [parent.code, parent.code]))
      }
      return
    }
    if counted.isEmpty { return }
    var reported: Set<Points> = []
    for variant in variants.isEmpty ? [nil] : variants.map({ Optional($0) }) {
      if let variant, let kind = parent.kind, kind != variant { continue }
      let members = counted.filter { variant == nil || $0.kind == nil || $0.kind == variant }
      let sum = members.reduce(Points.zero) { $0 + $1.points }
      if sum != parent.points, reported.insert(sum).inserted {
        findings.append(
          Finding(
            .pointsDoNotAddUp, at: place(parent, "points"), found: parent.points.description,
            details: [parent.code, sum.description]))
      }
    }
  }
}

/// The checks that the tree keeps the shares of the halves.
struct HalfCheck {
  private let standard: ScoringStandard
  private let table: StandardTable
  private let settings: SettingReader

  init(_ standard: ScoringStandard, _ table: StandardTable, _ settings: SettingReader) {
    self.standard = standard
    self.table = table
    self.settings = settings
  }

  func check(_ findings: inout [Finding]) {
    switch standard.reading {
    case .halves: checkRoots(&findings)
    case .points: checkPoints(&findings)
    }
    for tree in standard.trees {
      let isEmpty =
        (standard.hasSurvey && tree.leaves(of: .satisfaction).isEmpty)
        || (standard.hasReviews && tree.leaves(of: .department).isEmpty)
      if isEmpty {
        findings.append(
          Finding(
            .variantWithoutLeaves, at: Location(file: table.file), found: tree.variant, details: [tree.variant ?? ""])
        )
      }
    }
  }

  /// The residents' half is scored by the survey, the departments' half by anything else; each root has the half's weight.
  private func checkRoots(_ findings: inout [Finding]) {
    let halves = [
      (standard.satisfactionRoot, standard.weights.satisfaction, true),
      (standard.departmentRoot, standard.weights.department, false),
    ]
    for (root, weight, isSurvey) in halves {
      guard let root, let indicator = standard.indicator(root) else { continue }
      for leaf in standard.leaves(of: root) where (leaf.rule == .surveyMean) != isSurvey {
        findings.append(
          Finding(
            .wrongRule, at: place(leaf, "rule"), found: leaf.rule?.rawValue,
            details: [leaf.code, leaf.rule?.rawValue ?? ""]))
      }
      if indicator.weight != weight {
        findings.append(
          Finding(
            .weightDiffers, at: place(indicator, "weight"), found: indicator.weight?.description,
            details: [root, weight.description]))
      }
    }
  }

  /// In one table the points add up to the full score, and the survey's indicators have its half of them.
  private func checkPoints(_ findings: inout [Finding]) {
    for tree in standard.trees {
      let variant = tree.variant ?? "—"
      let halves = (tree.total(of: .satisfaction), tree.total(of: .department))
      let total = halves.0 + halves.1
      let isByPoints = tree.leaves.allSatisfy { $0.factor == 1 }
      if isByPoints, abs(total - standard.fullScore.value) > 1e-9 {
        findings.append(
          Finding(
            .totalDiffers, at: Location(file: table.file), found: DecimalText.shortest(total),
            details: [variant, DecimalText.shortest(total), standard.fullScore.description]))
      }
      let wanted = standard.weights.satisfaction.value * total
      if abs(halves.0 - wanted) > 1e-9 {
        findings.append(
          Finding(
            .halfDiffers, at: Location(file: table.file), found: DecimalText.shortest(halves.0),
            details: [variant, DecimalText.shortest(halves.0), DecimalText.shortest(wanted)]))
      }
    }
  }

  private func place(_ indicator: Indicator, _ column: String) -> Location {
    table.record([indicator.code])?.location(column) ?? indicator.place
  }
}
