/// A kind of fault: a stable code with its usual severity, what it means and what to do.
///
/// Codes are published and never reused: a letter for the area (`F` files and tables, `Q` questionnaire, `R` responses,
/// `D` department reviews, `S` standard, `C` city folder, `T` titles, `A` apportionment, `E` estimation) and three digits.
/// Two codes are equal if their text is.
public struct FindingCode: Sendable, Hashable, CustomStringConvertible {
  /// The published code, such as `R103`.
  public var code: String { entry.code }
  /// The severity unless a rule says otherwise.
  public var severity: Severity { entry.severity }
  /// What is wrong; `{0}`, `{1}` … are filled from the finding's details.
  public var message: Bilingual { entry.message }
  /// What to change, and where.
  public var remedy: Bilingual { entry.remedy }

  /// The catalogue's entry, which all findings of a kind share: a province brings a hundred thousand.
  private let entry: Entry

  private final class Entry: Sendable {
    let code: String
    let severity: Severity
    let message: Bilingual
    let remedy: Bilingual

    init(_ code: String, _ severity: Severity, _ message: Bilingual, _ remedy: Bilingual) {
      self.code = code
      self.severity = severity
      self.message = message
      self.remedy = remedy
    }
  }

  /// Declares a code; each stands once in the catalogue.
  package init(_ code: String, _ severity: Severity, message: Bilingual, remedy: Bilingual) {
    entry = Entry(code, severity, message, remedy)
  }

  /// What the code means without the particulars of one occurrence: the message with its places shown as “…”.
  public var general: Bilingual { Bilingual(FindingCode.blank(message.chinese), FindingCode.blank(message.english)) }

  private static func blank(_ template: String) -> String {
    template.split(separator: "{", omittingEmptySubsequences: false).enumerated()
      .map { index, part in index == 0 ? String(part) : "…" + part.drop { $0 != "}" }.dropFirst() }.joined()
  }

  /// The published code.
  public var description: String { code }

  /// Codes are equal if their text is.
  public static func == (a: FindingCode, b: FindingCode) -> Bool { a.entry === b.entry || a.code == b.code }

  /// Hashes the published code.
  public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

/// The list of all finding codes, by area; `docs/findings.md` is generated from it.
public enum FindingCatalogue {
  /// Every code, by area in the order of the documentation.
  public static let areas: [(title: Bilingual, codes: [FindingCode])] = [
    (Bilingual("文件与表格", "Files and tables"), FindingCode.files),
    (Bilingual("文件容器", "Containers"), FindingCode.containers),
    (Bilingual("读取上限", "Reading limits"), FindingCode.readingLimits),
    (Bilingual("问卷", "Questionnaires"), FindingCode.questionnaires),
    (Bilingual("问卷检查", "Checking of forms"), FindingCode.forms),
    (Bilingual("答卷与抽样", "Responses and sample"), FindingCode.responses),
    (Bilingual("读取与映射", "Reading and mapping"), FindingCode.reading),
    (Bilingual("考评标准", "Standards"), FindingCode.standards),
    (Bilingual("部门评分", "Department reviews"), FindingCode.reviews),
    (Bilingual("评分表", "Reviewers' grids"), FindingCode.reviewing),
    (Bilingual("名册与称号", "Register and titles"), FindingCode.titles),
    (Bilingual("名册沿革与工作日", "Register through time and working days"), FindingCode.register),
    (Bilingual("考评年度", "The round"), FindingCode.round),
    (Bilingual("数据目录、备份与审计", "Data directory, backup and audit"), FindingCode.store),
    (Bilingual("佐证与监督", "Evidence and its witnesses"), FindingCode.safekeeping),
    (Bilingual("写入与重建", "Writing and rebuilding"), FindingCode.durability),
    (Bilingual("纸质问卷双人录入", "Paper questionnaires typed twice"), FindingCode.paper),
    (Bilingual("用户", "Users"), FindingCode.users),
    (Bilingual("名额分配", "Apportionment"), FindingCode.apportionment),
    (Bilingual("排名、小区域与筛查", "Ranks, small areas and screening"), FindingCode.ranks),
    (Bilingual("答卷筛查", "Screening of submissions"), FindingCode.screening),
    (Bilingual("抽样", "Sampling"), FindingCode.sampling),
    (Bilingual("信度与一致性", "Reliability and agreement"), FindingCode.reliability),
    (Bilingual("抽样估计", "Survey estimation"), FindingCode.estimation),
    (Bilingual("综合指标", "Composite indicators"), FindingCode.composites),
    (Bilingual("敏感性与追加访问", "Sensitivity and further interviews"), FindingCode.sensitivities),
    (Bilingual("网络服务", "The service"), FindingCode.service),
    (Bilingual("网页服务的程序接口", "Programs of the web service"), FindingCode.programs),
    (Bilingual("居民网上问卷", "Residents' questionnaire"), FindingCode.residents),
    (Bilingual("第三方评估", "Third-party studies"), FindingCode.studies),
  ]

  /// Every code.
  public static var all: [FindingCode] { areas.flatMap(\.codes) }
}
