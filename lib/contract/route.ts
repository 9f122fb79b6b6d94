import { z } from "zod";
import { ROLES, type Role } from "../domain/people/role";
import { type Input, idSchema } from "../domain/view";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Who may ask. A role that may not is told that there is no such thing (404), or that it is not theirs (403). */
export type Who = readonly Role[] | "anyone";
export const SIGNED_IN: readonly Role[] = ROLES;
export const STAFF = ["faculty", "director", "admin"] as const;
export const MANAGERS = ["director", "admin"] as const;
export const ADMINS = ["admin"] as const;
export const DIRECTORS = ["director"] as const;

/** An answer, or a body, that is a file: of one of these media types. */
export type FileKind = { readonly mediaTypes: readonly string[] };
export const file = <const Types extends readonly string[]>(...mediaTypes: Types) => ({ mediaTypes });

/** What goes wrong beside what can with each route (401, 413, 415, 429, 503 …): a status, and when. */
export type Problems = Readonly<Record<number, string>>;

/** What is declared of a route, once. */
export type Declaration = {
  readonly method: Method;
  /** As OpenAPI writes it: `/api/attempts/{id}/zone`. */
  readonly path: `/api/${string}`;
  /** One line. */
  readonly summary: string;
  /** Everybody who is signed in, unless given. */
  readonly who?: Who;
  /** Of the path: those that aren't given are UUIDs. */
  readonly params?: Readonly<Record<string, z.ZodType>>;
  /** What may follow the `?`. All of it may be left out; the service says what is taken for it. */
  readonly query?: Readonly<Record<string, z.ZodType>>;
  /** JSON, or bytes that the route reads by itself. */
  readonly body?: z.ZodType | FileKind;
  /** The most bytes of the body: 64 KiB unless given. */
  readonly bodyLimit?: number;
  /** 200 unless given. */
  readonly status?: 200 | 201;
  readonly answer: z.ZodType | FileKind;
  /** Whoever asks has typed the password within the last ten minutes. */
  readonly confirmed?: true;
  /** Also for whoever has yet to accept the institution's privacy notice. */
  readonly unaccepted?: true;
  /** Has an ETag: asked again while nothing has changed, it is a 304. */
  readonly revalidated?: true;
  /** What the answer is, in a few words. */
  readonly answers: string;
  readonly problems?: Problems;
};

type NamesIn<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The parts of a route's path that vary. */
export type Params<R extends Declaration> = { readonly [Name in NamesIn<R["path"]>]: string };

/** The query as it is written: text, all of which may be left out. */
export type Query<R extends Declaration> = { readonly [Name in keyof R["query"]]?: string };

/** The body before it is parsed. */
export type Body<R extends Declaration> = R["body"] extends z.ZodType ? Input<R["body"]> : undefined;

/** What the answer is read as. */
export type AnswerOf<R extends Declaration> = R["answer"] extends z.ZodType ? z.output<R["answer"]> : never;

/** Declares a route. */
export const route = <const R extends Declaration>(declaration: R): R => declaration;

export const namesIn = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);

/** The answer of what makes or changes one thing. */
export const storedSchema = z.object({ id: idSchema });

export const REMOVED = "The picture was removed for good; an SVG of its size says since when and why";

export const PICTURE = "WebP, to be kept for a day; the part of it that the header Range asks for (206)";
export const NO_PART = "No byte lies in the range";

/** Of a body that holds a whole reference: fifty No-Go regions with ragged edges of a large frame. */
export const REFERENCE_LIMIT_BYTES = 4 * 1024 * 1024;

export const NOT_FOUND = "None, or not yours to see";
