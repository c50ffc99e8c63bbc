public import ArgumentParser
public import Credentials
import Findings
import Foundation
import Logging
import Operations
import Store
import Web

/// `kaoping serve`: the web application and its interface for programs, on one data directory.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "启动网页服务。Start the web service.",
    discussion: """
      收到 SIGTERM 或 SIGINT 后不再接受新连接，办完正在进行的请求后退出。
      After SIGTERM or SIGINT no new connections are taken; requests under way are finished, then it ends.
      """)

  @Option(help: "数据目录（kaoping init 建立）The data directory, made by kaoping init.")
  var data: String

  @Option(help: "监听地址 Address to listen on.")
  var host = "127.0.0.1"

  @Option(help: "监听端口，0 为任意空闲端口 Port to listen on; 0 takes a free one.")
  var port = 8080

  @Option(help: "TLS 证书链（PEM）Certificate chain.")
  var tlsCertificate: String?

  @Option(help: "TLS 私钥（PEM）Private key of the certificate.")
  var tlsKey: String?

  @Flag(help: "由前置代理提供 HTTPS A proxy in front speaks HTTPS.")
  var behindTls = false

  @Option(help: "密码与会话规则 Rules for passwords and sessions: nist, dengbao2.")
  var profile = PasswordRules.Profile.nist

  @Option(
    help: """
      已泄露密码的 SHA-1 清单，按摘要排序（Have I Been Pwned 的格式）SHA-1 digests of breached passwords in ascending order, as Have I \
      Been Pwned gives them.
      """)
  var breachedPasswords: String?

  @Option(help: "含 Scoring/ 与 Surveys/ 的文件夹 Folder with Scoring/ and Surveys/.")
  var library = "."

  @Option(
    name: .customLong("webhook-host"), parsing: .upToNextOption,
    help: "允许接收事件通知的主机 Hosts, with or without a port, that events may be sent to.")
  var webhookHosts: [String] = []

  @Option(help: "日志级别 Log level: trace, debug, info, warning, error.")
  var logLevel = LogLevel.info

  @Option(name: .customLong("lang"), help: "语言 Language: zh, en.")
  var language = Language.fromLocale()

  func validate() throws {
    if (tlsCertificate == nil) != (tlsKey == nil) {
      throw ValidationError("--tls-certificate 与 --tls-key 须同时给出 both or neither are given")
    }
    if !(0...65_535).contains(port) { throw ValidationError("--port 应为 0 至 65535 the port is 0 to 65535") }
  }

  func run() async throws {
    ServiceMemory.bound()
    let level = logLevel.level
    LoggingSystem.bootstrap { LogLines(label: $0, level: level) }
    var settings = ServiceSettings(
      data: data, host: host, port: port, isBehindTLS: behindTls, profile: profile, library: library,
      version: Kaoping.version)
    if let tlsCertificate, let tlsKey { settings.tls = .init(chain: tlsCertificate, key: tlsKey) }
    settings.webhookHosts = webhookHosts
    let scheme = settings.tls == nil ? "http" : "https"
    let (host, language) = (host, language)
    let logger = Logger(label: "kaoping")
    let rounds: EvaluationDesk
    do {
      rounds = try EvaluationDesk.open(data, Workbench(version: Kaoping.version))
    } catch let failure as StoreFailure {
      Console.talk([failure.finding], language)
      throw failure.finding.code == .directoryBusy ? ExitStatus.tryAgain : ExitStatus.cannotOpen
    }
    let breached = try breachedPasswords.map { path in
      guard let list = BreachedPasswords(path) else {
        Console.talk([Finding(.fileUnreadable, at: Location(file: path), details: [path, "SHA-1"])], language)
        throw ExitStatus.cannotOpen
      }
      return list
    }
    let desk = try ServiceDesk(rounds, rules: PasswordRules(profile), breached: breached)
    for finding in desk.openingFindings {
      logger.notice("opening", metadata: ["code": "\(finding.code)", "message": "\(finding.message(language))"])
    }
    let service = try Service(settings, desk: desk, logger: logger)
    try await service.run { port in
      let address = "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)/"
      Console.talk(language == .chinese ? "网页服务已启动：\(address)" : "The service is running: \(address)")
    }
  }
}

extension PasswordRules.Profile: ExpressibleByArgument {}

/// How much the log says.
enum LogLevel: String, CaseIterable, ExpressibleByArgument {
  case trace, debug, info, warning, error

  var level: Logger.Level { Logger.Level(rawValue: rawValue) ?? .info }
}
