import { readLibraryQuery } from "@/lib/domain/library/query";
import { listLibrary } from "@/lib/services/library/list-library";
import { respond, withActor } from "../_http/handle";

/** A page of the library, by the same query as the page's address, and `cursor`. */
export function GET(request: Request): Promise<Response> {
  return withActor(request, async (ctx) => {
    const params = new URL(request.url).searchParams;
    return respond(await listLibrary(ctx, { query: readLibraryQuery(params), cursor: params.get("cursor") }));
  });
}
