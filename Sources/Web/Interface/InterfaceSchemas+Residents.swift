import Reports

extension InterfaceSchemas {
  /// The online survey.
  static let residents: [String: JSONValue] = [
    "InvitationBatchList": page("InvitationBatch"),
    "InvitationBatch": object(
      [
        "id": integer, "round": text, "scope": text, "until": text, "invitations": integer, "answered": integer,
        "isVoid": .object(["type": "boolean"]),
        "communities": list(
          object(["code": text, "sent": integer, "answered": integer], required: ["code", "sent", "answered"])),
      ], required: ["id", "round", "until", "invitations", "answered", "isVoid"]),
    "NewInvitations": object(["list": text, "until": day], required: ["list", "until"]),
    "PrintedInvitations": object(
      [
        "batch": integer,
        "cards": list(
          object(["number": integer, "code": text, "community": text], required: ["number", "code", "community"])),
      ], required: ["batch", "cards"]),
    "OnlineQuestionnaire": object(
      [
        "title": text, "community": text, "until": text,
        "questions": list(
          object(
            [
              "name": text, "kind": text, "label": text, "hint": text, "isRequired": .object(["type": "boolean"]),
              "relevant": text, "constraint": text,
              "choices": list(object(["code": text, "label": text], required: ["code", "label"])),
            ], required: ["name", "kind", "label", "isRequired"])),
      ], required: ["title", "questions"]),
    "OnlineAnswers": object(
      ["answers": .object(["type": "object", "additionalProperties": .object(["type": "string"])])],
      required: ["answers"]),
  ]
}
