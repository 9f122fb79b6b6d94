import { z } from "zod";
import { toCsv } from "@/lib/documents/csv";
import { PACKET_CSV_HEADER, packetCsvRows } from "@/lib/documents/packet/packet-csv";
import { packetTitle, writePackets } from "@/lib/documents/packet/write-packets";
import { readPaper } from "@/lib/domain/packet/views";
import { exportPacket } from "@/lib/services/packet/export-packet";
import { withActor } from "../../../_http/handle";
import { failureResponse, problem } from "../../../_http/problem";

const formatSchema = z.enum(["pdf", "csv"]).default("pdf");

/** A resident's page of the committee packet, as PDF or as CSV (docs/packet.md). */
export function GET(
  request: Request,
  { params }: RouteContext<"/api/packet/residents/[id]">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const query = new URL(request.url).searchParams;
    const format = formatSchema.safeParse(query.get("format") ?? undefined);
    if (!format.success) return problem(400, "Ask for format=pdf or format=csv.");
    const { id } = await params;
    const found = await exportPacket(ctx, { id, weeks: query.get("weeks"), format: format.data });
    if (!found.ok) return failureResponse(found.failure);
    const packet = found.value;
    const headers = {
      "content-disposition": `attachment; filename="calot-packet-${packet.resident.id.slice(0, 8)}.${format.data}"`,
      "cache-control": "no-store",
    };
    if (format.data === "csv") {
      const csv = toCsv(PACKET_CSV_HEADER, packetCsvRows(packet));
      return new Response(csv, { headers: { ...headers, "content-type": "text/csv; charset=utf-8" } });
    }
    const paper = readPaper(query.get("paper"), packet.resident.timeZone);
    const pieces: Uint8Array[] = [];
    for await (const piece of writePackets([packet], { title: packetTitle(packet), paper }))
      pieces.push(piece);
    return new Response(new Uint8Array(Buffer.concat(pieces)), {
      headers: { ...headers, "content-type": "application/pdf" },
    });
  });
}
