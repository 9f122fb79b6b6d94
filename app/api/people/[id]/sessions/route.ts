import { people } from "@/lib/contract/people";
import { endPersonsSessions } from "@/lib/services/people/end-persons-sessions";
import { serve } from "../../../_http/serve";

export const DELETE = serve(people.endSessions, (ctx, { params }) => endPersonsSessions(ctx, params.id));
