import { cookies } from "next/headers";
import NextAuth from "next-auth";
import { ADDRESS_HEADER } from "@/lib/auth/address";
import { nextAuthOptions } from "@/lib/auth/next-auth";
import { deviceCookieName, isSecure } from "@/lib/auth/session";
import { isUnreachable } from "@/lib/db/errors";
import { errorResponse } from "../../_http/error-response";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

/** As long as browsers keep a cookie at most. */
const DEVICE_SECONDS = 400 * 24 * 60 * 60;

async function handler(request: Request, context: RouteContext): Promise<Response> {
  const jar = await cookies();
  const visit = {
    address: request.headers.get(ADDRESS_HEADER) ?? "unknown",
    agent: request.headers.get("user-agent") ?? "",
    device: jar.get(deviceCookieName())?.value ?? null,
  };
  const keep = (device: string): void => {
    const secure = isSecure();
    const options = { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: DEVICE_SECONDS } as const;
    jar.set(deviceCookieName(), device, options);
  };
  try {
    return await NextAuth(nextAuthOptions(visit, keep))(request, context);
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}

export { handler as GET, handler as POST };
