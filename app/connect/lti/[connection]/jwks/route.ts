import { database } from "@/lib/db/served";
import { tellKeys } from "@/lib/services/lti/own-keys";
import { errorResponse } from "../../../../api/_http/error-response";

type RouteContext = { params: Promise<{ connection: string }> };

/** Calot's public keys, by which a platform knows what Calot signed. */
export async function GET(_request: Request, { params }: RouteContext): Promise<Response> {
  const { connection } = await params;
  try {
    const keys = await tellKeys(database(), connection);
    return keys
      ? Response.json(keys, { headers: { "cache-control": "public, max-age=300" } })
      : new Response(null, { status: 404, headers: { "cache-control": "no-store" } });
  } catch (error) {
    return errorResponse(error);
  }
}
