import { attempts } from "@/lib/contract/attempts";
import { findAnswer } from "@/lib/services/attempts/find-answer";
import { serve } from "../../../_http/serve";

export const GET = serve(attempts.stored, (ctx, { params, query }) =>
  findAnswer(ctx, { caseId: params.id, ...query }),
);
