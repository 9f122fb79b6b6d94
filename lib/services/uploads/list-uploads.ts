import { may } from "../../auth/policy";
import type { UploadReport, UploadSummary } from "../../domain/uploads/views";
import type { UploadSpool } from "../../storage/upload-spool";
import type { Context } from "../context";
import { notFound, type Result, succeed } from "../result";
import { toUploadView, visibleUploads } from "./parts/upload-rows";

const MOST = 50;

/** The latest uploads that the actor sees, the newest first. */
export async function listUploads(ctx: Context, spool: UploadSpool): Promise<Result<UploadSummary[]>> {
  const { actor, db } = ctx;
  if (!may(actor, "author")) return notFound("page");
  const rows = await db.prisma.upload.findMany({
    where: visibleUploads(actor),
    include: { author: { select: { name: true } } },
    orderBy: [{ createdAt: "desc" }, { id: "asc" }],
    take: MOST,
  });
  const uploads = await Promise.all(
    rows.map(async (row): Promise<UploadSummary> => {
      const { report, ...rest } = await toUploadView(actor, row, spool);
      return { ...rest, counts: report && countsOf(report) };
    }),
  );
  return succeed(uploads);
}

function countsOf({ new: made, changed, unchanged, refused, drafts }: UploadReport): UploadSummary["counts"] {
  return { new: made, changed, unchanged, refused, drafts };
}
