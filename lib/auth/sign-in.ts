import { z } from "zod";
import type { Database } from "../db/client";
import { passwordMatches } from "./password";
import { signInLimits } from "./sign-in-limits";

const credentialsSchema = z.object({
  email: z.string().trim().toLowerCase().min(1).max(320),
  password: z.string().min(1).max(1024),
});

type SignInOutcome =
  | { readonly outcome: "welcome"; readonly userId: string }
  /** The e-mail is unknown, the account is closed or the password is wrong: nobody is told which. */
  | { readonly outcome: "refused" }
  | { readonly outcome: "limited"; readonly seconds: number };

/** Holds an e-mail and a password against the accounts. `address` is the network address it came from. */
export async function signIn(
  db: Database,
  credentials: unknown,
  address: string,
  now: Date,
): Promise<SignInOutcome> {
  const parsed = credentialsSchema.safeParse(credentials);
  if (!parsed.success) return { outcome: "refused" };
  const { email, password } = parsed.data;
  const limits = signInLimits(db);
  const seconds = await limits.secondsToWait({ email, address });
  if (seconds > 0) return { outcome: "limited", seconds };
  const user = await db.prisma.user.findUnique({
    where: { email, deactivatedAt: null },
    select: { id: true, passwordHash: true, institutionId: true },
  });
  if (!(await passwordMatches(password, user?.passwordHash ?? null)) || !user) {
    await limits.failed({ email, address });
    return { outcome: "refused" };
  }
  await limits.succeeded({ email, address });
  await db.prisma.auditEvent.create({
    data: {
      at: now,
      institutionId: user.institutionId,
      actorId: user.id,
      action: "user.sign-in",
      subjectId: user.id,
    },
  });
  return { outcome: "welcome", userId: user.id };
}
