import type { Lock } from "./read-lock";

/** What a package would bring along for building alone: Next's compiler. */
const LEFT_OUT = /^@next\/swc-/;

export type Shipped = {
  /** Where it is installed, such as `node_modules/a/node_modules/b`. */
  readonly place: string;
  readonly name: string;
  readonly version: string;
  /** As its package says it; undefined where it says nothing. */
  readonly licence: string | undefined;
};

/** The packages that so many need to run, and they themselves: with what those need in turn, for all platforms. */
export function shippedPackages({ packages }: Lock, roots: readonly string[]): Shipped[] {
  const found = new Set<string>();
  const add = (name: string, from: string, needed: boolean): void => {
    const place = placeOf(packages, name, from);
    if (place === null) {
      if (needed) throw new Error(`package-lock.json has no ${name}, which ${from || "package.json"} needs.`);
      return;
    }
    if (found.has(place) || LEFT_OUT.test(name)) return;
    found.add(place);
    const { dependencies, optionalDependencies, peerDependencies, peerDependenciesMeta } = packages[place]!;
    for (const other of Object.keys(dependencies)) add(other, place, true);
    for (const other of Object.keys(optionalDependencies)) add(other, place, false);
    for (const other of Object.keys(peerDependencies))
      if (!peerDependenciesMeta[other]?.optional) add(other, place, true);
  };
  for (const root of roots) add(root, "", true);
  return [...found].sort().map((place) => ({
    place,
    name: place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length),
    version: packages[place]!.version ?? "",
    licence: packages[place]!.license,
  }));
}

/** Where Node finds a package that another one asks for: beside it, or above. */
function placeOf(packages: Lock["packages"], name: string, from: string): string | null {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("/node_modules/")))) {
    const place = at === "" ? `node_modules/${name}` : `${at}/node_modules/${name}`;
    if (place in packages) return place;
    if (at === "") return null;
  }
}
