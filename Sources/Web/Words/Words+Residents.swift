import Findings

extension Words {
  /// The questionnaire page of invited residents, and the invitations to it.
  static let residents: [String: Bilingual] = [
    "residentHello": Bilingual("请您评一评", "Tell us what you think"),
    "residentIntro": Bilingual(
      "您家被随机抽中，请您对所在社区（村）的工作和环境作个评价。", "Your household was drawn by chance. Please say how you find your community."),
    "residentAbout": Bilingual("评价的社区（村）", "Community"),
    "residentPrivacy": Bilingual(
      "不问姓名、电话。提交后，答卷与邀请码不再有任何联系，谁也查不到是谁填的；只公布汇总结果。",
      "No names, no telephone numbers. Once sent, nothing connects your answers with the invitation; only totals are published."
    ),
    "residentTime": Bilingual("大约需要", "Takes about"),
    "residentStart": Bilingual("开始", "Begin"),
    "residentNext": Bilingual("下一步", "Next"),
    "residentBack": Bilingual("上一步", "Back"),
    "residentSend": Bilingual("提交", "Send"),
    "residentReady": Bilingual("答完了，请提交", "All answered: please send"),
    "residentReadyHelp": Bilingual(
      "提交后不能再改；每份邀请只填一次。", "After sending nothing can be changed; each invitation is answered once."),
    "residentThanks": Bilingual("谢谢您", "Thank you"),
    "residentThanksText": Bilingual("答卷已收到。您可以关闭本页。", "Your answers have arrived. You may close this page."),
    "residentAnswered": Bilingual("已答", "Answered"),
    "residentOptional": Bilingual("可不填", "optional"),
    "residentSeveral": Bilingual("可选多项", "choose any"),
    "residentFix": Bilingual("有的题需要改一改", "Some answers need a change"),
    "residentCode": Bilingual("邀请码", "Invitation code"),
    "residentCodeHint": Bilingual("邀请函上的 16 位字母和数字", "16 letters and digits on your invitation"),
    "residentAgain": Bilingual("输入另一个邀请码", "Type another code"),
    "residentEnter": Bilingual("填写问卷", "Fill in the questionnaire"),
    "residentClear": Bilingual("不选", "no answer"),
    "invitations": Bilingual("网上问卷", "Online survey"),
    "invitationsHelp": Bilingual(
      "为抽中的住户印制邀请卡：手机扫码即可填答，每卡一次，系统只存邀请码的摘要，答卷与卡不相连。",
      "Print cards for the households that were drawn: a phone scans the code, each card works once, only digests of codes are kept, and answers are not tied to cards."
    ),
    "makeInvitations": Bilingual("印制邀请卡", "Print invitations"),
    "invitationList": Bilingual("名单（首行为列名）", "List (first line: names of the columns)"),
    "invitationListHint": Bilingual(
      "community_id 必填；stratum、psu、weight 按抽样结果填；count 为份数。抽样名单可以直接粘贴。",
      "community_id is needed; stratum, psu and weight come from the sample; count is the number of cards. A drawn list can be pasted as it is."
    ),
    "answerUntil": Bilingual("填答截止", "Answer by"),
    "siteAddress": Bilingual("居民访问的网址", "Address for residents"),
    "siteAddressHint": Bilingual("印在卡上，手机须能打开", "printed on the cards; phones must reach it"),
    "batch": Bilingual("批次", "Batch"),
    "sentCards": Bilingual("发出", "Sent"),
    "answeredCards": Bilingual("收回", "Answered"),
    "responseRate": Bilingual("应答率", "Response rate"),
    "voidBatch": Bilingual("作废", "Make void"),
    "isVoid": Bilingual("已作废", "void"),
    "isRunning": Bilingual("填答中", "running"),
    "isOver": Bilingual("已结束", "over"),
    "noInvitations": Bilingual("还没有印制邀请卡。", "No invitations yet."),
    "takeAnswers": Bilingual("计入本年度", "Take into the round"),
    "takeAnswersHelp": Bilingual(
      "把收到的网上答卷作为一份答卷文件计入，生成回执；以后再计入时取代前一份。",
      "Enters the online answers as a file of responses with a receipt; doing it again takes the earlier one's place."),
    "cardsOnce": Bilingual(
      "这些邀请码只显示这一次，请现在打印。打印坏了请作废本批后重印。",
      "These codes are shown this once: print them now. If the print fails, make the batch void and print another."),
    "cardTitle": Bilingual("居民满意度调查", "Residents' survey"),
    "cardText": Bilingual(
      "用手机扫码，或打开下面的网址输入邀请码。", "Scan with a phone, or open the address and type the code."),
    "cardPrivacy": Bilingual("不记名；不收集电话、证件。", "Anonymous: no names or numbers are asked."),
    "printCards": Bilingual("打印时选 A4，每页 8 张。", "Print on A4, eight cards a page."),
    "done_batchVoid": Bilingual("本批已作废。", "The batch is void."),
    "done_answersTaken": Bilingual("网上答卷已计入，回执见下。", "The online answers are in; the receipt is below."),
  ]
}
