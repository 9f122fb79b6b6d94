import { authoring } from "../contract/authoring";
import { connections } from "../contract/connections";
import { disputes } from "../contract/disputes";
import { invitations } from "../contract/invitations";
import type { Declaration } from "../contract/route";
import { uploads } from "../contract/uploads";

/** No request to Calot's pages and API comes near it, but for those below. */
const BODY_LIMIT_BYTES = 256 * 1024;

/** Those that take more. Not all routes are read for it: the server starts sooner. */
const larger: readonly (Declaration & { readonly bodyLimit: number })[] = [
  uploads.piece,
  invitations.check,
  invitations.import,
  authoring.saveDraft,
  disputes.decide,
  connections.readMetadata,
];
const patterns = larger.map(({ method, path, bodyLimit }) => ({
  method,
  path: new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[0-9a-f-]{36}")}(?:\\?|$)`),
  bytes: bodyLimit,
}));

/** The most bytes that the body of a request may have. */
export function bodyLimit(method: string | undefined, url: string): number {
  return patterns.find((each) => each.method === method && each.path.test(url))?.bytes ?? BODY_LIMIT_BYTES;
}
