import NIOCore
import NIOHTTP1
import NIOPosix
import NIOSSL
import Operations

/// One POST and its status. Written here because it must follow no redirect, keep no cookie, read no more than a status and give up
/// after ten seconds; a general client would have to be kept from doing the rest.
enum WebhookConnection {
  /// Seconds that connecting, sending and the status may take together.
  static let patience = TimeAmount.seconds(10)

  /// Sends a message; the status of the answer.
  ///
  /// - Throws: whatever keeps the answer from coming.
  static func post(_ body: WebhookBody, to target: WebhookTarget) async throws -> Int {
    let group = MultiThreadedEventLoopGroup.singleton
    let promise = group.next().makePromise(of: Int.self)
    let context =
      target.isEncrypted ? try NIOSSLContext(configuration: TLSConfiguration.makeClientConfiguration()) : nil
    let bootstrap = ClientBootstrap(group: group).connectTimeout(patience).channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        let pipeline = channel.pipeline.syncOperations
        if let context {
          // An address is no name that a certificate could be asked for by SNI; it is checked all the same.
          let name = target.host.contains(where: \.isLetter) && !target.host.contains(":") ? target.host : nil
          try pipeline.addHandler(NIOSSLClientHandler(context: context, serverHostname: name))
        }
        try pipeline.addHTTPClientHandlers()
        try pipeline.addHandler(StatusReader(promise: promise))
      }
    }
    let channel: any Channel
    do {
      channel = try await bootstrap.connect(host: target.host, port: target.port).get()
    } catch {
      promise.fail(error)
      throw error
    }
    let deadline = channel.eventLoop.scheduleTask(in: patience) {
      promise.fail(ChannelError.connectTimeout(patience))
    }
    defer {
      deadline.cancel()
      channel.close(promise: nil)
    }
    var head = HTTPRequestHead(version: .http1_1, method: .POST, uri: target.path)
    let isUsual = target.port == (target.isEncrypted ? 443 : 80)
    let host = target.host.contains(":") ? "[\(target.host)]" : target.host
    head.headers.add(name: "host", value: isUsual ? host : "\(host):\(target.port)")
    head.headers.add(name: "content-length", value: String(body.bytes.count))
    head.headers.add(name: "connection", value: "close")
    for (name, value) in body.headers { head.headers.add(name: name, value: value) }
    channel.write(HTTPClientRequestPart.head(head), promise: nil)
    channel.write(HTTPClientRequestPart.body(.byteBuffer(ByteBuffer(bytes: body.bytes))), promise: nil)
    channel.writeAndFlush(HTTPClientRequestPart.end(nil)).whenFailure { promise.fail($0) }
    return try await promise.futureResult.get()
  }
}

/// Hears the status of the answer; its body is nobody's business.
private final class StatusReader: ChannelInboundHandler {
  typealias InboundIn = HTTPClientResponsePart

  private let promise: EventLoopPromise<Int>

  init(promise: EventLoopPromise<Int>) { self.promise = promise }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data) { promise.succeed(Int(head.status.code)) }
  }

  func channelInactive(context: ChannelHandlerContext) { promise.fail(ChannelError.eof) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    promise.fail(error)
    context.close(promise: nil)
  }
}
