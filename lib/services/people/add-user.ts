import { z } from "zod";
import { t } from "@/lib/language/t";
import { guessableProblem } from "../../auth/guessable";
import { hashPassword } from "../../auth/password";
import { may } from "../../auth/policy";
import { text, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { newPasswordSchema } from "../../domain/people/password";
import { ROLES } from "../../domain/people/role";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, type Result, succeed } from "../result";
import { makeAccount } from "./make-account";

const inputSchema = z.object({
  email: z.email(t`That is not an e-mail address.`).trim().toLowerCase().max(320),
  name: z.string().trim().min(1, t`The name is empty.`).max(200),
  role: z.enum(ROLES, t`The role is resident, faculty, director or admin.`),
  password: newPasswordSchema,
  /** By name; made where there is none. */
  institution: z.string().trim().min(1).max(200),
  timeZone: z
    .string()
    .refine(
      (zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC",
      t`There is no such time zone.`,
    )
    .optional(),
  /** By name; made where there is none. Residents alone have one. */
  cohort: z.string().trim().min(1).max(200).optional(),
});

type AddedUser = { readonly id: string; readonly institution: string };

// What is there already stays as it is; without a write it would not be told.
const institutionNamed = statement({
  name: "institution-named",
  params: { name: text, timeZone: text },
  row: { id: uuid },
  sql: `INSERT INTO institution (name, time_zone) VALUES ($name, $timeZone)
    ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id`,
});

const cohortNamed = statement({
  name: "cohort-named",
  params: { institutionId: uuid, name: text, now: timestamp },
  row: { id: uuid },
  sql: `INSERT INTO cohort (institution_id, name, created_at) VALUES ($institutionId, $name, $now)
    ON CONFLICT (institution_id, name) DO UPDATE SET name = excluded.name RETURNING id`,
});

/** Makes an account. For the first ones of a deployment, by the system; admins have a page of their own. */
export async function addUser(ctx: Context, input: Input<typeof inputSchema>): Promise<Result<AddedUser>> {
  if (ctx.actor.kind !== "system" && !may(ctx.actor, "administer")) {
    return fail("forbidden", t`Only admins make accounts.`);
  }
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { email, name, role, institution, timeZone, cohort } = parsed.data;
  if (cohort && role !== "resident")
    return fail("invalid", `cohort: ${t`only residents belong to a cohort.`}`);
  const guessable = await guessableProblem(parsed.data.password, [name, email, institution]);
  if (guessable) return fail("invalid", guessable);
  const passwordHash = await hashPassword(parsed.data.password);
  const { db, now } = ctx;
  const taken = fail("conflict", t`There is an account for ${email} already. Nothing was changed.`);
  if (await db.prisma.user.findUnique({ where: { email }, select: { id: true } })) return taken;
  return inTransaction(db, async (tx): Promise<Result<AddedUser>> => {
    const { id: institutionId } = await tx.get(institutionNamed, {
      name: institution,
      timeZone: timeZone ?? "UTC",
    });
    const cohortId = cohort ? (await tx.get(cohortNamed, { institutionId, name: cohort, now })).id : null;
    const id = await makeAccount(tx, { institutionId, email, name, role, passwordHash, cohortId, now });
    if (id === null) return taken;
    await writeAudit(tx, ctx, [{ action: "user.add", subject: id, detail: { role }, institutionId }]);
    return succeed({ id, institution });
  });
}
