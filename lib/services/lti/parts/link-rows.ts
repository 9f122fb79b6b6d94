import { z } from "zod";
import { jsonOf, nullable, text, timestamp, uuid } from "../../../db/columns";
import { statement } from "../../../db/statement";

const scopes = jsonOf(z.array(z.string()));

/** A link of a course as its platform tells of it now. A column that it doesn't name stays the one that was found. */
export const keepLink = statement({
  name: "keep-lti-link",
  params: {
    connectionId: uuid,
    deploymentId: text,
    contextId: text,
    resourceLinkId: text,
    templateId: nullable(uuid),
    scopes,
    lineItems: nullable(text),
    lineItem: nullable(text),
    now: timestamp,
  },
  row: { id: uuid, templateId: nullable(uuid), assignmentId: uuid },
  sql: `INSERT INTO lti_link (connection_id, deployment_id, context_id, resource_link_id, template_id, scopes, line_items, line_item,
      stirred_at, look_at)
    VALUES ($connectionId, $deploymentId, $contextId, $resourceLinkId,
      (SELECT t.id FROM lti_template t WHERE t.id = $templateId AND t.connection_id = $connectionId),
      $scopes, $lineItems, $lineItem, $now, $now)
    ON CONFLICT (connection_id, deployment_id, context_id, resource_link_id) DO UPDATE SET
      template_id = coalesce(lti_link.template_id, excluded.template_id), scopes = excluded.scopes,
      line_items = excluded.line_items, line_item = coalesce(excluded.line_item, lti_link.line_item),
      stirred_at = $now, look_at = $now
    RETURNING id, template_id AS "templateId", assignment_id AS "assignmentId"`,
});
