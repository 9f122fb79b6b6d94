import { authoring } from "@/lib/contract/authoring";
import { exportDataset } from "@/lib/jobs/export/export-dataset";
import { zipFiles } from "@/lib/jobs/export/zip-files";
import { beginExport } from "@/lib/services/authoring/begin-export";
import { succeed } from "@/lib/services/result";
import { openFrames } from "@/lib/storage/open-storage";
import { serve } from "../../../../_http/serve";

/** A dataset's published cases as a zipped ResGo bundle, packed while it is sent. */
export const GET = serve(authoring.export, async (ctx, { params }) => {
  const dataset = await beginExport(ctx, params.id);
  if (!dataset.ok) return dataset;
  const { id, name } = dataset.value;
  const plain = name.replaceAll(/[^A-Za-z0-9._-]+/g, "-") || "dataset";
  return succeed({
    body: zipFiles(exportDataset(ctx.db, openFrames(), id)),
    type: "application/zip",
    headers: {
      "content-disposition": `attachment; filename="${plain}.zip"; filename*=UTF-8''${encodeURIComponent(`${name}.zip`)}`,
    },
  });
});
