import Findings
import Operations
import Reports
import Titles

extension PaperBatch {
  /// The batch as a document: who typed how many forms, where they differ, and what was decided.
  var json: JSONValue {
    .object([
      "id": .string(id), "round": .string(round), "scope": .string(scope.description),
      "stage": .string(stage.rawValue), "version": .integer(eventCount),
      "typings": .array(typings.map { .object(["user": .string($0.user), "forms": .integer($0.forms)]) }),
      "openDifferences": .integer(openDifferences.count),
      "differences": .array(
        differences.map {
          .object([
            "form": .string($0.form), "item": .string($0.item), "first": .optional($0.first),
            "second": .optional($0.second), "decided": .optional($0.decided), "decidedBy": .string($0.decidedBy),
            "reason": .string($0.reason),
          ])
        }),
      "approvedBy": .string(approvedBy), "upload": .optional(upload),
    ])
  }

  /// The batch's version.
  var tag: EntityTag { EntityTag(version: eventCount) }
}

extension PaperSheet {
  /// The columns in the order of the paper.
  func json(_ language: Language) -> JSONValue {
    .object([
      "number": .string(numberName),
      "columns": .array(
        fields.map { field in
          .object([
            "name": .string(field.name), "label": .string(field.label[language]),
            "isQuestion": .bool(field.isQuestion), "isMultiple": .bool(field.isMultiple),
            "isNumber": .bool(field.isNumber), "isCommunity": .bool(field.isCommunity),
            "choices": .array(
              field.choices.map { .object(["code": .string($0.code), "label": .string($0.label[language])]) }),
          ])
        }),
    ])
  }

  /// A form by the names of the columns.
  func json(_ form: TypedForms.Form) -> JSONValue {
    let answers = zip(fields, form.cells).map { ($0.name, JSONValue.string($1)) }
    return .object([
      "number": .string(form.number), "answers": .object(Dictionary(answers, uniquingKeysWith: { first, _ in first })),
    ])
  }
}
