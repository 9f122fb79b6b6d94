import type { Metadata } from "next";
import { UploadReportView } from "@/components/authoring/uploads/upload-report";
import { inContext } from "@/lib/language/t";
import { getUpload } from "@/lib/services/uploads/get-upload";
import { openUploads } from "@/lib/storage/open-storage";
import { reaching } from "../../../../_server/reaching";
import { found, signedIn } from "../../../../_server/signed-in";

export const metadata: Metadata = { title: inContext("files that were sent")`Upload` };

export default async function UploadPage({ params }: PageProps<"/authoring/uploads/[id]">) {
  const { id } = await params;
  const ctx = await signedIn(`/authoring/uploads/${id}`);
  return <UploadReportView upload={found(await reaching(getUpload(ctx, openUploads(), id)))} />;
}
