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

/// One room of the house: see docs/architecture.md for what each holds and what it may import.
func room(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: ["README.md"], swiftSettings: settings)
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
  ],
  targets: [
    .systemLibrary(name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"])]),
    .systemLibrary(name: "COpenSSL", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),

    room("Statistics", ["CGSL"]),
    room("Apportionment", [.product(name: "BigInt", package: "BigInt")]),
    room("Findings"),
    room("Sheets", ["Findings"]),
    room("Surveys", ["Findings", "Sheets", "Statistics"]),
    room("Scoring", ["Findings", "Sheets", "Statistics", "Apportionment", "Surveys"]),
    room("Titles", ["Findings", "Sheets", "Statistics", "Apportionment", "Scoring"]),
    room("Reports", ["CXLSXWriter", "Findings", "Sheets"]),
    room("Press", ["Findings"]),
    room(
      "Operations",
      [
        "COpenSSL", "Findings", "Sheets", "Statistics", "Apportionment", "Surveys", "Scoring", "Titles", "Reports",
        "Press",
      ]),
    .executableTarget(
      name: "kaoping",
      dependencies: [
        "Operations", "Press", "Reports", "Titles", "Scoring", "Surveys", "Sheets", "Findings", "Apportionment",
        "Statistics", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),

    .target(
      name: "TestSupport", dependencies: ["Findings", "Sheets"], path: "Tests/TestSupport", swiftSettings: settings),
    tests("Statistics", ["Findings", "Sheets"], resources: [.copy("References")]),
    tests("Apportionment", ["Findings", "Sheets"], resources: [.copy("References")]),
    tests("Findings"),
    tests("Sheets", ["Findings"]),
    tests("Surveys", ["Findings", "Sheets", "Statistics"]),
    tests("Scoring", ["Findings", "Sheets"]),
    tests("Titles", ["Findings", "Scoring", "Statistics"]),
    tests("Operations", ["Findings", "Scoring", "Sheets"], resources: [.copy("References")]),
    tests("Reports", ["Findings", "Press"]),
    tests("Press", ["Findings"]),
    .testTarget(
      name: "CompositeTests", dependencies: ["Scoring", "Apportionment", "Findings", "Sheets", "Statistics", "TestSupport"],
      resources: [.copy("References")], swiftSettings: settings),
    .testTarget(name: "CommandTests", dependencies: ["kaoping", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "DocumentationTests", dependencies: ["kaoping"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
