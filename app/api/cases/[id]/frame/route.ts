import { cases } from "@/lib/contract/cases";
import { getFrame } from "@/lib/services/cases/get-frame";
import { succeed } from "@/lib/services/result";
import { openFrames } from "@/lib/storage/open-storage";
import { keptPicture } from "../../../_http/kept-picture";
import { serve } from "../../../_http/serve";

export const GET = serve(cases.frame, async (ctx, { params, query }) => {
  const frame = await getFrame(ctx, openFrames(), {
    id: params.id,
    width: query.w ?? null,
  });
  if (!frame.ok) return frame;
  return succeed(keptPicture(frame.value));
});
