import { LIST_LIMIT_BYTES } from "@/lib/domain/invitations/input";
import { jsonBody } from "../_http/json-body";

/** The JSON of a request that holds a list of people. */
export const listBody = (request: Request): ReturnType<typeof jsonBody> =>
  jsonBody(request, LIST_LIMIT_BYTES);
