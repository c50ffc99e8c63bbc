import Findings
package import HTTPTypes
import Hummingbird

/// The routes of the service: each is entered here with who may take it, and here alone that is checked, before the body is read.
///
/// The table exists because the router does not say which routes it has: the tests walk it to try every role on every route and to
/// compare the interface with its description. A test makes sure that the router has no other routes.
package struct RouteTable: Sendable {
  /// A route.
  package struct Entry: Hashable, Sendable {
    package let method: HTTPRequest.Method
    /// The path with its parameters in braces, such as `/api/v1/uploads/{upload}`.
    package let path: String
    package let access: Access

    /// Whether it belongs to the interface for programs.
    package var isInterface: Bool { path.hasPrefix("/api/") }
  }

  typealias Handler = @Sendable (Request, ServiceContext) async throws -> Response

  /// All routes, in the order in which they were entered.
  package private(set) var entries: [Entry] = []
  /// What the description of the interface says of its operations.
  private(set) var notes: [String: OperationNote] = [:]
  private var handlers: [Handler] = []

  /// Enters a route.
  mutating func add(
    _ method: HTTPRequest.Method, _ path: String, _ access: Access,
    _ handler: @escaping @Sendable (Request, ServiceContext) async throws -> Response
  ) {
    precondition(!entries.contains { $0.method == method && $0.path == path }, "\(method) \(path) is entered twice")
    entries.append(Entry(method: method, path: path, access: access))
    handlers.append(handler)
  }

  /// Enters a route that reads.
  mutating func get(
    _ path: String, _ access: Access, _ handler: @escaping @Sendable (Request, ServiceContext) async throws -> Response
  ) { add(.get, path, access, handler) }

  /// Enters a route that changes something.
  mutating func post(
    _ path: String, _ access: Access, _ handler: @escaping @Sendable (Request, ServiceContext) async throws -> Response
  ) { add(.post, path, access, handler) }

  /// Enters a form of somebody who is signed in: its token is checked before the handler sees its fields.
  mutating func form(
    _ path: String, _ access: Access,
    _ handler: @escaping @Sendable (FormFields, Request, ServiceContext) async throws -> Response
  ) {
    precondition(access != .anyone, "a form of the public has no session whose token could be checked")
    add(.post, path, access) { request, context in
      let fields = try await FormFields(of: request)
      try SameSite.check(fields["_token"], context)
      return try await handler(fields, request, context)
    }
  }

  /// Enters an operation of the interface with what its description says.
  mutating func interface(
    _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ note: OperationNote,
    _ handler: @escaping @Sendable (Request, ServiceContext) async throws -> Response
  ) {
    add(method, path, access, handler)
    notes[RouteTable.key(Entry(method: method, path: path, access: access))] = note
  }

  /// Enters only the description of an operation that is entered elsewhere.
  mutating func note(_ method: HTTPRequest.Method, _ path: String, _ access: Access, _ note: OperationNote) {
    let entry = Entry(method: method, path: path, access: access)
    entries.append(entry)
    notes[RouteTable.key(entry)] = note
  }

  /// The name of an operation among the notes.
  static func key(_ entry: Entry) -> String { "\(entry.method.rawValue) \(entry.path)" }

  /// Puts the routes into a router, with an answer to `HEAD` for what reads and to all other methods that names those there are.
  func install(in router: Router<ServiceContext>) {
    var methods: [String: [HTTPRequest.Method]] = [:]
    for (entry, handler) in zip(entries, handlers) {
      methods[entry.path, default: []].append(entry.method)
      let guarded: Handler = { request, context in
        try entry.access.check(request, context)
        try TokenReach.check(entry, request, context)
        return try await handler(request, context)
      }
      router.on(RouterPath(entry.path), method: entry.method, use: guarded)
      if entry.method == .get {
        methods[entry.path, default: []].append(.head)
        router.on(RouterPath(entry.path), method: .head) { request, context in
          try await guarded(request, context).createHeadResponse()
        }
      }
    }
    for (path, known) in methods {
      let allowed = known.map(\.rawValue).sorted().joined(separator: ", ")
      for method in RouteTable.allMethods where !known.contains(method) {
        router.on(RouterPath(path), method: method) { request, _ -> Response in
          throw ServiceFault(
            .methodNotAllowed, .methodUnknown, details: [request.method.rawValue], headers: [.allow: allowed])
        }
      }
    }
  }

  /// The methods that get an answer other than 404.
  package static let allMethods: [HTTPRequest.Method] =
    [.get, .head, .post, .put, .patch, .delete, .options, .trace] + [HTTPRequest.Method("QUERY")].compactMap { $0 }
}
