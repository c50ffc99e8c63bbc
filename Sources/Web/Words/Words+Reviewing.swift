import Findings

extension Words {
  /// Reviewers' grids, and who is given which.
  static let reviewing: [String: Bilingual] = [
    "reviewing": Bilingual("部门评分", "Marks"),
    "myGrids": Bilingual("我的评分表", "My grids"),
    "gridNumber": Bilingual("评分表", "Grid"),
    "noGrids": Bilingual("还没有分配给您的评分表。", "No grid has been assigned to you yet."),
    "fillIn": Bilingual("去评分", "Fill in"),
    "progressOf": Bilingual("进度", "Progress"),
    "dueDay": Bilingual("截止", "Due"),
    "gridOpen": Bilingual("填写中", "being filled in"),
    "gridSubmitted": Bilingual("已提交", "submitted"),
    "gridReturned": Bilingual("已退回", "returned"),
    "gridWithdrawn": Bilingual("已撤销", "withdrawn"),
    "cellsFilled": Bilingual("已填", "Filled"),
    "cellsFaulty": Bilingual("本页有误", "Faulty on this page"),
    "marksBear": Bilingual("评分日期按", "Marks bear the day"),
    "gridHelp": Bilingual(
      "方向键、回车换格，边填边存；断网时先存在本机，恢复后自动补存。不评的填“/”并写明原因。",
      "Arrow keys and Enter move between cells; what you type is saved at once, and kept on this device while the connection is down. Write “/” with a reason where you do not rate."
    ),
    "gridBlind": Bilingual(
      "提交前，任何人都看不到您的评分，您也看不到别人的评分和名次。",
      "Before submitting nobody sees your marks, and you see neither marks nor ranks of others."),
    "assignBlind": Bilingual(
      "提交前，评分只有评分人自己看得到；评分人之间互不可见，也看不到名次。",
      "Before a grid is submitted only its reviewer sees the marks; reviewers see neither each other's marks nor ranks."
    ),
    "saveDraft": Bilingual("保存", "Save"),
    "submitGrid": Bilingual("提交评分表", "Submit the grid"),
    "submitHelp": Bilingual(
      "提交后锁定，生成回执；确需更正的由办公室退回。",
      "Submitting locks the grid and gives a receipt; the office can return it for correction."),
    "savedAlready": Bilingual("全部已保存", "all saved"),
    "savingNow": Bilingual("正在保存……", "saving …"),
    "savedHere": Bilingual("连接中断，已存在本机，恢复后自动补存", "offline: kept on this device until the connection returns"),
    "changedElsewhere": Bilingual("有的格已在别处改动，请核对", "some cells were changed elsewhere; check them"),
    "basis": Bilingual("依据或原因", "Basis or reason"),
    "earned": Bilingual("得分", "Points earned"),
    "howToFill": Bilingual("怎样填", "How to fill in"),
    "rulesOfAll": Bilingual("各项规则", "The rules"),
    "evidenceOf": Bilingual("佐证材料", "Evidence"),
    "evidenceOfDistrict": Bilingual("全区材料", "of the whole district"),
    "noEvidence": Bilingual("没有为此社区上传的材料。", "Nothing was uploaded for this community."),
    "pages": Bilingual("分页", "Pages"),
    "asWorkbook": Bilingual("用表格填写", "Fill in as a workbook"),
    "asWorkbookHelp": Bilingual(
      "下载本表（已含填过的内容），在 Excel 或 WPS 中填好后上传；空格不会覆盖已填的内容。",
      "Download this grid with what is there so far, fill it in with a spreadsheet program, and send it back; empty cells overwrite nothing."
    ),
    "downloadWorkbook": Bilingual("下载表格", "Download the workbook"),
    "sendWorkbook": Bilingual("上传填好的表格", "Send the filled-in workbook"),
    "workbookTaken": Bilingual("表格已读取", "The workbook was read"),
    "cellsChanged": Bilingual("改动的格", "Cells changed"),
    "cellsSame": Bilingual("相同的格", "Cells unchanged"),
    "backToGrid": Bilingual("回到评分表", "Back to the grid"),
    "recusal": Bilingual("回避", "Recusal"),
    "recusalHelp": Bilingual(
      "与社区有亲属、任职、居住等关系的须回避：登记后，这些社区转给同部门的其他人，不再由您评分。",
      "Declare it if kin, a post or your home ties you to a community: it passes to a colleague of your department, and you no longer mark it."
    ),
    "recusalReasonHint": Bilingual("如：配偶在该社区任职", "such as: my spouse works there"),
    "declareRecusal": Bilingual("登记回避", "Declare the recusal"),
    "recusalsOfMine": Bilingual("已回避：", "Under recusal: "),
    "receiptsOf": Bilingual("回执", "Receipts"),
    "rowsWord": Bilingual("行", "rows"),
    "assignments": Bilingual("评分任务", "Who marks what"),
    "assign": Bilingual("分配评分任务", "Assign"),
    "assignHelp": Bilingual(
      "一名评分人、若干指标、若干社区成一张评分表；同一格可以分给几个人。",
      "One reviewer, some indicators and some communities make a grid; a cell may be given to several people."),
    "assignByStandard": Bilingual("按标准分配", "Assign by the standard"),
    "assignByStandardHelp": Bilingual(
      "按标准中的评分单位，给还没有任务的每个评分人分配本部门的指标和全部合格的社区。",
      "Gives each reviewer without a grid the indicators that the standard names for the department, for all qualified communities."
    ),
    "reviewer": Bilingual("评分人", "Reviewer"),
    "department": Bilingual("部门", "Department"),
    "chooseReviewer": Bilingual("请选择", "Choose"),
    "wholeDistrict": Bilingual("全区", "whole district"),
    "moreCodes": Bilingual("或社区代码", "Or codes of communities"),
    "moreCodesHint": Bilingual("用空格或换行隔开", "separated by blanks or lines"),
    "returnGrid": Bilingual("退回", "Return"),
    "withdrawGrid": Bilingual("撤销", "Withdraw"),
    "takenOverFrom": Bilingual("接自评分表", "taken over from grid"),
    "noReviewers": Bilingual(
      "还没有评分人。请管理员新增角色为“部门或街道评分人”的用户。", "There are no reviewers yet; the administrator adds them."),
    "noAssignments": Bilingual("还没有分配。", "Nothing is assigned yet."),
    "lateWord": Bilingual("已逾期", "late"),
    "returnedBecause": Bilingual("退回理由：", "Returned because: "),
    "reviewingHelp": Bilingual("逐社区评分，边填边存", "mark community by community; saved as you type"),
    "assigningHelp": Bilingual("分配任务、看进度、退回", "assign, follow the progress, return"),
    "done_gridSaved": Bilingual("已保存。", "Saved."),
    "done_gridSubmitted": Bilingual("评分表已提交并锁定，回执见下。", "The grid is submitted and locked; its receipts are below."),
    "done_gridAssigned": Bilingual("已分配。", "Assigned."),
    "done_gridReturned": Bilingual("已退回。", "Returned."),
    "done_gridWithdrawn": Bilingual("已撤销。", "Withdrawn."),
    "done_recused": Bilingual(
      "已登记回避，这些社区已转给同部门的其他人。", "The recusal is entered; a colleague has these communities now."),
    "done_recusedAlone": Bilingual(
      "已登记回避；同部门没有可以接手的人，请办公室另行分配。",
      "The recusal is entered; nobody of your department can take over, and the office must assign it."),
  ]
}
