import Findings
import HTTPTypes
package import Hummingbird
import HummingbirdCore
import HummingbirdTLS
public import Logging
import NIOCore
public import Operations

/// The service: one process on one data directory.
public struct Service: Sendable {
  let settings: ServiceSettings
  let pages: PageRenderer
  let metrics: ServiceMetrics
  let desk: ServiceDesk
  let cookies: ServiceCookies
  let logger: Logger
  /// The connections that are open, and which of them makes room for another.
  package let connections: ConnectionBook

  /// A service of these settings.
  ///
  /// - Throws: if a template cannot be read.
  public init(_ settings: ServiceSettings, desk: ServiceDesk, logger: Logger) throws {
    self.settings = settings
    self.desk = desk
    self.logger = logger
    connections = ConnectionBook(most: settings.mostConnections, mostOfAddress: settings.mostConnectionsOfAddress)
    cookies = ServiceCookies(isEncrypted: settings.isEncrypted)
    pages = try PageRenderer(version: settings.version)
    metrics = ServiceMetrics(version: settings.version)
  }

  /// Every route, with who may take it.
  package var routes: RouteTable {
    var table = RouteTable()
    addMachineRoutes(&table)
    addPublicRoutes(&table)
    addPublishedRoutes(&table)
    addAccountRoutes(&table)
    addRoundRoutes(&table)
    addUploadRoutes(&table)
    addMaterialRoutes(&table)
    addPaperRoutes(&table)
    addReviewRoutes(&table)
    addResidentRoutes(&table)
    addStudyRoutes(&table)
    addLeaderRoutes(&table)
    addListRoutes(&table)
    addCareRoutes(&table)
    addWatchingRoutes(&table)
    addJobRoutes(&table)
    addWebhookRoutes(&table)
    addLibraryRoutes(&table)
    addOfficeRoutes(&table)
    addInterfaceRoutes(&table)
    return table
  }

  /// The router with everything in it.
  package func router() -> Router<ServiceContext> {
    let router = Router(context: ServiceContext.self)
    router.add(middleware: Attendance(book: connections))
    router.add(middleware: RequestLog(metrics: metrics))
    router.add(middleware: SecurityHeaders(isEncrypted: settings.isEncrypted))
    router.add(middleware: ErrorMapping(pages: pages))
    router.add(middleware: SoundRequests())
    router.add(middleware: Identification(service: self))
    router.add(middleware: PublicMemory(desk: desk))
    // Once more inside: the page of a fault shows who is signed in, which is not known outside.
    router.add(middleware: ErrorMapping(pages: pages))
    routes.install(in: router)
    return router
  }

  /// The application: the router behind its address.
  ///
  /// - Throws: if the certificate or its key cannot be read.
  package func application(onRunning: @escaping @Sendable (Int) async -> Void = { _ in }) throws
    -> some ApplicationProtocol
  {
    // Nobody needs a minute to send a header or the next byte of a body, and no header of ours is long.
    let plain = HTTPServerBuilder.http1(
      configuration: .init(
        additionalChannelHandlers: [ConnectionNotes(connections)], idleTimeout: .seconds(60),
        httpDecoderConfiguration: .init(
          maxHeaderFieldSize: 16 * 1024, maxHeaderListSize: 32 * 1024, maxHeaderFieldCount: 100)))
    return Application(
      router: router(), server: try settings.tls.map { try .tls(plain, tlsConfiguration: $0.configuration()) } ?? plain,
      configuration: .init(
        address: .hostname(settings.host, port: settings.port),
        // The book closes one for each that comes; this holds if they come faster than others close.
        availableConnectionsDelegate: MaximumAvailableConnections(settings.mostConnections + 100)),
      onServerRunning: { channel in await onRunning(channel.localAddress?.port ?? 0) }, logger: logger)
  }

  /// Answers until the process is told to stop by SIGTERM or SIGINT; requests in flight are finished first.
  ///
  /// - Parameter onRunning: Hears the port once connections are taken.
  public func run(onRunning: @escaping @Sendable (Int) async -> Void) async throws {
    do {
      try desk.dropCutShort()
    } catch {
      // A full disk must not keep anyone from reading what is there.
      logger.error("housekeeping", metadata: ["error": "\(type(of: error))"])
    }
    let housekeeping = Task {
      while !Task.isCancelled {
        do {
          try desk.tidy()
        } catch {
          logger.error("housekeeping", metadata: ["error": "\(type(of: error))"])
        }
        try? await Task.sleep(for: .seconds(600))
      }
    }
    let doorkeeping = Task {
      while !Task.isCancelled {
        connections.sweep()
        try? await Task.sleep(for: .seconds(5))
      }
    }
    let deadline = StopDeadline(logger: logger)
    defer { withExtendedLifetime(deadline) {} }
    try desk.interruptJobs()
    let messenger = Task { [sender = WebhookSender(desk: desk, allowed: settings.webhookHosts, logger: logger)] in
      await sender.run()
    }
    defer {
      housekeeping.cancel()
      doorkeeping.cancel()
      messenger.cancel()
    }
    try await application(onRunning: onRunning).runService()
  }
}
