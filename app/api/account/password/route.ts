import { ADDRESS_HEADER } from "@/lib/auth/address";
import { changePassword } from "@/lib/services/leaving/change-password";
import { respond, withActor } from "../../_http/handle";
import { jsonBody } from "../../_http/json-body";

export function POST(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const read = await jsonBody(request);
    if ("refusal" in read) return read.refusal;
    return respond(await changePassword(ctx, read.body, request.headers.get(ADDRESS_HEADER) ?? "unknown"));
  });
}
