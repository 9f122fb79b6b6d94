import { execFile } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { BUILT_CALOT } from "@/tooling/build-commands";

test("says where to start it when it is started elsewhere", async () => {
  const start = promisify(execFile)(process.execPath, [path.resolve(BUILT_CALOT), "predict", "--help"], {
    cwd: tmpdir(),
  });
  await expect(start).rejects.toMatchObject({
    code: 1,
    stdout: "",
    stderr: `Start this in the folder of Calot: cd ${process.cwd()}\n`,
  });
});
