import { assignments } from "@/lib/contract/assignments";
import { addReaders } from "@/lib/services/assignments/add-readers";
import { serve } from "../../../_http/serve";

export const POST = serve(assignments.addReaders, (ctx, { params, body }) =>
  addReaders(ctx, params.id, body),
);
