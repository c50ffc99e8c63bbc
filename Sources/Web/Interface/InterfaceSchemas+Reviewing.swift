import Reports

extension InterfaceSchemas {
  /// Reviewers' grids.
  static let reviewing: [String: JSONValue] = [
    "ReviewGridList": page("ReviewGridSummary"),
    "ReviewGridSummary": object(
      [
        "id": integer, "round": text, "reviewer": text, "scope": text, "indicators": list(text),
        "communities": integer, "due": optional("string"), "state": gridState, "reason": text,
        "takenOverFrom": optional("integer"), "filled": integer, "total": integer, "uploads": list(integer),
      ], required: ["id", "round", "reviewer", "scope", "state", "filled", "total"]),
    "ReviewGrid": object(
      [
        "id": integer, "round": text, "scope": text, "due": optional("string"), "state": gridState, "reason": text,
        "day": text, "filled": integer, "total": integer,
        "indicators": list(.object(["$ref": "#/components/schemas/ReviewIndicator"])),
        "communities": list(.object(["$ref": "#/components/schemas/ReviewRow"])), "uploads": list(integer),
      ], required: ["id", "round", "state", "indicators", "communities"]),
    "ReviewIndicator": object(
      ["code": text, "name": text, "points": text, "kind": text, "rule": text, "hint": text, "choices": list(text)],
      required: ["code", "name", "points", "rule"]),
    "ReviewRow": object(
      ["code": text, "name": text, "cells": list(.object(["$ref": "#/components/schemas/ReviewCell"]))],
      required: ["code", "cells"]),
    "ReviewCell": object(
      [
        "community": text, "indicator": text, "text": text, "document": text, "version": integer,
        "state": .object(["type": "string", "enum": .array(["empty", "unrated", "rated", "faulty"])]),
        "points": optional("number"), "isConflict": .object(["type": "boolean"]),
        "findings": list(.object(["$ref": "#/components/schemas/Finding"])),
      ], required: ["community", "indicator", "text", "version", "state", "findings"]),
    "ReviewEntries": object(
      [
        "cells": list(
          object(
            [
              "community": text, "indicator": text, "text": text, "document": optional("string"),
              "version": optional("integer"),
            ], required: ["community", "indicator", "text"]))
      ], required: ["cells"]),
    "ReviewEntriesKept": object(
      ["cells": list(.object(["$ref": "#/components/schemas/ReviewCell"])), "filled": integer, "total": integer],
      required: ["cells", "filled", "total"]),
    "NewReviewGrid": object(
      [
        "reviewer": text, "indicators": list(text), "communities": list(text),
        "due": ["anyOf": [["type": "null"], day]],
      ],
      required: ["reviewer", "indicators", "communities"]),
    "ReviewSubmission": object(
      ["uploads": list(.object(["$ref": "#/components/schemas/Upload"]))], required: ["uploads"]),
    "ReviewRecusal": object(["communities": list(text), "reason": text], required: ["communities", "reason"]),
    "ReviewHandOver": object(
      ["successor": optional("integer"), "findings": list(.object(["$ref": "#/components/schemas/Finding"]))],
      required: ["successor", "findings"]),
    "ReviewReturn": object(["reason": text], required: ["reason"]),
    "WorkbookReading": object(
      [
        "changed": integer, "same": integer,
        "findings": list(.object(["$ref": "#/components/schemas/Finding"])),
      ], required: ["changed", "same", "findings"]),
  ]

  private static let gridState: JSONValue = .object([
    "type": "string", "enum": .array(["open", "submitted", "returned", "withdrawn"]),
  ])
}
