import Findings

extension TitleRound {
  /// Uploads, and the end of collecting.
  mutating func takeMaterial(_ event: RoundEvent) throws(RoundRefusal) {
    switch event.action {
    case .upload(let file): try take(upload: file, event)
    case .closeCollection:
      let missing = missingMaterial
      guard missing.isEmpty else { throw RoundRefusal(.uploadsMissing, missing.joined(separator: ", ")) }
      phase = .districtEvaluation
    default: preconditionFailure("material takes its own actions")
    }
  }

  private mutating func take(upload file: RoundUpload, _ event: RoundEvent) throws(RoundRefusal) {
    let role = event.actor.grant.role
    let refusal = RoundRefusal(.uploadNotWelcome, found: file.scope.description, file.kind.rawValue, role.name.chinese)
    guard file.kind.roles.contains(role) else { throw refusal }
    if phase != .collecting, !file.kind.isByName {
      // What is scored again after an objection was upheld may need corrected material, and nothing else may.
      guard objections.contains(where: { $0.awaitsScores && reaches(file.scope, $0.district) }) else { throw refusal }
    }
    if case .district(let code) = file.scope { _ = try place(of: code) }
    try uploads.add(file)
  }

  private func reaches(_ scope: Scope, _ district: String) -> Bool {
    if case .district(let code) = scope { return code == district }
    return true
  }

  /// What is required and not there, such as `responses 天宁区`: answers from every district with titles and qualified communities,
  /// unless a study covers the city; everything else at least once.
  public var missingMaterial: [String] {
    let answers = uploads.currentMaterial.filter { $0.kind == .responses }
    return (frozen?.required ?? []).flatMap { kind -> [String] in
      guard kind == .responses else { return uploads.has(kind) ? [] : [kind.rawValue] }
      let scopes = answers.map(\.scope)
      let coversAll = scopes.contains { scope in
        if case .district = scope { return false }
        return true
      }
      guard !coversAll else { return [] }
      return districts.filter { district in
        district.seats > 0 && !scopes.contains(.district(district.code))
          && communities.values.contains { $0.district == district.code && $0.stage == .qualified }
      }.map { "\(kind.rawValue) \($0.name)" }
    }
  }
}
