import type { PageInput } from "../../domain/cohorts/period";
import type { Packet } from "../../domain/packet/views";
import { auditView } from "../audit/audit-view";
import type { Context } from "../context";
import type { Result } from "../result";
import { loadPacket } from "./load-packet";

/** What a resident's packet says, to be looked at: as with the resident's page, it is written down who looked. */
export async function getPacket(ctx: Context, input: PageInput): Promise<Result<Packet>> {
  const packet = await loadPacket(ctx, input);
  if (packet.ok) await auditView(ctx, "packet.view", packet.value.resident.id);
  return packet;
}
