import { cookies, headers } from "next/headers";
import { type RelyingParty, relyingParty } from "@/lib/auth/relying-party";
import { halfWayCookieName } from "@/lib/auth/session";

/** What the browser keeps between the password and the second step. */
export const halfWayOf = async (): Promise<string | undefined> =>
  (await cookies()).get(halfWayCookieName())?.value;

/** For which address passkeys are made and used; null where there can be none. */
export const currentParty = async (): Promise<RelyingParty | null> =>
  relyingParty((await headers()).get("host"));
