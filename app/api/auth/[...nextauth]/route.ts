import NextAuth from "next-auth";
import { nextAuthOptions } from "@/lib/auth/next-auth";
import { database } from "@/lib/db/client";
import { isUnreachable } from "@/lib/db/errors";
import { beginSession } from "@/lib/services/sessions/begin-session";
import { currentVisit, keepDevice } from "../../../_server/device";
import { errorResponse } from "../../_http/error-response";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handler(request: Request, context: RouteContext): Promise<Response> {
  const visit = await currentVisit();
  const begin = async (userId: string): Promise<string> => {
    const { sessionId, device } = await beginSession(database(), userId, visit, new Date());
    await keepDevice(device);
    return sessionId;
  };
  try {
    return await NextAuth(nextAuthOptions(visit, begin))(request, context);
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}

export { handler as GET, handler as POST };
