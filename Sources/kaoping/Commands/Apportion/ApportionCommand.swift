public import Apportionment
public import ArgumentParser
import Findings
import Reports

extension ApportionmentMethod: ExpressibleByArgument {
  /// Reads a published name.
  public init?(argument: String) { self.init(named: argument) }
}

extension Fraction: ExpressibleByArgument {
  /// Reads a decimal or a quotient such as `1/50`.
  public init?(argument: String) { self.init(argument) }
}

/// `kaoping apportion`: divides seats among units, or over two margins, with the whole working.
struct ApportionCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "apportion",
    abstract: "名额分配，精确并列明过程 Divide seats exactly, with the whole working.",
    discussion: "METHOD: " + ApportionmentMethod.names.joined(separator: ", "))

  @Argument(help: "权重表 Table of weights (CSV).")
  var file: String

  @Option(help: "总席位 Seats in all.")
  var seats: Int?

  @Option(
    help: ArgumentHelp("方法 Method (default: largest-remainder-hare; biproportional: webster).", valueName: "method"))
  var method: ApportionmentMethod?

  @Option(help: "单位列 Column of the units.")
  var unit: String = "unit"

  @Option(help: "权重列 Column of the weights.")
  var weight: String = "weight"

  @Option(help: ArgumentHelp("只用符合条件的行 Only rows with this value (repeatable).", valueName: "column=value"))
  var `where`: [RowFilter] = []

  @Option(help: ArgumentHelp("最低数 Least seats per unit: a number or a column.", valueName: "k|column"))
  var minimum: String?

  @Option(help: ArgumentHelp("最高数 Most seats per unit: a number or a column.", valueName: "k|column"))
  var maximum: String?

  @Option(help: "每单位固定基数 Seats given to every unit first.")
  var baseSeats: Int = 0

  @Option(help: "门槛 Least share of the whole weight to take part, such as 1/50.")
  var threshold: Fraction?

  @Option(help: "并列时抽签的种子 Draw lots for a tie with this seed.")
  var lotSeed: UInt64?

  @Option(help: ArgumentHelp("说明某单位的由来 Explain a unit's seats (repeatable).", valueName: "unit"))
  var explain: [String] = []

  @Option(help: ArgumentHelp("上一年的表 Last year's table, for paradoxes.", valueName: "file"))
  var previous: String?

  @Option(help: ArgumentHelp("并列比较的方法 Methods to compare: all, none or names.", valueName: "methods"))
  var compare: String?

  @Option(help: ArgumentHelp("总数逐一增加时失席的单位 Totals to scan for the Alabama paradox.", valueName: "from-to"))
  var scanSeats: SeatRange?

  @OptionGroup(title: "双比例 Biproportional")
  var matrix: MatrixOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let seats, !(1...SeatProblem.mostSeats).contains(seats) {
      throw ValidationError("--seats: 1 … 10^15")
    }
    guard (0...SeatProblem.mostSeats).contains(baseSeats) else { throw ValidationError("--base-seats: 0 … 10^15") }
    for (name, share) in [("--threshold", threshold), ("--threshold-any-row", matrix.thresholdAnyRow)] {
      if let share, share.isNegative || share > .one { throw ValidationError("\(name): 0 … 1") }
    }
    for (name, text) in [("--minimum", minimum), ("--maximum", maximum)] {
      if let text, let number = Int(text), !(0...SeatProblem.mostSeats).contains(number) {
        throw ValidationError("\(name): 0 … 10^15")
      }
    }
    if let compare, comparedMethods(compare) == nil { throw ValidationError("--compare: all, none, METHOD[,METHOD…]") }
    if matrix.biproportional {
      if let method, !method.isDivisorMethod { throw ValidationError("--biproportional: a divisor method is needed") }
      guard minimum == nil, maximum == nil, baseSeats == 0, previous == nil, scanSeats == nil, explain.isEmpty else {
        throw ValidationError(
          "--biproportional: without --minimum, --maximum, --base-seats, --previous, --scan-seats, --explain")
      }
      try matrix.check(seats: seats)
    } else {
      guard seats != nil else { throw ValidationError("--seats N") }
      guard !matrix.isUsed else { throw ValidationError("--row … --column-seats: only with --biproportional") }
    }
  }

  /// The methods named by `--compare`; nil if one is unknown.
  func comparedMethods(_ text: String) -> [ApportionmentMethod]? {
    switch text {
    case "all": return ApportionmentMethod.compared
    case "none": return []
    default:
      let methods = text.split(separator: ",").map { ApportionmentMethod(named: String($0)) }
      return methods.contains(nil) || methods.isEmpty ? nil : methods.compactMap { $0 }
    }
  }

  func run() throws {
    if matrix.biproportional {
      try MatrixApportionment(command: self).run()
    } else {
      try UnitApportionment(command: self).run()
    }
  }
}

