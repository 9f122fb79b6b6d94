import { packet } from "@/lib/contract/packet";
import { toCsv } from "@/lib/documents/csv";
import { PACKET_CSV_HEADER, packetCsvRows } from "@/lib/documents/packet/packet-csv";
import { packetTitle, writePackets } from "@/lib/documents/packet/write-packets";
import { packetFormatSchema, readPaper } from "@/lib/domain/packet/views";
import { t } from "@/lib/language/t";
import { exportPacket } from "@/lib/services/packet/export-packet";
import { succeed } from "@/lib/services/result";
import { problem } from "../../../_http/problem";
import { serve } from "../../../_http/serve";

/** A resident's page of the committee packet, as PDF or as CSV (docs/packet.md). */
export const GET = serve(packet.ofResident, async (ctx, { params, query }) => {
  const format = packetFormatSchema.safeParse(query.format);
  if (!format.success) return problem(400, t`Ask for format=pdf or format=csv.`);
  const found = await exportPacket(ctx, { id: params.id, weeks: query.weeks, format: format.data });
  if (!found.ok) return found;
  const { resident } = found.value;
  const name = `calot-packet-${resident.id.slice(0, 8)}.${format.data}`;
  if (format.data === "csv") {
    return succeed({ body: toCsv(PACKET_CSV_HEADER, packetCsvRows(found.value)), type: "text/csv", name });
  }
  const paper = readPaper(query.paper, resident.timeZone);
  const pieces: Uint8Array[] = [];
  const writing = writePackets([found.value], { title: packetTitle(found.value), paper });
  for await (const piece of writing) pieces.push(piece);
  return succeed({ body: new Uint8Array(Buffer.concat(pieces)), type: "application/pdf", name });
});
