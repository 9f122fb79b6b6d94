import { cookies } from "next/headers";
import NextAuth from "next-auth";
import { HALF_WAY_SECONDS, halfWayToken } from "@/lib/auth/half-way";
import { nextAuthOptions } from "@/lib/auth/next-auth";
import type { ShownPassword } from "@/lib/auth/open-session";
import { cookieOptions, halfWayCookieName } from "@/lib/auth/session";
import { isUnreachable } from "@/lib/db/errors";
import { database } from "@/lib/db/served";
import { answerSecondStep } from "@/lib/services/second-step/answer-second-step";
import { enterWithPasskey } from "@/lib/services/second-step/enter-with-passkey";
import { needsSecondStep } from "@/lib/services/second-step/half-way";
import { beginSession } from "@/lib/services/sessions/begin-session";
import { currentVisit, keepDevice } from "../../../_server/device";
import { currentParty, halfWayOf } from "../../../_server/half-way";
import { errorResponse } from "../../_http/error-response";

type RouteContext = { params: Promise<{ nextauth: string[] }> };

async function keepHalfWay(token: string, maxAge: number): Promise<void> {
  (await cookies()).set(halfWayCookieName(), token, { ...cookieOptions(), sameSite: "strict", maxAge });
}

async function handler(request: Request, context: RouteContext): Promise<Response> {
  const visit = await currentVisit();
  const begin = async (shown: ShownPassword): Promise<string | null> => {
    const begun = await beginSession(database(), shown, visit, new Date());
    if (!begun) return null;
    await keepDevice(begun.device);
    await keepHalfWay("", 0);
    return begun.sessionId;
  };
  const asked = async () => ({ db: database(), now: new Date(), visit, party: await currentParty() });
  const secondStep = {
    async wants(shown: ShownPassword): Promise<boolean> {
      if (!(await needsSecondStep(database(), shown.userId))) return false;
      await keepHalfWay(await halfWayToken(shown), HALF_WAY_SECONDS);
      return true;
    },
    answer: async (answer: unknown) => answerSecondStep(await asked(), await halfWayOf(), answer),
    enterWithPasskey: async (answer: unknown) => enterWithPasskey(await asked(), answer),
  };
  try {
    return await NextAuth(nextAuthOptions(visit, begin, secondStep))(request, context);
  } catch (error) {
    if (isUnreachable(error)) return errorResponse(error);
    throw error;
  }
}

export { handler as GET, handler as POST };
