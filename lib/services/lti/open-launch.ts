import { findUser } from "../../auth/actor";
import { may } from "../../auth/policy";
import { boolean, certain, jsonOf, nullable, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import type { AssignmentChoices } from "../../domain/assignments/views";
import { templateSchema } from "../../domain/lti/choice";
import type { Launch } from "../../domain/lti/launch";
import { t } from "../../language/t";
import { addReaders } from "../assignments/add-readers";
import { createAssignment } from "../assignments/create-assignment";
import { getAssignmentChoices } from "../assignments/get-assignment-choices";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { joinCourse } from "./join-course";
import { findLaunch, type OpenedLaunch } from "./parts/launch-to-open";
import { keepLink } from "./parts/link-rows";

/** What opens for somebody who comes from a platform. */
export type Opened =
  | { readonly kind: "go"; readonly href: string }
  /** A teacher is to choose what the link opens. */
  | {
      readonly kind: "choose";
      readonly platform: string;
      readonly title: string | null;
      readonly choices: AssignmentChoices;
    }
  /** Nothing to go to yet, and why. */
  | { readonly kind: "said"; readonly platform: string; readonly words: string };

/**
 * Opens what somebody opened on a platform: for a learner the assignment, which is made with its first reader; for who
 * assigns its results, or the choice of what it is.
 */
export async function openLaunch(ctx: Context, id: string): Promise<Result<Opened>> {
  const { actor, db, now } = ctx;
  const launch = actor.kind === "user" ? await findLaunch(db, id, actor, now) : null;
  if (!launch) return notFound("page");
  const { claims, platform } = launch;
  if (actor.kind === "user" && launch.settings.courseCohorts) {
    const { connectionId } = launch;
    await joinCourse(db, now, { connectionId, platform, institutionId: actor.institutionId, claims }, actor);
  }
  const mayChoose = may(actor, "assign");
  const choose = async (title: string | null): Promise<Result<Opened>> => {
    const choices = await getAssignmentChoices(ctx);
    return choices.ok ? succeed({ kind: "choose", platform, title, choices: choices.value }) : choices;
  };
  const said = (words: string): Result<Opened> => succeed({ kind: "said", platform, words });
  if (claims.opened.kind === "choice") {
    return mayChoose
      ? choose(null)
      : said(
          t`Only faculty and directors of Calot choose what a course links to. Ask your administrator for that role.`,
        );
  }
  const link = await db.get(keepLink, { ...placeOf(launch, claims.opened), now });
  if (link.templateId === null) {
    return mayChoose
      ? choose(claims.opened.title)
      : said(t`Nobody has chosen yet what this link opens. Ask your teacher to open it once.`);
  }
  return mayChoose ? openAsStaff(ctx, platform, link) : openAsReader(ctx, platform, link);
}

function placeOf(
  { connectionId, claims }: OpenedLaunch,
  opened: Launch["opened"] & { readonly kind: "link" },
) {
  const { grades } = opened;
  return {
    connectionId,
    deploymentId: claims.deploymentId,
    contextId: claims.contextId ?? "",
    resourceLinkId: opened.resourceLinkId,
    templateId: opened.templateId,
    scopes: grades?.scopes ?? [],
    lineItems: grades?.lineItems ?? null,
    lineItem: grades?.lineItem ?? null,
  };
}

type Link = { readonly templateId: string | null; readonly assignmentId: string };

const standing = statement({
  name: "lti-assignment-standing",
  params: { assignmentId: uuid, userId: uuid },
  row: { isGiven: certain(boolean) },
  sql: `SELECT EXISTS (SELECT FROM assignment_reader r WHERE r.assignment_id = a.id AND r.user_id = $userId) AS "isGiven"
    FROM assignment a WHERE a.id = $assignmentId`,
});

async function openAsStaff(
  { db, actor }: Context,
  platform: string,
  { assignmentId }: Link,
): Promise<Result<Opened>> {
  const userId = actor.kind === "user" ? actor.id : assignmentId;
  return (await db.find(standing, { assignmentId, userId }))
    ? succeed({ kind: "go", href: `/assignments/${assignmentId}/results` })
    : succeed({
        kind: "said",
        platform,
        words: t`The assignment is made when the first learner opens this link. Its results stand here then.`,
      });
}

const templateToUse = statement({
  name: "lti-template-to-use",
  params: { id: uuid },
  row: { authorId: nullable(uuid), terms: jsonOf(templateSchema) },
  sql: `SELECT author_id AS "authorId", terms FROM lti_template WHERE id = $id`,
});

async function openAsReader(
  ctx: Context,
  platform: string,
  { templateId, assignmentId }: Link,
): Promise<Result<Opened>> {
  const { actor, db } = ctx;
  if (actor.kind !== "user" || templateId === null) return notFound("page");
  const go: Result<Opened> = succeed({ kind: "go", href: `/assignments/${assignmentId}` });
  const there = await db.find(standing, { assignmentId, userId: actor.id });
  if (there?.isGiven) return go;
  const said = (words: string): Result<Opened> => succeed({ kind: "said", platform, words });
  const { authorId, terms } = await db.get(templateToUse, { id: templateId });
  // The teacher gives it, as on Calot's own pages: what they may not do, the link doesn't.
  const author = authorId === null ? null : await findUser(db, authorId);
  if (!author || !may(author, "assign")) {
    return said(
      t`Whoever chose what this link opens gives no assignments here any more. Ask your teacher to make the link anew.`,
    );
  }
  const by = { ...ctx, actor: author };
  const audience = { cohortIds: [], userIds: [actor.id] };
  if (!there) {
    const made = await createAssignment(by, { ...terms, id: assignmentId, audience });
    if (!made.ok) return said(t`The assignment can’t be made: ${made.failure.detail} Tell your teacher.`);
  }
  // Of two who open it first, one makes it, and gives it to nobody but themselves.
  const added = await addReaders(by, assignmentId, audience);
  return added.ok ? go : said(added.failure.detail);
}
