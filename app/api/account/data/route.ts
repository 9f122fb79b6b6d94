import { getOwnData } from "@/lib/services/leaving/get-own-data";
import { withActor } from "../../_http/handle";
import { failureResponse } from "../../_http/problem";
import { packOwnData } from "./pack-own-data";

/** Everything that is kept about the person who asks, as one ZIP file. */
export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const found = await getOwnData(ctx);
    if (!found.ok) return failureResponse(found.failure);
    return new Response(await packOwnData(found.value), {
      headers: {
        "content-type": "application/zip",
        "content-disposition": 'attachment; filename="calot-my-data.zip"',
        "cache-control": "no-store",
      },
    });
  });
}
