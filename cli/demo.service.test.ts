import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { runCalot } from "./testing";

test("the demo, whose passwords everyone knows, is heard on this machine alone unless HOST says otherwise", async () => {
  // Held on another of this machine's own addresses: whoever listens on all of them finds the port taken.
  const holder = createServer().listen(0, "127.0.0.2");
  await once(holder, "listening");
  const env = {
    PORT: String((holder.address() as AddressInfo).port),
    CALOT_HOME: await mkdtemp(path.join(tmpdir(), "calot-demo-")),
    // Ends it after the port, and before it takes time.
    DATABASE_URL: "",
    DATABASE_OWNER_URL: "postgresql://owner@127.0.0.1/calot",
    HOST: "",
  };
  const alone = await runCalot(env, ["demo"]);
  expect(alone.err).toContain("DATABASE_OWNER_URL is set without DATABASE_URL");
  const everywhere = await runCalot({ ...env, HOST: "0.0.0.0" }, ["demo"]);
  expect(everywhere.err).toContain("is taken by another program");
  holder.close();
});
