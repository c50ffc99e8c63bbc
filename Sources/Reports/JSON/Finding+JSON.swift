public import Findings

extension Finding {
  /// The finding as the contract's JSON object, its sentences in `language`.
  public func json(_ language: Language) -> JSONValue {
    [
      "code": .string(code.code), "severity": .string(severity.rawValue), "file": .optional(location?.file),
      "sheet": .optional(location?.sheet), "row": .optional(location?.row), "column": .optional(location?.column),
      "found": .optional(found), "message": .string(message(language)), "remedy": .string(remedy(language)),
    ]
  }
}
