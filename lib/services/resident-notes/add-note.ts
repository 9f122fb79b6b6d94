import { z } from "zod";
import { may } from "../../auth/policy";
import { inTransaction } from "../../db/transaction";
import { newNoteSchema, noteMessage, type ResidentNote } from "../../domain/resident-notes/note";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { fail, invalid, notFound, type Result, succeed } from "../result";

/**
 * Writes a note about a resident of the actor's institution, for the competency committee and for the resident, who is
 * told of it. The same request again writes nothing.
 */
export async function addNote(
  ctx: Context,
  residentId: unknown,
  input: unknown,
): Promise<Result<ResidentNote>> {
  const { actor, db, now } = ctx;
  const id = z.uuid().safeParse(residentId);
  if (!may(actor, "see-residents") || !id.success) return notFound("resident");
  const parsed = newNoteSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { id: noteId, text } = parsed.data;
  return inTransaction(db, async (client): Promise<Result<ResidentNote>> => {
    const resident = await client.query(
      `SELECT 1 FROM "user" WHERE id = $1 AND institution_id = $2 AND role = 'resident' FOR KEY SHARE`,
      [id.data, actor.institutionId],
    );
    if (resident.rowCount === 0) return notFound("resident");
    const written = await client.query(
      `INSERT INTO resident_note (id, resident_id, author_id, text, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (id) DO NOTHING`,
      [noteId, id.data, actor.id, text, now],
    );
    const note = { id: noteId, author: actor.name, at: now.toISOString(), text };
    if (written.rowCount === 0) {
      const { rows } = await client.query<{ created_at: Date }>(
        "SELECT created_at FROM resident_note WHERE id = $1 AND resident_id = $2 AND author_id = $3 AND text = $4",
        [noteId, id.data, actor.id, text],
      );
      if (!rows[0]) return fail("conflict", "Another note has this id. Make a new id for a new note.");
      return succeed({ ...note, at: rows[0].created_at.toISOString() });
    }
    const telling = { userId: id.data, message: noteMessage(actor.name), key: `note.add ${noteId}` };
    await tell(client, [telling], { kind: "note.add", href: "/progress#notes", now });
    // Who wrote one about whom; what it says stays out of the trail.
    await writeAudit(client, ctx, [{ action: "note.add", subject: id.data, detail: { note: noteId } }]);
    return succeed(note);
  });
}
