import { z } from "zod";
import type { User } from "@/lib/auth/actor";
import { may } from "@/lib/auth/policy";
import type { Prisma, Upload } from "@/lib/db/generated/client";
import { UPLOAD_KINDS, uploadStatusSchema } from "@/lib/domain/uploads/new-upload";
import { type UploadReport, type UploadView, uploadReportSchema } from "@/lib/domain/uploads/views";
import type { UploadSpool } from "@/lib/storage/upload-spool";

const kindSchema = z.enum(UPLOAD_KINDS);

/** The uploads that someone sees: their own, and for overseers all of the institution's. */
export function visibleUploads(actor: User): Prisma.UploadWhereInput {
  const { id, institutionId } = actor;
  return may(actor, "oversee-authoring") ? { institutionId } : { institutionId, authorId: id };
}

type UploadRow = Omit<Upload, "options" | "attempts"> & { readonly author: { readonly name: string } };

/** An upload as it is told. The spool is asked of one alone that is still arriving: of others all has arrived. */
export async function toUploadView(actor: User, row: UploadRow, spool: UploadSpool): Promise<UploadView> {
  const status = uploadStatusSchema.parse(row.status);
  return {
    id: row.id,
    kind: kindSchema.parse(row.kind),
    datasetName: row.datasetName,
    fileName: row.fileName,
    author: row.author.name,
    mine: row.authorId === actor.id,
    status,
    received: status === "receiving" ? await spool.received(row.id) : Number(row.bytes),
    bytes: Number(row.bytes),
    done: row.done,
    total: row.total,
    createdAt: row.createdAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    error: row.error,
    takenBack: row.takenBackAt !== null,
    report: reportOf(row.report),
  };
}

function reportOf(report: unknown): UploadReport | null {
  return report === null ? null : uploadReportSchema.parse(report);
}
