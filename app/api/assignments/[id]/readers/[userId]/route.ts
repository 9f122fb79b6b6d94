import { assignments } from "@/lib/contract/assignments";
import { changeReader } from "@/lib/services/assignments/change-reader";
import { removeReader } from "@/lib/services/assignments/remove-reader";
import { serve } from "../../../../_http/serve";

export const PATCH = serve(assignments.changeReader, (ctx, { params, body }) =>
  changeReader(ctx, params, body),
);

export const DELETE = serve(assignments.removeReader, (ctx, { params }) => removeReader(ctx, params));
