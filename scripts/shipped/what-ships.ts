import { importedPackages } from "./imported-packages";
import type { Lock } from "./read-lock";
import { type Shipped, shippedPackages } from "./shipped-packages";

export type WhatShips = {
  /** In the image's node_modules. */
  readonly server: readonly Shipped[];
  /** Built into the pages; what the server needs too is there already. */
  readonly pages: readonly Shipped[];
};

/** All that an image of Calot ships of others: what `dependencies` need to run, and what pages are built from beside. */
export function whatShips(lock: Lock): WhatShips {
  const { dependencies, devDependencies } = lock.packages[""]!;
  const server = shippedPackages(lock, Object.keys(dependencies));
  const places = new Set(server.map(({ place }) => place));
  const built = [...importedPackages(["app", "components"])].filter((name) => name in devDependencies);
  return { server, pages: shippedPackages(lock, built.sort()).filter(({ place }) => !places.has(place)) };
}
