import { library } from "@/lib/contract/library";
import { readLibraryQuery } from "@/lib/domain/library/query";
import { listLibrary } from "@/lib/services/library/list-library";
import { serve } from "../_http/serve";

/** A page of the library, by the same query as the page's address, and `cursor`. */
export const GET = serve(library.list, (ctx, { query: { cursor = null, ...query } }) =>
  listLibrary(ctx, { query: readLibraryQuery(new URLSearchParams(query)), cursor }),
);
