import { people } from "@/lib/contract/people";
import { movePeople } from "@/lib/services/people/move-people";
import { serve } from "../../_http/serve";

export const POST = serve(people.move, (ctx, { query, body }) =>
  movePeople(ctx, body, { preview: query.preview === "1" }),
);
