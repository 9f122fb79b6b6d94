import { withdrawals } from "@/lib/contract/withdrawals";
import { takeBackImport } from "@/lib/jobs/import/take-back/take-back-import";
import { openFrames } from "@/lib/storage/open-storage";
import { serve } from "../../_http/serve";

export const DELETE = serve(withdrawals.takeBackImport, (ctx, { params }) =>
  takeBackImport(ctx, openFrames(), params.id),
);
