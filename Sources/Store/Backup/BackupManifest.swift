/// The list of contents of a backup, its last file.
struct BackupManifest: Codable, Hashable {
  static let format = "kaoping-backup-1"
  static let name = "manifest.json"

  /// One file.
  struct File: Codable, Hashable {
    /// Its name in the backup and in the data directory.
    var name: String
    /// Its size.
    var bytes: Int
    /// Its SHA-256.
    var sha256: String
  }

  /// The form of the backup.
  var format: String
  /// The program's version.
  var software: String
  /// When it was made.
  var created: String
  /// The signed tree head of the log at that moment.
  var head: String
  /// The files.
  var files: [File]
}