/// A condition `COLUMN=VALUE` on rows.
struct RowFilter: ExpressibleByArgument {
  let column: String
  let value: String

  init?(argument: String) {
    guard let sign = argument.firstIndex(of: "="), sign != argument.startIndex else { return nil }
    column = String(argument[..<sign])
    value = String(argument[argument.index(after: sign)...])
  }
}

/// Totals `FROM-TO`, at most a thousand.
struct SeatRange: ExpressibleByArgument {
  let totals: ClosedRange<Int>

  init?(argument: String) {
    let parts = argument.split(separator: "-").map { Int($0) }
    guard parts.count == 2, let from = parts[0], let to = parts[1], from >= 1, to > from, to <= SeatProblem.mostSeats,
      to - from <= 1_000
    else { return nil }
    totals = from...to
  }
}

/// The options of a biproportional apportionment.
struct MatrixOptions: ParsableArguments {
  @Flag(help: "按行列两个合计分配 Divide over two margins.")
  var biproportional = false

  @Option(help: "行的列名 Column that names the rows.")
  var row: String = "row"

  @Option(help: "列的列名 Column that names the columns.")
  var column: String = "column"

  @Option(help: ArgumentHelp("各行席位 Seats of the rows (CSV row,seats).", valueName: "file"))
  var rowSeats: String?

  @Option(help: ArgumentHelp("各列席位 Seats of the columns (CSV column,seats).", valueName: "file"))
  var columnSeats: String?

  @Option(help: ArgumentHelp("计算各行席位的方法 Method for the rows' seats.", valueName: "method"))
  var rowMethod: ApportionmentMethod?

  @Option(help: ArgumentHelp("计算各列席位的方法 Method for the columns' seats.", valueName: "method"))
  var columnMethod: ApportionmentMethod?

  @Flag(help: "列的权重先除以该行席位 Divide weights by the row's seats before summing the columns.")
  var perSeat = false

  @Option(help: "列在任一行达到此比例即参加 Columns with this share of any row take part.")
  var thresholdAnyRow: Fraction?

  @Flag(help: "每行最强的列至少一席 At least one seat for the strongest column of each row.")
  var strongestAtLeastOne = false

  var isUsed: Bool {
    rowSeats != nil || columnSeats != nil || rowMethod != nil || columnMethod != nil || perSeat || strongestAtLeastOne
      || thresholdAnyRow != nil
  }

  func check(seats: Int?) throws {
    guard (rowSeats == nil) != (rowMethod == nil) else {
      throw ValidationError("--row-seats FILE | --row-method METHOD")
    }
    guard (columnSeats == nil) != (columnMethod == nil) else {
      throw ValidationError("--column-seats FILE | --column-method METHOD")
    }
    if rowSeats == nil, columnSeats == nil, seats == nil { throw ValidationError("--seats N") }
    if let seats, seats > MatrixProblem.mostSeats { throw ValidationError("--seats: 1 … 10^6 with --biproportional") }
  }
}
