import Findings
import Operations
import Reports
import Scoring
import Store
import Titles

extension ServiceDesk.GridProgress {
  /// The grid in a list: how far it is, and no mark.
  var json: JSONValue {
    .object([
      "id": .integer(record.id), "round": .string(record.round), "reviewer": .string(record.reviewer),
      "scope": .string(record.scope.description), "indicators": .array(record.indicators.map(JSONValue.string)),
      "communities": .integer(record.communities.count), "due": .optional(record.due?.description),
      "state": .string(record.state.rawValue), "reason": .string(record.reason),
      "takenOverFrom": record.takenOverFrom.map(JSONValue.integer) ?? .null, "filled": .integer(filled),
      "total": .integer(total), "uploads": .array(uploads.map(JSONValue.integer)),
    ])
  }
}

extension ReviewGrid {
  /// The whole grid, for its reviewer.
  func json(uploads: [UploadRecord], _ language: Language) -> JSONValue {
    let (filled, total) = progress
    return .object([
      "id": .integer(record.id), "round": .string(record.round), "scope": .string(record.scope.description),
      "due": .optional(record.due?.description), "state": .string(record.state.rawValue),
      "reason": .string(record.reason), "day": .string(day), "filled": .integer(filled), "total": .integer(total),
      "indicators": .array(forms.map { $0.json(language) }),
      "communities": .array(
        communities.map { community in
          .object([
            "code": .string(community.code), "name": .string(community.name),
            "cells": .array(cells(community).map { $0.json(language) }),
          ])
        }),
      "uploads": .array(uploads.map { .integer($0.number) }),
    ])
  }
}

extension CellForm {
  /// The indicator with its rule.
  func json(_ language: Language) -> JSONValue {
    .object([
      "code": .string(indicator.code), "name": .string(indicator.name[language]),
      "points": .string(indicator.points.description), "kind": .string(indicator.rule?.rawValue ?? ""),
      "rule": .string(explanation[language]), "hint": .string(entryHint[language]),
      "choices": .array(choices.map(JSONValue.string)),
    ])
  }
}

extension ReviewCell {
  /// The cell with what it comes to.
  func json(_ language: Language) -> JSONValue {
    .object([
      "community": .string(community), "indicator": .string(indicator), "text": .string(text),
      "document": .string(document), "version": .integer(version), "state": .string(reading.state.rawValue),
      "points": reading.points.map(JSONValue.number) ?? .null,
      "isConflict": .bool(reading.findings.contains { $0.code == .cellChangedElsewhere }),
      "findings": .array(reading.findings.map { $0.json(language) }),
    ])
  }
}
