import Apportionment
import Findings
import Foundation
import Sheets
import Testing

/// A folder of References: tables, and `expected.json` with its problems.
struct ReferenceCase {
  let name: String
  let document: [String: Any]

  init(_ name: String) throws {
    self.name = name
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: Self.url(name, "expected.json")))
    document = try #require(object as? [String: Any])
  }

  static func url(_ folder: String, _ file: String) throws -> URL {
    let root = try #require(Bundle.module.resourceURL)
    return root.appendingPathComponent("References/\(folder)/\(file)")
  }

  var problems: [[String: Any]] { document["problems"] as? [[String: Any]] ?? [] }

  /// The rows of a table as column → cell.
  func table(_ file: String) throws -> [[String: String]] {
    var findings: [Finding] = []
    let bytes = Array(try Data(contentsOf: Self.url(name, file)))
    let sheet = try #require(CSVSheet.read(bytes, file: file, findings: &findings))
    return sheet.rows.map { Dictionary(uniqueKeysWithValues: zip(sheet.header, $0.cells)) }
  }

  /// The units of a one-way problem, with bounds, filters, thresholds and added units.
  func units(_ problem: [String: Any]) throws -> [WeightedUnit] {
    let data = try #require(document["data"] as? [String: String])
    let unitColumn = try #require(data["unit"])
    let weightColumn = problem["weights"] as? String ?? data["weight"] ?? "weight"
    var rows = try table(data["file"] ?? "data.csv")
    if let filter = problem["rows"] as? String {
      let parts = filter.components(separatedBy: " = ")
      rows = rows.filter { $0[parts[0]] == parts[1] }
    }
    if let names = problem["units"] as? [String] { rows = rows.filter { names.contains($0[unitColumn] ?? "") } }
    var units = try rows.map { row in
      WeightedUnit(
        try #require(row[unitColumn]), weight: try #require(Fraction(decimal: row[weightColumn] ?? "")),
        minimum: problem["minimum"] as? Int, maximum: problem["maximum"] as? Int)
    }
    if let added = problem["added_unit"] as? [String: Any] {
      let weight = try #require(added[weightColumn] as? Int)
      units.append(WeightedUnit(try #require(added[unitColumn] as? String), weight: Fraction(weight)))
    }
    if let threshold = problem["threshold"] as? String {
      let share = try #require(threshold.split(separator: " ").first.flatMap { Fraction(String($0)) })
      units = units.passing(threshold: share)
    }
    return units
  }

  /// The method that the problem describes in words.
  static func method(_ problem: [String: Any]) throws -> ApportionmentMethod {
    let words = try #require(problem["method"] as? String).lowercased()
    let keys: [(String, String)] = [
      ("largest remainder, hare", "hamilton"), ("largest remainder, droop", "largest-remainder-droop"),
      ("largest remainder, hagenbach", "largest-remainder-hagenbach-bischoff"),
      ("largest remainder, imperiali", "largest-remainder-imperiali"), ("jefferson", "jefferson"),
      ("webster", "webster"), ("hill", "huntington-hill"), ("adams", "adams"), ("dean", "dean"),
      ("imperiali divisor", "imperiali-divisor"), ("danish", "danish"),
      ("divisors 1.", "first-divisor=\(problem["first_divisor"] as? String ?? "")"),
    ]
    let key = try #require(keys.first { words.hasPrefix($0.0) }?.1, "no method for \(words)")
    return try #require(ApportionmentMethod(named: key))
  }
}
