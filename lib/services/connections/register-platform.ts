import { findUser } from "../../auth/actor";
import { may } from "../../auth/policy";
import type { Database } from "../../db/client";
import { boolean, certain, text, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { keysPath, launchPath, loginPath } from "../../domain/connections/addresses";
import { isSafeAddress } from "../../domain/connections/fields";
import { t } from "../../language/t";
import { log } from "../../log";
import { registerAt } from "../../protocols/lti/register";
import { ProviderError, type ProviderProblem } from "../../protocols/provider-error";
import { fail, type Result, succeed } from "../result";
import { addConnection } from "./add-connection";
import { nameTaken } from "./parts/refusals";
import { openLink } from "./parts/registration-link";

const beforeRegistering = statement({
  name: "before-registering-platform",
  params: { id: uuid, institutionId: uuid, name: text },
  row: { used: certain(boolean), taken: certain(boolean) },
  sql: `SELECT EXISTS (SELECT FROM connection WHERE id = $id) AS used,
      EXISTS (SELECT FROM connection WHERE institution_id = $institutionId AND name = $name) AS taken`,
});

const words: Readonly<Record<ProviderProblem, string>> = {
  unreachable: t`Calot’s server can’t reach the platform. Ask whoever runs both.`,
  declined: t`The platform did not register Calot. Its log says why; register it by hand otherwise.`,
  misconfigured: t`The platform did not tell of itself as LTI 1.3 wants it. Register it by hand.`,
  unproven: t`The platform told of another one than itself. Register it by hand.`,
};

type Asking = {
  /** What the administrator's link holds. */
  readonly link: string | null;
  /** Where the platform tells of itself, and what it gave to be shown again. */
  readonly configuration: string;
  readonly token: string | null;
  /** Where browsers reach Calot. */
  readonly origin: string;
};

const used = () =>
  fail("conflict", t`This link is used up, or an hour old. Make another one in Calot, and paste that.`);

/** Registers Calot at a platform that opened an administrator's link, and the platform here: off, until it is turned on. */
export async function registerPlatform(
  { db, now }: { readonly db: Database; readonly now: Date },
  { link: sealed, configuration, token, origin }: Asking,
): Promise<Result<{ readonly name: string }>> {
  const link = openLink(sealed, now);
  const actor = link && (await findUser(db, link.userId));
  if (!link || !actor || !may(actor, "administer")) return used();
  const { connectionId: id, name } = link;
  const { institutionId } = actor;
  const before = await db.get(beforeRegistering, { id, institutionId, name });
  if (before.used) return used();
  if (before.taken) return nameTaken(name);
  const [address] = configuration.split("?", 1);
  if (address === undefined || !isSafeAddress(address)) return fail("invalid", words.misconfigured);
  try {
    const told = await registerAt(configuration, token, {
      origin,
      login: `${origin}${loginPath(id)}`,
      launch: `${origin}${launchPath(id)}`,
      keys: `${origin}${keysPath(id)}`,
    });
    const settings = { ...told, deployments: [...told.deployments], site: new URL(told.issuer).origin };
    const added = await addConnection({ actor, db, now }, { kind: "lti", name, settings }, id);
    return added.ok ? succeed({ name }) : added;
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error;
    log().warn(
      { connection: id, problem: error.problem, said: error.message },
      "a platform did not register",
    );
    return fail("conflict", words[error.problem]);
  }
}
