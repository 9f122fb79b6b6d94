import { assignments } from "@/lib/contract/assignments";
import { releaseResults } from "@/lib/services/assignments/release-results";
import { serve } from "../../../_http/serve";

export const POST = serve(assignments.release, (ctx, { params }) => releaseResults(ctx, params.id));
