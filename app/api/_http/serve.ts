import { Readable } from "node:stream";
import type { z } from "zod";
import { isConfirmed } from "@/lib/auth/confirmed";
import type { Body, Declaration, FileKind, Params, Query } from "@/lib/contract/route";
import { database } from "@/lib/db/served";
import { contentDisposition } from "@/lib/documents/file-name";
import type { View } from "@/lib/domain/view";
import { t } from "@/lib/language/t";
import type { Context } from "@/lib/services/context";
import type { Result } from "@/lib/services/result";
import { admit, forCaller, forSupposedCaller, UNACCEPTED } from "./caller";
import { errorResponse } from "./error-response";
import { jsonBody } from "./json-body";
import { failureResponse, problem } from "./problem";
import { revalidated } from "./revalidated";

/** What is asked: text and JSON as they came. The service parses them, once it knows that who asks may. */
export type Asked<R extends Declaration> = {
  readonly params: Params<R>;
  readonly query: Query<R>;
  readonly body: Body<R>;
  readonly request: Request;
};

/** A file as it is sent. */
export type SentFile<Type extends string> = {
  /** Bytes one by one are sent while they are made. */
  readonly body: BodyInit | AsyncIterable<Uint8Array>;
  readonly type: Type;
  /** What it is called where it is kept; left out for what is shown. */
  readonly name?: string;
  /** In place of those that a file has by itself. */
  readonly headers?: Readonly<Record<string, string>>;
};

type Asker<R extends Declaration> = R["who"] extends "anyone" ? Pick<Context, "db" | "now"> : Context;

type Given<R extends Declaration> = R["answer"] extends z.ZodType
  ? View<R["answer"]>
  : R["answer"] extends FileKind
    ? SentFile<R["answer"]["mediaTypes"][number]>
    : never;

type Handler<R extends Declaration> = {
  (request: Request, context: { readonly params: Promise<Params<R>> }): Promise<Response>;
  /** What it answers. */
  readonly route: R;
};

type Options = {
  /**
   * The verb begins with a statement that reads, and does nothing before: it goes along with the question who asks, in one
   * trip to the database.
   */
  readonly alongside?: boolean;
};

/**
 * The handler of a declared route: finds out who asks, limits how often, reads the body, and maps what comes of it to a
 * response. `answer` gives a response of its own only for a status that no service has a failure for.
 */
export function serve<const R extends Declaration>(
  route: R,
  answer: (ctx: Asker<R>, asked: Asked<R>) => Promise<Result<Given<R>> | Response>,
  { alongside = false }: Options = {},
): Handler<R> {
  const handle = async (request: Request, context: { readonly params: Promise<Params<R>> }) => {
    let reading: ReturnType<typeof bodyOf> | undefined;
    const respond = async (ctx: Asker<R>): Promise<Response> => {
      const { now, confirmedAt }: { readonly now: Date; readonly confirmedAt?: Date } = ctx;
      if (route.confirmed && !isConfirmed(confirmedAt, now)) {
        return problem(428, t`Type your password again to go on. Nothing was done.`);
      }
      // Once, though it may turn out that it is somebody else who asks.
      reading ??= bodyOf(route, request);
      const read = await reading;
      if ("refusal" in read) return read.refusal;
      const result = await answer(ctx, {
        params: await context.params,
        query: queryOf(request) as Query<R>,
        body: read.body as Body<R>,
        request,
      });
      return result instanceof Response ? result : responseTo(route, result, request);
    };
    try {
      if (route.who === "anyone") return await respond({ db: database(), now: new Date() } as Asker<R>);
      const admitted = await admit(request);
      const response =
        admitted &&
        (await (alongside
          ? forSupposedCaller(admitted, (ctx) => respond(ctx as Asker<R>))
          : forCaller(admitted, (ctx) => respond(ctx as Asker<R>), route)));
      // As if nobody were signed in: what waits in a browser goes on to wait, and the way in leads to the notice.
      if (response === UNACCEPTED) {
        return problem(
          401,
          t`Your institution has a privacy notice for you to read and accept first. What you have not sent yet is kept in your browser.`,
        );
      }
      return (
        response ?? problem(401, t`Sign in to go on. What you have not sent yet is kept in your browser.`)
      );
    } catch (error) {
      return errorResponse(error);
    }
  };
  return Object.assign(handle, { route });
}

const bodyOf = async (route: Declaration, request: Request) =>
  hasJsonBody(route.body) ? jsonBody(request, route.body, route.bodyLimit) : { body: undefined };

function responseTo<R extends Declaration>(route: R, result: Result<Given<R>>, request: Request): Response {
  if (!result.ok) return failureResponse(result.failure);
  if (isFile(route.answer)) return fileResponse(result.value as SentFile<string>);
  if (route.revalidated) return revalidated(result.value, request);
  const headers = { "cache-control": "no-store" };
  return Response.json(result.value, { status: route.status ?? 200, headers });
}

const isIterable = (body: SentFile<string>["body"]): body is AsyncIterable<Uint8Array> =>
  typeof body === "object" && Symbol.asyncIterator in body && !(body instanceof ReadableStream);

const streamOf = (bytes: AsyncIterable<Uint8Array>): ReadableStream =>
  Readable.toWeb(bytes instanceof Readable ? bytes : Readable.from(bytes)) as ReadableStream;

const isFile = (kind: z.ZodType | FileKind): kind is FileKind => "mediaTypes" in kind;

const hasJsonBody = (body: Declaration["body"]): body is z.ZodType => body !== undefined && !isFile(body);

/** Of a name that stands there twice, the first. */
const queryOf = (request: Request): Readonly<Record<string, string>> =>
  Object.fromEntries([...new URL(request.url).searchParams].reverse());

function fileResponse({ body, type, name, headers }: SentFile<string>): Response {
  return new Response(isIterable(body) ? streamOf(body) : body, {
    headers: {
      "content-type": type.startsWith("text/") ? `${type}; charset=utf-8` : type,
      ...(name !== undefined && { "content-disposition": contentDisposition(name) }),
      "cache-control": "no-store",
      ...headers,
    },
  });
}
