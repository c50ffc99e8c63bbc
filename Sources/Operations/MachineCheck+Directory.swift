import Findings
import Foundation
import Store
public import Titles

extension MachineCheck {
  /// A data directory: whether it opens, SQLite's version, permissions, room on its disk, and the clock against the log.
  public static func directory(_ path: String, now: Moment) -> [MachineCheck] {
    let name = Bilingual("数据目录", "data directory")
    let desk: EvaluationDesk
    do {
      desk = try EvaluationDesk.open(path, Workbench(version: ""))
    } catch {
      let finding = (error as? StoreFailure)?.finding
      return [
        MachineCheck(
          name: name, isReady: false, isRequired: true, found: finding?.message(.english) ?? "\(error)",
          remedy: Bilingual(finding?.remedy(.chinese) ?? "", finding?.remedy(.english) ?? ""))
      ]
    }
    return directory(desk, path: path, now: now)
  }

  /// A data directory that is open.
  static func directory(_ desk: EvaluationDesk, path: String, now: Moment) -> [MachineCheck] {
    let attributes = try? FileManager.default.attributesOfFileSystem(forPath: path)
    let free = (attributes?[.systemFreeSize] as? NSNumber)?.int64Value ?? 0
    let last = (try? desk.store.lastMoment()) ?? nil
    let isBehind = last.map { now < $0 } ?? false
    let wide = desk.store.directory.permissionFindings()
    return [
      MachineCheck(
        name: Bilingual("数据目录", "data directory"), isReady: true, isRequired: true,
        found: "\(path), SQLite \((try? desk.store.sqliteVersion()) ?? "—")",
        remedy: Bilingual("", "")),
      MachineCheck(
        name: Bilingual("目录权限", "permissions"), isReady: wide.isEmpty, isRequired: false,
        found: wide.isEmpty ? "0700, 0600" : wide.flatMap(\.details).joined(separator: ", "),
        remedy: Bilingual(FindingCode.permissionsTooWide.remedy.chinese, FindingCode.permissionsTooWide.remedy.english)),
      MachineCheck(
        name: Bilingual("数据磁盘", "room on its disk"), isReady: free > 1 << 30, isRequired: false,
        found: "\(free >> 20) MiB",
        remedy: Bilingual("腾出空间", "make room")),
      MachineCheck(
        name: Bilingual("时钟", "clock"), isReady: !isBehind, isRequired: false,
        found: "\(now) \(isBehind ? "<" : "≥") \(last?.description ?? "—")",
        remedy: Bilingual("校准时钟", "set the clock")),
      holidays(desk.store, now: now),
    ]
  }
}
