import { people } from "@/lib/contract/people";
import { deletePerson } from "@/lib/services/leaving/delete-person";
import { changePerson } from "@/lib/services/people/change-person";
import { getPerson } from "@/lib/services/people/get-person";
import { serve } from "../../_http/serve";

export const GET = serve(people.get, (ctx, { params }) => getPerson(ctx, params.id));

export const PATCH = serve(people.change, (ctx, { params, body }) => changePerson(ctx, params.id, body));

export const DELETE = serve(people.delete, (ctx, { params, body }) => deletePerson(ctx, params.id, body));
