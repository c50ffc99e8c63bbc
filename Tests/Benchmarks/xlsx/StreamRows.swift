import Findings
import Foundation
import Sheets

/// Reads the rows of a workbook as a stream and prints `rows cells seconds peak-MiB`; the program beside calamine in `bench.py`.
@main enum StreamRows {
  static func main() {
    guard CommandLine.arguments.count == 2, let data = FileManager.default.contents(atPath: CommandLine.arguments[1])
    else {
      print("usage: stream-rows FILE.xlsx")
      exit(64)
    }
    let bytes = [UInt8](data)
    var findings: [Finding] = []
    var rows = 0
    var cells = 0
    let start = ContinuousClock.now
    let grids = XLSXReader.readRows(bytes, file: "bench.xlsx", findings: &findings) { _, row in
      rows += 1
      cells += row.cells.count
      return true
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    guard grids != nil else {
      print(findings)
      exit(1)
    }
    print(rows, cells, seconds, peak)
  }

  /// The most memory that the process has held, in MiB; `getrusage` would count what the parent held before.
  private static var peak: Int {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
    return (line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0) / 1024
  }
}
