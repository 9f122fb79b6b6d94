import { z } from "zod";

/** An error as RFC 9457 says it. `detail` is a sentence for people. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  /** What of the body is wrong, where it is one part of it: `rationale.location`. `detail` begins with it. */
  field: z.string().optional(),
  /** The number of the request, as the server's log has it. */
  request: z.string().optional(),
  /** An answer that came after the end of its assignment, or a day after its phase: it can be offered as a late one. */
  late: z.literal(true).optional(),
});
