import NextAuth from "next-auth";
import { nextAuthOptions } from "@/lib/auth/next-auth";
import { isUnreachable } from "@/lib/db/errors";
import { problem } from "../../_http/problem";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function handler(request: Request, context: RouteContext): Promise<Response> {
  try {
    return await NextAuth(nextAuthOptions())(request, context);
  } catch (error) {
    if (isUnreachable(error))
      return problem(503, "The database can’t be reached just now. Try again in a moment.");
    throw error;
  }
}

export { handler as GET, handler as POST };
