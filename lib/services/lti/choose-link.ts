import { randomUUID } from "node:crypto";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { jsonOf, text, textOf, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { readDates } from "../../domain/assignments/read-dates";
import { rulesOf } from "../../domain/attempts/mode";
import { launchPath } from "../../domain/connections/addresses";
import { type Chosen, choiceSchema, templateSchema } from "../../domain/lti/choice";
import { GRADES } from "../../domain/lti/grade";
import type { Input } from "../../domain/view";
import { signChoice } from "../../protocols/lti/platform";
import { getAssignmentChoices } from "../assignments/get-assignment-choices";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { keysOf } from "./own-keys";
import { answerSchema, findLaunch } from "./parts/launch-to-open";

const insertTemplate = statement({
  name: "insert-lti-template",
  params: {
    id: uuid,
    connectionId: uuid,
    authorId: uuid,
    terms: jsonOf(templateSchema),
    grade: textOf(GRADES),
    now: timestamp,
  },
  sql: `INSERT INTO lti_template (id, connection_id, author_id, terms, grade, created_at)
    VALUES ($id, $connectionId, $authorId, $terms, $grade, $now)`,
});

const setAnswer = statement({
  name: "set-lti-answer",
  params: { id: uuid, answer: jsonOf(answerSchema) },
  sql: "UPDATE lti_launch SET answer = $answer WHERE id = $id",
});

const setTemplate = statement({
  name: "set-template-of-lti-link",
  params: {
    templateId: uuid,
    connectionId: uuid,
    deploymentId: text,
    contextId: text,
    resourceLinkId: text,
  },
  sql: `UPDATE lti_link SET template_id = $templateId
    WHERE connection_id = $connectionId AND deployment_id = $deploymentId AND context_id = $contextId
      AND resource_link_id = $resourceLinkId AND template_id IS NULL`,
});

/**
 * Keeps what a teacher chose for a link of a course: for a link that is to be made, what the platform is told of it is signed.
 *
 * @param origin where browsers reach Calot
 */
export async function chooseLink(
  ctx: Context,
  id: string,
  input: Input<typeof choiceSchema>,
  origin: string,
): Promise<Result<Chosen>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user" || !may(actor, "assign")) return notFound("page");
  const launch = await findLaunch(db, id, actor, now);
  if (!launch) return notFound("page");
  const parsed = choiceSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { grade, ...terms } = parsed.data;
  if (rulesOf(terms.mode).isExam && terms.attemptsAllowed !== 1) {
    return fail("invalid", `attemptsAllowed: ${t`an exam takes one attempt at each case.`}`);
  }
  const read = readDates(terms, { mode: terms.mode, timeZone: actor.timeZone, now });
  if ("problem" in read) return fail("invalid", read.problem);
  const choices = await getAssignmentChoices(ctx);
  if (!choices.ok) return choices;
  if (!choices.value.sets.some((set) => set.id === terms.caseSetId)) return notFound("published case set");
  const { connectionId, claims, settings } = launch;
  const templateId = randomUUID();
  const { opensAt, dueAt } = read.dates;
  const link = {
    templateId,
    title: terms.name,
    text: terms.instructions,
    address: `${origin}${launchPath(connectionId)}`,
    opensAt,
    dueAt,
  };
  const { opened } = claims;
  const token =
    opened.kind === "choice"
      ? await signChoice(settings, keysOf({ id: connectionId, secret: launch.secret }), claims, link, now)
      : null;
  return inTransaction(db, async (tx): Promise<Result<Chosen>> => {
    await tx.run(insertTemplate, { id: templateId, connectionId, authorId: actor.id, terms, grade, now });
    if (opened.kind === "choice" && token !== null) {
      await tx.run(setAnswer, { id: launch.id, answer: { address: opened.returnAddress, token } });
    } else if (opened.kind === "link") {
      const { resourceLinkId } = opened;
      const place = { connectionId, deploymentId: claims.deploymentId, contextId: claims.contextId ?? "" };
      if ((await tx.run(setTemplate, { ...place, templateId, resourceLinkId })) === 0) {
        return fail("conflict", t`Somebody has chosen meanwhile what this link opens. Open it again.`);
      }
    }
    const detail = { template: templateId, caseSetId: terms.caseSetId, mode: terms.mode, grade };
    await writeAudit(tx, ctx, [{ action: "lti.choose", subject: connectionId, detail }]);
    const next = opened.kind === "link" ? "open" : launch.frame === null ? "return" : "framed";
    return succeed({ id: launch.id, next });
  });
}
