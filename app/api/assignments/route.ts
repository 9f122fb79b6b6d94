import { assignments } from "@/lib/contract/assignments";
import { createAssignment } from "@/lib/services/assignments/create-assignment";
import { serve } from "../_http/serve";

export const POST = serve(assignments.create, (ctx, { body }) => createAssignment(ctx, body));
