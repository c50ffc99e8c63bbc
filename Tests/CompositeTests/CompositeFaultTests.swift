import Findings
import Scoring
import Sheets
import TestSupport
import Testing

/// Faulty tables: every fault has its code and place, all in one pass.
@Suite struct CompositeFaultTests {
  private func codes(
    _ indicators: String, _ data: String = "u,a,b\nx,1,2\ny,3,1\n", _ settings: [String: String] = [:]
  ) -> [String] {
    var findings: [Finding] = []
    guard let tree = CompositeTree.read(sheet(indicators, file: "i.csv"), &findings) else {
      return findings.map(\.code.code)
    }
    let recipe = CompositeRecipe(
      settings.sorted { $0.key < $1.key }.map { CompositeRecipe.Setting($0.key, $0.value) }, tree: tree, &findings)
    if let table = UnitTable.read(sheet(data, file: "d.csv"), tree: tree, unit: nil, &findings),
      !findings.contains(where: { $0.severity == .error })
    {
      _ = CompositeRun(tree, table, recipe, &findings)
    }
    return findings.map(\.code.code)
  }

  static let tree = "code,parent,direction,weight\na,G,1,1\nb,G,1,1\nG,,,\n"

  @Test(arguments: [
    ("code,parent,direction,weight\na,G,1,1\nb,X,1,1\nG,,,\n", ["K102"]),
    ("code,parent,direction,weight\na,b,1,1\nb,a,1,1\nc,c,1,1\n", ["K103", "K103"]),
    ("code,parent,direction,weight\na,G,up,1\nb,G,-2,1\nG,,,\n", ["K104", "K104"]),
    ("code,parent,direction,weight\na,G,1,\nb,G,1,-1\nG,,,\n", ["F011", "K105"]),
    ("code,parent,direction,weight\na,G,1,0\nb,G,1,0\nG,,,\n", ["K106"]),
    ("code,parent,weight\na,,1\nb,,1\n", ["K107"]),
    ("code,parent,level\na,G,2\nb,G,1\nG,,1\n", ["K108", "K108"]),
    ("code,parent\na,G\na,G\nG,\n", ["F012"]), ("code,parent\n", ["K101"]), ("name,parent\na,G\n", ["F005"]),
    ("code,parent\na,G\nc,G\nb,H\nG,T\nH,T\nT,\n", ["K109"]),
  ]) func aFaultyTreeIsRefused(_ text: String, _ expected: [String]) {
    #expect(codes(text) == expected)
  }

  @Test(arguments: [
    ("u,a,b\nx,1,z\nx,2,1\n,1,nan\n", ["F012", "F011", "F010", "F010"]), ("u,a,b\nx,1,2\n", ["K111"]),
    ("u,a,b,G\nx,1,2,5\ny,2,1,6\n", ["K110"]), ("u,a,b\nx,1,2\ny,1,1\n", ["K122"]),
    ("u,a,b\nx,,2\ny,,1\n", ["K123"]), ("u,a,b\nx,,\ny,1,1\nz,2,2\n", ["K126"]),
  ]) func faultyDataAreTold(_ data: String, _ expected: [String]) {
    #expect(codes(Self.tree, data) == expected)
  }

  @Test(arguments: [
    (["normalise": "foo"], ["K113"]), (["normalise": "minmax:a,b"], ["K113"]), (["normalise": "zscore:sd=0"], ["K113"]),
    (["normalise": "minmax:0,100,7"], ["K113"]), (["normalise": "dist2ref:unit=q"], ["K124", "K124"]),
    (["aggregate": "geometric"], ["K116", "K116"]), (["aggregate": "arithmetic,geometric"], ["K113"]),
    (["frobnicate": "1"], ["K112"]), (["threshold": "2"], ["K113"]), (["weights": "q=1"], ["K127"]),
    (["weights": "a=0,b=0"], ["K106"]), (["screen": "1.5"], ["K113"]), (["exclude": "q"], ["K117"]),
    (["exclude": "x"], ["K111"]), (["impute": "mean-group:region"], []), (["order": "treat,treat"], ["K113"]),
    (["treat": "winsorise:points=-1"], ["K113"]), (["range": "5"], ["K113"]),
  ]) func unfitSettingsAreTold(_ settings: [String: String], _ expected: [String]) {
    let found = codes(Self.tree, settings: settings)
    #expect(expected.isEmpty ? found == ["F005"] : found == expected)
  }

  private func codes(_ indicators: String, settings: [String: String]) -> [String] {
    codes(indicators, "u,a,b\nx,1,2\ny,3,1\n", settings)
  }

  @Test func everyCellIsLocated() throws {
    var findings: [Finding] = []
    let tree = try #require(CompositeTree.read(sheet(Self.tree, file: "i.csv"), &findings))
    _ = UnitTable.read(sheet("u,a,b\nx,1,2\ny,1e999,one\n", file: "d.csv"), tree: tree, unit: nil, &findings)
    #expect(
      findings.map(\.location) == [
        Location(file: "d.csv", row: 3, column: 2), Location(file: "d.csv", row: 3, column: 3),
      ])
  }
}
