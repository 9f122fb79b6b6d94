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
  const set = await db.prisma.caseSet.findFirst({
    where: {
      id: parsed.data.caseSetId,
      status: "published",
      ...visibleSets(actor, may(actor, "oversee-sets")),
    },
    select: { items: { select: { caseId: true } } },
  });
  if (!set) return notFound("published case set");
  const members = await resolveAudience(db, actor, parsed.data.audience);
  if (members === null) return notFound("cohort or resident");
  const seen = await db.get(seenBefore, {
    caseIds: set.items.map(({ caseId }) => caseId),
    userIds: members.map(({ userId }) => userId),
    before: now,
    assignmentId: null,
  });
  return succeed({ readers: members.length, seenBefore: seen });
}
