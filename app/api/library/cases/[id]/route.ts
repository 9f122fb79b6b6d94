import { library } from "@/lib/contract/library";
import { getLibraryCase } from "@/lib/services/library/get-library-case";
import { serve } from "../../../_http/serve";

export const GET = serve(library.get, (ctx, { params }) => getLibraryCase(ctx, params.id));
