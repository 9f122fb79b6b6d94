/** A route of the build: its file, and what the parts of its path that vary are called. */
export type BuiltRoute = { readonly file: string; readonly params: readonly string[] };

/** What a request is for: a route, and what stands in its address for each part that varies. */
type Found = { readonly route: BuiltRoute; readonly params: Readonly<Record<string, string>> };

type Place = { route?: BuiltRoute; readonly under: Map<string, Place> };

/** Addresses that can be read in one way alone. What becomes of others is for Next to say. */
const PLAIN_PATH = /^\/api(?:\/[\w~-]+)+$/;

/** Stands for a part that varies; no plain path has it. */
const ANY = "*";

/**
 * Where a build has the routes of the API.
 *
 * @param files by Next's name for each: `/api/attempts/[id]/zone/route`
 */
export function routeTable(files: Readonly<Record<string, string>>): (path: string) => Found | null {
  const root: Place = { under: new Map() };
  for (const [name, file] of Object.entries(files)) {
    const parts = name.split("/").slice(1);
    if (parts[0] !== "api" || parts.pop() !== "route" || name.includes("[...")) continue;
    const params = parts.flatMap((part) => nameOf(part) ?? []);
    const place = parts.reduce((at, part) => placeUnder(at, nameOf(part) === null ? part : ANY), root);
    place.route = { file, params };
  }
  return (path) => {
    if (!PLAIN_PATH.test(path)) return null;
    const values: string[] = [];
    let place: Place | undefined = root;
    for (const part of path.split("/").slice(1)) {
      const fixed: Place | undefined = place.under.get(part);
      if (!fixed) values.push(part);
      place = fixed ?? place.under.get(ANY);
      if (!place) return null;
    }
    const { route } = place;
    if (!route) return null;
    return { route, params: Object.fromEntries(route.params.map((name, i) => [name, values[i]!])) };
  };
}

const nameOf = (part: string): string | null => /^\[(\w+)\]$/.exec(part)?.[1] ?? null;

function placeUnder({ under }: Place, part: string): Place {
  const found = under.get(part) ?? { under: new Map() };
  under.set(part, found);
  return found;
}
