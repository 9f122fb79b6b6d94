import { authoring } from "@/lib/contract/authoring";
import { beginDraft } from "@/lib/services/authoring/begin-draft";
import { serve } from "../../../../_http/serve";

export const POST = serve(authoring.begin, (ctx, { params }) => beginDraft(ctx, params.id));
