/// What kind of answer a question of a form has.
package enum QuestionKind: String, Hashable, Sendable, CaseIterable {
  /// One of several choices.
  case single
  /// Any of several choices.
  case multiple
  /// All choices in an order.
  case rank
  /// A whole number.
  case integer
  /// A number.
  case decimal
  /// A text.
  case text
  case date
  case time
  case dateTime = "date-time"
  /// A place on earth.
  case location
  /// A photograph or another file.
  case file
  /// What the form computes; never scored.
  case derived
  /// What the device fills in.
  case metadata
  /// What is only shown.
  case display

  /// The kind of an XLSForm type, such as `select_one district`; a type that nobody knows is a text.
  package init(type: String) { self = QuestionKind.known(type) ?? .text }

  /// The kind of an XLSForm type; nil if XLSForm has no such type.
  package static func known(_ type: String) -> QuestionKind? {
    let type = type.trimmingBlanks
    if let kind = plain[type] { return kind }
    for (command, kind) in selections where type == command || type.hasPrefix(command + " ") { return kind }
    return nil
  }

  /// The name of the choice list (or file) that a type names, and whether it adds “other”; nil if the type has no choices.
  package static func selection(_ type: String) -> (list: String, hasOther: Bool)? {
    let type = type.trimmingBlanks
    guard plain[type] == nil,
      let command = selections.map(\.0).first(where: { type == $0 || type.hasPrefix($0 + " ") })
    else { return nil }
    var words = type.dropFirst(command.count).split(separator: " ").map(String.init)
    let other = ["or_other", "or specify other", "or other", "or_specify_other"].first {
      words.joined(separator: " ").hasSuffix(" " + $0)
    }
    if let other { words.removeLast(other.split(separator: " ").count) }
    return (words.joined(separator: " "), other != nil)
  }

  /// Commands before the name of a list, the longer ones first; the synonyms are pyxform's.
  private static let selections: [(String, QuestionKind)] = [
    ("select_one_from_file", .single), ("select one from file", .single),
    ("select_multiple_from_file", .multiple), ("select multiple from file", .multiple),
    ("select_one_external", .single), ("add select one prompt using", .single),
    ("add select multiple prompt using", .multiple), ("select all that apply from", .multiple),
    ("select all that apply", .multiple), ("select one from", .single), ("select_multiple", .multiple),
    ("select_one", .single), ("select one", .single), ("select1", .single), ("rank", .rank),
  ]

  private static let plain: [String: QuestionKind] = {
    let types: [QuestionKind: [String]] = [
      .integer: [
        "integer", "int", "q int", "add integer prompt", "number of days in last month",
        "number of days in last six months", "number of days in last year",
      ],
      .decimal: ["decimal", "q decimal", "add decimal prompt", "percentage", "range"],
      .text: ["text", "string", "q string", "add text prompt", "barcode", "q barcode", "add barcode prompt"],
      .date: ["date", "q date", "add date prompt"],
      .time: ["time"],
      .dateTime: [
        "dateTime", "datetime", "date time", "q date time", "q dateTime", "add date time prompt",
        "add dateTime prompt",
      ],
      .location: [
        "geopoint", "geotrace", "geoshape", "gps", "location", "q geopoint", "q geoshape", "q geotrace",
        "q location", "add location prompt", "start-geopoint", "background-geopoint", "osm",
      ],
      .file: [
        "image", "photo", "audio", "video", "file", "q image", "q picture", "q audio", "q video",
        "add image prompt", "add photo prompt", "add audio prompt", "add video prompt", "add file prompt",
        "background-audio",
      ],
      .derived: ["calculate", "q calculate", "add calculate prompt", "hidden"],
      .metadata: [
        "start", "end", "today", "deviceid", "audit", "username", "email", "phonenumber", "simserial",
        "subscriberid", "imei", "start time", "end time", "get start time", "get end time", "get today",
        "get device id", "device id", "get phone number", "phone number", "get sim id", "sim id",
        "get subscriber id", "subscriber id", "uri:deviceid", "uri:email", "uri:phonenumber", "uri:simserial",
        "uri:subscriberid", "uri:username",
      ],
      .display: [
        "note", "q note", "add note prompt", "acknowledge", "q acknowledge", "add acknowledge prompt",
        "trigger", "csv-external", "xml-external",
      ],
    ]
    return Dictionary(uniqueKeysWithValues: types.flatMap { kind, names in names.map { ($0, kind) } })
  }()

  /// Whether people answer such a question.
  package var isAnswered: Bool { ![.derived, .metadata, .display].contains(self) }
}
