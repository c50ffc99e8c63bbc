import Findings
import Foundation
import Reports
import Scoring

/// The files of `kaoping composite --out`: the data after each step, the scores, the ranks and the whole result.
struct CompositeFiles {
  private let run: CompositeRun
  private let report: CompositeReport

  init(_ run: CompositeRun, _ report: CompositeReport) {
    self.run = run
    self.report = report
  }

  /// Writes the files into a folder, which is made if it is not there.
  ///
  /// - Throws: the exit status 73 after a finding F014 if the place cannot be written.
  func write(to folder: String, _ findings: [Finding], _ output: OutputOptions) throws {
    let directory = URL(fileURLWithPath: folder)
    do {
      try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    } catch {
      let finding = Finding(
        .outputUnwritable, at: Location(file: folder), details: [folder, (error as NSError).localizedDescription])
      _ = CommandOutput.refuse([finding], output)
      throw ExitStatus.cannotWrite
    }
    func path(_ name: String) -> String { directory.appendingPathComponent(name).path }
    for dataset in run.datasets {
      try CommandOutput.write(rows(dataset.table), to: path(dataset.name + ".csv"), output)
    }
    try CommandOutput.write(report.csv, to: path("scores.csv"), output)
    try CommandOutput.write(ranks, to: path("ranks.csv"), output)
    var members = report.json
    members["findings"] = .array(findings.map { $0.json(output.lang) })
    do {
      try Data(JSONValue.object(members).bytes()).write(to: URL(fileURLWithPath: path("result.json")), options: .atomic)
    } catch {
      let finding = Finding(
        .outputUnwritable, at: Location(file: path("result.json")),
        details: [path("result.json"), (error as NSError).localizedDescription])
      _ = CommandOutput.refuse([finding], output)
      throw ExitStatus.cannotWrite
    }
  }

  private func rows(_ table: UnitTable) -> [[String?]] {
    [[table.unitColumn] + run.tree.leaves.map { run.tree.nodes[$0].code }]
      + table.units.indices.map { unit in
        [table.units[unit]] + table.columns.map { column in column[unit].map { "\($0)" } }
      }
  }

  private var ranks: [[String?]] {
    [[run.current.unitColumn] + run.tree.groups.map { run.tree.nodes[$0].code }]
      + run.units.indices.map { unit in
        [run.units[unit]] + run.tree.groups.map { group in run.ranks[group][unit].map(String.init) }
      }
  }
}
