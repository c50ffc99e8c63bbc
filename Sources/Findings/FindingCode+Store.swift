extension FindingCode {
  /// The codes of the data directory, its backups and the audit trail, in their published order.
  static let store: [FindingCode] = [
    .directoryNotEmpty, .directoryMissing, .directoryBusy, .directoryUnwritable, .diskFull, .databaseNewer,
    .databaseUnsound, .durabilityTooLow, .oldSQLite, .permissionsTooWide, .clockWentBack, .objectMissing,
    .objectDiffers, .auditLeafDiffers, .auditNodeDiffers, .headDiffers, .rowDiffers, .rowUnrecorded, .rowMissing,
    .roundDiffers, .schemaDiffers, .receiptUnsound, .proofUnsound, .backupUnsound, .personalData, .keyReused,
    .uploadPurged, .retentionUnknown,
  ]

  /// A directory that holds something already.
  public static let directoryNotEmpty = FindingCode(
    "B001", .error, message: Bilingual("{0} 不是空文件夹", "{0} is not an empty folder"),
    remedy: Bilingual("换一个新的文件夹", "choose a new folder"))
  /// A directory that is no data directory.
  public static let directoryMissing = FindingCode(
    "B002", .error, message: Bilingual("{0} 不是数据目录", "{0} is no data directory"),
    remedy: Bilingual("先运行 kaoping init {0}", "run kaoping init {0} first"))
  /// A directory that another process holds.
  public static let directoryBusy = FindingCode(
    "B003", .error, message: Bilingual("数据目录正被使用：{0}", "the data directory is in use: {0}"),
    remedy: Bilingual("稍后再试，或通过正在运行的服务办理", "try again later, or go through the service that is running"))
  /// A directory that cannot be written.
  public static let directoryUnwritable = FindingCode(
    "B004", .error, message: Bilingual("数据目录不能写入：{0}", "the data directory cannot be written: {0}"),
    remedy: Bilingual(
      "检查权限和磁盘是否只读；已确认的内容没有丢失", "check the permissions and whether the disk is read-only; nothing acknowledged is lost")
  )
  /// A disk without room.
  public static let diskFull = FindingCode(
    "B005", .error, message: Bilingual("磁盘已满，没有写入任何内容", "the disk is full; nothing was written"),
    remedy: Bilingual("腾出空间后重试；已确认的内容没有丢失", "make room and try again; nothing acknowledged is lost"))
  /// A database of a later program.
  public static let databaseNewer = FindingCode(
    "B006", .error, message: Bilingual("数据库由更新的版本写成：{0}", "the database was written by a later version: {0}"),
    remedy: Bilingual("使用该版本或更新的程序", "use that version of the program or a later one"))
  /// A database that SQLite finds faults with.
  public static let databaseUnsound = FindingCode(
    "B007", .error, message: Bilingual("数据库损坏：{0}", "the database is damaged: {0}"),
    remedy: Bilingual("用最近的备份恢复：kaoping restore", "restore the latest backup: kaoping restore"))
  /// A writer that might lose acknowledged changes.
  public static let durabilityTooLow = FindingCode(
    "B008", .error, message: Bilingual("写入连接的 synchronous 是 {0}，不是 FULL", "the writer's synchronous is {0}, not FULL"),
    remedy: Bilingual("这是程序错误，请报告", "this is a fault of the program; please report it"))
  /// A version of SQLite with a known fault.
  public static let oldSQLite = FindingCode(
    "B009", .note,
    message: Bilingual(
      "SQLite {0} 早于 3.51.3；本程序只用一个连接写入，不受其 WAL 错误影响",
      "SQLite {0} is older than 3.51.3; its WAL fault needs two writers, and there is one"),
    remedy: Bilingual("不要用别的程序打开数据库写入", "let no other program write to the database"))
  /// Files that others may read.
  public static let permissionsTooWide = FindingCode(
    "B010", .warning, message: Bilingual("{0} 的权限过宽", "{0} may be read by others"),
    remedy: Bilingual("运行 chmod 700（文件夹）或 600（文件）", "run chmod 700 on the folder, 600 on the file"))
  /// A clock that runs behind the log.
  public static let clockWentBack = FindingCode(
    "B011", .warning,
    message: Bilingual(
      "时钟（{0}）早于上一条记录（{1}）；次序按编号，期限按较晚的日子",
      "the clock ({0}) is behind the last record ({1}); order goes by number, periods by the later day"),
    remedy: Bilingual("校准时钟", "set the clock"))
  /// Evidence that is gone.
  public static let objectMissing = FindingCode(
    "B020", .error, message: Bilingual("上传 {0} 的原件不见了", "the original of upload {0} is gone"),
    remedy: Bilingual("从备份取回", "fetch it from a backup"))
  /// Evidence that was changed.
  public static let objectDiffers = FindingCode(
    "B021", .error, message: Bilingual("上传 {0} 的原件被改动", "the original of upload {0} was changed"),
    remedy: Bilingual("从备份取回，并查明原因", "fetch it from a backup and find out why"))
  /// A log entry that was changed.
  public static let auditLeafDiffers = FindingCode(
    "B022", .error, message: Bilingual("审计记录 {0} 被改动", "entry {0} of the audit log was changed"),
    remedy: Bilingual("与备份和各区保存的树头核对", "compare with backups and with the tree heads that districts keep"))
  /// A node of the tree that was changed.
  public static let auditNodeDiffers = FindingCode(
    "B023", .error, message: Bilingual("审计树的节点 {0} 被改动", "node {0} of the audit tree was changed"),
    remedy: Bilingual("与备份核对", "compare with a backup"))
  /// A tree head that does not belong to the log.
  public static let headDiffers = FindingCode(
    "B024", .error,
    message: Bilingual("树头 {0} 与审计记录不符，或签名无效", "tree head {0} does not fit the log, or its signature is not valid"),
    remedy: Bilingual("与各区保存的树头核对", "compare with the tree heads that districts keep"))
  /// A row that was changed behind the log.
  public static let rowDiffers = FindingCode(
    "B025", .error, message: Bilingual("{0} 的内容与审计记录 {1} 不符", "{0} is not what entry {1} of the audit log says"),
    remedy: Bilingual("与备份核对，查明是谁改的", "compare with a backup and find out who changed it"))
  /// A row that nobody recorded.
  public static let rowUnrecorded = FindingCode(
    "B026", .error, message: Bilingual("{0} 没有审计记录", "the audit log does not know {0}"),
    remedy: Bilingual("查明是谁加的", "find out who added it"))
  /// A row that is gone.
  public static let rowMissing = FindingCode(
    "B027", .error, message: Bilingual("审计记录 {1} 的 {0} 不见了", "{0}, recorded by entry {1}, is gone"),
    remedy: Bilingual("从备份取回，查明是谁删的", "fetch it from a backup and find out who removed it"))
  /// A round that its events do not give.
  public static let roundDiffers = FindingCode(
    "B028", .error, message: Bilingual("年度 {0} 的状态与它的事件不符：{1}", "round {0} is not what its events give: {1}"),
    remedy: Bilingual("与备份核对", "compare with a backup"))
  /// Tables or triggers that were changed.
  public static let schemaDiffers = FindingCode(
    "B029", .error, message: Bilingual("数据库结构被改动：{0}", "the database's structure was changed: {0}"),
    remedy: Bilingual("与备份核对", "compare with a backup"))
  /// A receipt that proves nothing.
  public static let receiptUnsound = FindingCode(
    "B030", .error, message: Bilingual("回执无效：{0}", "the receipt does not hold: {0}"),
    remedy: Bilingual("核对回执、公钥和文件", "check the receipt, the key and the file"))
  /// A proof that proves nothing.
  public static let proofUnsound = FindingCode(
    "B031", .error, message: Bilingual("证明无效：{0}", "the proof does not hold: {0}"),
    remedy: Bilingual("核对树头和证明；若无误，则记录被改写过", "check heads and proof; if they are right, the log was rewritten"))
  /// A backup that cannot be trusted.
  public static let backupUnsound = FindingCode(
    "B040", .error, message: Bilingual("备份不完好：{0}", "the backup is not sound: {0}"),
    remedy: Bilingual("换用另一份备份", "use another backup"))
  /// A file with personal data.
  public static let personalData = FindingCode(
    "B050", .error,
    message: Bilingual("文件含个人信息：{0}；不予保存", "the file holds personal data ({0}) and is not kept"),
    remedy: Bilingual("删去这些列后重新报送", "remove these columns and send it again"))
  /// An idempotency key for something else.
  public static let keyReused = FindingCode(
    "B051", .error, message: Bilingual("幂等键已用于另一份内容", "the idempotency key was used for other content"),
    remedy: Bilingual("换一个键", "choose another key"))
  /// Evidence whose time was over.
  public static let uploadPurged = FindingCode(
    "B052", .note,
    message: Bilingual("上传 {0} 的原件已按保管期限清除", "the original of upload {0} was removed when its time was over"),
    remedy: Bilingual("无需处理", "nothing to do"))
  /// A purge that comes too early or without a rule.
  public static let retentionUnknown = FindingCode(
    "B053", .error, message: Bilingual("{0} 的保管期限未满或没有规定", "the time of {0} is not over, or no rule gives one"),
    remedy: Bilingual("见 docs/database.md 的保管期限", "see the periods in docs/database.md"))
}
