import { decode, encode } from "next-auth/jwt";
import { z } from "zod";
import { env } from "../env";
import type { ShownPassword } from "./open-session";
import { hashSecret } from "./secret";

/** Somebody has shown the password, and the second step is to come: for so long, in seconds. */
export const HALF_WAY_SECONDS = 600;

/** Another key than that of sessions: neither is taken for the other. */
const SALT = "calot half way";

const claimsSchema = z.object({ sub: z.uuid(), password: z.string() });

/** Who is half-way in, by a password of which this is a hash's hash: another password ends it. */
export type HalfWay = { readonly userId: string; readonly passwordDigest: string };

function secret(): string {
  const { NEXTAUTH_SECRET } = env();
  if (!NEXTAUTH_SECRET) throw new Error("NEXTAUTH_SECRET is not set: nobody can sign in.");
  return NEXTAUTH_SECRET;
}

/** What a browser keeps between the password and the second step. */
export const halfWayToken = ({ userId, passwordHash }: ShownPassword): Promise<string> =>
  encode({
    token: { sub: userId, password: hashSecret(passwordHash) },
    secret: secret(),
    maxAge: HALF_WAY_SECONDS,
    salt: SALT,
  });

/** Whom such a token is of; null for none, a forged or an old one. */
export async function readHalfWay(token: string | undefined): Promise<HalfWay | null> {
  if (!token) return null;
  const said = claimsSchema.safeParse(
    await decode({ token, secret: secret(), salt: SALT }).catch(() => null),
  );
  return said.success ? { userId: said.data.sub, passwordDigest: said.data.password } : null;
}
