import { isIP } from "node:net";
import { env } from "../env";

/** For which address passkeys are made and used. */
export type RelyingParty = {
  /** The host's name: a passkey belongs to it, and a page of another can't ask for it. */
  readonly id: string;
  readonly origin: string;
};

/**
 * Calot's address as browsers see it; where none is set, the one that this browser asked for.
 *
 * @param host of the request
 * @returns null where browsers allow no passkeys: at an address of numbers, or one without https that isn't this machine's
 */
export function relyingParty(host: string | null | undefined): RelyingParty | null {
  const address = URL.parse(env().NEXTAUTH_URL ?? `http://${host ?? ""}`);
  if (!address?.hostname || isIP(address.hostname.replaceAll(/^\[|\]$/g, ""))) return null;
  const isOwnMachine = address.hostname === "localhost" || address.hostname.endsWith(".localhost");
  if (address.protocol !== "https:" && !isOwnMachine) return null;
  return { id: address.hostname, origin: address.origin };
}
