import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import type { Declaration } from "@/lib/contract/route";
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
 */
export async function readBuiltApi(folder: string): Promise<BuiltApi> {
  const root = path.resolve(folder, "server");
  const load = createRequire(path.join(root, "api.js"));
  const files = JSON.parse(await readFile(path.join(root, "app-paths-manifest.json"), "utf8"));
  const find = routeTable(files as Readonly<Record<string, string>>);
  const loaded = new Map<BuiltRoute, Handlers>();

  const handlersOf = async (route: BuiltRoute): Promise<Handlers> => {
    const known = loaded.get(route);
    if (known) return known;
    const { routeModule } = load(path.join(root, route.file)) as BuiltModule;
    await routeModule?.ensureUserland?.();
    const handlers = routeModule?.userland ?? {};
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

/** next-auth's own routes are made otherwise. */
const isHandler = (given: unknown): given is Handler => typeof given === "function" && "route" in given;
