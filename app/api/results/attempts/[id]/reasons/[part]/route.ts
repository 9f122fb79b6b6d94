import { reasons } from "@/lib/contract/reasons";
import { markReadersReason } from "@/lib/services/reasons/mark-readers-reason";
import { serve } from "../../../../../_http/serve";

export const PUT = serve(reasons.markReaders, (ctx, { params: { id, part }, body }) =>
  markReadersReason(ctx, { attemptId: id, part }, body),
);
