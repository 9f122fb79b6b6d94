// Prints the SQL from one schema to prisma/schema.prisma, for a new migration:
//   git show main:prisma/schema.prisma > old.prisma && npm run db:diff -- old.prisma
// Without a file: the SQL of the whole schema. (The engine can't read Postgres 18's catalogue over the driver
// adapter, so schemas are compared with each other and not with a database.)
import { readFile } from "node:fs/promises";
import { startCluster } from "@/lib/db/embedded/cluster";
import { openSchemaEngine } from "@/lib/db/schema-engine";
import { problemsOf } from "./rolling";

const schema = async (path: string) => ({
  tag: "schemaDatamodel" as const,
  files: [{ path, content: await readFile(path, "utf8") }],
});

const old = process.argv[2];
const cluster = await startCluster(".calot");
try {
  const engine = await openSchemaEngine(cluster.url("postgres"));
  const result = await engine.diff({
    from: old ? await schema(old) : { tag: "empty" },
    to: await schema("prisma/schema.prisma"),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  });
  const sql = result.stdout ?? "";
  const word = problemsOf(`-- rolling: yes, because it is tried\n${sql}`).length === 0 ? "yes" : "no";
  process.stdout.write(`-- rolling: ${word}, because …\n${sql}`);
} finally {
  await cluster.release();
}
