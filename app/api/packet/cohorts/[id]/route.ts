import { packet } from "@/lib/contract/packet";
import { csvLine, csvStart } from "@/lib/documents/csv";
import { PACKET_CSV_HEADER, packetCsvRows } from "@/lib/documents/packet/packet-csv";
import { writePackets } from "@/lib/documents/packet/write-packets";
import { type Packet, packetFormatSchema, readPaper } from "@/lib/domain/packet/views";
import { t } from "@/lib/language/t";
import { exportCohortPackets } from "@/lib/services/packet/export-cohort-packets";
import { succeed } from "@/lib/services/result";
import { problem } from "../../../_http/problem";
import { serve } from "../../../_http/serve";

/** The committee packets of all of a cohort's residents in one file, sent while it is written (docs/packet.md). */
export const GET = serve(packet.ofCohort, async (ctx, { params, query }) => {
  const format = packetFormatSchema.safeParse(query.format);
  if (!format.success) return problem(400, t`Ask for format=pdf or format=csv.`);
  const found = await exportCohortPackets(ctx, { id: params.id, weeks: query.weeks, format: format.data });
  if (!found.ok) return found;
  const { cohort, n, packets } = found.value;
  if (n === 0) return problem(409, t`Nobody is in this cohort now, so that there is no packet to print.`);
  const name = `calot-packets.${format.data}`;
  if (format.data === "csv") return succeed({ body: csvOf(packets), type: "text/csv", name });
  const timeZone = ctx.actor.kind === "user" ? ctx.actor.timeZone : "UTC";
  const paper = readPaper(query.paper, timeZone);
  return succeed({ body: writePackets(packets, { title: cohort, paper }), type: "application/pdf", name });
});

async function* csvOf(packets: AsyncIterable<Packet>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(csvStart(PACKET_CSV_HEADER));
  for await (const packet of packets) yield encoder.encode(packetCsvRows(packet).map(csvLine).join(""));
}
