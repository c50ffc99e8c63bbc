import Findings

extension Words {
  /// Checks on the spot that are drawn by lot, and those who watch over the log from outside.
  static let watching: [String: Bilingual] = [
    "spotChecks": Bilingual("抽查", "Spot checks"),
    "spotChecksHelp": Bilingual(
      "抽签号是 SHA-256（种子、换行、社区代码），每个区的名单中号小者抽中；任何人都能用种子重抽核对。抽中的社区由抽定的人查看，查过才能通过名单。",
      "A lot is the SHA-256 of seed, line feed and code; the smallest of each list are checked, and anyone can draw again with the seed. Whom the lot names makes the check, and a list is accepted only after its checks."
    ),
    "noDraw": Bilingual("还没有抽签。", "No lots have been drawn."),
    "drawNow": Bilingual("抽签", "Draw"),
    "drawAgain": Bilingual("重新抽签", "Draw again"),
    "drawPhase": Bilingual("市级审核阶段才能抽签。", "Lots are drawn during the city's review."),
    "seed": Bilingual("种子", "Seed"),
    "seedHint": Bilingual("公开的、事先不可预知的数字，如当日开奖号码", "Public and not to be foreseen, such as that day's lottery numbers"),
    "perList": Bilingual("每个区抽几个", "How many of each list"),
    "checkers": Bilingual("抽查人", "Who checks"),
    "lot": Bilingual("抽签号", "Lot"),
    "checker": Bilingual("抽查人", "Checker"),
    "enterCheck": Bilingual("登记结果", "Enter the result"),
    "yourCheck": Bilingual("由您抽查", "yours"),
    "notChecked": Bilingual("待查", "to be checked"),
    "done_drawn": Bilingual("已抽签，种子和结果进入了审计记录。", "Drawn; seed and draw are in the audit log."),
    "witnesses": Bilingual("见证", "Witnesses"),
    "witnessesHelp": Bilingual(
      "各区和审计各自保管密钥，核对审计记录只增不改，并在树头上见证签名。过半数的区和审计签名后才能命名；没有登记见证人时只作提醒。",
      "Districts and the auditor keep keys of their own, check that the audit log only grew, and cosign its heads. Titles are given once more than half of the districts and the auditor have signed; without witnesses there is a warning only."
    ),
    "noWitnesses": Bilingual("还没有登记见证人。", "No witness is registered."),
    "holder": Bilingual("归属", "Holder"),
    "publicKeyHint": Bilingual(
      "kaoping audit key 写出的 .pub 文件的内容", "The content of the .pub file that kaoping audit key wrote"),
    "addWitness": Bilingual("登记见证人", "Register a witness"),
    "auditorHolder": Bilingual("审计", "Auditor"),
    "sendCosigned": Bilingual("交见证签名的树头", "Send a cosigned head"),
    "cosignedHead": Bilingual("签名后的树头", "The cosigned head"),
    "cosignedHeadHint": Bilingual(
      "kaoping audit visit --cosign --out 写出的全文", "The whole text that kaoping audit visit --cosign --out wrote"),
    "currentHead": Bilingual("当前树头", "The head of today"),
    "downloadHead": Bilingual("下载树头", "Download the head"),
    "witnessedHead": Bilingual("签名最多的树头", "The head that most have signed"),
    "districtsSigned": Bilingual("已签名的区", "Districts that signed"),
    "auditorSigned": Bilingual("审计签名", "Auditor's signature"),
    "majorityMet": Bilingual("已过半数，可以命名。", "A majority has signed: titles can be given."),
    "majorityOpen": Bilingual("尚未过半数。", "No majority yet."),
    "witnessUnreadable": Bilingual("请粘贴完整的公钥", "paste the whole public key"),
    "headUnreadable": Bilingual("请粘贴完整的树头", "paste the whole head"),
    "done_witnessAdded": Bilingual("已登记。", "Registered."),
    "done_headTaken": Bilingual("签名已登记。", "The signatures were taken."),
  ]
}
