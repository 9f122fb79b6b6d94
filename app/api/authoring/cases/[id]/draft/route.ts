import { authoring } from "@/lib/contract/authoring";
import { saveDraft } from "@/lib/services/authoring/save-draft";
import { serve } from "../../../../_http/serve";

export const PUT = serve(authoring.saveDraft, (ctx, { params, body }) => saveDraft(ctx, params.id, body));
