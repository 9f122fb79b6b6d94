import { packet } from "@/lib/contract/packet";
import { addNote } from "@/lib/services/resident-notes/add-note";
import { serve } from "../../../_http/serve";

export const POST = serve(packet.addNote, (ctx, { params, body }) => addNote(ctx, params.id, body));
