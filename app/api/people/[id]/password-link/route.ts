import { passwords } from "@/lib/contract/passwords";
import { makeResetLink } from "@/lib/services/passwords/make-reset-link";
import { serve } from "../../../_http/serve";

export const POST = serve(passwords.makeLink, (ctx, { params }) => makeResetLink(ctx, params.id));
