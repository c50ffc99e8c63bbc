import Findings
import Sheets

/// How the values of one column stand for the choices of its question.
struct ChoiceCoding {
  /// What the values are.
  enum Form: String, Hashable {
    case codes, labels
    /// Places on the form, from 1.
    case places
    /// Values of an SPSS variable, by its value labels.
    case dictionary
  }

  let form: Form
  /// The choices of the question.
  private let choices: [Choice]
  private let byCode: [String: Int]
  private let byLabel: [String: Int]
  private let byValue: [String: Int]
  private let isMode: Bool
  /// The place of the choice “other”, if there is one.
  let other: Int?

  /// Finds out how a column is coded from the different values that stand in it.
  init(_ question: Question, values: Set<String>, column: RecordColumn, dialect: Dialect) {
    let choices = question.choices
    var labels: [String: Int] = [:]
    for (place, choice) in choices.enumerated() {
      for label in [choice.label.chinese, choice.label.english] where labels[label.headingKey] == nil {
        labels[label.headingKey] = place
      }
    }
    let codes = Dictionary(choices.indices.map { (choices[$0].code, $0) }, uniquingKeysWith: { first, _ in first })
    let dictionary = (column.variable?.valueLabels ?? []).compactMap { value, label in
      labels[label.headingKey].map { (ChoiceCoding.canonical(value), $0) }
    }
    let byValue = Dictionary(dictionary, uniquingKeysWith: { first, _ in first })
    let texts = values.map(ChoiceCoding.canonical)
    let codeHits = texts.count { codes[$0] != nil }
    let labelHits = values.count { labels[$0.headingKey] != nil }
    let isPlaced = texts.allSatisfy { text in Int(text).map { (1...max(1, choices.count)).contains($0) } ?? false }
    if byValue.count >= 2 || (byValue.count == 1 && choices.count == 1) {
      form = .dictionary
    } else if dialect.numbersArePlaces && isPlaced && !texts.isEmpty && labelHits == 0 {
      form = .places
    } else if labelHits > codeHits {
      form = .labels
    } else if codeHits == 0 && isPlaced && !texts.isEmpty {
      form = .places
    } else {
      form = .codes
    }
    self.choices = choices
    isMode = question.role == .mode
    byCode = codes
    byLabel = labels
    self.byValue = byValue
    other = choices.firstIndex { choice in
      ["other", "-oth-", "oth", "99other"].contains(choice.code)
        || [choice.label.chinese, choice.label.english].contains { ["其他", "其它", "other"].contains($0.headingKey) }
    }
  }

  /// The choice that a value stands for; nil for none.
  func choice(_ value: String) -> Int? {
    let text = ChoiceCoding.canonical(value)
    let key = value.headingKey
    switch form {
    case .dictionary: if let place = byValue[text] { return place }
    case .places: if let number = Int(text) { return choices.indices.contains(number - 1) ? number - 1 : nil }
    case .codes, .labels: break
    }
    if let place = byCode[text] { return place }
    if !key.isEmpty, let place = byLabel[key] { return place }
    if form == .codes, let place = byCode.first(where: { $0.key.lowercased() == text.lowercased() })?.value {
      return place
    }
    if ["-oth-", "other"].contains(text.lowercased()) { return other }
    return isMode ? mode(key) : nil
  }

  /// The ways of interviewing under the names that people give them.
  private static let modes: [Set<String>] = [
    ["face", "facetoface", "capi", "入户", "面访", "面谈", "入户访问", "入户面访", "当面"],
    ["phone", "telephone", "cati", "电话", "电话访问", "电访"],
    ["web", "online", "cawi", "网络", "网上", "在线", "网络受邀", "线上", "扫码", "二维码"],
    ["intercept", "street", "现场", "拦截", "拦访", "街头拦截"],
    ["mail", "paper", "邮寄", "纸质", "自填"],
  ]

  /// The only choice that is the same way of interviewing as `key`.
  private func mode(_ key: String) -> Int? {
    guard let names = ChoiceCoding.modes.first(where: { $0.contains(key) }) else { return nil }
    let fitting = choices.indices.filter { place in
      let choice = choices[place]
      return [choice.code, choice.label.chinese, choice.label.english].contains { names.contains($0.headingKey) }
    }
    return fitting.count == 1 ? fitting[0] : nil
  }

  /// Whether the value was understood in another way than the column's.
  func isForeign(_ value: String) -> Bool {
    switch form {
    case .codes: byCode[ChoiceCoding.canonical(value)] == nil
    case .labels: byLabel[value.headingKey] == nil
    case .places, .dictionary: false
    }
  }

  /// `5.0` and `５` are the code `5`; leading zeros stay.
  static func canonical(_ value: String) -> String {
    let text = value.narrowed.trimmingBlanks
    guard text.contains("."), let number = Double(text), number == number.rounded(), abs(number) < 1e15 else {
      return text
    }
    return String(Int(number))
  }
}
