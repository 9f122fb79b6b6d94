import { Readable } from "node:stream";
import { z } from "zod";
import { csvLine, csvStart } from "@/lib/documents/csv";
import { PACKET_CSV_HEADER, packetCsvRows } from "@/lib/documents/packet/packet-csv";
import { writePackets } from "@/lib/documents/packet/write-packets";
import { type Packet, readPaper } from "@/lib/domain/packet/views";
import { exportCohortPackets } from "@/lib/services/packet/export-cohort-packets";
import { withActor } from "../../../_http/handle";
import { failureResponse, problem } from "../../../_http/problem";

const formatSchema = z.enum(["pdf", "csv"]).default("pdf");

/** The committee packets of all of a cohort's residents in one file, sent while it is written (docs/packet.md). */
export function GET(
  request: Request,
  { params }: RouteContext<"/api/packet/cohorts/[id]">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const query = new URL(request.url).searchParams;
    const format = formatSchema.safeParse(query.get("format") ?? undefined);
    if (!format.success) return problem(400, "Ask for format=pdf or format=csv.");
    const { id } = await params;
    const found = await exportCohortPackets(ctx, { id, weeks: query.get("weeks"), format: format.data });
    if (!found.ok) return failureResponse(found.failure);
    const { cohort, n, packets } = found.value;
    if (n === 0) return problem(409, "Nobody is in this cohort now, so that there is no packet to print.");
    const timeZone = ctx.actor.kind === "user" ? ctx.actor.timeZone : "UTC";
    const paper = readPaper(query.get("paper"), timeZone);
    const isPdf = format.data === "pdf";
    const file = isPdf ? writePackets(packets, { title: cohort, paper }) : csvOf(packets);
    return new Response(Readable.toWeb(Readable.from(file)) as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": isPdf ? "application/pdf" : "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="calot-packets.${format.data}"`,
        "cache-control": "no-store",
      },
    });
  });
}

async function* csvOf(packets: AsyncIterable<Packet>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvStart(PACKET_CSV_HEADER));
  for await (const packet of packets) yield encoder.encode(packetCsvRows(packet).map(csvLine).join(""));
}
