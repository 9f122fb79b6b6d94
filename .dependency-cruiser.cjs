/** The borders of docs/architecture.md: imports run one way. */
const border = (from, to, comment) => ({
  name: `${from}-border`.replaceAll(/[^a-z-]/g, "-"),
  severity: "error",
  comment,
  from: { path: `^${from}/` },
  to,
});
const own = (...folders) => `^(${folders.join("|")})(/|\\.ts)`;

module.exports = {
  forbidden: [
    { name: "no-circles", severity: "error", from: {}, to: { circular: true } },
    { name: "no-unresolvable", severity: "error", from: {}, to: { couldNotResolve: true } },
    border(
      "lib/domain",
      { pathNot: ["^lib/domain/", "^node_modules/zod", "\\.test\\.ts$"], path: "." },
      "domain: nothing but zod",
    ),
    border(
      "lib/contract",
      {
        pathNot: ["^lib/contract/", "^lib/domain/", "^node_modules/zod", "\\.test\\.ts$"],
        path: ".",
      },
      "contract: domain and zod alone",
    ),
    border(
      "lib/recall",
      { pathNot: ["^lib/recall/", "^lib/domain/", "^node_modules/wink-", "\\.test\\.ts$"], path: "." },
      "recall: domain and the language library alone",
    ),
    border(
      "lib/resgo",
      { path: own("app", "components", "cli", "lib/(services|jobs|db|auth|vlm|storage|recall)") },
      "resgo reads and writes files",
    ),
    border(
      "lib/vlm",
      { path: own("app", "components", "cli", "lib/(services|jobs|db|auth|resgo|storage)") },
      "vlm speaks to a server",
    ),
    border(
      "lib/baseline",
      { path: own("app", "components", "cli", "lib/(services|jobs|db|auth|vlm|storage|recall)") },
      "baseline: domain and resgo",
    ),
    border(
      "lib/db",
      { path: own("app", "components", "cli", "lib/(services|sql|jobs|auth|resgo|vlm|storage|domain)") },
      "db knows no domain",
    ),
    border(
      "lib/sql",
      { path: own("app", "components", "cli", "lib/(services|jobs|auth|resgo|vlm|storage|recall)") },
      "sql: domain, and the types of columns",
    ),
    border(
      "lib/storage",
      { path: own("app", "components", "cli", "lib/(services|jobs|auth|resgo|vlm|db)") },
      "storage keeps bytes",
    ),
    border(
      "lib/auth",
      { path: own("app", "components", "cli", "lib/(services|jobs|resgo|vlm|storage)") },
      "auth says who",
    ),
    border(
      "lib/services",
      { path: own("app", "components", "cli", "lib/(jobs|resgo|vlm)") },
      "services: domain, auth, db, storage",
    ),
    border("lib/jobs", { path: own("app", "components", "cli") }, "jobs: services, resgo, vlm and below"),
    border(
      "components",
      {
        path: own("app", "cli", "lib/(services|jobs|resgo|recall|vlm|db|storage|env|log)"),
        dependencyTypesNot: ["type-only"],
      },
      "components: domain and types",
    ),
    border("app", { path: own("cli", "demo", "lib/(resgo|recall|vlm)") }, "routes are thin"),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^lib/db/generated|\\.test\\.tsx?$|/testing/|/testing\\.ts$" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".json"],
    },
  },
};
