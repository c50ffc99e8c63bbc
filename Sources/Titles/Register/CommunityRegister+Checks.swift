public import Findings

extension CommunityRegister {
  /// Why a change cannot be entered; empty if it can.
  func faults(of change: RegisterChange) -> [Finding] {
    var faults: [Finding] = []
    if change.document.allSatisfy(\.isWhitespace) { faults.append(Finding(.changeWithoutDocument)) }
    if !change.hasRightNumbers {
      faults.append(
        Finding(
          .changeNumbers,
          details: [change.kind.rawValue, String(change.communities.count), String(change.results.count)]))
    }
    if Set(change.communities).count < change.communities.count {
      faults.append(Finding(.changeNumbers, details: [change.kind.rawValue, "a community twice", ""]))
    }
    if let continues = change.continues, !change.communities.contains(continues) {
      faults.append(Finding(.unknownRegisterID, found: continues.description, details: [continues.description]))
    }
    for community in change.communities { faults += self.faults(of: change, about: community) }
    for result in change.results {
      if result.code.isEmpty || result.name.isEmpty || result.district.isEmpty {
        faults.append(Finding(.attributesIncomplete, found: result.code, details: [result.name]))
      }
      if let households = result.households, households < 0 {
        faults.append(Finding(.attributesIncomplete, found: String(households), details: [result.name]))
      }
    }
    if change.communities.count == 1, change.results.count == 1,
      let old = periods[change.communities[0]]?.last?.attributes, !change.shows(old, change.results[0])
    {
      faults.append(Finding(.changeShowsNothing, details: [change.kind.rawValue, old.name]))
    }
    return faults
  }

  /// A community that changes must exist and still stand, and its newest period must not begin later.
  private func faults(of change: RegisterChange, about community: CommunityID) -> [Finding] {
    guard let last = periods[community]?.last else {
      return [Finding(.unknownRegisterID, found: community.description, details: [community.description])]
    }
    if let until = last.until {
      return [
        Finding(
          .communityEnded, found: community.description, details: [last.attributes.name, until.description])
      ]
    }
    // On the same day the later change would leave a period without a day: only an update of figures may follow at once.
    guard last.from < change.effective else {
      return [
        Finding(
          .changeBeforeLast, found: change.effective.description,
          details: [last.attributes.name, last.from.description])
      ]
    }
    return []
  }

  /// What somebody should know about every community that stands on `day`: sizes and codes that the rules of thumb do not expect.
  public func notices(on day: CalendarDay) -> [Finding] {
    standing(on: day).flatMap { notices(about: $0.id, on: day) }
  }

  /// What somebody should know about one community.
  func notices(about community: CommunityID, on day: CalendarDay) -> [Finding] {
    guard let attributes = attributes(of: community, on: day) else { return [] }
    return sizeNotices(attributes) + codeNotices(attributes)
      + (communities(withCode: attributes.code, on: day).count > 1
        ? [Finding(.codeTwice, found: attributes.code, details: [attributes.name])] : [])
  }

  /// 玉泉区 2023: 1000 to 3000 households; above 4000 a community is to be split, below 1000 merged.
  private func sizeNotices(_ attributes: CommunityAttributes) -> [Finding] {
    guard let households = attributes.households else { return [] }
    let details = [attributes.name, String(households)]
    switch households {
    case ..<1000: return [Finding(.communitySmall, found: String(households), details: details)]
    case 4001...: return [Finding(.communityLarge, found: String(households), details: details)]
    case 3001...: return [Finding(.communityAboveUsual, found: String(households), details: details)]
    default: return []
    }
  }

  /// Codes are checked, never refused: the lists themselves have villages with community codes and communities with village codes.
  private func codeNotices(_ attributes: CommunityAttributes) -> [Finding] {
    let code = attributes.code
    guard code.utf8.count == 12, code.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let street = Int(code.dropFirst(6).prefix(3)), let body = Int(code.suffix(3))
    else { return [Finding(.codeNotTwelveDigits, found: code, details: [attributes.name])] }
    var notices: [Finding] = []
    func note(_ finding: FindingCode) { notices.append(Finding(finding, found: code, details: [attributes.name])) }
    if body == 0 { note(.codeOfStreet) }
    if (400...599).contains(street) { note(.codeOfSpecialUnit) }
    if !code.hasPrefix(attributes.district) { note(.codeOfOtherDistrict) }
    switch (attributes.kind, body) {
    case (.community, 200...399), (.village, 1...199): note(.codeOfOtherKind)
    default: break
    }
    return notices
  }
}
