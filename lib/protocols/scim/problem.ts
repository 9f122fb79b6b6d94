import SCIMMY from "scimmy";

/** A word of RFC 7644 (table 9) for what is wrong with a request. */
export type ScimWord =
  | "invalidFilter"
  | "tooMany"
  | "uniqueness"
  | "mutability"
  | "invalidSyntax"
  | "invalidPath"
  | "noTarget"
  | "invalidValue";

/** A request that can't be done, as RFC 7644 (section 3.12) says it. */
export class ScimProblem extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413,
    readonly word: ScimWord | null,
    /** A sentence for whoever runs the directory. */
    readonly detail: string,
  ) {
    super(detail);
  }
}

/** The body of an answer that says what is wrong. */
export const problemBody = ({ status, word, detail }: ScimProblem): object => ({
  schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
  status: String(status),
  ...(word !== null && { scimType: word }),
  detail,
});

/**
 * Reads a request by the library's rules.
 *
 * @param otherwise what a fault is where the library doesn't say
 * @throws ScimProblem in place of what the library throws
 */
export function reading<T>(work: () => T, otherwise: ScimWord = "invalidValue"): T {
  try {
    return work();
  } catch (error) {
    throw asProblem(error, otherwise);
  }
}

export function asProblem(error: unknown, otherwise: ScimWord): unknown {
  if (error instanceof SCIMMY.Types.Error) {
    const { scimType, message } = error;
    return new ScimProblem(400, (scimType as ScimWord | null | undefined) ?? otherwise, message);
  }
  return error instanceof TypeError ? new ScimProblem(400, otherwise, error.message) : error;
}
