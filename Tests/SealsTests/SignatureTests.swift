import Seals
import Testing

/// Signed tree heads, keys and receipts.
@Suite struct SignatureTests {
  static let key = SigningKey(name: "kaoping/test", seed: Array(0..<32))

  /// RFC 8032, section 7.1, tests 1 and 2.
  @Test(arguments: [
    (
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "",
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
    ),
    (
      "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72",
      "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
      "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
    ),
  ])
  func publishedSignatures(_ seed: String, _ message: String, _ publicKey: String, _ signature: String) throws {
    let bytes = try #require(Hexadecimal.bytes(seed))
    let key = try #require(SigningKey(name: "rfc8032", seed: bytes))
    let text = try #require(Hexadecimal.bytes(message))
    #expect(Hexadecimal.text(key.verifier.publicKey) == publicKey)
    #expect(Hexadecimal.text(key.sign(text)) == signature)
    #expect(key.verifier.verifies(key.sign(text), of: text))
    #expect(!key.verifier.verifies(key.sign(text), of: text + [0]))
  }

  /// The key of the documentation of Go's sumdb/note package.
  @Test func verifierKeysAreThoseOfOtherPrograms() throws {
    let text = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    let key = try #require(VerifierKey(text))
    #expect(key.name == "PeterNeumann")
    #expect(key.text == text)
    #expect(VerifierKey(text.replacing("c74f20a3", with: "c74f20a4")) == nil)
    #expect(VerifierKey("a name+00000000+AAAA") == nil)
  }

  @Test func aHeadReadsBackAndAnyChangedByteIsSeen() throws {
    let key = try #require(Self.key)
    let head = TreeHead(origin: "kaoping/test", size: 12, root: MerkleTree.leaf([1]), time: "2014-12-01T08:30:00Z")
    let signed = SignedTreeHead(head, by: key)
    #expect(SignedTreeHead(signed.text)?.head == head)
    #expect(signed.isSigned(by: key.verifier))
    let bytes = Array(signed.text.utf8)
    for place in bytes.indices {
      var spoiled = bytes
      spoiled[place] ^= 1
      let read = SignedTreeHead(String(decoding: spoiled, as: UTF8.self))
      #expect(read?.isSigned(by: key.verifier) != true, "byte \(place)")
    }
  }

  @Test func aWitnessMaySignTheSameHead() throws {
    let key = try #require(Self.key)
    let witness = try #require(SigningKey(name: "district/tianning", seed: [UInt8](repeating: 9, count: 32)))
    let head = TreeHead(origin: "kaoping/test", size: 1, root: MerkleTree.leaf([1]), time: "")
    let both = try #require(SignedTreeHead(head, by: key).cosigned(by: witness))
    #expect(both.isSigned(by: key.verifier))
    #expect(both.isSigned(by: witness.verifier))
  }

  @Test func aReceiptProvesItsEventAndItsFile() throws {
    let key = try #require(Self.key)
    let content = ContentDigest.of("answers")
    let file = Receipt.File(sha256: content.hexadecimal, salt: "00ff", bytes: 7)
    let event = "{\"action\":\"upload\",\"commitment\":\"\(file.commitment)\"}"
    let leaves = ["first", event, "third"].map { MerkleTree.leaf($0.utf8) }
    let head = TreeHead(origin: "kaoping/test", size: 3, root: MerkleTree.root(leaves[...]), time: "")
    let receipt = Receipt(
      leaf: 1, event: event, path: [leaves[0].base64, leaves[2].base64], head: SignedTreeHead(head, by: key).text,
      file: file)
    #expect(receipt.faults(key: key.verifier, file: content).isEmpty)
    #expect(receipt.faults(key: key.verifier, file: ContentDigest.of("other answers")) == [.fileDiffers])
    var forged = receipt
    forged.event = event.replacing("upload", with: "delete")
    #expect(forged.faults(key: key.verifier) == [.notIncluded])
    forged = receipt
    forged.file?.salt = "00fe"
    #expect(forged.faults(key: key.verifier) == [.fileNotInEvent])
    let other = try #require(SigningKey(name: "kaoping/test", seed: [UInt8](repeating: 1, count: 32)))
    #expect(receipt.faults(key: other.verifier) == [.notSigned])
  }
}
