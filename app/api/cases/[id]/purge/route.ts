import { withdrawals } from "@/lib/contract/withdrawals";
import { purgePicture } from "@/lib/services/withdrawals/purge-picture";
import { openFrames } from "@/lib/storage/open-storage";
import { serve } from "../../../_http/serve";

export const POST = serve(withdrawals.purge, (ctx, { params, body }) =>
  purgePicture(ctx, openFrames(), params.id, body),
);
