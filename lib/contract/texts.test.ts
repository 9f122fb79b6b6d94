import { expect, test } from "vitest";
import { z } from "zod";
import { findUnstorable } from "../domain/text/unstorable";
import { allRoutes } from "./all-routes";

/** The texts of a schema by their paths, each with all that is done to it. */
function textsOf(schema: z.ZodType, path = ""): [string, z.ZodType][] {
  const inner = (of: unknown, name = path): [string, z.ZodType][] => textsOf(of as z.ZodType, name);
  if (schema instanceof z.ZodObject) {
    return Object.entries(schema.shape).flatMap(([key, of]) =>
      inner(of, path === "" ? key : `${path}.${key}`),
    );
  }
  if (schema instanceof z.ZodArray) return inner(schema.element, `${path}[]`);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((of) => inner(of));
  if (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodCatch
  ) {
    return inner(schema.unwrap());
  }
  if (schema instanceof z.ZodPipe) {
    const [[, of] = []] = inner(schema.in);
    return of instanceof z.ZodString || of instanceof z.ZodPipe ? [[path, schema]] : inner(schema.in);
  }
  return schema instanceof z.ZodString ? [[path, schema]] : [];
}

const texts = allRoutes.flatMap(({ method, path, body }) =>
  body instanceof z.ZodType
    ? textsOf(body).map(([name, schema]) => [`${method} ${path} ${name}`, schema] as const)
    : [],
);

/** Taken as they are to the letter, or not at all: what is typed to confirm, secrets, and a list's own file. */
const VERBATIM = /password|current|next|secret|list$|confirm$/i;

test("there are texts to try", () => {
  expect(texts.map(([name]) => name)).toContain("PUT /api/authoring/cases/{id}/draft rationale.location");
  expect(texts.length).toBeGreaterThan(40);
});

test.each(["near\u0000 the duct", "near\u000b the\u0007 duct", "near\u2028the\u0085duct\u0000"])(
  "%j comes through no text of any route as it is",
  (written) => {
    const left = texts.flatMap(([name, schema]) => {
      const read = schema.safeParse(written);
      return read.success && findUnstorable(read.data) ? [name] : [];
    });
    expect(left.filter((name) => !VERBATIM.test(name))).toEqual([]);
  },
);

test("what is pasted from a PDF into a text that people write is cleaned, and not refused", () => {
  const refused = texts.flatMap(([name, schema]) =>
    /(text|reason|comment|sentence|location|exposure|nextAction|criticalRisk|instructions|description|name|code)$/i.test(
      name,
    ) && !schema.safeParse("near\u0000 the\u000bduct").success
      ? [name]
      : [],
  );
  expect(refused).toEqual([]);
});
