import { z } from "zod";
import { locale } from "@/lib/language/language";
import { plural, t } from "@/lib/language/t";
import type { User } from "../../auth/actor";
import { may } from "../../auth/policy";
import { bigint, integer, jsonOf, text, timestamp, uuid, type ValuesOf } from "../../db/columns";
import { statement } from "../../db/statement";
import { inTransaction } from "../../db/transaction";
import { newUploadSchema } from "../../domain/uploads/new-upload";
import type { UploadView } from "../../domain/uploads/views";
import type { Input } from "../../domain/view";
import type { UploadSpool } from "../../storage/upload-spool";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { fail, invalid, notFound, type Result, succeed } from "../result";
import { toUploadView } from "./parts/upload-rows";
import { whyNotBundle } from "./why-not-bundle";

/** How many uploads may be under way at once; an upload that stops arriving is given up after two days. */
const MOST_UNDER_WAY = 5;

const holdPerson = statement({
  name: "hold-person",
  params: { id: uuid },
  sql: `SELECT FROM "user" WHERE id = $id FOR UPDATE`,
});

const uploadAnnounced = statement({
  name: "upload-announced",
  params: { id: uuid },
  row: { id: uuid },
  sql: "SELECT id FROM upload WHERE id = $id",
});

const uploadsUnderWay = statement({
  name: "uploads-under-way",
  params: { authorId: uuid },
  row: { underWay: integer },
  sql: `SELECT count(*)::int AS "underWay" FROM upload WHERE author_id = $authorId AND status = 'receiving'`,
});

const insertUpload = statement({
  name: "insert-upload",
  params: {
    ...{ id: uuid, institutionId: uuid, authorId: uuid, datasetName: text, kind: text, fileName: text },
    ...{ bytes: bigint, options: jsonOf(z.custom<object>()), now: timestamp },
  },
  sql: `INSERT INTO upload
      (id, institution_id, author_id, dataset_name, kind, file_name, bytes, status, created_at, options)
    VALUES ($id, $institutionId, $authorId, $datasetName, $kind, $fileName, $bytes, 'receiving', $now, $options)
    ON CONFLICT (id) DO NOTHING`,
});

/**
 * Announces an upload under an id that the client made. The same again gives how far it has come: it goes on there.
 *
 * @param limitBytes the largest there may be
 */
export async function beginUpload(
  ctx: Context,
  spool: UploadSpool,
  limitBytes: number,
  input: Input<typeof newUploadSchema>,
): Promise<Result<UploadView>> {
  const { actor, db, now } = ctx;
  if (!may(actor, "author")) return notFound("page");
  const parsed = newUploadSchema.safeParse(input);
  if (!parsed.success) return invalid(parsed.error);
  const { id, kind, datasetName, fileName, bytes, ...options } = parsed.data;
  if (bytes > limitBytes) {
    return fail(
      "invalid",
      t`An upload may have ${megabytes(limitBytes)} at most; this one has ${megabytes(bytes)}.`,
    );
  }
  const find = () => db.prisma.upload.findUnique({ where: { id } });
  if (!(await find())) {
    const refusal = kind === "bundle" && (await whyNotBundle(db, actor, datasetName, parsed.data.open));
    if (refusal) return { ok: false, failure: refusal };
    const announced = {
      id,
      institutionId: actor.institutionId,
      authorId: actor.id,
      datasetName,
      kind,
      fileName,
      bytes,
    };
    const refused = await announce(ctx, actor, { ...announced, options, now });
    if (refused) return refused;
  }
  const stored = (await find())!;
  const isSame =
    stored.authorId === actor.id &&
    stored.institutionId === actor.institutionId &&
    stored.kind === kind &&
    stored.datasetName === datasetName &&
    Number(stored.bytes) === bytes &&
    canonical(stored.options) === canonical(options);
  if (!isSame) return fail("conflict", t`This id belongs to another upload. Begin it again under a new one.`);
  return succeed(await toUploadView(actor, { ...stored, author: actor }, spool));
}

/** Stores it, or tells why not. Two requests of one person are taken one after the other. */
function announce(
  ctx: Context,
  actor: User,
  upload: ValuesOf<(typeof insertUpload)["params"]>,
): Promise<ReturnType<typeof fail> | null> {
  return inTransaction(ctx.db, async (tx) => {
    await tx.run(holdPerson, { id: actor.id });
    // This very request, sent twice: it is one of those under way, and not one more.
    if (await tx.find(uploadAnnounced, { id: upload.id })) return null;
    const { underWay } = await tx.get(uploadsUnderWay, { authorId: actor.id });
    if (underWay >= MOST_UNDER_WAY) {
      return fail(
        "conflict",
        t`${plural(underWay, "# upload of yours is on its way. Let it end first.", "# uploads of yours are on their way. Let one end first.")}`,
      );
    }
    if ((await tx.run(insertUpload, upload)) === 0) return null;
    // Not the file's name: files are called after patients now and then, and what is written down here stays.
    const { id, kind, datasetName: dataset, bytes } = upload;
    await writeAudit(tx, { actor, now: ctx.now }, [
      { action: "upload.begin", subject: id, detail: { kind, dataset, bytes } },
    ]);
    return null;
  });
}

const megabytes = (bytes: number): string => t`${Math.ceil(bytes / 1_000_000).toLocaleString(locale())} MB`;

/** JSON with its keys in order: Postgres keeps them in another. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, part: unknown) =>
    part !== null && typeof part === "object" && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
