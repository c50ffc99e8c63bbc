import HTTPTypes
import Hummingbird
import Operations
import Reports

extension Service {
  /// What machines ask: whether the service lives, whether it can work, what it counts.
  func addMachineRoutes(_ table: inout RouteTable) {
    table.get("/healthz", .anyone) { _, _ in .json(["status": "ok"]) }
    table.get("/readyz", .anyone) { _, _ in
      desk.isReady() ? .json(["status": "ok"]) : .json(["status": "unavailable"], status: .serviceUnavailable)
    }
    table.get("/metrics", .machine) { _, _ in
      .bytes(Array(metrics.text().utf8), "text/plain; version=0.0.4; charset=utf-8")
    }
  }
}
