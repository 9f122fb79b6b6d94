import { secondStep } from "@/lib/contract/second-step";
import { makeRecoveryCodes } from "@/lib/services/second-step/make-recovery-codes";
import { serve } from "../../_http/serve";

export const POST = serve(secondStep.makeRecoveryCodes, (ctx) => makeRecoveryCodes(ctx));
