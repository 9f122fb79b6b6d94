import { isIPv6 } from "node:net";

/** Set by the server on every request, whatever the client sent: the network address it came from. */
export const ADDRESS_HEADER = "x-calot-address";

/**
 * The client's address. Each trusted proxy appends to X-Forwarded-For the address it was called from, so the
 * client's is that many places from the end; what stands before it may be made up.
 */
export function clientAddress(
  socketAddress: string | undefined,
  forwardedFor: string | undefined,
  trustedProxies: number,
): string {
  const known = socketAddress ?? "unknown";
  if (trustedProxies === 0) return known;
  const chain = (forwardedFor ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  return chain.at(-trustedProxies) ?? known;
}

/**
 * Of an address, what one customer of a network is given: an IPv4 address, or 64 bits of an IPv6 one, whose other half
 * a machine chooses by itself, as often as it likes.
 */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [plain = ""] = address.split("%");
  const [before = "", after] = new URL(`http://[${plain}]`).hostname.slice(1, -1).split("::");
  const [head, tail] = [before, after ?? ""].map((part) => (part ? part.split(":") : []));
  const groups = [...head!, ...Array<string>(8 - head!.length - tail!.length).fill("0"), ...tail!];
  const isMapped = groups.slice(0, 6).join(":") === "0:0:0:0:0:ffff";
  return isMapped ? dotted(groups[6]!, groups[7]!) : `${groups.slice(0, 4).join(":")}::/64`;
}

/** An IPv4 address as it is written, of two groups in hexadecimals. */
const dotted = (...groups: readonly string[]): string =>
  groups
    .map((group) => Number.parseInt(group, 16))
    .flatMap((number) => [number >> 8, number & 255])
    .join(".");
