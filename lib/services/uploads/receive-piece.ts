import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { PIECE_LIMIT_BYTES } from "../../domain/uploads/new-upload";
import type { UploadSpool } from "../../storage/upload-spool";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";

const inputSchema = z.object({ id: z.uuid(), offset: z.coerce.number().int().min(0) });

/**
 * Takes the next piece of one's own upload. A piece that doesn't begin where the last one ended is not taken; the
 * answer says where to go on. With the last byte it waits to be read.
 *
 * @returns how many bytes have arrived, and whether this piece was taken
 */
export async function receivePiece(
  ctx: Context,
  spool: UploadSpool,
  input: { readonly id: string; readonly offset: string | null },
  piece: AsyncIterable<Uint8Array>,
): Promise<Result<{ readonly received: number; readonly taken: boolean }>> {
  const { actor, db } = ctx;
  if (!may(actor, "author")) return notFound("upload");
  const parsed = inputSchema.safeParse(input);
  if (!parsed.success) {
    return parsed.error.issues[0]?.path[0] === "id" ? notFound("upload") : invalid(parsed.error);
  }
  const { id, offset } = parsed.data;
  const upload = await db.prisma.upload.findFirst({
    where: { id, authorId: actor.id, institutionId: actor.institutionId },
    select: { status: true, bytes: true },
  });
  if (!upload) return notFound("upload");
  const bytes = Number(upload.bytes);
  if (upload.status === "failed") return fail("conflict", t`This upload was given up. Begin it again.`);
  if (upload.status !== "receiving") return succeed({ received: bytes, taken: false });
  // The server's front checks the length that a request states; this checks the bytes that arrive.
  const most = Math.min(bytes, offset + PIECE_LIMIT_BYTES);
  const appended = await spool.append(id, offset, piece, most);
  const received = appended ?? (await spool.received(id));
  if (received === bytes) {
    await db.prisma.upload.updateMany({
      where: { id, status: "receiving" },
      data: { status: "waiting" },
    });
  }
  return succeed({ received, taken: appended !== null });
}
