import { SYSTEM } from "../../../auth/actor";
import type { Database } from "../../../db/client";
import type { Doer } from "../../audit/write-audit";
import type { EnabledConnection } from "../../connections/open-connection";

/** A directory that has shown who it is, and what it asks with. */
export type Directory = {
  readonly db: Database;
  readonly now: Date;
  readonly connection: EnabledConnection<"scim">;
  /** Where its resources are, up to `/v2`. */
  readonly base: string;
};

/** Who does what a directory asks for: the system, in the directory's institution. */
export const doerOf = ({
  now,
  connection: { institutionId },
}: Directory): Doer & { readonly institutionId: string } => ({ actor: SYSTEM, now, institutionId });

/** What was made or changed, as it is told, and where it is. */
export type Written = { readonly resource: object; readonly location: string };
