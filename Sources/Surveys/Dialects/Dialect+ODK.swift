extension Dialect {
  /// KoboToolbox (kpi, formpack): `COPY_FIELDS` of kpi, the automatic fields of formpack, and the data endpoint's keys.
  static let kobotoolbox = Dialect(
    tool: .kobotoolbox,
    roles: [
      "start": .startedAt, "end": .endedAt, "today": .ignore, "deviceid": .device, "username": .personalData,
      "phonenumber": .personalData, "simserial": .device, "subscriberid": .device, "imei": .device,
      "email": .personalData, "audit": .ignore,
      "_id": .serverId, "_uuid": .responseId, "_submission_time": .submittedAt, "_validation_status": .review,
      "_validation_status/uid": .review, "_validation_status/label": .ignore,
      "_validation_status/by_whom": .personalData, "_validation_status/timestamp": .ignore,
      "_validation_status/color": .ignore, "_notes": .ignore, "_status": .ignore, "_submitted_by": .interviewer,
      "__version__": .formVersion, "_version_": .formVersion, "_version__001": .formVersion, "_tags": .ignore,
      "meta/rootuuid": .rootResponseId, "meta/instanceid": .ignore, "meta/instancename": .ignore,
      "meta/deprecatedid": .ignore, "_index": .ignore, "_attachments": .ignore, "_geolocation": .location,
      "_bamboo_dataset_id": .ignore, "_xform_id_string": .ignore, "_date_modified": .lastActionAt,
      "formhub/uuid": .ignore, "_supplementaldetails": .ignore, "_parent_table_name": .ignore,
      "_parent_index": .parentId, "_submission__uuid": .parentId, "_submission__id": .ignore,
      "_submission__submission_time": .ignore, "_submission__validation_status": .ignore,
      "_submission__notes": .ignore, "_submission__status": .ignore, "_submission__submitted_by": .ignore,
      "_submission___version__": .ignore, "_submission__tags": .ignore, "_submission_meta/rootuuid": .ignore,
    ],
    marks: [
      "_uuid", "_submission_time", "_validation_status", "_submitted_by", "__version__", "_index", "meta/rootuuid",
      "_id", "_tags", "_notes", "_xform_id_string", "formhub/uuid", "_parent_index", "_parent_table_name",
      "_submission__uuid", "_submission__id",
    ],
    marksNeeded: 3, utcRoles: [.submittedAt], separators: [" "], uploadsLater: true)

  /// ODK Central: `lib/data/briefcase.js` (CSV) and `lib/data/odata.js` (OData).
  static let odkCentral = Dialect(
    tool: .odkCentral,
    roles: [
      "submissiondate": .submittedAt, "meta-instanceid": .responseId, "meta-instancename": .ignore,
      "instanceid": .responseId, "instancename": .ignore, "meta-deprecatedid": .ignore,
      "start": .startedAt, "end": .endedAt, "today": .ignore, "deviceid": .device, "username": .personalData,
      "phonenumber": .personalData, "subscriberid": .device, "simserial": .device, "email": .personalData,
      "audit": .ignore, "meta-audit": .ignore, "meta/audit": .ignore,
      "key": .responseId, "parent_key": .parentId, "submitterid": .ignore, "submittername": .interviewer,
      "attachmentspresent": .ignore, "attachmentsexpected": .ignore, "status": .decryptionStatus,
      "reviewstate": .review, "edits": .editCount, "formversion": .formVersion,
      "__id": .responseId, "meta/instanceid": .ignore, "meta/instancename": .ignore,
      "__system/submissiondate": .submittedAt, "__system/updatedat": .ignore, "__system/submitterid": .ignore,
      "__system/submittername": .interviewer, "__system/attachmentspresent": .ignore,
      "__system/attachmentsexpected": .ignore, "__system/status": .decryptionStatus,
      "__system/reviewstate": .review, "__system/deviceid": .device, "__system/edits": .editCount,
      "__system/formversion": .formVersion, "__system/deletedat": .ignore,
    ],
    marks: [
      "submissiondate", "key", "submitterid", "submittername", "attachmentspresent", "attachmentsexpected",
      "reviewstate", "formversion", "edits", "parent_key", "meta-instanceid", "__id", "__system/submissiondate",
      "__system/submitterid", "__system/reviewstate", "__system/formversion",
    ],
    marksNeeded: 2, separators: [" "], zeroMayMeanUnanswered: true, uploadsLater: true)
}
