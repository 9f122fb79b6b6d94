import { account } from "@/lib/contract/account";
import { askDeletion } from "@/lib/services/leaving/ask-deletion";
import { serve } from "../../_http/serve";

export const POST = serve(account.askDeletion, (ctx) => askDeletion(ctx, true));

export const DELETE = serve(account.stay, (ctx) => askDeletion(ctx, false));
