import { secondStep } from "@/lib/contract/second-step";
import { removeApp } from "@/lib/services/second-step/remove-app";
import { setApp } from "@/lib/services/second-step/set-app";
import { serve } from "../../_http/serve";

export const PUT = serve(secondStep.setApp, (ctx, { body }) => setApp(ctx, body));
export const DELETE = serve(secondStep.removeApp, (ctx) => removeApp(ctx));
