import { cookies, headers } from "next/headers";
import { ADDRESS_HEADER } from "@/lib/auth/address";
import type { Visit } from "@/lib/auth/open-session";
import {
  claimsOfToken,
  cookieOptions,
  DEVICE_SECONDS,
  deviceCookieName,
  sessionCookieName,
} from "@/lib/auth/session";

/** Where a request comes from. */
export async function currentVisit(): Promise<Visit> {
  const [given, jar] = await Promise.all([headers(), cookies()]);
  return {
    address: given.get(ADDRESS_HEADER) ?? "unknown",
    agent: given.get("user-agent") ?? "",
    device: jar.get(deviceCookieName())?.value ?? null,
    session: await claimsOfToken(jar.get(sessionCookieName())?.value),
  };
}

/** Hands the browser what it is to bring again. */
export async function keepDevice(device: string): Promise<void> {
  (await cookies()).set(deviceCookieName(), device, { ...cookieOptions(), maxAge: DEVICE_SECONDS });
}
