extension Dialect {
  /// A plain table: the headings that people in charge of a survey give their own spreadsheets.
  package static let table = Dialect(
    tool: .table,
    roles: Dictionary(
      plainHeadings.flatMap { role, headings in headings.map { ($0, role) } }, uniquingKeysWith: { first, _ in first }),
    marks: [], marksNeeded: .max, separators: ["┋", "；", ";", "、", "|", "，", ", ", ",", "/", " "])

  private static let plainHeadings: [(ColumnRole, [String])] = [
    (
      .responseId,
      [
        "答卷编号", "问卷编号", "答卷号", "问卷号", "样本编号", "样本号", "编号", "序号", "答卷id", "问卷id", "id", "response_id", "responseid",
        "response id", "respid", "resp_id", "respondent_id", "respondent id", "submission_id", "submission id",
        "questionnaire id", "uuid", "serial",
      ]
    ),
    (
      .startedAt,
      [
        "开始时间", "开始答题时间", "访问开始时间", "调查开始时间", "开始日期", "start", "start time", "start_time", "starttime", "started",
        "started_at", "startedat", "start date", "begin", "begin_time",
      ]
    ),
    (
      .endedAt,
      [
        "结束时间", "访问结束时间", "完成时间", "结束答题时间", "结束日期", "end", "end time", "end_time", "endtime", "ended", "ended_at",
        "endedat", "finished_at", "completed_at",
      ]
    ),
    (
      .submittedAt,
      [
        "提交时间", "交卷时间", "答卷时间", "上传时间", "填写时间", "submitted", "submitted_at", "submission time", "submission_time",
        "timestamp",
        "时间戳记", "时间戳",
      ]
    ),
    (.durationSeconds, ["用时", "答题时长", "答题用时", "时长", "访问时长", "duration", "duration_seconds", "seconds"]),
    (
      .interviewer,
      ["访问员", "访员", "调查员", "访问员编号", "访员编号", "调查员编号", "interviewer", "interviewer_id", "enumerator", "surveyor"]
    ),
    (.channel, ["来源", "渠道", "方式", "访问方式", "调查方式", "source", "channel", "mode"]),
    (.finished, ["是否完成", "完成情况", "答卷状态", "完成状态", "completion", "complete"]),
    (.review, ["审核状态", "审核结果", "复核结果", "review", "review_state"]),
    (.weight, ["权重", "权数", "抽样权重", "样本权重", "weight", "wt", "weights"]),
    (
      .personalData,
      [
        "姓名", "受访者姓名", "被访者姓名", "被访人姓名", "联系人", "名字", "电话", "手机", "手机号", "手机号码", "联系电话", "电话号码", "联系方式", "身份证",
        "身份证号", "身份证号码", "证件号", "证件号码", "家庭住址", "住址", "详细地址", "地址", "门牌号", "微信", "微信号", "qq", "qq号", "邮箱",
        "电子邮箱", "电子邮件", "name", "full name", "first name", "last name", "phone", "phone number", "mobile", "telephone",
        "tel", "email", "e-mail", "email address", "address", "id card", "id number", "openid", "unionid", "昵称",
      ]
    ),
    (.ip, ["ip", "ip地址", "来自ip", "ip address", "ip_address", "ipaddress"]),
    (.device, ["设备号", "设备编号", "设备id", "设备", "device", "device id", "device_id", "deviceid", "imei", "mac", "mac地址"]),
    (
      .location,
      [
        "经度", "纬度", "坐标", "位置", "定位", "gps", "latitude", "longitude", "lat", "lon", "lng", "location", "coordinates",
        "altitude",
      ]
    ),
    (.toolTotal, ["总分", "得分", "合计", "总计", "total", "score"]),
    (.ignore, ["备注", "remark", "remarks", "原因", "错误", "来源详情"]),
  ]
}
