import Findings

extension Words {
  /// Uploads, from choosing the file to taking it back.
  static let uploads: [String: Bilingual] = [
    "uploads": Bilingual("上传", "Uploads"),
    "stepChoose": Bilingual("1 选择文件", "1 Choose"),
    "stepCheck": Bilingual("2 核对", "2 Check"),
    "stepConfirm": Bilingual("3 确认", "3 Confirm"),
    "stepCheckButton": Bilingual("上传并核对", "Upload and check"),
    "findings": Bilingual("发现的问题", "Findings"),
    "confirmUpload": Bilingual("确认采用", "Confirm"),
    "discardUpload": Bilingual("不采用，退回", "Discard"),
    "original": Bilingual("原始文件", "Original file"),
    "sendFile": Bilingual("报送文件", "Send a file"),
    "sendFileHelp": Bilingual(
      "选择文件，核对识别结果，再确认；确认前不计入。", "Choose a file, check what was recognised, then confirm; nothing counts before."),
    "kind": Bilingual("内容", "Content"),
    "chooseKind": Bilingual("选择内容", "choose the content"),
    "file": Bilingual("文件", "File"),
    "fileName": Bilingual("文件名", "File name"),
    "earlierFiles": Bilingual("更早的文件", "Earlier files"),
    "chooseFile": Bilingual("选择一个文件", "choose a file"),
    "about": Bilingual("对象", "About"),
    "wholeCity": Bilingual("全市", "the whole city"),
    "dropHere": Bilingual("把文件拖到这里，或点按选择", "Drop the file here, or choose one"),
    "progress": Bilingual("上传进度", "Progress of the upload"),
    "uploadHelp": Bilingual(
      "表格可以是 Excel、CSV、SPSS、JSON 或 ZIP，编码自动识别；佐证材料不限格式。最大 1 GiB。姓名、电话、证件号先去掉，再保存。",
      "Tables as Excel, CSV, SPSS, JSON or ZIP in any usual encoding; evidence in any form. 1 GiB at most. Names, telephone and identity numbers are removed before anything is kept."
    ),
    "sent": Bilingual("已报送", "Sent"),
    "nothingSent": Bilingual("还没有报送文件。", "Nothing has been sent yet."),
    "waitingUploads": Bilingual("待确认", "Waiting to be confirmed"),
    "checkUpload": Bilingual("核对", "Check"),
    "recognisedAs": Bilingual("识别为：", "Recognised as "),
    "cannotBeTaken": Bilingual(
      "这个文件不能采用；请按下列问题修改后重新上传。", "This file cannot be taken; mend what is listed below and send it again."),
    "allRowsUsable": Bilingual("全部行都可用。", "All rows can be used."),
    "keptAsItIs": Bilingual("文件将按原样保存。", "The file will be kept as it is."),
    "rows": Bilingual("行数", "Rows"),
    "usable": Bilingual("可用", "Usable"),
    "rejected": Bilingual("不计入", "Not counted"),
    "bytes": Bilingual("字节", "Bytes"),
    "columns": Bilingual("列", "Columns"),
    "byCommunity": Bilingual("按社区", "By community"),
    "downloadRejected": Bilingual("下载不计入的行", "Download the rows that do not count"),
    "received": Bilingual("收到", "Received"),
    "counts": Bilingual("有效", "counts"),
    "superseded": Bilingual("已被替换", "superseded"),
    "supersededBy": Bilingual("已被这份上传替换：", "Its place was taken by upload "),
    "purged": Bilingual("原件已按保管期限清除：", "The original was removed when its time was over: "),
    "undoUpload": Bilingual("撤销，恢复上一份", "Take back: restore the one before"),
    "receipt": Bilingual("回执", "Receipt"),
    "downloadReceipt": Bilingual("下载回执", "Download the receipt"),
    "receiptHelp": Bilingual(
      "回执证明这份文件已按原样收到并记入审计记录；请保存，日后任何人都能用公钥核验。",
      "The receipt proves that this file was received as it is and entered into the audit log. Keep it: anyone can check it later with the public key."
    ),
    "logEntry": Bilingual("审计记录编号", "Entry of the audit log"),
    "done_uploadConfirmed": Bilingual("已采用，回执已生成。", "Taken; the receipt is ready."),
    "done_uploadDiscarded": Bilingual("已退回，没有采用。", "Discarded; nothing was taken."),
    "done_uploadUndone": Bilingual("已恢复上一份，并生成新的回执。", "The one before is restored, with a receipt of its own."),
  ]
}
