import Findings
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing
import Web

@Suite("Router")
struct RouterTests {
  static func service() async throws -> Service { try await ServiceFixture().service }

  @Test("has exactly the routes of the table")
  func walk() async throws {
    let service = try await RouterTests.service()
    let table = Set(service.routes.entries.map { "\($0.method) \($0.path)" })
    let router = Set(RouterTests.routes(of: service.router()))
    #expect(router.isSuperset(of: table))
    // Beside the table's routes the router only has answers to other methods of the same paths, which say 405.
    let paths = Set(service.routes.entries.map(\.path))
    #expect(Set(router.map { String($0.split(separator: " ")[1]) }) == paths)
    #expect(router.count == paths.count * RouteTable.allMethods.count)
  }

  /// The routes of a router, by looking into its tree: the router itself does not tell.
  static func routes(of router: Router<ServiceContext>) -> [String] {
    func child(_ value: Any, _ name: String) -> Any? {
      Mirror(reflecting: value).children.first { $0.label == name }?.value
    }
    func unwrapped(_ value: Any) -> Any? {
      let mirror = Mirror(reflecting: value)
      return mirror.displayStyle == .optional ? mirror.children.first?.value : value
    }
    func walk(_ node: Any) -> [String] {
      var routes: [String] = []
      if let value = child(node, "value").flatMap(unwrapped), let path = child(value, "path"),
        let methods = child(value, "methods")
      {
        for method in Mirror(reflecting: methods).children {
          let key = Mirror(reflecting: method.value).children.first?.value
          if let key = key as? HTTPRequest.Method { routes.append("\(key) \(path)") }
        }
      }
      for next in child(node, "children").map({ Mirror(reflecting: $0).children })
        ?? Mirror(reflecting: [Any]()).children
      {
        routes += walk(next.value)
      }
      return routes
    }
    return child(router, "trie").flatMap { child($0, "root") }.map(walk) ?? []
  }

  @Test("answers health, puts its headers on everything, and refuses what it does not know")
  func answers() async throws {
    let service = try await RouterTests.service()
    try await service.application().test(.router) { client in
      try await client.execute(uri: "/healthz", method: .get) { response in
        #expect(response.status == .ok)
        #expect(String(buffer: response.body).contains("\"ok\""))
      }
      for (uri, method, status) in [
        ("/healthz", .post, .methodNotAllowed), ("/none", .get, .notFound), ("/none", .delete, .notFound),
        ("/metrics", .get, .unauthorized), ("/static/style.css", .get, .ok), ("/static/../style.css", .get, .notFound),
        ("/static/none.css", .get, .notFound), ("/help/findings/H104", .get, .ok),
        ("/help/findings/X", .get, .notFound),
      ] as [(String, HTTPRequest.Method, HTTPResponse.Status)] {
        try await client.execute(uri: uri, method: method) { response in
          #expect(response.status == status, "\(method) \(uri)")
          let policy = HTTPField.Name("Content-Security-Policy").flatMap { response.headers[$0] }
          #expect(policy?.contains("default-src 'none'") == true && policy?.contains("unsafe") == false)
          #expect(HTTPField.Name("X-Content-Type-Options").flatMap { response.headers[$0] } == "nosniff")
          #expect(HTTPField.Name("X-Request-Id").flatMap { response.headers[$0] }?.isEmpty == false)
        }
      }
    }
  }
}
