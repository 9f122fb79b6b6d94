import { authoring } from "@/lib/contract/authoring";
import { reviseCase } from "@/lib/services/authoring/revise-case";
import { serve } from "../../../../_http/serve";

export const POST = serve(authoring.revise, (ctx, { params }) => reviseCase(ctx, params.id));
