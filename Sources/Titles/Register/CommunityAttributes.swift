/// The permanent internal name of a community: meaningless, never reused, never changed. Codes and names are attributes with dates.
public struct CommunityID: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
  /// The running number.
  public let number: Int

  /// The name with this running number, from 1.
  public init(number: Int) { self.number = number }

  /// Reads `K000001`; nil for anything else.
  public init?(_ text: String) {
    guard text.hasPrefix("K"), text.utf8.count >= 7, let number = Int(text.dropFirst()), number > 0 else { return nil }
    self.number = number
    guard description == text else { return nil }
  }

  /// `K` and at least six digits.
  public var description: String {
    let digits = String(number)
    return "K" + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
  }

  /// Reads `K000001`.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let id = CommunityID(text) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "\(text) is no id such as K000001")
    }
    self = id
  }

  /// Writes `K000001`.
  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(description)
  }

  /// Earlier ones come first.
  public static func < (a: CommunityID, b: CommunityID) -> Bool { a.number < b.number }
}

/// Everything about a community that may change: it holds from a day to a day.
public struct CommunityAttributes: Hashable, Sendable, Codable {
  /// What kind of body it is. 320412… once listed “采菱村村委会含采菱社区居委会”: two bodies, one code.
  public enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// An urban community (社区居委会).
    case community
    /// A village (村委会).
    case village
    /// Both in one (村居合一).
    case joint
  }

  /// How far the community is on the register (备案).
  public enum Filing: String, Hashable, Sendable, Codable, CaseIterable {
    /// Being set up (筹备).
    case preparing
    /// At work, but not on file (未备案).
    case unfiled
    /// On file (已备案); only these count for quotas and may apply.
    case filed
  }

  /// The code, usually of 12 digits.
  public var code: String
  /// The name.
  public var name: String
  /// The street or town.
  public var street: String
  /// The code of the district (辖市、区).
  public var district: String
  /// The district's name.
  public var districtName: String
  /// The kind of body.
  public var kind: Kind
  /// The three-digit urban and rural class (城乡分类代码), such as `111`: a fact of its own, a village may be 111. Empty if unknown.
  public var areaClass: String
  /// The households; nil if unknown.
  public var households: Int?
  /// The filing status.
  public var filing: Filing

  /// Attributes.
  public init(
    code: String, name: String, street: String, district: String, districtName: String, kind: Kind,
    areaClass: String = "", households: Int? = nil, filing: Filing = .filed
  ) {
    self.code = code
    self.name = name
    self.street = street
    self.district = district
    self.districtName = districtName
    self.kind = kind
    self.areaClass = areaClass
    self.households = households
    self.filing = filing
  }

  /// The name as lists show it: street and name, which tells communities of the same name apart.
  public var listingName: String { street + name }
}
