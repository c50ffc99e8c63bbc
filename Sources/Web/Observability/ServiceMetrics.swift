import Foundation
import Synchronization

/// What the service counts, as Prometheus reads it. Labels are routes and statuses, never what a visitor sent.
final class ServiceMetrics: Sendable {
  /// The upper bounds of the histogram's buckets in seconds.
  private static let bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10]

  private struct Series {
    var count = 0
    var seconds = 0.0
    var buckets = [Int](repeating: 0, count: ServiceMetrics.bounds.count)
  }

  private struct Key: Hashable {
    let method: String
    let route: String
    let status: Int
  }

  private struct State {
    var requests: [Key: Series] = [:]
    var inFlight = 0
    var uploadedBytes = 0
    var signIns: [String: Int] = [:]
  }

  private let state = Mutex(State())
  private let version: String

  /// Counts nothing yet.
  init(version: String) { self.version = version }

  /// A request begins.
  func begin() { state.withLock { $0.inFlight += 1 } }

  /// A request ends.
  func end(method: String, route: String, status: Int, seconds: Double) {
    state.withLock { state in
      state.inFlight -= 1
      var series = state.requests[Key(method: method, route: route, status: status), default: Series()]
      series.count += 1
      series.seconds += seconds
      for (index, bound) in ServiceMetrics.bounds.enumerated() where seconds <= bound { series.buckets[index] += 1 }
      state.requests[Key(method: method, route: route, status: status)] = series
    }
  }

  /// Bytes of an upload arrived.
  func uploaded(_ bytes: Int) { state.withLock { $0.uploadedBytes += bytes } }

  /// Somebody tried to sign in; `outcome` is one of a few words.
  func signIn(_ outcome: String) { state.withLock { $0.signIns[outcome, default: 0] += 1 } }

  /// The text of `/metrics` (Prometheus exposition format 0.0.4).
  func text() -> String {
    let state = state.withLock { $0 }
    var lines: [String] = []
    func family(_ name: String, _ kind: String, _ help: String) {
      lines.append("# HELP \(name) \(help)")
      lines.append("# TYPE \(name) \(kind)")
    }
    family("kaoping_build_info", "gauge", "The program that runs.")
    lines.append("kaoping_build_info{version=\"\(version)\"} 1")
    family("kaoping_requests_in_flight", "gauge", "Requests being answered.")
    lines.append("kaoping_requests_in_flight \(state.inFlight)")
    family("kaoping_request_seconds", "histogram", "Time to answer, by route and status.")
    for (key, series) in state.requests.sorted(by: {
      ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
    }) {
      let labels = "method=\"\(key.method)\",route=\"\(key.route)\",status=\"\(key.status)\""
      for (bound, count) in zip(ServiceMetrics.bounds, series.buckets) {
        lines.append("kaoping_request_seconds_bucket{\(labels),le=\"\(bound)\"} \(count)")
      }
      lines.append("kaoping_request_seconds_bucket{\(labels),le=\"+Inf\"} \(series.count)")
      lines.append("kaoping_request_seconds_sum{\(labels)} \(series.seconds)")
      lines.append("kaoping_request_seconds_count{\(labels)} \(series.count)")
    }
    family("kaoping_uploaded_bytes_total", "counter", "Bytes of uploads received.")
    lines.append("kaoping_uploaded_bytes_total \(state.uploadedBytes)")
    family("kaoping_sign_ins_total", "counter", "Tries to sign in, by outcome.")
    for (outcome, count) in state.signIns.sorted(by: { $0.key < $1.key }) {
      lines.append("kaoping_sign_ins_total{outcome=\"\(outcome)\"} \(count)")
    }
    if let memory = ServiceMetrics.residentBytes() {
      family("process_resident_memory_bytes", "gauge", "Resident memory of the process.")
      lines.append("process_resident_memory_bytes \(memory)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Resident memory as the kernel counts it; nil where there is no `/proc`.
  static func residentBytes() -> Int? {
    guard let text = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8) else { return nil }
    let fields = text.split(separator: " ")
    return fields.count > 1 ? Int(fields[1]).map { $0 * 4096 } : nil
  }
}
