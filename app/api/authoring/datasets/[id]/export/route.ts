import { Readable } from "node:stream";
import { database } from "@/lib/db/client";
import { exportDataset } from "@/lib/jobs/export/export-dataset";
import { zipFiles } from "@/lib/jobs/export/zip-files";
import { beginExport } from "@/lib/services/authoring/begin-export";
import { openFrames } from "@/lib/storage/open-storage";
import { withActor } from "../../../../_http/handle";
import { failureResponse } from "../../../../_http/problem";

/** A dataset's published cases as a zipped ResGo bundle, packed while it is sent. */
export function GET(
  request: Request,
  { params }: RouteContext<"/api/authoring/datasets/[id]/export">,
): Promise<Response> {
  return withActor(request, async (ctx) => {
    const dataset = await beginExport(ctx, (await params).id);
    if (!dataset.ok) return failureResponse(dataset.failure);
    const { id, name } = dataset.value;
    const zip = zipFiles(exportDataset(database(), openFrames(), id));
    const plain = name.replaceAll(/[^A-Za-z0-9._-]+/g, "-") || "dataset";
    return new Response(Readable.toWeb(zip) as ReadableStream<Uint8Array>, {
      headers: {
        "content-type": "application/zip",
        "content-disposition": `attachment; filename="${plain}.zip"; filename*=UTF-8''${encodeURIComponent(`${name}.zip`)}`,
        "cache-control": "no-store",
      },
    });
  });
}
