// swift-tools-version: 6.2
import PackageDescription

// Declared from the bottom up: a target uses only targets above it. `scripts/test` builds with
// `--explicit-target-dependency-import-check error`, so an undeclared import does not compile.

let dialogs: [Target.Dependency] = ["LineProtocol", "Understanding", "Dialogs"]
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let mustache = Target.Dependency.product(name: "Mustache", package: "swift-mustache")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let nio: [Target.Dependency] = [
  .product(name: "NIOCore", package: "swift-nio"),
  .product(name: "NIOPosix", package: "swift-nio"),
]
let web: [Target.Dependency] = [
  .product(name: "NIOHTTP1", package: "swift-nio"),
  .product(name: "NIOWebSocket", package: "swift-nio"),
]
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let lifecycle: [Target.Dependency] = [
  .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
  .product(name: "UnixSignals", package: "swift-service-lifecycle"),
]
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "parley",
  products: [.executable(name: "parley", targets: ["parley"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // Pure: no file, socket, clock or randomness.
    .target(name: "LineProtocol"),
    .target(name: "Understanding"),
    .target(name: "Dialogs", dependencies: ["LineProtocol", "Understanding", mustache]),

    .target(name: "Evaluation", dependencies: ["Understanding"]),

    // Content: YAML and transcripts. Only ContentDirectory and ScriptDirectory touch the disk.
    .target(name: "BotContent", dependencies: dialogs + [yams, crypto]),
    .target(name: "Transcripts", dependencies: dialogs + ["BotContent"]),

    // The rim: SQLite, sockets, clock.
    .target(name: "Store", dependencies: dialogs + [grdb, crypto]),
    .target(
      name: "Daemon",
      dependencies: dialogs + ["BotContent", "Store", crypto, logging] + lifecycle + nio),

    // Knows only the line protocol; the pages are part of the program.
    .target(
      name: "WebBridge",
      dependencies: ["LineProtocol", crypto, logging] + lifecycle + nio + web,
      resources: [.embedInCode("Web")]),

    .executableTarget(
      name: "parley",
      dependencies: dialogs
        + ["Evaluation", "BotContent", "Transcripts", "Store", "Daemon", "WebBridge"]
        + [arguments, logging, grdb] + lifecycle),

    .testTarget(name: "LineProtocolTests", dependencies: ["LineProtocol"]),
    .testTarget(name: "UnderstandingTests", dependencies: ["Understanding"]),
    .testTarget(name: "EvaluationTests", dependencies: ["Understanding", "Evaluation"]),
    .testTarget(name: "DialogsTests", dependencies: dialogs),
    .testTarget(
      name: "BotContentTests", dependencies: dialogs + ["BotContent"],
      exclude: ["Broken"]),
    .testTarget(
      name: "UtteranceTests", dependencies: dialogs + ["BotContent", yams],
      exclude: ["HeldOut"]),
    .testTarget(
      name: "TranscriptTests", dependencies: dialogs + ["BotContent", "Transcripts"],
      exclude: ["Transcripts"]),
    .testTarget(name: "StoreTests", dependencies: dialogs + ["Store", grdb]),
    .testTarget(
      name: "DaemonTests",
      dependencies: dialogs + ["BotContent", "Store", "Daemon", logging] + nio),
    .testTarget(name: "ParleyTests", dependencies: ["Understanding", "parley"]),
    .testTarget(
      name: "WebBridgeTests", dependencies: ["LineProtocol", "WebBridge", logging] + nio + web),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets {
  target.swiftSettings = [
    // Tests look inside their module in the release build too; see docs/decisions/0005.
    .unsafeFlags(["-enable-testing"]),
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
}
