import NextAuth from "next-auth";
import { nextAuthOptions } from "@/lib/auth/next-auth";
import type { Shown } from "@/lib/auth/open-session";
import { isUnreachable } from "@/lib/db/errors";
import { database } from "@/lib/db/served";
import { beginSession } from "@/lib/services/sessions/begin-session";
import { currentVisit, keepDevice } from "../../../_server/device";
import { errorResponse } from "../../_http/error-response";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handler(request: Request, context: RouteContext): Promise<Response> {
  const visit = await currentVisit();
  const begin = async (shown: Shown): Promise<string | null> => {
    const begun = await beginSession(database(), shown, visit, new Date());
    if (begun) await keepDevice(begun.device);
    return begun?.sessionId ?? null;
  };
  try {
    return await NextAuth(nextAuthOptions(visit, begin))(request, context);
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}

export { handler as GET, handler as POST };
