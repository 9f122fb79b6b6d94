import { readFile } from "node:fs/promises";
import path from "node:path";

/** Says of an address which route it belongs to, as `/api/attempts/{id}/zone`: of few names, whatever is asked for. */
export type RouteOf = (url: string) => string;

/** What none of our routes is: icons, what doesn't exist, and all of it in development. */
const OTHER = "other";

/** Scripts, styles and fonts. */
const FILES = "/_next/";

type Branch = { readonly branches: Map<string, Branch>; route?: string; rest?: string };

const newBranch = (): Branch => ({ branches: new Map() });

/** What stands for any one part of an address. */
const ANY = "[]";

/** @param patterns as Next writes them: `/cases/[id]`, `/api/auth/[...nextauth]` */
export function routesOf(patterns: readonly string[]): RouteOf {
  const root = newBranch();
  for (const pattern of patterns) plant(root, pattern);
  return (url) => {
    const end = url.indexOf("?");
    const asked = end < 0 ? url : url.slice(0, end);
    if (asked.startsWith(FILES)) return `${FILES}*`;
    return find(root, partsOf(asked), 0) ?? OTHER;
  };
}

const partsOf = (asked: string): string[] => asked.split("/", 12).filter(Boolean);

function plant(root: Branch, pattern: string): void {
  const route = pattern.replaceAll(/\[\.\.\.\w+\]/g, "*").replaceAll(/\[(\w+)\]/g, "{$1}");
  let at = root;
  for (const part of partsOf(pattern)) {
    if (part.startsWith("[...")) {
      at.rest = route;
      return;
    }
    const key = part.startsWith("[") ? ANY : part;
    const next = at.branches.get(key) ?? newBranch();
    at.branches.set(key, next);
    at = next;
  }
  at.route = route;
}

function find(branch: Branch, parts: readonly string[], at: number): string | undefined {
  const part = parts[at];
  if (part === undefined) return branch.route;
  // A name that is written goes before one that stands for any.
  for (const key of [part, ANY]) {
    const next = branch.branches.get(key);
    const found = next && find(next, parts, at + 1);
    if (found !== undefined) return found;
  }
  return branch.rest;
}

/** The routes of a build; all of them are one where nothing was built. */
export async function readRoutes(folder: string, more: readonly string[]): Promise<RouteOf> {
  const file = path.join(folder, "routes-manifest.json");
  const read = await readFile(file, "utf8").catch(() => null);
  if (read === null) return routesOf(more);
  const { staticRoutes, dynamicRoutes } = JSON.parse(read) as Record<string, { readonly page: string }[]>;
  return routesOf([...[...staticRoutes!, ...dynamicRoutes!].map(({ page }) => page), ...more]);
}
