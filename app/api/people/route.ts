import { people } from "@/lib/contract/people";
import { listPeople } from "@/lib/services/people/list-people";
import { serve } from "../_http/serve";

export const GET = serve(people.list, (ctx, { query }) => listPeople(ctx, query));
