import { may } from "../../auth/policy";
import { integer, nullable, uuid } from "../../db/columns";
import type { Queryable } from "../../db/queryable";
import { statement } from "../../db/statement";
import { retentionPreviewSchema } from "../../domain/retention/input";
import type { Departing, RetentionPage } from "../../domain/retention/views";
import type { Written } from "../../domain/view";
import type { Context } from "../context";
import { sendsMails } from "../mail/sends-mails";
import { invalid, notFound, type Result, succeed } from "../result";
import { departingPeople } from "./parts/departing";

const MOST_SHOWN = 200;

const retentionOf = statement({
  name: "retention-of-institution",
  params: { institutionId: uuid },
  row: { months: nullable(integer) },
  sql: "SELECT retention_months AS months FROM institution WHERE id = $institutionId",
});

/** The rule of the actor's institution, and whom it concerns: nobody where there is none. */
export async function getRetention({ actor, db, now }: Context): Promise<Result<RetentionPage>> {
  if (!may(actor, "administer")) return notFound("page");
  const { institutionId, timeZone } = actor;
  const { months } = await db.get(retentionOf, { institutionId });
  const departing =
    months === null ? { people: [], more: 0 } : await listDeparting(db, { institutionId, months, now });
  return succeed({ timeZone, months, mailing: sendsMails(), ...departing });
}

/** Whom another rule would concern, and when. Nothing is changed. */
export async function previewRetention(
  { actor, db, now }: Context,
  input: Written<typeof retentionPreviewSchema>,
): Promise<Result<Departing>> {
  if (!may(actor, "administer")) return notFound("page");
  const parsed = retentionPreviewSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { institutionId } = actor;
  return succeed(await listDeparting(db, { institutionId, months: parsed.data.months, now }));
}

async function listDeparting(
  db: Queryable,
  asked: { readonly institutionId: string; readonly months: number; readonly now: Date },
): Promise<Departing> {
  const rows = await db.all(departingPeople, { ...asked, most: MOST_SHOWN });
  return {
    people: rows.map(({ all: _, closedAt, goesAt, toldAt, ...row }) => ({
      ...row,
      closedAt: closedAt.toISOString(),
      goesAt: goesAt.toISOString(),
      toldAt: toldAt?.toISOString() ?? null,
    })),
    more: (rows[0]?.all ?? 0) - rows.length,
  };
}
