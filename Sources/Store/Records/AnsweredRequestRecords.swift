import Foundation
import GRDB

/// An answer that is given again when the same request comes again with the same key.
public struct AnsweredRequest: Hashable, Sendable {
  /// The digest of the request.
  public var request: String
  /// The status; nil while the first request is still under way.
  public var status: Int?
  /// Header fields, as JSON.
  public var headers: String
  /// The body.
  public var body: [UInt8]
}

extension EvaluationStore {
  /// Takes a key for a request, or gives what it was taken for before.
  public func takeKey(_ id: String, request: String, at now: Int) throws -> AnsweredRequest? {
    try keepHouse { db in
      // A day is what clients are promised.
      try db.execute(sql: "DELETE FROM answered_requests WHERE at < ?", arguments: [now - 86_400])
      if let row = try Row.fetchOne(db, sql: "SELECT * FROM answered_requests WHERE id = ?", arguments: [id]) {
        return AnsweredRequest(
          request: row["request"], status: row["status"], headers: row["headers"] ?? "{}",
          body: (row["body"] as Data?).map(Array.init) ?? [])
      }
      try db.execute(
        sql: "INSERT INTO answered_requests (id, request, at) VALUES (?, ?, ?)", arguments: [id, request, now])
      return nil
    }
  }

  /// Keeps the answer to the request of a key.
  public func answerKey(_ id: String, status: Int, headers: String, body: [UInt8]) throws {
    try keepHouse {
      try $0.execute(
        sql: "UPDATE answered_requests SET status = ?, headers = ?, body = ? WHERE id = ?",
        arguments: [status, headers, Data(body), id])
    }
  }

  /// Gives a key back: its request was not carried out.
  public func dropKey(_ id: String) throws {
    try keepHouse { try $0.execute(sql: "DELETE FROM answered_requests WHERE id = ?", arguments: [id]) }
  }
}
