import { nullable, text, uuid } from "../../../db/columns";
import type { Queryable } from "../../../db/queryable";
import { statement } from "../../../db/statement";
import { t } from "../../../language/t";
import { ScimProblem } from "../../../protocols/scim/problem";
import { keepIdentity } from "../../identities/keep-identity";
import { mailFirstLink } from "../../passwords/mail-first-link";
import { type Directory, doerOf } from "./directory";

const providerToSignInBy = statement({
  name: "provider-to-sign-in-by",
  params: { id: uuid, institutionId: uuid },
  row: { id: uuid, name: text, issuer: nullable(text) },
  sql: `SELECT id, name, CASE kind WHEN 'saml' THEN settings->>'entityId' ELSE settings->>'issuer' END AS issuer
    FROM connection WHERE id = $id AND institution_id = $institutionId AND kind IN ('oidc', 'saml')`,
});

type Person = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly externalId: string | null;
  /** Whether the account was there before, and is another one at the provider from now on. */
  readonly again: boolean;
};

/**
 * Gives the person of an account that a directory made a way in: by the provider that the connection names, where they are
 * who the directory says (`externalId`); else by a mail with a link to choose a password.
 *
 * @throws ScimProblem where nobody could come in by it
 */
export async function letIn(tx: Queryable, directory: Directory, person: Person): Promise<void> {
  const { institutionId, settings } = directory.connection;
  const { id: userId, email, externalId } = person;
  const { signsInBy } = settings;
  const doer = doerOf(directory);
  if (signsInBy === null) {
    if (!person.again) await mailFirstLink(tx, doer, person);
    return;
  }
  const provider = await tx.find(providerToSignInBy, { id: signsInBy, institutionId });
  if (!provider?.issuer) {
    throw new ScimProblem(
      403,
      null,
      t`The connection by which these people are to sign in is gone: choose another one in the settings of this one.`,
    );
  }
  if (externalId === null) {
    throw new ScimProblem(
      400,
      "invalidValue",
      t`externalId is missing. It says who somebody is at ${provider.name}, by which they sign in.`,
    );
  }
  const { id: connectionId, issuer } = provider;
  const identity = { institutionId, userId, connectionId, issuer, subject: externalId, label: email };
  if (!(await keepIdentity(tx, doer, identity))) {
    throw new ScimProblem(
      409,
      "uniqueness",
      t`externalId ${externalId} opens another account at ${provider.name} already.`,
    );
  }
}
