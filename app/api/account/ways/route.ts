import { account } from "@/lib/contract/account";
import { listWays } from "@/lib/services/identities/list-ways";
import { serve } from "../../_http/serve";

export const GET = serve(account.ways, (ctx) => listWays(ctx));
