import { readFileSync } from "node:fs";
import { z } from "zod";

const names = z.record(z.string(), z.string()).default({});

/** What is used of package-lock.json: its packages by the place where they are installed. */
const lockSchema = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.string().optional(),
      license: z.string().optional(),
      dependencies: names,
      devDependencies: names,
      optionalDependencies: names,
      peerDependencies: names,
      peerDependenciesMeta: z
        .record(z.string(), z.object({ optional: z.boolean().default(false) }))
        .default({}),
    }),
  ),
});

export type Lock = z.infer<typeof lockSchema>;

export const readLock = (): Lock => lockSchema.parse(JSON.parse(readFileSync("package-lock.json", "utf8")));
