import { z } from "zod";
import {
  modelReadingSchema,
  practiceCaseSchema,
  scoredZoneSchema,
  stageCaseSchema,
} from "../domain/attempts/views";
import { boxSchema } from "../domain/box-schema";
import { libraryEntrySchema } from "../domain/library/views";
import { definitionSchema } from "../domain/phase-schema";
import { rationaleSchema } from "../domain/rationale";
import { rationaleRecallSchema } from "../domain/rationale-recall";
import { caseHeatSchema } from "../domain/scoring/agreement-map";
import { metricsSchema } from "../domain/scoring/metrics";
import { scoreSchema } from "../domain/scoring/score";
import { uploadViewSchema } from "../domain/uploads/views";
import { allRoutes } from "./all-routes";
import { problemSchema } from "./problem";
import { type Declaration, type FileKind, namesIn, SIGNED_IN, storedSchema } from "./route";

type Json = Readonly<Record<string, unknown>>;

/** What stands once in the document, under a name. */
const named = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries({
  Box: boxSchema,
  CaseHeat: caseHeatSchema,
  Definition: definitionSchema,
  LibraryEntry: libraryEntrySchema,
  Metrics: metricsSchema,
  ModelReading: modelReadingSchema,
  PracticeCase: practiceCaseSchema,
  Problem: problemSchema,
  Rationale: rationaleSchema,
  RationaleRecall: rationaleRecallSchema,
  Score: scoreSchema,
  ScoredZone: scoredZoneSchema,
  StageCase: stageCaseSchema,
  Stored: storedSchema,
  Upload: uploadViewSchema,
})) {
  named.add(schema, { id });
}

/** The OpenAPI document (3.1) of the whole API, made of the declarations. */
export function openApi(): Json {
  const schemas: Record<string, unknown> = {};
  const paths: Record<string, Record<string, unknown>> = {};
  for (const route of allRoutes) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operationOf(route, schemas) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Calot",
      version: "1",
      description:
        "Made of lib/contract by `npm run openapi`. api.md has the rules in words. Answers may have fields and words that are not named here.",
    },
    security: [{ session: [] }],
    paths,
    components: {
      securitySchemes: {
        session: {
          type: "apiKey",
          in: "cookie",
          name: "next-auth.session-token",
          description: "next-auth's session; __Host-next-auth.session-token where Calot is reached by https",
        },
      },
      responses: Object.fromEntries(
        Object.entries(common).map(([code, description]) => [
          code,
          { description, content: problemContent(schemas) },
        ]),
      ),
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
    },
  };
}

/** What can go wrong with most routes. */
const common: Readonly<Record<string, string>> = {
  400: "Malformed",
  401: "Not signed in",
  404: "Not your role's",
  413: "Too large",
  415: "Not JSON",
  428: "The password is to be typed again first: `POST /api/account/confirmation`",
  429: "Too many requests; `Retry-After` says when to go on",
  503: "Out of reach, or too much to do; what was sent may be stored all the same",
};

/** What can go wrong with a route: statuses, and when. */
export function problemsOf({
  who,
  body,
  confirmed,
  problems,
}: Declaration): Readonly<Record<number, string>> {
  return {
    ...(who !== "anyone" && pick(401, 429)),
    ...(who !== undefined && who !== "anyone" && who.length < SIGNED_IN.length && pick(404)),
    ...(body && (isFile(body) ? pick(413) : pick(400, 413, 415))),
    ...(confirmed && pick(428)),
    ...pick(503),
    ...problems,
  };
}

const pick = (...codes: readonly number[]): Readonly<Record<number, string>> =>
  Object.fromEntries(codes.map((code) => [code, common[code]!]));

function operationOf(route: Declaration, schemas: Record<string, unknown>): Json {
  const { path, summary, who, params = {}, query = {}, body, status = 200, answer, answers } = route;
  const inPath = namesIn(path).map((name) => ({
    name,
    in: "path",
    required: true,
    schema: jsonOf(params[name] ?? z.uuid(), "input", schemas),
  }));
  const inQuery = Object.entries(query).map(([name, schema]) => ({
    name,
    in: "query",
    schema: jsonOf(schema, "input", schemas),
  }));
  const parameters = [...inPath, ...inQuery];
  return {
    summary,
    ...(who === "anyone" ? { security: [] } : { description: `For ${rolesOf(route)}.` }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && { requestBody: { required: true, content: contentOf(body, "input", schemas) } }),
    responses: {
      [status]: { description: answers, content: contentOf(answer, "output", schemas) },
      ...(route.revalidated && {
        304: { description: "Nothing has changed since the ETag of If-None-Match" },
      }),
      ...Object.fromEntries(
        Object.entries(problemsOf(route)).map(([code, description]) => [
          code,
          description === common[code]
            ? { $ref: `#/components/responses/${code}` }
            : { description, content: problemContent(schemas) },
        ]),
      ),
    },
  };
}

const rolesOf = ({ who = SIGNED_IN }: Declaration): string =>
  who === "anyone" || who.length === SIGNED_IN.length ? "everybody who is signed in" : who.join(", ");

const problemContent = (schemas: Record<string, unknown>): Json => ({
  "application/problem+json": { schema: jsonOf(problemSchema, "output", schemas) },
});

const isFile = (kind: z.ZodType | FileKind): kind is FileKind => "mediaTypes" in kind;

const contentOf = (
  kind: z.ZodType | FileKind,
  io: "input" | "output",
  schemas: Record<string, unknown>,
): Json =>
  isFile(kind)
    ? Object.fromEntries(kind.mediaTypes.map((type) => [type, {}]))
    : { "application/json": { schema: jsonOf(kind, io, schemas) } };

/** A schema as JSON Schema; what has a name goes to `schemas`. */
function jsonOf(schema: z.ZodType, io: "input" | "output", schemas: Record<string, unknown>): Json {
  const { $schema: _, ...made } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    metadata: named as never,
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      // What a newer server says beside it is to be left alone, and what is taken for a wrong word is no default.
      if (def.type === "object" && !def.catchall) delete jsonSchema.additionalProperties;
      if (def.type === "catch") delete jsonSchema.default;
      if (jsonSchema.format === "uuid") delete jsonSchema.pattern;
      Object.assign(jsonSchema, z.globalRegistry.get(zodSchema));
    },
  });
  const text = JSON.stringify(made).replaceAll("#/$defs/", "#/components/schemas/");
  const { $defs, ...own } = JSON.parse(text) as { $defs?: Record<string, Record<string, unknown>> };
  for (const [name, { id: __, ...each }] of Object.entries($defs ?? {})) schemas[name] = each;
  return own;
}
