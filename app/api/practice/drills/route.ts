import { practice } from "@/lib/contract/practice";
import { beginDrill } from "@/lib/services/practice/begin-drill";
import { serve } from "../../_http/serve";

export const POST = serve(practice.drill, (ctx, { body }) => beginDrill(ctx, body));
