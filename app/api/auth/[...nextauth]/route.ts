import NextAuth from "next-auth";
import { nextAuthOptions } from "@/lib/auth/next-auth";
import { isUnreachable } from "@/lib/db/errors";
import { errorResponse } from "../../_http/error-response";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handler(request: Request, context: RouteContext): Promise<Response> {
  try {
    return await NextAuth(nextAuthOptions())(request, context);
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}

export { handler as GET, handler as POST };
