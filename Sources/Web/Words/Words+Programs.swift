import Findings

extension Words {
  /// Long work and webhooks.
  static let programs: [String: Bilingual] = [
    "jobs": Bilingual("计算任务", "Jobs"),
    "jobsHelp": Bilingual(
      "较大的区计算较久时，在这里排队计算，不必守着页面；只列出您自己的任务，保留三十天。",
      "Scoring a large district takes a while: here it waits in line and you need not. Your own jobs of the last thirty days are listed."
    ),
    "noJobs": Bilingual("还没有任务。", "There are no jobs."),
    "job": Bilingual("任务", "Job"),
    "jobAsked": Bilingual("提交时间", "Asked for"),
    "outcome": Bilingual("结果", "What came of it"),
    "allWaiting": Bilingual("全部待评的区", "all districts that wait"),
    "refresh": Bilingual("刷新进度", "Look again"),
    "cancelJob": Bilingual("取消任务", "Give it up"),
    "startJob": Bilingual("排队计算得分与名次", "Score in the background"),
    "done_jobStarted": Bilingual("已排队，结果见下。", "It is in line; what comes of it is shown below."),
    "done_jobCancelled": Bilingual("已取消，未作改动。", "Given up; nothing was changed."),
    "webhooks": Bilingual("事件通知", "Webhooks"),
    "webhooksHelp": Bilingual(
      "年度中发生的事项可以自动通知本单位的其他系统；每条通知都有签名。只列出您自己建立的。",
      "Other systems of yours can be told of what happens in the round; each message is signed. Only your own are listed."
    ),
    "noWebhooks": Bilingual("还没有事件通知。", "There are no webhooks."),
    "noWebhookHosts": Bilingual(
      "启动服务时还没有指定可通知的主机：kaoping serve --webhook-host 主机名。",
      "No host was named when the service was started: kaoping serve --webhook-host HOST."),
    "webhookHosts": Bilingual("可通知的主机", "hosts that may be told"),
    "webhookAddress": Bilingual("接收地址", "Address"),
    "webhookEvents": Bilingual("事项", "Events"),
    "everyAction": Bilingual("全部事项", "everything"),
    "everyActionHint": Bilingual("不勾选即为全部事项", "none ticked means everything"),
    "webhookSecret": Bilingual("签名密钥", "The secret"),
    "webhookSecretHelp": Bilingual(
      "只显示这一次，请现在保存到接收方。", "It is shown this once: keep it at the receiver now."),
    "webhookWell": Bilingual("正常", "well"),
    "webhookFailing": Bilingual("连续失败次数", "failures in a row"),
    "webhookPaused": Bilingual("已暂停", "paused"),
    "lastAnswer": Bilingual("最近应答", "Last answer"),
    "noAnswer": Bilingual("无应答", "no answer"),
    "addWebhook": Bilingual("新增事件通知", "Add a webhook"),
    "tryWebhook": Bilingual("发送测试", "Send a trial"),
    "restartWebhook": Bilingual("恢复发送", "Start again"),
    "removeWebhook": Bilingual("删除", "Remove"),
    "trialTaken": Bilingual("测试已收到", "the trial was taken"),
    "trialFailed": Bilingual("测试没有被接收", "the trial was not taken"),
    "done_webhookRestarted": Bilingual("已恢复发送。", "It goes on."),
    "done_webhookRemoved": Bilingual("已删除。", "Removed."),
  ]
}
