import { cases } from "@/lib/contract/cases";
import { getClip } from "@/lib/services/cases/get-clip";
import { openFrames } from "@/lib/storage/open-storage";
import { clipResponse } from "../../../_http/clip-response";
import { serve } from "../../../_http/serve";

export const GET = serve(cases.clip, async (ctx, { params, request }) => {
  const shown = await getClip(ctx, openFrames(), { id: params.id });
  return shown.ok ? clipResponse(shown.value, request) : shown;
});
