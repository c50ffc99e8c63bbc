import Findings
import Foundation
import Store
import Titles

/// Looks at a file that is sent for the whole city before anything of it is kept: what it holds, what is wrong with it, and what would
/// be otherwise if it were taken.
struct CityExaminer {
  /// The file.
  let path: String
  /// Its name as it was sent.
  let name: String
  /// What was said beside it.
  let request: CityRequest
  /// The data directory.
  let store: EvaluationStore
  /// The folder in which `Scoring/` and `Surveys/` lie.
  let library: String

  /// The examination; with findings of severity error the material is not taken.
  func examine(_ material: CityMaterial) throws -> CityExamination {
    switch material {
    case .communities, .lineage: try examineRegister(material)
    case .holidays: try examineHolidays()
    case .standard: try examineStandard()
    case .questionnaire: try examineQuestionnaire()
    }
  }

  /// A folder for the time of one use case in which the file's tables lie under a name; nil after findings.
  func unpacked(marker: String, called folder: String, _ findings: inout [Finding]) throws -> ScratchFolder? {
    guard let bytes = InputFile.contents(of: path, name: name, limit: 64 << 20, &findings),
      let tables = MaterialFolder(bytes, name: name, marker: marker, findings: &findings)
    else { return nil }
    let scratch = try ScratchFolder()
    try tables.write(to: scratch.path + "/" + folder)
    return scratch
  }
}
