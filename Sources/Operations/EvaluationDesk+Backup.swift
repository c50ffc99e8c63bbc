import Findings
import Store
import Titles

extension EvaluationDesk {
  /// Backs a data directory up into one new file, whether a service holds it or nobody does; gives the size of the log in the backup.
  public static func backUp(
    _ path: String, to destination: String, _ workbench: Workbench, surroundings: Surroundings = .machine
  ) throws -> Int {
    do {
      let desk = try open(path, workbench, surroundings: surroundings)
      return try desk.store.backUp(to: destination, software: workbench.version, moment: surroundings.now())
    } catch let failure as StoreFailure where failure.finding.code == .directoryBusy {
      return try EvaluationStore.backUpWhileHeld(
        DataDirectory(path), to: destination, software: workbench.version, moment: surroundings.now())
    }
  }
}
