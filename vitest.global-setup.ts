import type { TestProject } from "vitest/node";
import { startTestCluster } from "./lib/db/testing";

/** One throwaway Postgres for a run; the tests take databases of their own from it with `testDatabase`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startTestCluster();
  project.provide("testServer", cluster.server);
  return () => cluster.stop();
}
