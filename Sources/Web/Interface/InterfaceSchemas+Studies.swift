import Reports

extension InterfaceSchemas {
  /// Third-party studies.
  static let studies: [String: JSONValue] = [
    "StudyParameters": object(
      [
        "margin": number, "confidence": number, "deviation": number, "intraclass": number, "interviews": integer,
        "responseRate": number,
        "method": .object(["type": "string", "enum": .array(["srs", "pps-systematic"])]), "seed": integer,
      ],
      required: [
        "margin", "confidence", "deviation", "intraclass", "interviews", "responseRate", "method", "seed",
      ]),
    "StudyPlan": object(
      [
        "units": integer,
        "communities": list(
          object(
            [
              "code": text, "households": integer, "unitsInFrame": integer, "unitsDrawn": integer,
              "completed": integer, "toDraw": integer, "margin": optional("number"),
            ], required: ["code", "unitsDrawn", "completed", "toDraw"])),
        "findings": list(.object(["$ref": "#/components/schemas/Finding"])),
      ], required: ["units", "communities", "findings"]),
    "StudyUploads": object(
      ["uploads": list(.object(["$ref": "#/components/schemas/Upload"]))], required: ["uploads"]),
    "StudyResults": object(
      [
        "communities": list(
          object(
            [
              "code": text, "name": text, "district": text, "needed": integer, "drawn": integer, "done": integer,
              "unitsDrawn": integer, "unitsReached": integer, "responseRate": optional("number"),
              "weightEffect": optional("number"), "study": estimate, "own": estimate, "difference": estimate,
            ], required: ["code", "needed", "done"]))
      ], required: ["communities"]),
  ]

  private static let number: JSONValue = .object(["type": "number"])
  private static let estimate: JSONValue = .object(["type": .array(["object", "null"])])
}
