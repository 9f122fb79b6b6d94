import type { Purpose, WayProblem } from "@/lib/domain/identities/way";

/** Sends a browser on, by GET. Nobody in between keeps that. */
export const onward = (address: string): Response =>
  new Response(null, { status: 303, headers: { location: address, "cache-control": "no-store" } });

/** Where it was begun, with what went wrong. */
const places: Readonly<Record<Purpose, string>> = {
  "sign-in": "/sign-in",
  link: "/account",
  confirm: "/confirmed",
};

/** Sends somebody back who was not let in, and says why. */
export const backTo = (purpose: Purpose, problem: WayProblem): Response =>
  onward(`${places[purpose]}?outside=${problem}`);
