import { health } from "@/lib/contract/health";
import { succeed } from "@/lib/services/result";
import { serve } from "../../_http/serve";

/** 200 for as long as the process answers: what starts it anew where it doesn't must not do so for its database's sake. */
export const GET = serve(health.live, async () => succeed({ status: "ok" }));
