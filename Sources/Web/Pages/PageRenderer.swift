import Findings
import HTTPTypes
import Hummingbird
import Mustache
import NIOCore

/// Draws pages: the model's template inside the frame that all pages share. Templates are read once, so that a broken one stops the
/// start and not a visitor.
struct PageRenderer: Sendable {
  private let library: MustacheLibrary
  private let version: String
  private let style: String
  private let script: String

  /// Reads all templates.
  ///
  /// - Throws: the parser's error for the first that cannot be read.
  init(version: String) throws {
    var library = MustacheLibrary()
    for (name, text) in EmbeddedAssets.templates { try library.register(text, named: name) }
    self.library = library
    self.version = version
    style = StaticFiles.link("style.css")
    script = StaticFiles.link("page.js")
  }

  /// The page as an answer.
  func response(_ page: some Page, _ request: Request, _ context: ServiceContext, _ status: HTTPResponse.Status = .ok)
    -> Response
  {
    let html = html(page, frame: frame(page, request, context))
    return Response(
      status: status, headers: [.contentType: "text/html; charset=utf-8", .contentLanguage: context.language.rawValue],
      body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
  }

  /// The page inside a frame.
  func html(_ page: some Page, frame: PageFrame) -> String {
    guard let html = library.render(PageScope(page: page, frame: frame), withTemplate: type(of: page).template) else {
      preconditionFailure("no template \(type(of: page).template)")
    }
    return html
  }

  private func frame(_ page: some Page, _ request: Request, _ context: ServiceContext) -> PageFrame {
    let language = context.language
    let path = request.uri.path
    let sections = context.visitor.map { Section.list(for: $0, at: page.section ?? path, language) } ?? []
    return PageFrame(
      lang: language.rawValue, otherLang: language.other.rawValue, otherLanguage: language.other.ownName,
      otherLanguageLink: "/language/\(language.other.rawValue)?next=" + path.escapedForQuery, t: Words.texts(language),
      version: version, style: style, script: script,
      visitor: context.visitor.map { PageFrame.Person($0, language) }, token: context.visitor?.formToken ?? "",
      hasSections: !sections.isEmpty, sections: sections,
      flash: request.query("done").flatMap { Words.done($0, language) }.map { Notice(.good, $0) })
  }
}

/// What stands around every page.
struct PageFrame: Sendable {
  /// Who is signed in, as the head shows it.
  struct Person: Hashable, Sendable {
    var name: String
    var role: String
    var scope: String?
  }

  var lang: String
  var otherLang: String
  var otherLanguage: String
  var otherLanguageLink: String
  var t: [String: String]
  var version: String
  var style: String
  var script: String
  var visitor: Person?
  var token: String
  var hasSections: Bool
  var sections: [Section]
  var flash: Notice?
}

/// Where a template finds its names: first in the page, then in the frame.
private struct PageScope: MustacheParent {
  private var values: [String: Any] = [:]

  init(page: some Page, frame: PageFrame) {
    for source in [Mirror(reflecting: frame), Mirror(reflecting: page)] {
      for child in source.children {
        guard let label = child.label else { continue }
        values[label] = PageScope.unwrapped(child.value)
      }
    }
  }

  func child(named name: String) -> Any? { values[name] }

  private static func unwrapped(_ value: Any) -> Any? {
    let mirror = Mirror(reflecting: value)
    guard mirror.displayStyle == .optional else { return value }
    return mirror.children.first?.value
  }
}
