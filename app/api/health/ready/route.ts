import { health } from "@/lib/contract/health";
import { pulse } from "@/lib/db/pulse";
import { checkReadiness } from "@/lib/services/health/check-readiness";
import { succeed } from "@/lib/services/result";
import { openFrames } from "@/lib/storage/open-storage";
import { problem } from "../../_http/problem";
import { serve } from "../../_http/serve";

/** 200 where requests can be answered, 503 with the reasons where they can't: for what sends them here. */
export const GET = serve(health.ready, async () => {
  const problems = await checkReadiness(pulse(), openFrames());
  return problems.length === 0 ? succeed({ status: "ready" }) : problem(503, problems.join(" "));
});
