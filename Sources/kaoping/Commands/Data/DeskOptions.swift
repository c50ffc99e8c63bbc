import ArgumentParser
import Findings
import Foundation
import Operations
import Reports
import Seals
import Store
import Titles

/// The data directory that a command works in.
struct DirectoryOptions: ParsableArguments {
  @Option(help: "数据目录 The data directory.")
  var data: String

  /// Opens the directory for this process alone.
  func open() throws -> EvaluationDesk { try EvaluationDesk.open(data, Workbench(version: Kaoping.version)) }
}

/// Who acts, and as what.
struct ActorOptions: ParsableArguments {
  @Option(name: .customLong("as"), help: "用户 The user who acts.")
  var user: String

  @Option(help: "以哪个角色 The role to act in (default: the only one).")
  var role: String?

  @Option(
    help: "口令码文件，- 为标准输入；默认取环境变量 KAOPING_CODE File with the access code, - for standard input (default: $KAOPING_CODE)."
  )
  var codeFile: String?

  /// The person, if user, code and role fit.
  func signIn(_ desk: EvaluationDesk) throws -> DeskActor {
    var code = ProcessInfo.processInfo.environment["KAOPING_CODE"] ?? ""
    if let codeFile {
      var findings: [Finding] = []
      if codeFile == "-" {
        code = readLine() ?? ""
      } else if let bytes = CommandInput.bytes(codeFile, &findings) {
        code = String(decoding: bytes, as: UTF8.self)
      }
    }
    return try desk.signIn(user, code: code, as: role)
  }
}

/// A data directory and who acts in it.
struct AccessOptions: ParsableArguments {
  @OptionGroup var directory: DirectoryOptions
  @OptionGroup var actor: ActorOptions

  /// Opens the directory, signs the person in, does `body` and prints what it made, as `DeskCommand.run` does.
  func run(
    _ output: OutputOptions, _ body: (EvaluationDesk, DeskActor) async throws -> CommandOutput
  ) async throws {
    try await DeskCommand.run(output) {
      let desk = try directory.open()
      return try await body(desk, try actor.signIn(desk))
    }
  }
}

/// Runs what needs a data directory and turns its refusals into findings and exit statuses.
enum DeskCommand {
  /// Does `body`; whatever it throws is printed, and the command ends with the contract's status.
  static func run(_ output: OutputOptions, _ body: () async throws -> CommandOutput) async throws {
    let made: CommandOutput
    do {
      made = try await body()
    } catch let refusal as Refusal {
      let status = CommandOutput.refuse(refusal.findings, output)
      if refusal.isForbidden || refusal.findings.contains(where: { $0.code == .notSignedIn }) {
        throw ExitStatus.notPermitted
      }
      throw refusal.needsDecision ? ExitStatus.decisionNeeded : status
    } catch let failure as StoreFailure {
      _ = CommandOutput.refuse([failure.finding], output)
      throw status(failure)
    } catch let code as ExitCode {
      throw code
    } catch {
      Console.talk(output.lang == .chinese ? "程序内部错误：\(error)" : "internal fault: \(error)")
      throw ExitStatus.internalFault
    }
    try made.finish(output)
  }

  /// The exit status of a failing data directory.
  static func status(_ failure: StoreFailure) -> ExitCode {
    switch failure.finding.code {
    case .directoryBusy: ExitStatus.tryAgain
    case .diskFull, .directoryUnwritable, .directoryNotEmpty: ExitStatus.cannotWrite
    case .directoryMissing, .objectMissing: ExitStatus.cannotOpen
    default: ExitStatus.faultyInput
    }
  }
}

extension Receipt {
  /// The receipt as JSON; written to a file it is what `kaoping audit check` reads.
  var json: JSONValue {
    [
      "leaf": .integer(leaf), "event": .string(event), "path": .array(path.map { .string($0) }), "head": .string(head),
      "file": file.map { ["sha256": .string($0.sha256), "salt": .string($0.salt), "bytes": .integer($0.bytes)] }
        ?? .null,
    ]
  }
}

/// Where a receipt goes besides the JSON output.
struct ReceiptOptions: ParsableArguments {
  @Option(help: "把回执写入文件 Write the receipt to a file.")
  var receipt: String?

  /// Writes the receipt.
  func write(_ receipt: Receipt?) throws {
    guard let path = self.receipt, let receipt else { return }
    try FileOutput.write(receipt.json.bytes(), to: path)
  }
}

/// Small files that a command writes.
enum FileOutput {
  static func write(_ bytes: [UInt8], to path: String) throws {
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
    } catch {
      throw StoreFailure(.directoryUnwritable, found: path, (error as NSError).localizedDescription)
    }
  }
}
