import Findings
import Foundation
import HTTPTypes
import Hummingbird
import Operations
import Store
import Titles

extension Service {
  /// Those who may have entries of the audit log sent somewhere: who may not read it may not have it sent either.
  static let webhookKeepers = Access.roles([.administrator, .auditor, .leadingGroupOffice])

  /// The pages of webhooks: one's own, with a trial, a new start and removal of each.
  func addWebhookRoutes(_ table: inout RouteTable) {
    table.get("/webhooks", Service.webhookKeepers) { request, context in
      pages.response(try webhooksPage(context), request, context)
    }
    table.form("/webhooks", Service.webhookKeepers) { fields, request, context in
      do {
        let address = fields["url"] ?? ""
        guard WebhookTarget(address, allowed: settings.webhookHosts) != nil else {
          throw ServiceFault(.unprocessableContent, .webhookHostUnknown)
        }
        let hook = try desk.makeWebhook(address, actions: fields.all("actions"), by: try context.signedIn().person)
        var page = try webhooksPage(context)
        page.secret = WebhooksPage.Secret(url: hook.url, value: hook.readableSecret)
        return pages.response(page, request, context)
      } catch {
        let fault = ErrorMapping.fault(error, context)
        guard fault.status == .unprocessableContent || fault.status == .conflict else { throw error }
        var page = try webhooksPage(context)
        page.refuse(fault.findings, fields, context.language)
        return pages.response(page, request, context, fault.status)
      }
    }
    table.form("/webhooks/{webhook}/try", Service.webhookKeepers) { _, request, context in
      let hook = try webhook(context)
      let sender = WebhookSender(desk: desk, allowed: settings.webhookHosts, logger: context.logger)
      let status = await sender.sendTrial(hook)
      var page = try webhooksPage(context)
      page.show(trial: status, of: hook, context.language)
      return pages.response(page, request, context)
    }
    table.form("/webhooks/{webhook}/restart", Service.webhookKeepers) { _, _, context in
      _ = try desk.restart(try webhook(context), from: nil)
      return .seeOther("/webhooks?done=webhookRestarted")
    }
    table.form("/webhooks/{webhook}/remove", Service.webhookKeepers) { _, _, context in
      _ = try desk.removeWebhook(try webhook(context).id, of: try context.signedIn().person)
      return .seeOther("/webhooks?done=webhookRemoved")
    }
  }

  private func webhooksPage(_ context: ServiceContext) throws -> WebhooksPage {
    WebhooksPage(
      try desk.webhooks(of: try context.signedIn().person), hosts: settings.webhookHosts, context.language)
  }

  /// The webhook of a path, if it is the visitor's.
  func webhook(_ context: ServiceContext) throws -> WebhookRecord {
    guard let hook = try desk.webhook(try context.parameter("webhook"), of: try context.signedIn().person) else {
      throw ServiceFault.notFound
    }
    return hook
  }
}

extension WebhookRecord {
  /// The secret as Standard Webhooks 1.0 writes it.
  var readableSecret: String { "whsec_" + Data(secret).base64EncodedString() }
}
