import { z } from "zod";
import { may } from "../../auth/policy";
import type { UploadView } from "../../domain/uploads/views";
import type { UploadSpool } from "../../storage/upload-spool";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { toUploadView, visibleUploads } from "./parts/upload-rows";

/** An upload with its report: how far it has come, what was read, what is wrong with it. */
export async function getUpload(ctx: Context, spool: UploadSpool, id: string): Promise<Result<UploadView>> {
  const { actor, db } = ctx;
  const uploadId = z.uuid().safeParse(id);
  if (!may(actor, "author") || !uploadId.success) return notFound("upload");
  const row = await db.prisma.upload.findFirst({
    where: { ...visibleUploads(actor), id: uploadId.data },
    include: { author: { select: { name: true } } },
  });
  if (!row) return notFound("upload");
  const view = await toUploadView(actor, row, spool);
  // One that failed for good may have brought a part of its cases.
  const ended = view.status === "done" || view.status === "failed";
  if (!ended || !may(actor, "withdraw")) return succeed(view);
  // Its import has its id.
  const imported = (await db.prisma.datasetImport.count({ where: { id: row.id } })) > 0;
  return succeed(imported ? { ...view, mayTakeBack: true } : view);
}
