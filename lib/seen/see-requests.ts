import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "../env";
import type { UnderWay } from "../under-way";
import { tell } from "../witness";
import { requestId } from "./request-id";
import type { RouteOf } from "./routes";

/** A request that has ended. */
export type SeenRequest = {
  readonly at: Date;
  readonly id: string;
  readonly method: string;
  readonly route: string;
  /** 499 where who asked went away before there was an answer. */
  readonly status: number;
  readonly ms: number;
  /** What was sent, with its headers. */
  readonly bytes: number;
  readonly personId?: string;
};

/** Who is told of each request. */
export type Watcher = {
  /** @returns what is told of its end */
  begin(method: string, route: string, request: IncomingMessage): Watched;
};

export type Watched = {
  readonly underWay?: Pick<UnderWay, "span" | "traceparent">;
  end(seen: SeenRequest): void;
};

const GONE = 499;

/** By Node's own list of them: a word that somebody made up is no label. */
const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Numbers each request, tells its number with the answer, and tells the watchers of it. */
export function seeRequests(routeOf: RouteOf, watchers: readonly Watcher[]) {
  const { TRUSTED_PROXIES } = env();
  return (request: IncomingMessage, response: ServerResponse): UnderWay => {
    const given = request.headers["x-request-id"];
    const id = requestId(Array.isArray(given) ? given[0] : given, TRUSTED_PROXIES);
    response.setHeader("x-request-id", id);
    if (watchers.length === 0) return { id };
    const at = new Date();
    const begun = performance.now();
    const method = METHODS.has(request.method ?? "") ? request.method! : "other";
    const route = routeOf(request.url ?? "/");
    const { socket } = request;
    const before = socket.bytesWritten;
    const watched = watchers.map((watcher) => tell(() => watcher.begin(method, route, request)));
    const it: UnderWay = Object.assign({ id }, ...watched.map((each) => each?.underWay));
    response.once("close", () => {
      const seen = {
        at,
        id,
        method,
        route,
        status: response.headersSent ? response.statusCode : GONE,
        ms: performance.now() - begun,
        bytes: socket.bytesWritten - before,
        ...(it.personId && { personId: it.personId }),
      };
      for (const each of watched) tell(() => each?.end(seen));
    });
    return it;
  };
}
