import Sheets
import Surveys

extension ResponseReading {
  /// A reading of files in which any share of the rows may be unusable: what is still coming in is looked at, not refused.
  init(_ questionnaire: Questionnaire, communities: [String]) {
    var units = ByteStringTable(capacity: communities.count)
    for code in communities {
      _ = Array(code.utf8).withUnsafeBufferPointer { units.intern($0) }
    }
    self.init(questionnaire: questionnaire, units: units, maximumUnusable: 1)
  }
}

extension ResponseReading.Result {
  /// The usable answers of each of the first `count` communities.
  func usable(_ count: Int) -> [Int] {
    var counts = [Int](repeating: 0, count: count)
    for cell in table.cellOfRow {
      let unit = Int(table.cells[Int(cell)].unit)
      if counts.indices.contains(unit) { counts[unit] += 1 }
    }
    return counts
  }
}
