// swift-tools-version: 6.2
import PackageDescription

/// Continuous integration treats every warning in our own rooms as an error; a newcomer's compiler may be newer.
let strict = Context.environment["CI"] != nil || Context.environment["KAOPING_STRICT"] != nil

let settings: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// The program carries Swift's runtime and Foundation: it starts in two thirds of the time, and a machine that runs it needs no Swift
/// (docs/decisions/0016). What Foundation's archives need of each other only lld finds in any order; it comes with Swift.
let linking: [LinkerSetting] =
  Context.environment["KAOPING_SHARED_RUNTIME"] != nil
  ? []
  : [
    .unsafeFlags(
      [
        "-static-stdlib", "-use-ld=lld", "-l_FoundationICU", "-l_FoundationCShims", "-l_FoundationCollections",
        "-lCoreFoundation", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker", "--no-export-dynamic",
      ], .when(platforms: [.linux]))
  ]

/// One room of the house: see docs/architecture.md for what each holds and what it may import.
func room(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: ["README.md"] + exclude, swiftSettings: settings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: [.init(stringLiteral: name), "TestSupport"] + dependencies,
    resources: resources, swiftSettings: settings)
}

let package = Package(
  name: "kaoping",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
    .package(url: "https://github.com/attaswift/BigInt.git", from: "6.0.1"),
    .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
    // Already part of Hummingbird; named because the service uses their types itself.
    .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .systemLibrary(name: "CExpat", pkgConfig: "expat", providers: [.apt(["libexpat1-dev"])]),
    .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CReadStat", providers: [.apt(["libreadstat-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

    room("Statistics", ["CGSL"]),
    room("Apportionment", [.product(name: "BigInt", package: "BigInt")]),
    room("Findings"),
    room("Sheets", ["CExpat", "CReadStat", "CZip", "CZlib", "Findings"]),
    room("Surveys", ["Findings", "Sheets", "Statistics"]),
    room("Scoring", ["Findings", "Sheets", "Statistics", "Apportionment", "Surveys"]),
    room("Titles", ["Seals", "Findings", "Sheets", "Statistics", "Apportionment", "Scoring"]),
    room("Reports", ["CQREncode", "CXLSXWriter", "Findings", "Sheets"]),
    room("Press", ["Findings"]),
    room("Credentials", ["CSodium"]),
    room("Seals", ["COpenSSL"]),
    room("Store", ["CZlib", "Seals", "Findings", "Titles", .product(name: "GRDB", package: "GRDB.swift")]),
    room(
      "Operations",
      [
        "COpenSSL", "Credentials", "Seals", "Store", "Findings", "Sheets", "Statistics", "Apportionment", "Surveys",
        "Scoring", "Titles", "Reports", "Press",
      ]),
    room(
      "Web",
      [
        "Credentials", "Seals", "Store", "Operations", "Findings", "Reports", "Titles", "Scoring", "Surveys", "Sheets",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "HummingbirdTLS", package: "hummingbird"),
        .product(name: "Mustache", package: "swift-mustache"), .product(name: "Logging", package: "swift-log"),
        .product(name: "HTTPTypes", package: "swift-http-types"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"), .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ], exclude: ["Static", "Templates", "embed-assets.py"]),
    .executableTarget(
      name: "kaoping",
      dependencies: [
        "Web", "Credentials", "Operations", "Store", "Seals", "Press", "Reports", "Titles", "Scoring", "Surveys",
        "Sheets", "Findings", "Apportionment", "Statistics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings, linkerSettings: linking),

    .target(
      name: "TestSupport", dependencies: ["Findings", "Sheets"], path: "Tests/TestSupport", swiftSettings: settings),
    tests("Statistics", ["Findings", "Sheets"], resources: [.copy("References")]),
    tests("Apportionment", ["Findings", "Sheets"], resources: [.copy("References")]),
    tests("Findings"),
    tests("Sheets", ["CZlib", "Findings"], resources: [.copy("References")]),
    tests("Surveys", ["Findings", "Sheets", "Statistics"]),
    tests("Scoring", ["Findings", "Sheets"]),
    tests("Titles", ["Findings", "Scoring", "Seals", "Sheets", "Statistics"]),
    tests("Seals", resources: [.copy("References")]),
    tests("Store", ["Findings", "Seals", "Titles", .product(name: "GRDB", package: "GRDB.swift")]),
    tests(
      "Operations",
      [
        "Apportionment", "Credentials", "Findings", "Reports", "Scoring", "Seals", "Sheets", "Statistics", "Store",
        "Surveys", "Titles",
      ], resources: [.copy("References")]),
    tests("Reports", ["Findings", "Press", "Sheets"]),
    tests("Press", ["Findings"]),
    tests("Credentials"),
    .testTarget(
      name: "CompositeTests",
      dependencies: ["Scoring", "Apportionment", "Findings", "Sheets", "Statistics", "TestSupport"],
      resources: [.copy("References")], swiftSettings: settings),
    tests(
      "Web",
      [
        "Credentials", "Findings", "Operations", "Scoring", "Seals", "Sheets", "Store", "Titles",
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ]),
    .testTarget(name: "CommandTests", dependencies: ["TestSupport"], swiftSettings: settings),
    .testTarget(name: "DocumentationTests", swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
