import HTTPTypes
import Hummingbird
import NIOCore
import Operations

/// Tells the book what a connection does; it changes nothing that passes through.
final class ConnectionNotes: ChannelDuplexHandler, RemovableChannelHandler {
  typealias InboundIn = NIOAny
  typealias OutboundIn = NIOAny

  private let book: ConnectionBook

  init(_ book: ConnectionBook) { self.book = book }

  func handlerAdded(context: ChannelHandlerContext) {
    if context.channel.isActive { enter(context) }
  }

  func channelActive(context: ChannelHandlerContext) {
    enter(context)
    context.fireChannelActive()
  }

  func channelInactive(context: ChannelHandlerContext) {
    book.leave(ObjectIdentifier(context.channel))
    context.fireChannelInactive()
  }

  func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
    book.note(ObjectIdentifier(context.channel), isWritable: context.channel.isWritable)
    context.write(data, promise: promise)
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    book.note(ObjectIdentifier(context.channel), isWritable: context.channel.isWritable)
    context.fireChannelWritabilityChanged()
  }

  private func enter(_ context: ChannelHandlerContext) {
    book.enter(context.channel, from: context.channel.remoteAddress?.ipAddress ?? "")
  }
}

/// Tells the book when a request is worked on, and long work that somebody is there.
struct Attendance: RouterMiddleware {
  typealias Context = ServiceContext

  let book: ConnectionBook

  func handle(
    _ request: Request, context: ServiceContext, next: (Request, ServiceContext) async throws -> Response
  ) async throws -> Response {
    Arrivals.shared.note()
    book.note(context.connection, isWorking: true)
    defer { book.note(context.connection, isWorking: false) }
    let response = try await next(request, context)
    if response.headers[.connection] == "close" { book.dismiss(context.connection) }
    return response
  }
}
