import HTTPTypes
import Testing
import Titles
import Web

/// Whatever people do and see on pages, programs can do and see through the interface: every page, form and download of the route table has
/// an operation that those who may take the page's route may take as well, or stands here with the reason why it has none.
@Suite("What pages do and the interface does")
struct InterfaceCoverageTests {
  /// What there is no operation for.
  private static let exceptions = [
    "POST /sign-in": "a program brings an access token instead",
    "POST /sign-out": "a token is ended, a session of a browser is signed out",
    "POST /account/role": "a token acts in the role that it was made for; for another role there is another token",
    "POST /account/password": "passwords are for people, and no program may change one",
    "POST /q": "it only leads from a typed code to the questionnaire's address",
    "GET /sign-in": "a form; a program brings an access token instead",
    "GET /account/password": "a form; no program may change a password",
    "GET /q": "a form for a typed code",
    "GET /public/check": "a form; its work is an operation",
    "GET /language/{language}": "it only sets the language of a browser",
    "GET /static/{file}": "style, script and pictures of the pages",
    "GET /healthz": "already for programs",
    "GET /readyz": "already for programs",
    "GET /metrics": "already for programs",
    "GET /study": "it only leads to the study of today's round",
    "GET /reviews": "it only leads to the reviews of today's round",
    "GET /invitations": "it only leads to the invitations of today's round",
  ]

