import { randomUUID } from "node:crypto";
import { may } from "../../auth/policy";
import { canSeal } from "../../auth/sealed";
import { registrationPath } from "../../domain/connections/addresses";
import { platformInviteSchema } from "../../domain/connections/input";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { NO_KEY } from "./parts/refusals";
import { sealLink } from "./parts/registration-link";

/** For so long a platform may register by a link, in milliseconds. */
const LINK_MS = 60 * 60_000;

/**
 * Makes an address by which a learning platform registers Calot and itself, once: an administrator pastes it there.
 *
 * @param origin where browsers reach Calot
 */
export async function invitePlatform(
  ctx: Context,
  input: Input<typeof platformInviteSchema>,
  origin: string,
): Promise<Result<{ readonly address: string }>> {
  const { actor, db, now } = ctx;
  if (actor.kind !== "user" || !may(actor, "administer")) return notFound("page");
  const parsed = platformInviteSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  if (!canSeal()) return fail("conflict", NO_KEY);
  const connectionId = randomUUID();
  const link = sealLink({
    connectionId,
    userId: actor.id,
    name: parsed.data.name,
    until: now.getTime() + LINK_MS,
  });
  await writeAudit(db, ctx, [{ action: "connection.invite", subject: connectionId }]);
  return succeed({ address: `${origin}${registrationPath}?${new URLSearchParams({ link })}` });
}
