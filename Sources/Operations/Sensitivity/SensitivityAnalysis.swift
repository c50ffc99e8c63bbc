public import Findings
public import Scoring
import Statistics

/// A study that was run, with the smallest changes of weights that change its list.
public struct SensitivityAnalysis: Sendable {
  /// The study.
  public let study: SensitivityStudy
  /// What came of it.
  public let result: SensitivityResult
  /// The smallest changes: of the top's children, and of all indicators, where they are defined.
  public let stability: [Stability]
  /// The variants that were drawn, or the rows of each of Sobol's samples.
  public let replications: Int
  /// The names of the nodes; their codes where the study has no names.
  public let names: [Bilingual]
  /// The names of the study's tables, the nominal one first; empty where they have none.
  public let tables: [String]

  /// How far the weights of one set of nodes can go.
  public struct Stability: Sendable {
    /// `top` or `indicators`.
    public var name: String
    /// The nodes.
    public var nodes: [Int]
    /// The smallest changes.
    public var found: WeightStability
  }

  /// Runs a study; nil and a finding if it cannot be run.
  ///
  /// - Parameter scores: the nominal scores of every node, before any finish, for the smallest changes of weights.
  public init?(
    _ study: SensitivityStudy, scores: [[Double?]], _ plan: SensitivityStudy.Plan, names: [Bilingual]? = nil,
    tables: [String] = [], _ findings: inout [Finding]
  ) {
    self.study = study
    self.tables = tables
    self.names = names ?? study.tree.nodes.map { Bilingual($0.code, $0.code) }
    replications = plan.replications
    do throws(SensitivityFault) {
      result = try study.run(plan)
    } catch {
      switch error {
      case .methodsConflict(let rule, let aggregation):
        findings.append(Finding(.methodsConflict, details: [rule, aggregation]))
      case .noScores: findings.append(Finding(.nothingToRank))
      }
      return nil
    }
    var stability: [Stability] = []
    let tree = study.tree
    for (name, nodes) in [("top", tree.nodes[tree.top].children), ("indicators", tree.leaves)] {
      if let found = study.stability(nodes: nodes, scores: scores) {
        stability.append(Stability(name: name, nodes: nodes, found: found))
      } else {
        findings.append(Finding(.stabilityUndefined, details: [name]))
      }
    }
    self.stability = stability
    if plan.wantsIndices, study.factors.count < 2 { findings.append(Finding(.factorsTooFew)) }
    for (name, indices) in [("mean_absolute_rank_shift", result.shiftIndices), ("title_changes", result.titleIndices)] {
      if let indices, indices.indices == nil { findings.append(Finding(.indicesUndefined, details: [name])) }
    }
  }

  /// A node's code in the standard, without what tells halves and variants apart in the tree; the name says that in words.
  func standardCode(_ node: Int) -> String {
    String(study.tree.nodes[node].code.prefix { $0 != ":" && $0 != "@" })
  }

  /// How far the residents' share of the total can go before the list changes; nil if they are no half of it.
  var rangeOfResidents: WeightStability.Range? {
    guard let residents = study.partErrors?.node, let top = stability.first(where: { $0.name == "top" }) else {
      return nil
    }
    return zip(top.nodes, top.found.ranges).first { $0.0 == residents }?.1
  }

  /// The name of a choice in words.
  public func words(_ factor: SensitivityFactor) -> Bilingual {
    switch factor {
    case .weightNoise(let level, let amount):
      let change = " ± \(Int((100 * amount).rounded()))%"
      return switch level {
      case 1: Bilingual("各指标权重" + change, "weights of the indicators" + change)
      case 2: Bilingual("一级指标权重" + change, "weights of the first-level groups" + change)
      default: Bilingual("权重" + change, "weights" + change)
      }
    case .dirichlet: return Bilingual("权重（狄利克雷分布）", "weights (Dirichlet)")
    case .share(let node, let range):
      let span = "\(Int((100 * range.lowerBound).rounded()))%–\(Int((100 * range.upperBound).rounded()))%"
      return Bilingual("“\(names[node].chinese)”的比重 \(span)", "share of “\(names[node].english)”, \(span)")
    case .normalisation: return Bilingual("标准化方法", "normalisation")
    case .aggregation: return Bilingual("汇总方法", "aggregation")
    case .missing: return Bilingual("未评指标的处理", "treatment of unrated indicators")
    case .data: return Bilingual("答案赋分", "answer map")
    case .sampling, .partSampling: return Bilingual("抽样误差", "sampling error")
    }
  }
}
