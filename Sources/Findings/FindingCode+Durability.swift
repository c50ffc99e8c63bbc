extension FindingCode {
  /// The codes of what is written and what is rebuilt, in their published order.
  static let durability: [FindingCode] = [
    .diskDoubtful, .alreadyReceived, .journalMissing, .journalUnsound, .journalDiffers, .journalBehind, .storageFailing,
  ]

  /// An fsync that failed; the process ends.
  public static let diskDoubtful = FindingCode(
    "B070", .error,
    message: Bilingual(
      "磁盘没有确认写入 {0}；程序就此结束", "the disk did not confirm what was written to {0}; the program ends here"),
    remedy: Bilingual(
      "检查磁盘后重新启动；已确认的内容没有丢失", "look at the disk, then start again; nothing acknowledged is lost"))
  /// The same bytes for the same purpose once more.
  public static let alreadyReceived = FindingCode(
    "B071", .note, message: Bilingual("这份文件已经收到，是上传 {0}", "this file was received before, as upload {0}"),
    remedy: Bilingual("无需处理；回执与第一次的相同", "nothing to do; the receipt is the first one's"))
  /// A directory without the event journal.
  public static let journalMissing = FindingCode(
    "B072", .error, message: Bilingual("{0} 没有事件日志 events.jsonl", "{0} has no event journal events.jsonl"),
    remedy: Bilingual("用备份恢复：kaoping restore", "restore a backup: kaoping restore"))
  /// A line of the journal that does not fit.
  public static let journalUnsound = FindingCode(
    "B073", .error, message: Bilingual("事件日志在第 {0} 条处损坏", "the event journal is damaged at entry {0}"),
    remedy: Bilingual("用备份恢复：kaoping restore", "restore a backup: kaoping restore"))
  /// A journal that says something else than the log.
  public static let journalDiffers = FindingCode(
    "B074", .error, message: Bilingual("事件日志第 {0} 条与审计记录不符", "entry {0} of the event journal is not what the log says"),
    remedy: Bilingual(
      "查明原因后删去 events.jsonl，下次启动时由数据库重写",
      "find out why, then remove events.jsonl: it is written anew from the database at the next start"))
  /// A journal that could not be written up to its end.
  public static let journalBehind = FindingCode(
    "B075", .warning, message: Bilingual("事件日志落后于数据库", "the event journal is behind the database"),
    remedy: Bilingual("腾出磁盘空间，下一次改动时会补上", "make room on the disk; the next change catches it up"))
  /// A disk that refuses, as visitors are told.
  public static let storageFailing = FindingCode(
    "H125", .error,
    message: Bilingual("服务器的磁盘不能写入，这次没有保存任何内容", "the server's disk cannot be written; nothing was saved"),
    remedy: Bilingual("请通知管理员，稍后重试；查看不受影响", "tell the administrator and try again later; reading goes on"))
}
