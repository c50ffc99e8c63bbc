public import Findings

/// A pile of paper questionnaires (纸质问卷) that two people type independently of each other. Where they differ a third person looks
/// at the paper and decides; only then the answers count.
///
/// A value like the round's state: `applying` gives the next one or refuses with the reason. Nobody types twice, and nobody who typed
/// decides a difference or approves.
public struct PaperBatch: Hashable, Sendable, Codable {
  /// Where a batch stands.
  public enum Stage: String, Hashable, Sendable, Codable, CaseIterable {
    /// Nobody has typed it.
    case opened
    /// One person has.
    case typedOnce = "typed_once"
    /// Both have, and differ where nobody has decided yet.
    case differing
    /// Both agree, or every difference is decided.
    case agreed
    /// Its answers are an upload of the round.
    case approved
    /// Given up.
    case discarded

    /// The stage's name for people.
    public var name: Bilingual {
      switch self {
      case .opened: Bilingual("待录入", "not typed yet")
      case .typedOnce: Bilingual("已录入一遍", "typed once")
      case .differing: Bilingual("有差异待裁定", "differences to decide")
      case .agreed: Bilingual("一致", "agreed")
      case .approved: Bilingual("已审定", "approved")
      case .discarded: Bilingual("已作废", "given up")
      }
    }
  }

  /// What one person typed.
  public struct Typing: Hashable, Sendable, Codable {
    /// Who.
    public var user: String
    /// The SHA-256 of the file, as hexadecimal digits; nil once its time is over.
    public var sha256: String?
    /// The forms in it.
    public var forms: Int

    /// A typing.
    public init(user: String, sha256: String?, forms: Int) {
      self.user = user
      self.sha256 = sha256
      self.forms = forms
    }
  }

  /// Something that the two typings have otherwise.
  public struct Difference: Hashable, Sendable, Codable {
    /// The form's number.
    public var form: String
    /// The column; empty if one typing lacks the form altogether.
    public var item: String
    /// What the first has; nil if it lacks the form.
    public var first: String?
    /// What the second has; nil if it lacks the form.
    public var second: String?
    /// What counts; nil while nobody has decided. For a form that one lacks, `keep` or `drop`.
    public var decided: String?
    /// Who decided; empty while nobody has.
    public var decidedBy = ""
    /// Why.
    public var reason = ""

    /// A difference that nobody has decided yet.
    public init(form: String, item: String, first: String?, second: String?) {
      self.form = form
      self.item = item
      self.first = first
      self.second = second
    }
  }

  /// The batch's name, unique in the directory.
  public let id: String
  /// The round.
  public let round: String
  /// What its forms are.
  public let kind: RoundUpload.Kind
  /// What they are about.
  public let scope: Scope
  /// Where it stands.
  public internal(set) var stage = Stage.opened
  /// The typings, two at most, by different people.
  public internal(set) var typings: [Typing] = []
  /// Where they differ.
  public internal(set) var differences: [Difference] = []
  /// Who approved; empty before.
  public internal(set) var approvedBy = ""
  /// The number of the upload that it became; nil before.
  public internal(set) var upload: Int?
  /// The events so far.
  public internal(set) var eventCount = 0

  /// A batch that nobody has typed yet.
  public init(id: String, round: String, kind: RoundUpload.Kind, scope: Scope) {
    self.id = id
    self.round = round
    self.kind = kind
    self.scope = scope
  }

  /// The differences that nobody has decided yet.
  public var openDifferences: [Difference] { differences.filter { $0.decided == nil } }

  /// The batch once the time of its answers is over: who typed and decided stays, what was typed goes.
  public var purged: PaperBatch {
    var batch = self
    for index in batch.typings.indices { batch.typings[index].sha256 = nil }
    for index in batch.differences.indices {
      batch.differences[index].first = nil
      batch.differences[index].second = nil
      batch.differences[index].decided = batch.differences[index].decided == nil ? nil : ""
    }
    return batch
  }
}
