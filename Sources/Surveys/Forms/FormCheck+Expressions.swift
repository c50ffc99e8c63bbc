import Findings

/// Expressions, and what they refer to.
extension FormCheck {
  static let expressionColumns = [
    "relevant", "constraint", "calculation", "required", "readonly", "choice_filter", "repeat_count", "default",
  ]

  mutating func checkExpressions(_ row: FormRow) {
    let survey = form.survey
    for column in survey.names {
      let text = survey.text(row, column)
      guard text.contains("${") || FormCheck.expressionColumns.contains(column), !text.isEmpty else { continue }
      for reference in FormCheck.references(text) {
        if let name = reference {
          references.append((row, survey, column, name))
        } else {
          fault(.formReferenceInvalid, row, column, String(text.prefix(80)))
          break
        }
      }
      guard ["relevant", "constraint", "calculation", "choice_filter"].contains(column) else { continue }
      if case .failure(let reason) = FormExpression.parse(text), !FormCheck.references(text).contains(nil) {
        fault(.formExpressionInvalid, row, column, String(text.prefix(80)), "\(reason)")
      }
    }
  }

  /// The names in `${…}`; nil for one that is not closed or holds no name.
  static func references(_ text: String) -> [String?] {
    var found: [String?] = []
    var rest = text[...]
    while let open = rest.firstRange(of: "${") {
      rest = rest[open.upperBound...]
      guard let close = rest.firstIndex(of: "}") else {
        if !rest.isEmpty || text.count > 2 { found.append(nil) }
        break
      }
      var name = String(rest[..<close])
      if name.hasPrefix("last-saved#") { name.removeFirst(11) }
      found.append(isName(name) ? name : nil)
      rest = rest[rest.index(after: close)...]
    }
    return found
  }

  mutating func checkReferences() {
    for reference in references {
      let rows = rowsOfName[reference.name]?.count ?? 0
      if rows == 0 {
        findings.append(
          Finding(
            .formReferenceUnknown, at: reference.sheet.location(reference.row, reference.column),
            found: "${\(reference.name)}",
            details: [reference.name]))
      } else if rows > 1 {
        findings.append(
          Finding(
            .formReferenceAmbiguous, at: reference.sheet.location(reference.row, reference.column),
            found: "${\(reference.name)}", details: [reference.name]))
      }
    }
  }

  /// Whether a text is a name of XML: https://www.w3.org/TR/xml-names/#NT-QName.
  static func isName(_ text: String) -> Bool {
    func starts(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x41...0x5A, 0x5F, 0x61...0x7A, 0xC0...0xD6, 0xD8...0xF6, 0xF8...0x2FF, 0x370...0x37D, 0x37F...0x1FFF,
        0x200C...0x200D, 0x2070...0x218F, 0x2C00...0x2FEF, 0x3001...0xD7FF, 0xF900...0xFDCF, 0xFDF0...0xFFFD,
        0x10000...0xEFFFF:
        true
      default: false
      }
    }
    func continues(_ scalar: Unicode.Scalar) -> Bool {
      switch scalar.value {
      case 0x2D, 0x2E, 0x30...0x39, 0xB7, 0x300...0x36F, 0x203F...0x2040: true
      default: starts(scalar)
      }
    }
    // A prefix such as `jr:` may stand in front.
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count < 3
      && parts.allSatisfy { part in
        part.unicodeScalars.first.map(starts) ?? false && part.unicodeScalars.dropFirst().allSatisfy(continues)
      }
  }
}
