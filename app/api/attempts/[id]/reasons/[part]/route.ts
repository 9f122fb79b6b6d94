import { reasons } from "@/lib/contract/reasons";
import { markOwnReason } from "@/lib/services/reasons/mark-own-reason";
import { serve } from "../../../../_http/serve";

export const PUT = serve(reasons.markOwn, (ctx, { params: { id, part }, body }) =>
  markOwnReason(ctx, { attemptId: id, part }, body),
);
