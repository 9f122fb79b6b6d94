import { cases } from "@/lib/contract/cases";
import { getFrame } from "@/lib/services/cases/get-frame";
import { openFrames } from "@/lib/storage/open-storage";
import { frameResponse } from "../../../_http/frame-response";
import { serve } from "../../../_http/serve";

export const GET = serve(cases.frame, async (ctx, { params, query, request }) => {
  const shown = await getFrame(ctx, openFrames(), {
    id: params.id,
    width: query.w ?? null,
  });
  return shown.ok ? frameResponse(shown.value, request) : shown;
});
