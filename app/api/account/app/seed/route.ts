import { secondStep } from "@/lib/contract/second-step";
import { proposeApp } from "@/lib/services/second-step/propose-app";
import { serve } from "../../../_http/serve";

export const POST = serve(secondStep.proposeApp, (ctx) => proposeApp(ctx));