  /// The operations that do what a form does, or give what a download gives.
  private static let counterparts: [String: [String]] = [
    "POST /account/sessions/end": ["DELETE account/sessions"],
    "POST /account/tokens": ["POST account/tokens"],
    "POST /account/tokens/{token}/end": ["DELETE account/tokens/{token}"],
    "POST /rounds": ["POST rounds"],
    "POST /rounds/{round}/actions/{action}": [
      "POST rounds/{round}/actions", "POST rounds/{round}/freeze", "POST rounds/{round}/quotas",
      "POST rounds/{round}/evaluations",
    ],
    "POST /jobs": ["POST rounds/{round}/evaluations"],
    "POST /jobs/{job}/cancel": ["POST jobs/{job}/cancel"],
    "POST /rounds/{round}/uploads": ["POST rounds/{round}/uploads"],
    "POST /rounds/{round}/uploads/{upload}/undo": ["POST rounds/{round}/uploads/{upload}/undo"],
    "POST /incoming/{incoming}/confirm": ["POST uploads/{incoming}/confirm", "POST materials/{material}"],
    // A material is given up by trying it with `dry_run`, which keeps nothing.
    "POST /incoming/{incoming}/discard": ["DELETE uploads/{incoming}", "POST materials/{material}"],
    "POST /send/{material}": ["POST materials/{material}"],
    "POST /library/{kind}/{name}/seal": ["POST library/{kind}/{name}/seal"],
    "POST /rounds/{round}/paper": ["POST rounds/{round}/paper"],
    "POST /rounds/{round}/paper/{batch}/decide": ["POST rounds/{round}/paper/{batch}/decisions"],
    "POST /rounds/{round}/paper/{batch}/approve": ["POST rounds/{round}/paper/{batch}/approve"],
    "POST /rounds/{round}/paper/{batch}/end": [
      "POST rounds/{round}/paper/{batch}/send-back", "POST rounds/{round}/paper/{batch}/discard",
    ],
    "POST /rounds/{round}/paper/{batch}/type": [
      "POST rounds/{round}/paper/{batch}/forms", "PUT rounds/{round}/paper/{batch}/forms/{form}",
    ],
    "POST /rounds/{round}/paper/{batch}/remove": ["DELETE rounds/{round}/paper/{batch}/forms/{form}"],
    "POST /rounds/{round}/paper/{batch}/hand-in": ["POST rounds/{round}/paper/{batch}/hand-in"],
    "POST /rounds/{round}/paper/{batch}/file": ["POST rounds/{round}/paper/{batch}/table"],
    "POST /rounds/{round}/invitations": ["POST rounds/{round}/invitations"],
    "POST /rounds/{round}/invitations/take": ["POST rounds/{round}/invitations/take"],
    "POST /rounds/{round}/invitations/{batch}/void": ["POST rounds/{round}/invitations/{batch}/void"],
    "POST /q/{code}": ["POST public/invitations/{code}/answers"],
    "POST /rounds/{round}/reviews": ["POST rounds/{round}/review-grids"],
    "POST /rounds/{round}/reviews/{grid}/return": ["POST rounds/{round}/review-grids/{grid}/return"],
    "POST /rounds/{round}/reviews/{grid}/withdraw": ["DELETE rounds/{round}/review-grids/{grid}"],
    "POST /rounds/{round}/reviews/{grid}": [
      "PATCH rounds/{round}/review-grids/{grid}/cells", "POST rounds/{round}/review-grids/{grid}/submit",
    ],
    "POST /rounds/{round}/reviews/{grid}/recusal": ["POST rounds/{round}/review-grids/{grid}/recusals"],
    "POST /rounds/{round}/reviews/{grid}/workbook": ["PUT rounds/{round}/review-grids/{grid}/workbook"],
    "POST /rounds/{round}/studies/{study}/frame": ["PUT rounds/{round}/studies/{study}/frame"],
    "POST /rounds/{round}/studies/{study}/plan": ["POST rounds/{round}/studies/{study}/plan"],
    "POST /rounds/{round}/spot-checks": ["POST rounds/{round}/spot-checks"],
    "POST /witnesses": ["POST witnesses"],
    "POST /witnesses/cosigned": ["POST witnesses/cosigned"],
    "POST /webhooks": ["POST webhooks"],
    "POST /webhooks/{webhook}/try": ["POST webhooks/{webhook}/try"],
    "POST /webhooks/{webhook}/restart": ["POST webhooks/{webhook}/restart"],
    "POST /webhooks/{webhook}/remove": ["DELETE webhooks/{webhook}"],
    "POST /backups": ["POST backups"],
    "POST /backups/{backup}/verify": ["POST backups/{backup}/verify"],
    "POST /health/verify": ["POST health/verify"],
    "POST /users": ["POST users"],
    "POST /users/{user}/reset": ["POST users/{user}/reset"],
    "POST /users/{user}/disable": ["POST users/{user}/disable"],
    "POST /users/{user}/enable": ["POST users/{user}/enable"],
    "POST /users/{user}/grants": ["PUT users/{user}/grants"],
    "POST /public/rounds/{round}/object": ["POST public/rounds/{round}/objections"],
    "POST /public/check": ["POST public/receipts/check"],
    "GET /public/rounds/{round}/lists.csv": ["GET public/rounds/{round}/lists.csv"],
    "GET /rounds/{round}/quotas.csv": ["GET rounds/{round}/quotas"],
    "GET /rounds/{round}/sensitivity.csv": ["GET rounds/{round}/sensitivity"],
    "GET /rounds/{round}/decision.csv": ["GET rounds/{round}"],
    "GET /rounds/{round}/districts/{district}/ranking.csv": ["GET rounds/{round}/districts/{district}/ranking"],
    "GET /rounds/{round}/districts/{district}/field.csv": ["GET rounds/{round}/districts/{district}/field"],
    "GET /rounds/{round}/districts/{district}/shortlist.csv": ["GET rounds/{round}/districts/{district}"],
    "GET /rounds/{round}/uploads/{upload}/receipt.json": ["GET rounds/{round}/uploads/{upload}"],
    "GET /rounds/{round}/uploads/{upload}/original": ["GET rounds/{round}/uploads/{upload}/original"],
    // The findings of a material's trial hold its rows with their places.
    "GET /incoming/{incoming}/rejected.csv": ["GET uploads/{incoming}/rejected", "POST materials/{material}"],
    "GET /send/{material}/template.csv": ["GET materials/{material}/template"],
    "GET /rounds/{round}/reviews/{grid}/workbook.xlsx": ["GET rounds/{round}/review-grids/{grid}/workbook"],
    "GET /rounds/{round}/reviews/{grid}/evidence/{upload}": [
      "GET rounds/{round}/review-grids/{grid}/evidence/{upload}"
    ],
    "GET /rounds/{round}/studies/{study}/drawn.csv": ["GET rounds/{round}/studies/{study}/drawn"],
    "GET /rounds/{round}/studies/{study}/weights.csv": ["GET rounds/{round}/studies/{study}/weights"],
    "GET /rounds/{round}/studies/{study}/estimates.csv": ["GET rounds/{round}/studies/{study}/estimates"],
    "GET /register.csv": ["GET register/table"],
    "GET /": ["GET public/rounds"],
    "GET /work": ["GET rounds/{round}/work"],
    "GET /account": ["GET me", "GET account/sessions", "GET account/tokens"],
    "GET /audit": ["GET audit-events"],
    "GET /backups": ["GET backups"],
    "GET /calendar": ["GET calendar", "GET calendar/period"],
    "GET /codes": ["GET register/codes/{code}"],
    "GET /health": ["GET health"],
    "GET /help/findings/{code}": ["GET public/findings"],
    "GET /incoming/{incoming}": ["GET uploads/{incoming}", "POST materials/{material}"],
    "GET /jobs": ["GET jobs"],
    "GET /library": ["GET library"],
    "GET /library/{kind}/{name}": ["GET library/{kind}/{name}"],
    "GET /public/head": ["GET public/head"],
    "GET /public/key": ["GET public/key"],
    "GET /public/rounds/{round}": ["GET public/rounds/{round}/lists"],
    "GET /public/rounds/{round}/communities/{community}": ["GET public/rounds/{round}/communities/{community}"],
    "GET /public/rounds/{round}/object": ["GET public/rounds/{round}/lists"],
    "GET /q/{code}": ["GET public/invitations/{code}"],
    "GET /register": ["GET register"],
    "GET /register/{community}": ["GET register/{community}"],
    "GET /rounds": ["GET rounds"],
    "GET /rounds/{round}": ["GET rounds/{round}", "GET rounds/{round}/events"],
    "GET /rounds/{round}/actions/{action}": ["GET rounds/{round}/work"],
    "GET /rounds/{round}/decision": ["GET rounds/{round}"],
    "GET /rounds/{round}/districts/{district}": [
      "GET rounds/{round}/districts/{district}", "GET rounds/{round}/districts/{district}/standing",
    ],
    "GET /rounds/{round}/districts/{district}/field": ["GET rounds/{round}/districts/{district}/field"],
    "GET /rounds/{round}/districts/{district}/shortlist": ["GET rounds/{round}/districts/{district}/standing"],
    "GET /rounds/{round}/districts/{district}/what-if": ["GET rounds/{round}/districts/{district}/what-if"],
    "GET /rounds/{round}/invitations": ["GET rounds/{round}/invitations"],
    "GET /rounds/{round}/lists": ["GET rounds/{round}", "GET rounds/{round}/districts/{district}/standing"],
    "GET /rounds/{round}/paper": ["GET rounds/{round}/paper"],
    "GET /rounds/{round}/paper/{batch}": ["GET rounds/{round}/paper/{batch}"],
    "GET /rounds/{round}/paper/{batch}/type": [
      "GET rounds/{round}/paper/{batch}/sheet", "GET rounds/{round}/paper/{batch}/forms",
    ],
    "GET /rounds/{round}/quotas": ["GET rounds/{round}/quotas"],
    "GET /rounds/{round}/reviews": ["GET rounds/{round}/review-grids"],
    "GET /rounds/{round}/reviews/{grid}": ["GET rounds/{round}/review-grids/{grid}"],
    "GET /rounds/{round}/sensitivity": ["GET rounds/{round}/sensitivity"],
    "GET /rounds/{round}/spot-checks": ["GET rounds/{round}/spot-checks", "GET rounds/{round}/spot-checks/checkers"],
    "GET /rounds/{round}/studies/{study}": ["GET rounds/{round}/studies/{study}"],
    "GET /rounds/{round}/uploads": ["GET rounds/{round}/uploads", "GET uploads"],
    "GET /rounds/{round}/uploads/{upload}": ["GET rounds/{round}/uploads/{upload}"],
    "GET /send/{material}": ["GET materials/{material}/template", "POST materials/{material}"],
    "GET /sizes": ["GET register/sizes"],
    "GET /users": ["GET users"],
    "GET /webhooks": ["GET webhooks"],
    "GET /witnesses": ["GET witnesses"],
  ]

