import { lti } from "@/lib/contract/lti";
import { chooseLink } from "@/lib/services/lti/choose-link";
import { ownAddressOf } from "../../../../_http/own-address";
import { serve } from "../../../../_http/serve";

export const POST = serve(lti.choose, (ctx, { params, body, request }) =>
  chooseLink(ctx, params.id, body, ownAddressOf(request.headers)),
);
