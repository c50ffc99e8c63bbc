import Findings

extension Words {
  /// Uploads, from choosing the file to undoing it.
  static let uploads: [String: Bilingual] = [
    "uploads": Bilingual("上传", "Uploads"),
    "stepChoose": Bilingual("1 选择文件", "1 Choose"),
    "stepCheck": Bilingual("2 核对", "2 Check"),
    "stepConfirm": Bilingual("3 确认", "3 Confirm"),
    "findings": Bilingual("发现的问题", "Findings"),
    "confirmUpload": Bilingual("确认采用", "Confirm"),
    "discardUpload": Bilingual("不采用，退回", "Discard"),
    "original": Bilingual("原始文件", "Original file"),
  ]
}
