import { account } from "@/lib/contract/account";
import { getOwnData } from "@/lib/services/leaving/get-own-data";
import { succeed } from "@/lib/services/result";
import { serve } from "../../_http/serve";
import { packOwnData } from "./pack-own-data";

/** Everything that is kept about the person who asks, as one ZIP file. */
export const GET = serve(account.data, async (ctx) => {
  const found = await getOwnData(ctx);
  if (!found.ok) return found;
  return succeed({
    body: await packOwnData(found.value),
    type: "application/zip",
    name: "calot-my-data.zip",
  });
});
