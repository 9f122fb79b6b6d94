import { isSecure } from "@/lib/auth/session";
import { env } from "@/lib/env";

/** Where browsers reach Calot: as it is set, else as a request asked for it. */
export function ownAddressOf(asked: Headers): string {
  const given = env().NEXTAUTH_URL;
  if (given) return new URL(given).origin;
  const host = asked.get("x-forwarded-host") ?? asked.get("host") ?? "localhost";
  return `${asked.get("x-forwarded-proto") ?? (isSecure() ? "https" : "http")}://${host}`;
}
