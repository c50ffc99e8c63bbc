extension FindingCode {
  /// The codes of third-party studies, in their published order.
  static let studies: [FindingCode] = [.studyParameterUnsound, .studyFrameUnsound, .studyAllUnits]

  /// A parameter that no sample can be planned with.
  public static let studyParameterUnsound = FindingCode(
    "H401", .error, message: Bilingual("抽样参数不可用：{0}", "the plan's parameters cannot be used: {0}"),
    remedy: Bilingual(
      "误差和标准差大于 0，置信水平在 0.5 与 0.999 之间，应答率在 0 与 1 之间，每个小区 1 至 100 份",
      "margin and deviation above 0, confidence between 0.5 and 0.999, response rate between 0 and 1, 1 to 100 interviews in each unit"
    ))
  /// A row of a frame that cannot be used.
  public static let studyFrameUnsound = FindingCode(
    "H402", .error, message: Bilingual("抽样框第 {0} 行不能用：{1}", "row {0} of the frame cannot be used: {1}"),
    remedy: Bilingual(
      "每行一个小区：community_id、stratum、psu、households（大于 0），编号不重复",
      "a row for each unit: community_id, stratum, psu, households above 0, no unit twice"))
  /// A community so small that every unit is taken.
  public static let studyAllUnits = FindingCode(
    "H403", .note,
    message: Bilingual("{0} 个社区的小区全部入样仍达不到要求的误差", "in {0} communities even all units do not reach the margin"),
    remedy: Bilingual("增加每个小区的份数，或接受较宽的区间", "take more interviews in each unit, or accept wider intervals"))
}
