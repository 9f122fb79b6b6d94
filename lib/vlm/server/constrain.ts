import { PHASES } from "@/lib/domain/phases";
import type { Constraint } from "../reading";

/** The fields that hold an answer to one of the four letters, each as the servers that know it want it. */
export const constraintFields: Readonly<Record<Constraint, Readonly<Record<string, unknown>>>> = {
  "structured_outputs.choice": { structured_outputs: { choice: PHASES } },
  regex: { regex: `[${PHASES.join("")}]` },
  "response_format.json_schema": {
    response_format: {
      type: "json_schema",
      json_schema: {
        name: "phase",
        strict: true,
        schema: {
          type: "object",
          properties: { phase: { type: "string", enum: PHASES } },
          required: ["phase"],
          additionalProperties: false,
        },
      },
    },
  },
};

/** The fields that ask for each token's probability; servers give 20 others at most. */
export const logprobFields = { logprobs: true, top_logprobs: 20 } as const;
