import { people } from "@/lib/contract/people";
import { setActive } from "@/lib/services/people/set-active";
import { serve } from "../../../_http/serve";

export const POST = serve(people.reactivate, (ctx, { params }) => setActive(ctx, params.id, true));
