import { health } from "@/lib/contract/health";
import { reach } from "@/lib/db/reach";
import { t } from "@/lib/language/t";
import { succeed } from "@/lib/services/result";
import { problem } from "../_http/problem";
import { serve } from "../_http/serve";

/** 200 with the database within reach, 503 without: for balancers and probes. */
export const GET = serve(health.get, async ({ db }) => {
  try {
    await reach(db);
    return succeed({ status: "ok" });
  } catch {
    return problem(503, t`The database can’t be reached.`);
  }
});
