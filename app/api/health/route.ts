import { database } from "@/lib/db/client";
import { problem } from "../_http/problem";

/** 200 with the database within reach, 503 without: for balancers and probes. */
export async function GET(): Promise<Response> {
  try {
    await database().pool.query("SELECT 1");
    return Response.json({ status: "ok" }, { headers: { "cache-control": "no-store" } });
  } catch {
    return problem(503, "The database can’t be reached.");
  }
}
