/** The borders of tooling/borders.json, as docs/architecture.md tells them: imports run one way. */
const borders = require("./tooling/borders.json");

const FILE = /\.ts$/;
const within = (place) => (FILE.test(place) ? `^${place.replace(".", "\\.")}$` : `^${place}/`);
const places = Object.keys(borders);
/** What of this project can be imported at all: where no package is named, any package is allowed. */
const OURS = `^(${[...new Set(places.map((place) => place.split("/")[0]))].join("|")})/`;

const PARTS = "^lib/services/[^/]+/parts/";

const rules = Object.entries(borders).map(([place, { may, packages }]) => ({
  name: `border-${place.replaceAll(/\W/g, "-")}`,
  severity: "error",
  comment: `${place} may import: ${[...may, ...(packages ?? ["any package"])].join(", ") || "nothing"}`,
  from: {
    path: within(place),
    pathNot: places.filter((inner) => inner.startsWith(`${place}/`)).map(within),
  },
  to: {
    path: packages ? "." : OURS,
    pathNot: [...[place, ...may].map(within), ...(packages ?? []).map((name) => `^node_modules/${name}/`)],
  },
}));

module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-circles-of-folders", severity: "error", scope: "folder", from: {}, to: { circular: true } },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    // What lies in a noun's parts/ is for that noun alone.
    {
      name: "no-parts-of-another-noun",
      severity: "error",
      from: { path: "^lib/services/([^/]+)/" },
      to: { path: PARTS, pathNot: "^lib/services/$1/" },
    },
    {
      name: "no-parts-from-outside",
      severity: "error",
      from: { pathNot: "^lib/services/" },
      to: { path: PARTS },
    },
    // Next bundles each page and route apart: what opens a database would be in each of them (lib/db/served.ts).
    {
      name: "no-database-opened-by-pages",
      severity: "error",
      from: { path: "^(app|components|lib)/", pathNot: "^lib/(db|jobs)/" },
      to: { path: "^lib/db/(client|open-served)\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    ...rules,
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/db/generated|/\\.next/|\\.test\\.tsx?$|/testing/|/testing\\.ts$" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".json"],
    },
  },
};
