extension Infeasibility {
  /// The reason in a sentence.
  public var text: PlainText {
    switch self {
    case .fewerSeatsThanUnits(let units, let seats):
      PlainText(
        "该方法给每个有权重的单位至少一席，有 \(units) 个单位而只有 \(seats) 席",
        "fewer seats than units with weight: the method gives each of the \(units) units a first seat, and there are \(seats)"
      )
    case .minimaExceedSeats(let needed, let seats):
      PlainText(
        "最低数和固定基数合计 \(needed) 席，多于 \(seats) 席", "minima and base seats need \(needed) seats, and there are \(seats)")
    case .maximaBelowSeats(let possible, let seats):
      PlainText(
        "可得席位的单位最多能得 \(possible) 席，少于 \(seats) 席",
        "the units that may have seats can take \(possible) at most, and there are \(seats)")
    case .noWeight: PlainText("没有权重大于 0 的参加单位", "no unit that takes part has a weight above zero")
    case .marginsDiffer(let rows, let columns):
      PlainText("各行合计 \(rows) 席，各列合计 \(columns) 席", "the rows have \(rows) seats in all and the columns \(columns)")
    case .rowsBlocked(let rows, let needed, let columns, let available):
      PlainText(
        "行 \(rows.joined(separator: "、")) 须得 \(needed) 席，但只在列 \(columns.joined(separator: "、")) 有权重，这些列只能给 \(available) 席",
        "row \(rows.joined(separator: ", ")) must have \(needed) seats but has weight in column "
          + "\(columns.joined(separator: ", ")) only, which has \(available)")
    case .rowBelowItsCells(let row, let seats, let cells):
      PlainText(
        "行 \(row) 只有 \(seats) 席，却有 \(cells) 格必须至少一席",
        "row \(row) has \(seats) seats, and \(cells) of its cells must have one")
    case .columnBelowItsCells(let column, let seats, let cells):
      PlainText(
        "列 \(column) 只有 \(seats) 席，却有 \(cells) 格必须至少一席",
        "column \(column) has \(seats) seats, and \(cells) of its cells must have one")
    }
  }
}
