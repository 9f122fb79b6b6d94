import { authoring } from "@/lib/contract/authoring";
import { openDataset } from "@/lib/services/authoring/open-dataset";
import { serve } from "../../../../_http/serve";

export const POST = serve(authoring.openDataset, (ctx, { params }) => openDataset(ctx, params.id));
