import { account } from "@/lib/contract/account";
import { finishIntroduction } from "@/lib/services/guide/finish-introduction";
import { serve } from "../../_http/serve";

export const POST = serve(account.introduce, finishIntroduction);
