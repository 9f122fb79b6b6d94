import { people } from "@/lib/contract/people";
import { getPersonsData } from "@/lib/services/leaving/get-persons-data";
import { succeed } from "@/lib/services/result";
import { serve } from "../../../_http/serve";
import { packOwnData } from "../../../account/data/pack-own-data";

export const POST = serve(people.takeData, async (ctx, { params, body }) => {
  const found = await getPersonsData(ctx, params.id, body);
  if (!found.ok) return found;
  return succeed({
    body: await packOwnData(found.value),
    type: "application/zip",
    name: "calot-data.zip",
  });
});
