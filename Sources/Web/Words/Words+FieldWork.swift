import Findings

extension Words {
  /// How far interviews have come.
  static let fieldWork: [String: Bilingual] = [
    "fieldWork": Bilingual("调查进度与质量", "Interviews"),
    "notFrozenYet": Bilingual("问卷尚未确定。", "The questionnaire has not been fixed."),
    "noInterviews": Bilingual("还没有收到本区的答卷。", "No interviews of this district have come in."),
    "enoughInterviews": Bilingual("每个社区的有效答卷都已足够。", "Every community has enough usable interviews."),
    "interviews": Bilingual("答卷", "Interviews"),
    "completeCommunities": Bilingual("已达标社区", "Communities with enough"),
    "unitsReached": Bilingual("已访抽样单元", "Sampled units reached"),
    "missingAnswers": Bilingual("缺答", "Missing answers"),
    "unscreened": Bilingual("文件过大，评分时才逐份检查：", "Too large to be looked through before scoring: "),
    "downloadProgress": Bilingual("下载进度表（CSV）", "Download the progress (CSV)"),
    "behind": Bilingual("尚未达标的社区", "Communities that need more"),
    "behindHelp": Bilingual(
      "每行一个社区：有效答卷占最低份数的比例。", "One community a row: usable interviews as a share of the least number."),
    "screeningHelp": Bilingual(
      "重复、雷同、直线作答、过快都是线索，不是结论；程序不剔除任何答卷，请组织复核。",
      "Repeated, alike, straight-lined and fast interviews are leads, no verdicts; nothing is removed, people look at them."
    ),
    "usableOfNeeded": Bilingual("有效／最低", "Usable / least"),
    "toGo": Bilingual("还差", "To go"),
    "repeated": Bilingual("重复", "Repeated"),
    "alike": Bilingual("雷同", "Alike"),
    "straightLines": Bilingual("直线作答", "Straight lines"),
    "speeders": Bilingual("过快", "Too fast"),
    "strikingInterviewers": Bilingual("需要复核的访员", "Interviewers to look at"),
    "strikingHelp": Bilingual(
      "其答卷与其他访员明显不同；先抽取几户回访。", "Their interviews differ clearly from those of others; call on a few households again."),
    "responseRateHelp": Bilingual(
      "报送的文件只有完成的答卷，没有拒访和未遇的记录，因此给出的是抽样单元的到访率，不是应答率。",
      "The files hold completed interviews and no refusals or absences, so what is given is the share of sampled units reached, which is no response rate."
    ),
  ]
}
