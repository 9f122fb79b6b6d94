import type { PageInput } from "../../domain/cohorts/period";
import type { Packet } from "../../domain/packet/views";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import type { Result } from "../result";
import { loadPacket } from "./load-packet";

type PacketExport = PageInput & { readonly format: "pdf" | "csv" };

/** A resident's packet for a file. It is written down who took it. */
export async function exportPacket(
  ctx: Context,
  { format, ...input }: PacketExport,
): Promise<Result<Packet>> {
  const packet = await loadPacket(ctx, input);
  if (!packet.ok) return packet;
  const { id, period } = packet.value.resident;
  await writeAudit(ctx.db, ctx, [
    { action: "packet.export", subject: id, detail: { format, weeks: period.weeks } },
  ]);
  return packet;
}
