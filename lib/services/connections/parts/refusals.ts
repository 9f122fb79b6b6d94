import { isHeaderValue } from "../../../domain/connections/audit";
import type { ConnectionKind } from "../../../domain/connections/kinds";
import { t } from "../../../language/t";
import { fail } from "../../result";

/** Where no secret can be kept. */
export const NO_KEY = t`This server has no key to keep secrets with: whoever runs it sets SECRETS_KEY, as the operating manual says.`;

/** Where another connection of the institution is called so. */
export const nameTaken = (name: string) => fail("conflict", t`There is a connection called ${name} already.`);

/** What is wrong with a secret of a connection of a kind; null where nothing is. */
export const secretProblem = (kind: ConnectionKind, secret: string | null): string | null =>
  kind === "audit" && secret !== null && !isHeaderValue(secret)
    ? `secret: ${t`A header’s value has letters without accents, digits and signs alone.`}`
    : null;
