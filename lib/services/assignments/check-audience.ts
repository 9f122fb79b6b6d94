import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { audienceCheckSchema } from "../../domain/assignments/input";
import type { SeenBefore } from "../../domain/assignments/views";
import type { Input } from "../../domain/view";
import { visibleSets } from "../../sql/case-sets";
import type { Context } from "../context";
import { invalid, notFound, type Result, succeed } from "../result";
import { resolveAudience } from "./parts/resolve-audience";
import { seenBefore } from "./parts/seen-before";

type AudienceCheck = { readonly readers: number; readonly seenBefore: SeenBefore };

/** How many residents an assignment would go to, and what of it they know already. */
export async function checkAudience(
  ctx: Context,
  input: Input<typeof audienceCheckSchema>,
): Promise<Result<AudienceCheck>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "assign")) return notFound("page");
  const parsed = audienceCheckSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { caseSetId } = parsed.data;
  const caseIds = parsed.data.caseIds ?? (caseSetId ? await casesOfSet(ctx, actor, caseSetId) : null);
  if (caseIds === null) return notFound("published case set");
  const members = await resolveAudience(db, actor, parsed.data.audience);
  if (members === null) return notFound("cohort or resident");
  const seen = await db.get(seenBefore, {
    caseIds,
    userIds: members.map(({ userId }) => userId),
    before: now,
    assignmentId: null,
  });
  return succeed({ readers: members.length, seenBefore: seen });
}

/** The cases of a published set that the actor may assign; null where there is none. */
async function casesOfSet({ db }: Context, actor: User, id: string): Promise<readonly string[] | null> {
  const set = await db.prisma.caseSet.findFirst({
    where: { id, status: "published", ...visibleSets(actor, may(actor, "oversee-sets")) },
    select: { items: { select: { caseId: true } } },
  });
  return set?.items.map(({ caseId }) => caseId) ?? null;
}
