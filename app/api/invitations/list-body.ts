import { jsonBody } from "../_http/json-body";

/** Near to the most that the server takes of any request: two thousand people. */
const LIST_LIMIT_BYTES = 250 * 1024;

/** The JSON of a request that holds a list of people. */
export const listBody = (request: Request): ReturnType<typeof jsonBody> =>
  jsonBody(request, LIST_LIMIT_BYTES);