  @Test("every page, form and download has an operation for the same roles, or a reason why not")
  func everyPageHasAnOperation() async throws {
    let entries = try await ServiceFixture().service.routes.entries
    let operations = Dictionary(
      entries.filter(\.isInterface).map { ("\($0.method.rawValue) \($0.path.dropFirst("/api/v1/".count))", $0) },
      uniquingKeysWith: { first, _ in first })
    let pages = entries.filter { !$0.isInterface }
    #expect(pages.count > 120)
    for page in pages {
      let name = "\(page.method.rawValue) \(page.path)"
      if Self.exceptions[name] != nil { continue }
      let names = try #require(Self.counterparts[name], "\(name) has no operation and no reason why")
      let found = names.compactMap { operations[$0] }
      #expect(found.count == names.count, "\(name): one of \(names) is no operation")
      for role in [nil] + Role.allCases.map(Optional.some) where page.access.admits(role) {
        #expect(
          found.contains { $0.access.admits(role) }, "\(name): nothing of \(names) for \(role?.rawValue ?? "anyone")")
      }
    }
    // Nothing stands here that is no longer there.
    let known = Set(pages.map { "\($0.method.rawValue) \($0.path)" })
    #expect(Set(Self.counterparts.keys).union(Self.exceptions.keys) == known)
  }
}
