import { readdir, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { testFolder } from "@/lib/resgo/testing/bundle-files";
import { holdFile } from "./hold-file";

const folder = await testFolder();
const BEAT_MS = 10;

describe("holdFile", () => {
  test("keeps a file to one process until it is released", async () => {
    const file = path.join(folder, "held");
    const release = await holdFile(file, BEAT_MS);
    await expect(holdFile(file, BEAT_MS)).rejects.toThrow(`Another process writes to ${file}.`);
    await release();
    await (await holdFile(file, BEAT_MS))();
    expect(await readdir(folder)).toEqual([]);
  });

  test("takes a file at once from a process of this machine that is gone", async () => {
    const file = path.join(folder, "left");
    await writeFile(`${file}.lock`, `${hostname()} 999999999 ab 7\n`);
    // With a beat of a day, nothing is waited for.
    await (await holdFile(file, 86_400_000))();
  });

  test("takes a file from another machine once it is silent, and not before", async () => {
    const file = path.join(folder, "elsewhere");
    await writeFile(`${file}.lock`, "another-machine 1 ab 7\n");
    let waits = true;
    const beat = async () => {
      for (let beats = 8; waits; beats++) await writeFile(`${file}.lock`, `another-machine 1 ab ${beats}\n`);
    };
    const waiting = holdFile(file, BEAT_MS).finally(() => {
      waits = false;
    });
    await Promise.all([expect(waiting).rejects.toThrow("Another process writes to"), beat()]);
    await (await holdFile(file, BEAT_MS))();
  });
});
