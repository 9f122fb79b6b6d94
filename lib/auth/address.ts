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
