import Foundation
import HummingbirdTesting
import NIOCore
import Testing
import Web

/// A connection of our own, from an address of this machine.
private final class BareConnection {
  private let descriptor: Int32

  init(from source: String, port: Int) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var patience = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    var (own, other) = (BareConnection.address(source, 0), BareConnection.address("127.0.0.1", port))
    let length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isOpen = withUnsafePointer(to: &own) { own in
      withUnsafePointer(to: &other) { other in
        own.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) } == 0
          && other.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, length) } == 0
      }
    }
    guard isOpen else { throw CocoaError(.fileReadUnknown) }
  }

  deinit { close(descriptor) }

  private static func address(_ text: String, _ port: Int) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = inet_addr(text)
    return address
  }

  func send(_ text: String) { _ = Foundation.send(descriptor, text, text.utf8.count, Int32(MSG_NOSIGNAL)) }

  /// What comes next; empty at the end of the connection, nil if nothing comes.
  func receive(waiting: Bool = true) -> String? {
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = recv(descriptor, &bytes, bytes.count, waiting ? 0 : Int32(MSG_DONTWAIT))
    return count < 0 ? nil : String(decoding: bytes.prefix(count), as: UTF8.self)
  }
}

@Suite("Connections", .serialized)
struct ConnectionBookTests {
  private static let request = "GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n"

  @Test("beyond the limit of an address the one that has waited longest makes room, and others are not touched")
  func crowd() async throws {
    let fixture = try await ServiceFixture(mostConnections: (100, ofAddress: 3))
    try await fixture.service.application().test(.live) { client in
      let port = try #require(client.port)
      let other = try BareConnection(from: "127.0.0.3", port: port)
      other.send(Self.request)
      #expect(other.receive()?.hasPrefix("HTTP/1.1 200") == true)
      let first = try BareConnection(from: "127.0.0.2", port: port)
      first.send("GET / HTTP/1.1\r\nHost: x\r\nX-")
      try await Task.sleep(for: .milliseconds(50))
      let second = try BareConnection(from: "127.0.0.2", port: port)
      try await Task.sleep(for: .milliseconds(50))
      let third = try BareConnection(from: "127.0.0.2", port: port)
      let fourth = try BareConnection(from: "127.0.0.2", port: port)
      fourth.send(Self.request)
      #expect(fourth.receive()?.hasPrefix("HTTP/1.1 200") == true)
      #expect(first.receive()?.isEmpty == true, "the first was kept")
      #expect(second.receive(waiting: false) == nil && third.receive(waiting: false) == nil)
      other.send(Self.request)
      #expect(other.receive()?.hasPrefix("HTTP/1.1 200") == true)
    }
  }

  @Test("those that neither ask nor read are ended, those that were just answered are not")
  func sweep() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.live) { client in
      let connection = try BareConnection(from: "127.0.0.2", port: try #require(client.port))
      connection.send(Self.request)
      #expect(connection.receive()?.hasPrefix("HTTP/1.1 200") == true)
      let book = fixture.service.connections
      #expect(book.count >= 1)
      book.sweep()
      #expect(connection.receive(waiting: false) == nil)
      book.sweep(now: .now() + .seconds(80))
      #expect(connection.receive()?.isEmpty == true)
    }
  }

  @Test("a body that is refused for its pace ends its connection")
  func dismissed() async throws {
    let fixture = try await ServiceFixture()
    try await fixture.service.application().test(.live) { client in
      let connection = try BareConnection(from: "127.0.0.2", port: try #require(client.port))
      // A coding that nobody reads is answered with `Connection: close`, as a slow body is; its bytes would go on for ever.
      connection.send("POST /sign-in HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: gzip, chunked\r\n\r\n5\r\n")
      var heard = ""
      while let piece = connection.receive(), !piece.isEmpty { heard += piece }
      #expect(heard.hasPrefix("HTTP/1.1 501"), "\(heard)")
      #expect(connection.receive()?.isEmpty == true)
    }
  }
}
