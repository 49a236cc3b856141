package import Foundation
import Synchronization

/// The only clock of the daemon: the machine's, or one that stands still until it is advanced.
package final class DeskClock: Sendable {
  /// What the clock shows where it is moved by hand.
  private let manual: Mutex<Date?>

  package let isManual: Bool

  /// The machine's clock.
  package init() {
    manual = Mutex(nil)
    isManual = false
  }

  /// A clock for tests: it shows `start` until it is advanced.
  package init(manual start: Date) {
    manual = Mutex(start)
    isManual = true
  }

  /// Now, in whole milliseconds: what is stored is what was decided with.
  package var now: Date {
    let time = manual.withLock { $0 } ?? Date()
    return Date(timeIntervalSince1970: (time.timeIntervalSince1970 * 1_000).rounded() / 1_000)
  }

  func set(_ time: Date) { manual.withLock { $0 = time } }
}
