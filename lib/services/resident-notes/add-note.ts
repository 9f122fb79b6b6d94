import { z } from "zod";
import { t } from "@/lib/language/t";
import { may } from "../../auth/policy";
import { text as textColumn, timestamp, uuid } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { newNoteSchema, noteMessage, type ResidentNote } from "../../domain/resident-notes/note";
import type { Input } from "../../domain/view";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { tell } from "../notices/tell";
import { fail, invalid, notFound, type Result, succeed } from "../result";

const residentToNote = statement({
  name: "resident-to-note",
  params: { id: uuid, institutionId: uuid },
  sql: `SELECT FROM "user" WHERE id = $id AND institution_id = $institutionId AND role = 'resident' FOR KEY SHARE`,
});

const params = { id: uuid, residentId: uuid, authorId: uuid, text: textColumn };

const insertNote = statement({
  name: "insert-note",
  params: { ...params, now: timestamp },
  sql: `INSERT INTO resident_note (id, resident_id, author_id, text, created_at)
    VALUES ($id, $residentId, $authorId, $text, $now) ON CONFLICT (id) DO NOTHING`,
});

const sameNote = statement({
  name: "same-note",
  params,
  row: { created_at: timestamp },
  sql: `SELECT created_at FROM resident_note
    WHERE id = $id AND resident_id = $residentId AND author_id = $authorId AND text = $text`,
});

/**
 * Writes a note about a resident of the actor's institution, for the competency committee and for the resident, who is
 * told of it. The same request again writes nothing.
 */
export async function addNote(
  ctx: Context,
  residentId: string,
  input: Input<typeof newNoteSchema>,
): Promise<Result<ResidentNote>> {
  const { actor, db, now } = ctx;
  const id = z.uuid().safeParse(residentId);
  if (!may(actor, "see-residents") || !id.success) return notFound("resident");
  const parsed = newNoteSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { id: noteId, text } = parsed.data;
  return inTransaction(db, async (tx): Promise<Result<ResidentNote>> => {
    const { institutionId } = actor;
    if ((await tx.run(residentToNote, { id: id.data, institutionId })) === 0) return notFound("resident");
    const written = { id: noteId, residentId: id.data, authorId: actor.id, text };
    const note = { id: noteId, author: actor.name, at: now.toISOString(), text };
    if ((await tx.run(insertNote, { ...written, now })) === 0) {
      const same = await tx.find(sameNote, written);
      if (!same) return fail("conflict", t`Another note has this id. Make a new id for a new note.`);
      return succeed({ ...note, at: same.created_at.toISOString() });
    }
    const telling = { userId: id.data, message: noteMessage(actor.name), key: `note.add ${noteId}` };
    await tell(tx, [telling], { kind: "note.add", href: "/progress#notes", now });
    // Who wrote one about whom; what it says stays out of the trail.
    await writeAudit(tx, ctx, [{ action: "note.add", subject: id.data, detail: { note: noteId } }]);
    return succeed(note);
  });
}
