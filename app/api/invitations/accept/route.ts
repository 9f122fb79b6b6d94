import { ADDRESS_HEADER } from "@/lib/auth/address";
import { database } from "@/lib/db/client";
import { acceptInvitation } from "@/lib/services/invitations/accept-invitation";
import { errorResponse, respond } from "../../_http/handle";
import { jsonBody } from "../../_http/json-body";
import { problem } from "../../_http/problem";

/** Makes the account of an invitation: whoever holds its link needs none to call this. */
export async function POST(request: Request): Promise<Response> {
  try {
    const read = await jsonBody(request);
    if ("refusal" in read) return read.refusal;
    const address = request.headers.get(ADDRESS_HEADER) ?? "unknown";
    const result = await acceptInvitation({ db: database(), now: new Date() }, read.body, address);
    if ("limited" in result) {
      return problem(429, `Too many links that don’t open. Wait ${Math.ceil(result.limited / 60)} minutes.`, {
        "retry-after": String(result.limited),
      });
    }
    return respond(result, 201);
  } catch (error) {
    return errorResponse(error);
  }
}
