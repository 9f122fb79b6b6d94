import { milestones } from "@/lib/contract/milestones";
import { listMilestones } from "@/lib/services/milestones/list-milestones";
import { setMilestones } from "@/lib/services/milestones/set-milestones";
import { serve } from "../_http/serve";

export const GET = serve(milestones.list, (ctx) => listMilestones(ctx));

export const PUT = serve(milestones.set, (ctx, { body }) => setMilestones(ctx, body));
