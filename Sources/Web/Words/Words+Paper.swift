import Findings

extension Words {
  /// Paper questionnaires that two people type.
  static let paper: [String: Bilingual] = [
    "paper": Bilingual("纸质问卷", "Paper questionnaires"),
    "paperHelp": Bilingual(
      "每批由两人各自独立录入，程序逐格比对，差异由第三人对照纸质问卷裁定，再审定成为一份上传。录入过的人不裁定、不审定。",
      "Two people type each batch without seeing each other's work; a third decides differences with the paper at hand, and approval makes it an upload. Whoever typed decides and approves nothing."
    ),
    "openBatch": Bilingual("建立一批", "Open a batch"),
    "batchName": Bilingual("批次名称", "Its name"),
    "batchNameHint": Bilingual(
      "字母、数字、点、横线，如 B01；写在纸堆上", "Letters, digits, dots and dashes, such as B01; write it on the pile"),
    "noBatches": Bilingual("还没有批次。", "There is no batch yet."),
    "typists": Bilingual("录入人", "Typed by"),
    "openDifferences": Bilingual("待裁定", "To decide"),
    "typeForms": Bilingual("录入问卷", "Type forms"),
    "typedByYou": Bilingual(
      "您已录入这一批，须由另一人录入第二遍，再由第三人裁定和审定。",
      "You have typed this batch: another person types it again, and a third decides and approves."),
    "stageWaits": Bilingual(
      "等待录入。两遍须由不同的人完成，互相看不到对方录入的内容。",
      "It waits to be typed, twice by different people, neither of whom sees what the other types."),
    "stageAgreed": Bilingual(
      "两遍一致，或差异已全部裁定。审定后成为本年度的一份上传。",
      "Both agree, or every difference is decided. Approval makes it an upload of the round."),
    "stageDiffers": Bilingual(
      "两遍有差异。请对照纸质问卷逐处裁定。", "The typings differ. Decide each difference with the paper at hand."),
    "stageApproved": Bilingual("已审定，成为上传：", "Approved; it is upload "),
    "stageDiscarded": Bilingual("已作废。", "Given up."),
    "formNumber": Bilingual("问卷编号", "Number of the form"),
    "formNumberHint": Bilingual("纸上的编号", "As it stands on the paper"),
    "firstTyping": Bilingual("第一遍", "First"),
    "secondTyping": Bilingual("第二遍", "Second"),
    "decided": Bilingual("裁定", "Decided"),
    "differences": Bilingual("差异", "Differences"),
    "useOther": Bilingual("另填", "another value"),
    "keepForm": Bilingual("保留这份", "keep the form"),
    "dropForm": Bilingual("不计这份", "leave it out"),
    "blankCell": Bilingual("（空）", "(blank)"),
    "formLacking": Bilingual("缺这份问卷", "lacks the form"),
    "formThere": Bilingual("有这份问卷", "has the form"),
    "notDecided": Bilingual("未定", "open"),
    "paperReason": Bilingual("理由", "Reason"),
    "paperReasonUsual": Bilingual("对照纸质问卷", "looked at the paper"),
    "decide": Bilingual("裁定所选各处", "Decide what is chosen"),
    "approveBatch": Bilingual("审定，计入本年度", "Approve: it becomes an upload"),
    "sendBackBatch": Bilingual("两遍作废，重新录入", "Void both typings and type again"),
    "discardBatch": Bilingual("整批作废", "Give the batch up"),
    "handIn": Bilingual("录完，交出", "Hand in"),
    "handInHelp": Bilingual("交出后不能再改。", "It cannot be changed afterwards."),
    "handInFile": Bilingual(
      "已在别处录好？交一份 CSV，第一列为问卷编号。", "Typed elsewhere? Hand in a CSV table whose first column is the form's number."),
    "sendTable": Bilingual("交出表格", "Hand the table in"),
    "keepForm_next": Bilingual("保存，下一份", "Save, next form"),
    "removeForm": Bilingual("删除", "Remove"),
    "typedForms": Bilingual("已录入的问卷", "Forms that you have typed"),
    "forms": Bilingual("份", "forms"),
    "typingHelp": Bilingual(
      "用键盘：输完一个代码自动到下一题；回车到下一题，最后一题回车保存；空白处按退格回到上一题。没有回答的题留空。",
      "By keyboard: a whole code moves on to the next question, so does Enter; at the last, Enter saves. Backspace in an empty field goes back. Leave blank what the paper leaves blank."
    ),
    "whereAndWho": Bilingual("地点和访问", "Where and by whom"),
    "carriedOver": Bilingual("沿用上一份，不同时再改", "taken over from the form before; change what differs"),
    "typedAnswers": Bilingual("回答", "Answers"),
    "done_paperOpened": Bilingual("已建立。", "Opened."),
    "done_paperKept": Bilingual("已保存。", "Saved."),
    "done_paperRemoved": Bilingual("已删除。", "Removed."),
    "done_paperHandedIn": Bilingual("已交出。", "Handed in."),
    "done_paperDecided": Bilingual("已裁定。", "Decided."),
    "done_paperApproved": Bilingual("已审定，成为一份上传，回执已生成。", "Approved: it is an upload now, and the receipt is ready."),
    "done_paperSentBack": Bilingual("已退回重新录入。", "Sent back to be typed again."),
    "done_paperDiscarded": Bilingual("已作废。", "Given up."),
  ]
}
