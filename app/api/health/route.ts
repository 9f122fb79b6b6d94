import { health } from "@/lib/contract/health";
import { pulse } from "@/lib/db/pulse";
import { t } from "@/lib/language/t";
import { succeed } from "@/lib/services/result";
import { problem } from "../_http/problem";
import { serve } from "../_http/serve";

/** 200 with the database within reach, 503 without: for balancers. */
export const GET = serve(health.get, async () =>
  (await pulse().beats()) ? succeed({ status: "ok" }) : problem(503, t`The database can’t be reached.`),
);
