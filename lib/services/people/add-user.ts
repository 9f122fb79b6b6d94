import { z } from "zod";
import { hashPassword } from "../../auth/password";
import { may } from "../../auth/policy";
import { newPasswordSchema } from "../../domain/people/password";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, type Result, succeed } from "../result";

const inputSchema = z.object({
  email: z.email("That is not an e-mail address.").trim().toLowerCase().max(320),
  name: z.string().trim().min(1, "The name is empty.").max(200),
  role: z.enum(
    ["resident", "faculty", "director", "admin"],
    "The role is resident, faculty, director or admin.",
  ),
  password: newPasswordSchema,
  /** By name; made where there is none. */
  institution: z.string().trim().min(1).max(200),
  timeZone: z
    .string()
    .refine(
      (zone) => Intl.supportedValuesOf("timeZone").includes(zone) || zone === "UTC",
      "There is no such time zone.",
    )
    .optional(),
  /** By name; made where there is none. Residents alone have one. */
  cohort: z.string().trim().min(1).max(200).optional(),
});

export type AddedUser = { readonly id: string; readonly institution: string };

/** Makes an account. For the first ones of a deployment, by the system; admins have a page of their own. */
export async function addUser(ctx: Context, input: unknown): Promise<Result<AddedUser>> {
  if (ctx.actor.kind !== "system" && !may(ctx.actor, "administer")) {
    return fail("forbidden", "Only admins make accounts.");
  }
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { email, name, role, institution, timeZone, cohort } = parsed.data;
  if (cohort && role !== "resident") return fail("invalid", "cohort: only residents belong to a cohort.");
  const passwordHash = await hashPassword(parsed.data.password);
  return ctx.db.prisma.$transaction(async (tx): Promise<Result<AddedUser>> => {
    if (await tx.user.findUnique({ where: { email } })) {
      return fail("conflict", `There is an account for ${email} already. Nothing was changed.`);
    }
    const { id: institutionId } = await tx.institution.upsert({
      where: { name: institution },
      create: { name: institution, ...(timeZone ? { timeZone } : {}) },
      update: {},
    });
    const memberships = cohort
      ? {
          create: {
            cohort: {
              connectOrCreate: {
                where: { institutionId_name: { institutionId, name: cohort } },
                create: { institutionId, name: cohort },
              },
            },
          },
        }
      : {};
    const user = await tx.user.create({
      data: { email, name, role, passwordHash, institutionId, memberships },
    });
    await writeAudit(tx, ctx, [{ action: "user.add", subject: user.id, detail: { role }, institutionId }]);
    return succeed({ id: user.id, institution });
  });
}
