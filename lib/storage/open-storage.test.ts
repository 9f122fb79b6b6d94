import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { setEnv } from "../env";
import { openFrames, openStore, openUploads, storeAt } from "./open-storage";
import { KEY_VARIABLES, startStandIn } from "./testing/s3-stand-in";

const base = await mkdtemp(path.join(tmpdir(), "calot-open-"));
const server = await startStandIn();
afterAll(async () => {
  await server.close();
  await rm(base, { recursive: true });
});
const SHA = "b".repeat(64);

test("frames and uploads lie in the object storage that is named, and else in the folder", async () => {
  const [folder, near] = [path.join(base, "folder"), path.join(base, "near")];
  // It may have been something else’s before.
  await mkdir(near);
  await writeFile(path.join(near, "something"), "else");
  setEnv({ ...KEY_VARIABLES, STORAGE_DIR: folder, STORAGE_CACHE_DIR: near });
  await openFrames().putRendition(SHA, 320, Buffer.from("in the folder"));
  expect((await openFrames().readRendition(SHA, 320))?.bytes).toBe(13);
  setEnv({ STORAGE_URL: server.url("calot") });
  expect(await openFrames().readRendition(SHA, 320)).toBeNull();
  await openFrames().putRendition(SHA, 320, Buffer.from("in the bucket"));
  const id = "11111111-2222-4333-8444-555555555555";
  await openUploads().append(
    id,
    0,
    (async function* () {
      yield Buffer.from("a piece");
    })(),
    100,
  );
  expect([...server.objects().keys()].map((name) => name.split("/")[1]).sort()).toEqual([
    "renditions",
    "uploads",
  ]);
  expect(openStore()).toBe(storeAt(server.url("calot")));
  // What is shown is kept near; what is in a folder is as near as that.
  await openFrames().readRendition(SHA, 320);
  await expect.poll(() => readdir(path.join(near, "calot-frames")).catch(() => [])).toHaveLength(1);
  expect((await readdir(near)).sort()).toEqual(["calot-frames", "something"]);
});
