import { headers } from "next/headers";

/** The nonce of the page's policy, for a script that stands in the page itself. */
export async function nonceOf(): Promise<string | undefined> {
  return (await headers()).get("content-security-policy")?.match(/'nonce-([^']+)'/)?.[1];
}
