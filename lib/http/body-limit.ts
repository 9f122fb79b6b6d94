import { LIST_LIMIT_BYTES } from "../domain/invitations/input";
import { PIECE_LIMIT_BYTES } from "../domain/uploads/new-upload";

/** No request to Calot's pages and API comes near it, but for those below. */
const BODY_LIMIT_BYTES = 256 * 1024;
/** Where a piece of an upload goes; it is streamed to a file, never held. */
const PIECE_PATH = /^\/api\/uploads\/[0-9a-f-]{36}\/bytes(?:\?|$)/;
/** Where a list of people goes. */
const LIST_PATH = /^\/api\/invitations\/(?:check|import)(?:\?|$)/;

/** The most bytes that the body of a request may have. */
export function bodyLimit(method: string | undefined, url: string): number {
  if (method === "PUT" && PIECE_PATH.test(url)) return PIECE_LIMIT_BYTES;
  if (method === "POST" && LIST_PATH.test(url)) return LIST_LIMIT_BYTES;
  return BODY_LIMIT_BYTES;
}
