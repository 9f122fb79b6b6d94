import { cookies } from "next/headers";
import {
  cookieOptions,
  mintToken,
  sessionCookieName,
  strangerCookieName,
  TOKEN_SECONDS,
  wayCookieName,
} from "@/lib/auth/session";
import { WAY_MS } from "@/lib/domain/identities/way";
import type { endWay } from "@/lib/services/identities/end-way";
import { keepDevice } from "./device";
import { backTo, onward } from "./outside";

/** What the browser keeps of the way that it began; null for nothing. */
export const wayOf = async (state: string): Promise<string | null> =>
  (await cookies()).get(wayCookieName(state))?.value ?? null;

/** Sends a browser to a provider, with what it keeps of the way meanwhile. */
export async function sentThere({
  address,
  way,
  state,
}: {
  readonly address: string;
  readonly way: string;
  readonly state: string;
}): Promise<Response> {
  (await cookies()).set(wayCookieName(state), way, { ...cookieOptions(), maxAge: WAY_MS / 1000 });
  return onward(address);
}

/** Sends a browser on that came back from a provider, with what came of it. Its way is forgotten. */
export async function arrivedResponse(
  arrived: Awaited<ReturnType<typeof endWay>>,
  state: string,
): Promise<Response> {
  const jar = await cookies();
  jar.delete({ name: wayCookieName(state), ...cookieOptions() });
  switch (arrived.outcome) {
    case "in": {
      const { userId, begun, next } = arrived;
      const token = await mintToken({ userId, sessionId: begun.sessionId });
      jar.set(sessionCookieName(), token, { ...cookieOptions(), maxAge: TOKEN_SECONDS });
      await keepDevice(begun.device);
      return onward(next);
    }
    case "stranger":
      jar.set(strangerCookieName(), arrived.stranger, { ...cookieOptions(), maxAge: WAY_MS / 1000 });
      return onward("/sign-in/link");
    case "linked":
      return onward("/account?linked");
    case "confirmed":
      return onward("/confirmed");
    case "refused":
      return backTo(arrived.purpose, arrived.problem);
  }
}
