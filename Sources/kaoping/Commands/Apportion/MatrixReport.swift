import Apportionment
import Findings
import Reports

/// A biproportional apportionment with everything that is printed about it.
struct MatrixReport {
  let result: MatrixAllocation
  let method: String
  let options: OutputOptions
  /// The margins that were computed, with their working.
  var margins: [String: JSONValue] = [:]
  /// The weights of the input, before thresholds.
  var allWeights: [[Fraction]] = []
  /// One draw for each tie, with the cells that it gives a seat.
  var draws: [(draw: LotDraw, cells: [MatrixTie.Cell])] = []

  /// Ties with more solutions are not listed, and no lots are drawn for them.
  static let listedSolutions = 1_000

  init(result: MatrixAllocation, method: String, options: OutputOptions) {
    self.result = result
    self.method = method
    self.options = options
  }

  var problem: MatrixProblem { result.problem }

  func name(_ cell: MatrixTie.Cell) -> String { "\(problem.rows[cell.row]) × \(problem.columns[cell.column])" }

  /// Draws one solution of each tie by lot; all or none.
  mutating func drawLots(_ seed: UInt64, _ findings: inout [Finding]) {
    var drawn: [(LotDraw, [MatrixTie.Cell])] = []
    for tie in result.ties {
      guard let choices = result.choices(of: tie, limit: Self.listedSolutions) else {
        findings.append(Finding(.lotsNotDrawn, details: [String(Self.listedSolutions)]))
        return
      }
      // A lot is a whole solution, named by the cells that get one more, so that the order of the input does not matter.
      let named = Dictionary(
        choices.map { cells in (cells.map(name).sorted().joined(separator: "; "), cells) },
        uniquingKeysWith: { first, _ in first })
      let draw = LotDraw(Array(named.keys), seats: 1, seed: seed)
      if let winner = draw.drawn.first, let cells = named[winner] { drawn.append((draw, cells)) }
    }
    draws = drawn
  }

  /// The seats as they are printed: certain ones, with the lots drawn.
  var shownSeats: [[Int]]? {
    guard var seats = result.seats else { return nil }
    for draw in draws { for cell in draw.cells { seats[cell.row][cell.column] += 1 } }
    return seats
  }

  /// The contract's object.
  var json: [String: JSONValue] {
    var members = margins
    members["method"] = .string(method)
    members["seats"] = .integer(problem.rowSeats.reduce(0, +))
    members["status"] = .string(result.status.rawValue)
    members["row_seats"] = named(problem.rows, problem.rowSeats.map(JSONValue.integer))
    members["column_seats"] = named(problem.columns, problem.columnSeats.map(JSONValue.integer))
    members["strongest_at_least_one"] = .bool(problem.strongestAtLeastOne)
    members["row_divisors"] = named(problem.rows, result.rowDivisors.map(\.json))
    members["column_divisors"] = named(problem.columns, result.columnDivisors.map(\.json))
    members["row_divisors_decimal"] = named(problem.rows, result.rowDivisors.map { .string($0.decimal()) })
    members["column_divisors_decimal"] = named(problem.columns, result.columnDivisors.map { .string($0.decimal()) })
    members["divisors_are_strict"] = .bool(result.divisorsAreStrict)
    members["warnings"] = []
    let seats = shownSeats
    members["cells"] = .array(
      problem.rows.indices.flatMap { row in
        problem.columns.indices.map { column in
          [
            "row": .string(problem.rows[row]), "column": .string(problem.columns[column]),
            "weight": .string((allWeights.isEmpty ? problem.weights : allWeights)[row][column].weightText),
            "share": result.share(row, column).json, "seats": .optional(seats?[row][column]),
          ]
        }
      })
    members["ties"] = .array(result.ties.map(tieJSON))
    if !result.ties.isEmpty, let solutions = result.solutions(limit: Self.listedSolutions) {
      members["number_of_solutions"] = .integer(solutions.count)
      if solutions.count <= UnitReport.listedSolutions {
        members["solutions"] = .array(solutions.map(table))
      }
    }
    if !draws.isEmpty {
      members["lots"] = .array(draws.map { $0.draw.json(options.lang) })
      if let seed = draws.first?.draw.seed {
        members["seed"] = Int(exactly: seed).map(JSONValue.integer) ?? .string(String(seed))
      }
    } else {
      members["lots"] = .null
    }
    return members
  }

  private func named(_ names: [String], _ values: [JSONValue]) -> JSONValue {
    .object(Dictionary(zip(names, values), uniquingKeysWith: { first, _ in first }))
  }

  private func table(_ seats: [[Int]]) -> JSONValue {
    named(problem.rows, seats.map { named(problem.columns, $0.map(JSONValue.integer)) })
  }

  private func tieJSON(_ tie: MatrixTie) -> JSONValue {
    [
      "units": .array(tie.cells.map { .string(name($0)) }), "seats": .integer(tie.seats),
      "cells": .array(
        tie.cells.map { ["row": .string(problem.rows[$0.row]), "column": .string(problem.columns[$0.column])] }),
    ]
  }
}

extension MatrixReport {
  private func say(_ chinese: String, _ english: String) -> String { options.lang == .chinese ? chinese : english }

  /// The table for a terminal: seats with the divisors at the margins.
  var table: String {
    guard let seats = shownSeats else { return "" }
    let tied = Set(result.ties.flatMap(\.cells))
    var table = TextTable(
      [""] + problem.columns + [say("合计", "total"), say("除数", "divisor")],
      [.left] + [TextTable.Alignment](repeating: .right, count: problem.columns.count + 2))
    for row in problem.rows.indices {
      let cells = problem.columns.indices.map { column in
        let open = draws.isEmpty && tied.contains { $0.row == row && $0.column == column }
        return String(seats[row][column]) + (open ? "+?" : "")
      }
      table.append(
        [problem.rows[row]] + cells
          + [String(problem.rowSeats[row]), result.rowDivisors[row].decimal(digits: 8)])
    }
    table.append(
      [say("合计", "total")] + problem.columnSeats.map(String.init)
        + [String(problem.columnSeats.reduce(0, +)), ""])
    table.append([say("除数", "divisor")] + result.columnDivisors.map { $0.decimal(digits: 8) } + ["", ""])
    var text = say("双比例分配，方法", "Biproportional, method") + " \(method)\n\n" + table.text + "\n"
    text += say(
      "验算：权重 ÷(行除数 × 列除数)，按方法取整，即得各格席位。\n",
      "To check: weight ÷ (row divisor × column divisor), rounded by the method, gives every cell.\n")
    for tie in result.ties {
      let names = tie.cells.prefix(40).map(name).joined(separator: say("、", ", "))
      text += say("并列：\(names)，其中 \(tie.seats) 席待定。\n", "Tie: \(names); \(tie.seats) seat(s) open.\n")
    }
    for (draw, _) in draws {
      text += say("抽签（种子 \(draw.seed)）：", "Lots (seed \(draw.seed)): ") + draw.drawn.joined() + "\n"
      text += LotDraw.procedure[options.lang] + "\n"
    }
    return text
  }

  /// The rows of the CSV table.
  var csv: [[String?]] {
    let seats = shownSeats
    var rows: [[String?]] = [["row", "column", "weight", "share", "seats"]]
    for row in problem.rows.indices {
      for column in problem.columns.indices {
        rows.append([
          problem.rows[row], problem.columns[column],
          (allWeights.isEmpty ? problem.weights : allWeights)[row][column].weightText,
          result.share(row, column).description, seats.map { String($0[row][column]) },
        ])
      }
    }
    return rows
  }
}
