public import Credentials
import Hummingbird
import HummingbirdTLS
import NIOSSL

/// How a service is run.
public struct ServiceSettings: Sendable {
  /// The files of a certificate, in PEM.
  public struct Certificate: Hashable, Sendable {
    /// The chain, the service's own certificate first.
    public var chain: String
    /// Its private key.
    public var key: String

    /// A certificate in these files.
    public init(chain: String, key: String) {
      self.chain = chain
      self.key = key
    }

    func configuration() throws -> TLSConfiguration {
      let chain = try NIOSSLCertificate.fromPEMFile(chain).map { NIOSSLCertificateSource.certificate($0) }
      var configuration = TLSConfiguration.makeServerConfiguration(
        certificateChain: chain, privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
      configuration.minimumTLSVersion = .tlsv12
      return configuration
    }
  }

  /// The data directory.
  public var data: String
  /// The address to listen on.
  public var host: String
  /// The port; 0 takes any that is free.
  public var port: Int
  /// The certificate; nil for plain HTTP.
  public var tls: Certificate?
  /// Whether browsers reach the service by HTTPS through a proxy that ends it.
  public var isBehindTLS: Bool
  /// The rules for passwords and sessions.
  public var passwords: PasswordRules
  /// The program's version.
  public var version: String
  /// The folder in which `Scoring/` and `Surveys/` lie.
  public var library: String
  /// Connections at most; beyond it those that wait longest are closed.
  public var mostConnections = 1000
  /// Connections of one address at most: offices share one, and a proxy brings everybody's.
  public var mostConnectionsOfAddress = 500
  /// Bytes that one upload may have.
  public var mostUploadBytes = 1 << 30
  /// The hosts that webhooks may send to, each with or without a port; none unless whoever runs the service names them.
  public var webhookHosts: [String] = []

  /// Settings for a data directory.
  public init(
    data: String, host: String = "127.0.0.1", port: Int = 8080, tls: Certificate? = nil, isBehindTLS: Bool = false,
    profile: PasswordRules.Profile = .nist, library: String = ".", version: String
  ) {
    self.data = data
    self.host = host
    self.port = port
    self.tls = tls
    self.isBehindTLS = isBehindTLS
    passwords = PasswordRules(profile)
    self.library = library
    self.version = version
  }

  /// Whether cookies may be bound to HTTPS.
  var isEncrypted: Bool { tls != nil || isBehindTLS }
}
