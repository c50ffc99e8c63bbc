import Findings

extension Words {
  /// A third party's study.
  static let studies: [String: Bilingual] = [
    "study": Bilingual("第三方评估", "Study"),
    "studyFrame": Bilingual("抽样框", "Sampling frame"),
    "studyFrameHelp": Bilingual(
      "每行一个小区（楼栋、村民小组）：community_id、stratum、psu、households。文件作为年度材料保存并给出回执。",
      "A row for each unit (building, villagers' group): community_id, stratum, psu, households. The file is kept with a receipt."
    ),
    "studyFrameSend": Bilingual("上传抽样框", "Send the frame"),
    "studyFrameKept": Bilingual("已保存的抽样框", "Frame on record"),
    "studyClosed": Bilingual(
      "只有在采集阶段才能上传抽样框、抽样和印邀请卡。本年度现处于：",
      "Lists can be sent and samples drawn only while the round is collecting. It is now at: "),
    "studyPlan": Bilingual("样本量与抽样", "Size and draw"),
    "studyMargin": Bilingual("各社区误差（百分制，±分）", "Margin in each community (± points of 100)"),
    "studyDeviation": Bilingual("预计标准差（分）", "Expected standard deviation (points)"),
    "studyConfidence": Bilingual("置信水平", "Confidence"),
    "studyIntraclass": Bilingual("同一小区内的相关", "Correlation within a unit"),
    "studyInterviews": Bilingual("每个小区完成份数", "Interviews in each unit"),
    "studyResponse": Bilingual("预计应答率", "Expected response rate"),
    "studyMethod": Bilingual("抽取方法", "Selection"),
    "studySeed": Bilingual("随机种子", "Seed"),
    "studyCompute": Bilingual("计算", "Compute"),
    "studyEnter": Bilingual("按此抽样并计入本年度", "Draw and enter into the round"),
    "studyEnterHelp": Bilingual(
      "抽样框、抽中小区和参数作为文件计入并给出回执；同样的框、参数和种子总是抽出同样的名单。",
      "Strata, drawn units and parameters are entered with receipts; the same frame, parameters and seed always draw the same list."
    ),
    "studyEqual": Bilingual("等概率", "equal probabilities"),
    "studyProportional": Bilingual("按户数成比例、等距", "proportional to households, systematic"),
    "studyUnitsDrawn": Bilingual("抽中小区", "Units drawn"),
    "studyUnitsFrame": Bilingual("小区总数", "Units"),
    "studyHouseholds": Bilingual("户数", "Households"),
    "studyCompleted": Bilingual("需完成", "To complete"),
    "studyToDraw": Bilingual("需抽户", "To draw"),
    "studyReached": Bilingual("可达误差", "Margin reached"),
    "studyField": Bilingual("实施进度", "Field work"),
    "studyDone": Bilingual("已完成", "Done"),
    "studyDrawnList": Bilingual("下载抽中名单", "Download the drawn list"),
    "studyWeights": Bilingual("下载权数表", "Download the weights"),
    "studyInvite": Bilingual("为抽中户印邀请卡", "Print invitations for the drawn list"),
    "studyUpload": Bilingual("上传答卷", "Send answers"),
    "studyEstimates": Bilingual("估计与比较", "Estimates and comparison"),
    "studyEstimatesHelp": Bilingual(
      "满意度按百分制，括号内为 95% 置信区间；“差”为第三方减区报数据，区间不含 0 的加注。",
      "Satisfaction on 0–100 with 95 % intervals; the difference is the study less the district's answers, marked where its interval leaves out 0."
    ),
    "studyEstimate": Bilingual("第三方估计", "Study"),
    "studyOwn": Bilingual("区报数据", "District"),
    "studyDifference": Bilingual("差", "Difference"),
    "studyEffect": Bilingual("权数效应", "Effect of weights"),
    "studyClear": Bilingual("明显不同", "clearly different"),
    "studyNothing": Bilingual("还没有答卷。", "No answers yet."),
    "studyMore": Bilingual("只列前 200 个社区；全部在下载的表中。", "The first 200 communities; the table to download has all."),
    "studyTable": Bilingual("下载估计表", "Download the estimates"),
    "done_frameKept": Bilingual("抽样框已保存。", "The frame is kept."),
    "done_planEntered": Bilingual("已抽样并计入本年度。", "The sample is drawn and entered."),
  ]
}
