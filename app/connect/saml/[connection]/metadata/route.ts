import { database } from "@/lib/db/served";
import { tellOfItself } from "@/lib/services/connections/tell-of-itself";
import { errorResponse } from "../../../../api/_http/error-response";
import { ownAddressOf } from "../../../../api/_http/own-address";

type RouteContext = { params: Promise<{ connection: string }> };

/** What Calot tells a provider of SAML of itself: no secret, and asked for before the connection is turned on. */
export async function GET(request: Request, { params }: RouteContext): Promise<Response> {
  const { connection: connectionId } = await params;
  try {
    const xml = await tellOfItself(database(), connectionId, ownAddressOf(request.headers));
    if (xml === null) return new Response(null, { status: 404 });
    return new Response(xml, {
      headers: { "content-type": "application/samlmetadata+xml", "cache-control": "no-store" },
    });
  } catch (error) {
    return errorResponse(error);
  }
}
