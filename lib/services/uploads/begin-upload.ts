import { may } from "../../auth/policy";
import type { Upload } from "../../db/generated/client";
import { newUploadSchema } from "../../domain/uploads/new-upload";
import type { UploadView } from "../../domain/uploads/views";
import type { Input } from "../../domain/view";
import type { UploadSpool } from "../../storage/upload-spool";
import { writeAudit } from "../audit/write-audit";
import type { Context } from "../context";
import { type Failure, fail, invalid, notFound, type Result, succeed } from "../result";
import { toUploadView } from "./upload-rows";
import { whyNotBundle } from "./why-not-bundle";

/** So many may be on their way at once; what is left lying is given up after two days. */
const MOST_UNDER_WAY = 5;

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
      `An upload may have ${megabytes(limitBytes)} at most; this one has ${megabytes(bytes)}.`,
    );
  }
  const refusal = kind === "bundle" && (await whyNotBundle(db, actor, datasetName, parsed.data.open));
  if (refusal) return { ok: false, failure: refusal };
  const data = {
    id,
    institutionId: actor.institutionId,
    authorId: actor.id,
    datasetName,
    kind,
    fileName,
    bytes: BigInt(bytes),
    status: "receiving",
    createdAt: now,
    options,
  };
  const stored = await db.prisma.$transaction(async (tx): Promise<Upload | Failure> => {
    const before = await tx.upload.findUnique({ where: { id } });
    if (before) return before;
    // One person's announcements are taken one after the other.
    await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${actor.id}::uuid FOR UPDATE`;
    const underWay = await tx.upload.count({ where: { authorId: actor.id, status: "receiving" } });
    if (underWay >= MOST_UNDER_WAY) {
      return {
        code: "conflict",
        detail: `${underWay} uploads of yours are on their way. Let one end first.`,
      };
    }
    const [made] = await tx.upload.createManyAndReturn({ data, skipDuplicates: true });
    if (!made) return tx.upload.findUniqueOrThrow({ where: { id } });
    // Not the file's name: files are called after patients now and then, and what is written down here stays.
    await writeAudit(tx, { actor, now }, [
      { action: "upload.begin", subject: id, detail: { kind, dataset: datasetName, bytes } },
    ]);
    return made;
  });
  if ("code" in stored) return { ok: false, failure: stored };
  const isSame =
    stored.authorId === actor.id &&
    stored.institutionId === actor.institutionId &&
    stored.kind === kind &&
    stored.datasetName === datasetName &&
    Number(stored.bytes) === bytes &&
    canonical(stored.options) === canonical(options);
  if (!isSame) return fail("conflict", "This id belongs to another upload. Begin it again under a new one.");
  return succeed(toUploadView(actor, { ...stored, author: actor }, await spool.received(id)));
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1_000_000).toLocaleString("en")} MB`;

/** JSON with its keys in order: Postgres keeps them in another. */
const canonical = (value: unknown): string =>
  JSON.stringify(Object.entries(value as Record<string, unknown>).sort(([a], [b]) => (a < b ? -1 : 1)));
