import Findings
import Foundation
package import Hummingbird
import Logging
import NIOCore

/// What a request carries along: its number, its language, who asks, and from where.
package struct ServiceContext: RequestContext {
  /// What the framework keeps of a request.
  package var coreContext: CoreRequestContextStorage
  /// The language to answer in.
  var language = Language.chinese
  /// Who asks; nil for the public.
  var visitor: Visitor?
  /// The address that the connection comes from, without its port; nil in tests without a network.
  let remoteAddress: String?
  /// The connection among those that are open.
  let connection: ObjectIdentifier

  /// The context of a request that came over the source's connection.
  package init(source: ApplicationRequestContextSource) {
    coreContext = CoreRequestContextStorage(source: source)
    connection = ObjectIdentifier(source.channel)
    remoteAddress = source.channel.remoteAddress?.ipAddress
  }

  /// The number of the request, which the log, the answer and the fault page show.
  var requestNumber: String { logger[metadataKey: "hb.request.id"]?.description ?? "" }

  /// The visitor of a route that asks for one.
  ///
  /// - Throws: 401 if there is none.
  func signedIn() throws(ServiceFault) -> Visitor {
    guard let visitor else { throw .notSignedIn }
    return visitor
  }

  /// A parameter of the path, with its escapes decoded: the router leaves them as they are, and names may be Chinese.
  ///
  /// - Throws: 404 if it is not in the path, not UTF-8, or has a control character, at which a name in the database would end.
  func parameter(_ name: Substring) throws(ServiceFault) -> String {
    guard let value = parameters.get(String(name))?.removingPercentEncoding, !value.isEmpty,
      !value.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F })
    else { throw .notFound }
    return value
  }
}
