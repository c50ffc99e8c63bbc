package import NIOCore
import Synchronization

/// The open connections and what each is doing, so that none who merely sits there keeps somebody with a request out.
///
/// A connection works from the last byte of a request's header until its answer is made; otherwise it waits: for a first request, for
/// the next one, or for the rest of a header. Beyond the limits the one that has waited longest is closed, which a browser does not
/// notice: it connects again. The limit for one address keeps one machine from taking everybody's connections.
package final class ConnectionBook: Sendable {
  private struct Entry {
    let channel: any Channel
    let address: String
    /// When it last did something.
    var since: NIODeadline
    var isWorking = false
    /// Whether what was written so far has been taken off our hands.
    var isWritable = true
  }

  private struct State {
    var entries: [ObjectIdentifier: Entry] = [:]
    var ofAddress: [String: Int] = [:]
  }

  /// Connections at most.
  let most: Int
  /// Connections of one address at most.
  let mostOfAddress: Int
  private let state = Mutex(State())

  /// How long a connection may wait without a byte of an answer going out. The server ends idle ones after a minute; this ends those
  /// that send a byte now and then.
  private static let patience = TimeAmount.seconds(75)
  /// How long a reader may leave an answer in our hands.
  private static let readingPatience = TimeAmount.minutes(10)

  /// A book for at most so many connections.
  package init(most: Int, mostOfAddress: Int) {
    self.most = most
    self.mostOfAddress = mostOfAddress
  }

  /// The connections that are open.
  package var count: Int { state.withLock { $0.entries.count } }

  /// Enters a new connection. If there are too many, the one that has waited longest is closed; if all work, the new one is.
  package func enter(_ channel: any Channel, from address: String, now: NIODeadline = .now()) {
    let newcomer = Entry(channel: channel, address: address, since: now)
    let surplus: (any Channel)? = state.withLock { state in
      guard state.entries[ObjectIdentifier(channel)] == nil else { return nil }
      let own = state.ofAddress[address, default: 0]
      var crowded: String?
      if own >= mostOfAddress {
        crowded = address
      } else if state.entries.count < most {
        admit(newcomer, to: &state)
        return nil
      }
      let idle = state.entries.values.filter { !$0.isWorking && (crowded == nil || $0.address == crowded) }
      guard let longest = idle.min(by: { $0.since < $1.since }) else { return channel }
      admit(newcomer, to: &state)
      // Forgotten at once, so that the next newcomer finds another one.
      remove(ObjectIdentifier(longest.channel), from: &state)
      return longest.channel
    }
    surplus?.close(promise: nil)
  }

  private func admit(_ newcomer: Entry, to state: inout State) {
    state.entries[ObjectIdentifier(newcomer.channel)] = newcomer
    state.ofAddress[newcomer.address, default: 0] += 1
  }

  /// Notes that a connection has ended.
  package func leave(_ connection: ObjectIdentifier) { state.withLock { remove(connection, from: &$0) } }

  /// Notes that a connection's request is worked on, or that its answer is made.
  package func note(_ connection: ObjectIdentifier, isWorking: Bool) {
    let now = NIODeadline.now()
    state.withLock { state in
      state.entries[connection]?.isWorking = isWorking
      state.entries[connection]?.since = now
    }
  }

  /// Notes that bytes of an answer went out, and whether the reader takes more.
  func note(_ connection: ObjectIdentifier, isWritable: Bool) {
    let now = NIODeadline.now()
    state.withLock { state in
      state.entries[connection]?.isWritable = isWritable
      state.entries[connection]?.since = now
    }
  }

  /// Ends a connection soon, when its last answer has gone out: whoever sends too slowly would send on for days.
  func dismiss(_ connection: ObjectIdentifier) {
    guard let channel = state.withLock({ $0.entries[connection]?.channel }) else { return }
    channel.eventLoop.scheduleTask(in: .seconds(2)) { channel.close(promise: nil) }
  }

  /// Ends connections that have waited beyond any use.
  package func sweep(now: NIODeadline = .now()) {
    let stale = state.withLock { state in
      state.entries.values.filter { entry in
        !entry.isWorking
          && entry.since + (entry.isWritable ? ConnectionBook.patience : ConnectionBook.readingPatience) < now
      }.map(\.channel)
    }
    for channel in stale { channel.close(promise: nil) }
  }

  private func remove(_ connection: ObjectIdentifier, from state: inout State) {
    guard let entry = state.entries.removeValue(forKey: connection) else { return }
    let left = state.ofAddress[entry.address, default: 1] - 1
    state.ofAddress[entry.address] = left > 0 ? left : nil
  }
}
