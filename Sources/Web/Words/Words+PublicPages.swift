import Findings

extension Words {
  /// What everyone may read.
  static let publicPages: [String: Bilingual] = [
    "published": Bilingual("已公布", "Published"),
    "homeText": Bilingual(
      "每年按居民满意度和部门评分各半，在各区名额内评出和谐社区（村）。名单先公示，任何人都可以提出异议。",
      "Each year communities are named within their district's quota, half by residents' satisfaction and half by departments' marks. Lists are on public notice first, and anyone may object."
    ),
    "nothingPublished": Bilingual("尚未公布名单。", "No list has been published yet."),
    "forEveryone": Bilingual("供所有人使用", "For everyone"),
    "onNoticeNow": Bilingual("公示中", "on public notice"),
    "noticeOver": Bilingual("公示已结束", "notice over"),
    "named": Bilingual("已命名", "named"),
    "cityNoticeList": Bilingual("市级公示名单", "The city's notice"),
    "titleList": Bilingual("命名名单", "Titles given"),
    "withdrawnTitle": Bilingual("撤销称号", "Title withdrawn"),
    "colon": Bilingual("：", ": "),
    "objectTo": Bilingual("提出异议", "Object"),
    "objectSend": Bilingual("提交异议", "Send the objection"),
    "objectHelp": Bilingual(
      "请说明事由。留下联系方式的，会收到答复；不留的作为线索核查。联系方式另行密存，只有经办人可见，命名后清除。",
      "Say what is wrong. With a contact you get an answer; without one it is looked into as a lead. The contact is sealed apart and removed once titles are given."
    ),
    "groundHint": Bilingual("一两句话，不写姓名、电话。", "A sentence or two, without names or telephone numbers."),
    "groundMissing": Bilingual("请填写事由。", "Say what is wrong."),
    "contact": Bilingual("联系方式（可不填）", "Contact (optional)"),
    "contactHint": Bilingual("电话或邮箱，仅用于答复", "telephone or e-mail, only for the answer"),
    "objectionReceived": Bilingual("异议已收到，编号", "The objection was received as number"),
    "objectionReceivedHelp": Bilingual(
      "请记下编号。公示期内的异议答复后，名单才会继续。", "Keep the number. The list goes no further before objections are answered."),
    "isNamed": Bilingual("本社区（村）已获命名。", "This community was named."),
    "isOnNotice": Bilingual("本社区（村）在公示名单中。", "This community is on the list under notice."),
    "isNotListed": Bilingual("本社区（村）不在已公布的名单中。", "This community is not on a published list."),
    "isWithdrawn": Bilingual("本社区（村）的称号已撤销。", "This community's title was withdrawn."),
    "thinkWell": Bilingual("居民较满意的", "What residents think well of"),
    "thinkIll": Bilingual("居民较不满意的", "What residents think less of"),
    "itemsHelp": Bilingual(
      "数字是本社区居民评分的平均值（0–100）；不足 10 人回答的不公布。",
      "The numbers are this community's own means (0–100); what fewer than ten people answered is not shown."),
    "howItCame": Bilingual("怎样评出来的", "How it came about"),
    "howToObject": Bilingual("有不同意见", "If you disagree"),
    "objectNotNow": Bilingual(
      "现在不在公示期内。公示期间任何人都可以在本页提出异议；平时可向本区考评办反映。",
      "No list is on notice now. During a notice anyone may object on this page; at other times the district's office listens."
    ),
    "didNotApply": Bilingual("本社区（村）本年度没有申报。", "This community did not apply this year."),
    "conditionsNotMet": Bilingual("本社区（村）不符合申报条件。", "This community did not meet the conditions."),
    "howScored": Bilingual(
      "得分一半来自居民问卷，一半来自部门评分。问卷是抽样调查，括号中的范围有 95% 的把握包含真实值。",
      "Half of the score comes from residents' answers, half from departments' marks. The answers are a sample; the range contains the true value with 95 % confidence."
    ),
    "satisfaction": Bilingual("居民满意度", "Residents' satisfaction"),
    "departmentScore": Bilingual("部门评分", "Departments' marks"),
    "answers": Bilingual("答卷", "Answers"),
    "checkHelp": Bilingual(
      "粘贴回执，核验它所证明的记录没有被改动。核验只需要公钥，也可以离线用 kaoping audit check 完成。",
      "Paste a receipt to check that what it proves was not changed. The public key is all that is needed; kaoping audit check does it offline."
    ),
    "check": Bilingual("核验", "Check"),
    "receiptHint": Bilingual("下载的 receipt-….json 的全部内容", "all of the downloaded receipt-….json"),
    "fileDigest": Bilingual("文件的 SHA-256（可不填）", "SHA-256 of the file (optional)"),
    "fileDigestHint": Bilingual("填写后同时核对手中的文件", "also checks the file at hand"),
    "publicKey": Bilingual("公钥", "Public key"),
    "provenEvent": Bilingual("所证明的记录", "What is proven"),
    "noReceipt": Bilingual("这不是回执，或摘要写法不对。", "This is no receipt, or the digest is not written as one."),
    "receiptHolds": Bilingual("回执有效：记录在案，未被改动。", "The receipt holds: the entry is in the log, unchanged."),
    "receiptFails": Bilingual("回执无效。", "The receipt does not hold."),
    "receiptMalformed": Bilingual("树头或证明不完整。", "The head or the proof cannot be read."),
    "receiptNotSigned": Bilingual("树头不是由此公钥签署的。", "The head was not signed with this key."),
    "receiptNotIncluded": Bilingual("证明不能从记录通向树头。", "The proof does not lead from the entry to the head."),
    "receiptFileNotInEvent": Bilingual("记录中没有回执所说的文件。", "The entry does not name the file of the receipt."),
    "receiptFileDiffers": Bilingual("手中的文件与收到的不同。", "The file at hand is not the one that was received."),
    "signedHead": Bilingual("最新树头（已签名）", "Newest signed head"),
  ]
}
