import { secondStep } from "@/lib/contract/second-step";
import { removePasskey } from "@/lib/services/second-step/remove-passkey";
import { renamePasskey } from "@/lib/services/second-step/rename-passkey";
import { serve } from "../../../_http/serve";

export const PATCH = serve(secondStep.renamePasskey, (ctx, { params, body }) =>
  renamePasskey(ctx, params.id, body),
);
export const DELETE = serve(secondStep.removePasskey, (ctx, { params }) => removePasskey(ctx, params.id));
