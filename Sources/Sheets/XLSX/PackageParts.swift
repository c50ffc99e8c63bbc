import Findings

/// The parts of an Office Open XML package: which there are, and how they name one another (ECMA-376, part 2).
struct PackageParts: Hashable {
  /// A relation from one part to another.
  struct Relation: Hashable {
    /// The last word of the relation's type, such as `worksheet`; transitional and strict files differ in the rest.
    var kind: String
    /// The name of the part that is meant.
    var target: String
  }

  /// The package's name as findings show it.
  let file: String
  let limits: ReadingLimits
  private let parts: [String: ZipArchive.Member]

  /// The parts of the package that `archive` is; nil if it is none.
  init?(_ archive: borrowing ZipArchive, limits: ReadingLimits) {
    var parts: [String: ZipArchive.Member] = [:]
    // Of two parts of one name the first holds, as in Excel.
    for member in archive.members where parts[PackageParts.key(member.name)] == nil {
      parts[PackageParts.key(member.name)] = member
    }
    guard parts["[content_types].xml"] != nil else { return nil }
    self.parts = parts
    self.limits = limits
    file = archive.file
  }

  /// Whether there is a part of this name.
  func has(_ name: String) -> Bool { parts[PackageParts.key(name)] != nil }

  /// Whether a part's name ends so.
  func hasPart(endingIn suffix: String) -> Bool { parts.keys.contains { $0.hasSuffix(suffix) } }

  /// Parses the part `name` and tells `handler` what it holds.
  func parse(
    _ name: String, of archive: borrowing ZipArchive, with handler: XMLElementHandler
  ) throws(FileRefusal) {
    guard let member = parts[PackageParts.key(name)] else { throw FileRefusal(.partMissing, file: file, name) }
    var stream = try XMLStream(handler, file: file, part: name, limits: limits)
    try archive.unpack(member, limits: limits) { piece throws(FileRefusal) in try stream.feed(piece) }
    try stream.finish()
  }

  /// The relations of the part `name`, by id; none if it has no list of them.
  func relations(of name: String, in archive: borrowing ZipArchive) throws(FileRefusal) -> [String: Relation] {
    let folder = name.split(separator: "/").dropLast().joined(separator: "/")
    let base = name.split(separator: "/").last.map(String.init) ?? ""
    let list = (folder.isEmpty ? "" : folder + "/") + "_rels/\(base).rels"
    guard has(list) else { return [:] }
    let handler = RelationHandler(folder: folder)
    try parse(list, of: archive, with: handler)
    return handler.relations
  }

  /// Part names are compared without case, and some writers separate folders by a backslash.
  private static func key(_ name: String) -> String {
    let name = name.lowercased().split(separator: "\\", omittingEmptySubsequences: false).joined(separator: "/")
    return name.hasPrefix("/") ? String(name.dropFirst()) : name
  }
}

/// Reads a list of relations.
private final class RelationHandler: XMLElementHandler {
  var relations: [String: PackageParts.Relation] = [:]
  private let folder: String

  init(folder: String) { self.folder = folder }

  override func start(_ name: XMLName, _ attributes: XMLAttributes) {
    guard name == "Relationship", let id = attributes["Id"], let type = attributes["Type"],
      let target = attributes["Target"], attributes["TargetMode"] != "External"
    else { return }
    relations[id] = PackageParts.Relation(
      kind: type.split(separator: "/").last.map(String.init) ?? "", target: resolved(target))
  }

  /// The part that `target` names, seen from the folder of the part that relates to it.
  private func resolved(_ target: String) -> String {
    let isAbsolute = target.hasPrefix("/") || target.hasPrefix("\\")
    var path = isAbsolute ? [] : folder.split(separator: "/")
    for step in target.split(whereSeparator: { $0 == "/" || $0 == "\\" }) {
      if step == ".." { _ = path.popLast() } else if step != "." { path.append(step) }
    }
    return path.joined(separator: "/")
  }
}
