import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { Declaration } from "@/lib/contract/route";
import { log } from "@/lib/log";
import { type BuiltRoute, routeTable } from "./route-table";

/** A handler as `serve` makes it (app/api/_http/serve.ts). */
type Handler = {
  (request: Request, context: { readonly params: Promise<object> }): Promise<Response>;
  readonly route: Declaration;
};

type Handlers = Readonly<Record<string, unknown>>;

/** What Next makes of a route's file: the handlers are in it as they were written. */
type BuiltModule = {
  readonly routeModule?: { ensureUserland?(): Promise<void>; readonly userland?: Handlers };
};

/** Finds what answers a request by its method and path; null where that is for Next. */
export type BuiltApi = (
  method: string,
  path: string,
) => Promise<((request: Request) => Promise<Response>) | null>;

/**
 * The API as Next has built it. Asked here, a route costs what its handler costs: Next's own way to it takes longer than
 * storing an answer does. What isn't found, because the address is odd, there is no such route, or another version of Next
 * builds it otherwise, is for Next to answer, by the same handlers.
 *
 * @param folder of the build: `.next`. To be called once Next has started
 * @returns null where it can't be read: all of it is for Next then
 */
export async function readBuiltApi(folder: string): Promise<BuiltApi | null> {
  const root = path.resolve(folder, "server");
  const load = createRequire(path.join(root, "api.js"));
  const find = await readRouteTable(path.join(root, "app-paths-manifest.json"));
  if (!find) return null;
  const loaded = new Map<BuiltRoute, Promise<Handlers>>();

  const handlersOf = (route: BuiltRoute): Promise<Handlers> => {
    const known = loaded.get(route);
    if (known) return known;
    const handlers = loadHandlers(() => load(path.join(root, route.file))).catch((error: unknown) => {
      log().warn({ err: error, file: route.file }, `a route can't be loaded ${LEFT_TO_NEXT}`);
      return {};
    });
    loaded.set(route, handlers);
    return handlers;
  };

  return async (method, asked) => {
    const found = find(asked);
    if (!found) return null;
    const handlers = await handlersOf(found.route);
    const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined;
    if (!isHandler(handler)) return null;
    const context = { params: Promise.resolve(found.params) };
    return (request) => handler(request, context);
  };
}

const LEFT_TO_NEXT = "by the front: Next answers in its place, which takes longer";

async function readRouteTable(file: string): Promise<ReturnType<typeof routeTable> | null> {
  try {
    return routeTable(JSON.parse(await readFile(file, "utf8")) as Readonly<Record<string, string>>);
  } catch (error) {
    log().warn({ err: error, file }, `the list of routes can't be read ${LEFT_TO_NEXT}`);
    return null;
  }
}

async function loadHandlers(load: () => unknown): Promise<Handlers> {
  const { routeModule } = load() as BuiltModule;
  await routeModule?.ensureUserland?.();
  return routeModule?.userland ?? {};
}

/** next-auth's own routes are made otherwise. */
const isHandler = (given: unknown): given is Handler => typeof given === "function" && "route" in given;
