import type { TestProject } from "vitest/node";
import { startTestCluster } from "./lib/db/testing";
import { buildCommands } from "./tooling/build-commands";

/**
 * One throwaway Postgres for a run, from which tests take databases of their own with `testDatabase`; and the command line as it
 * is put in place, which tests start often.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [cluster] = await Promise.all([startTestCluster(), buildCommands()]);
  project.provide("testServer", cluster.server);
  return () => cluster.stop();
}
