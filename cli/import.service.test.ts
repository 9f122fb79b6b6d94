import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readdir, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { testDatabase, untilGone } from "@/lib/db/testing";
import { labelMe, picture, smallBundle, testFolder, writeFiles } from "@/lib/resgo/testing/bundle-files";
import { rawZip } from "@/lib/resgo/testing/raw-zip";
import { BUILT_CALOT } from "@/tooling/build-commands";
import { runCalot } from "./testing";

const db = await testDatabase();
const base = await testFolder();
await db.prisma.institution.create({ data: { name: "Hospital" } });
const storage = path.join(base, "storage");
const bundle = async (changes: Parameters<typeof smallBundle>[0] = {}) =>
  writeFiles(await mkdtemp(path.join(base, "bundle-")), await smallBundle(changes));

/** Runs `calot import` as people do. */
const calot = (...args: string[]) =>
  runCalot({ DATABASE_URL: db.url, STORAGE_DIR: storage }, ["import", ...args]);

describe("calot import", () => {
  test("prints a table, and plain lines of progress where there is no terminal", async () => {
    const { code, out, err } = await calot(await bundle(), "--dataset", "Table");
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([
      "Table",
      "",
      "video  split  cases  new  changed  unchanged  refused",
      "─────  ─────  ─────  ───  ───────  ─────────  ───────",
      "V1     train      2    2        0          0        0",
      "V2     test       1    1        0          0        0",
      "all               3    3        0          0        0",
      "",
      expect.stringMatching(/^To take it back: calot import --undo [0-9a-f-]{36}$/),
      "",
    ]);
    expect(err).toBe("reading: 3 of 3\nchecking: 3 of 3\nimporting: 3 of 3\n");
  });

  test("reads a set that others made by a map, and says what is wrong with one", async () => {
    const folder = await writeFiles(await mkdtemp(path.join(base, "set-")), {
      "VID03/frame_000012.jpg": await picture(),
      "annotations.xml":
        '<annotations><image id="0" name="VID03/frame_000012.jpg" width="64" height="48"><box label="dissect" xtl="8" ytl="6" xbr="40" ybr="30"/></image></annotations>',
      "map.json": JSON.stringify({ categories: { Dissect: "go zone" }, sharing: false }),
      "wrong.json": JSON.stringify({ categories: { dissect: "zone" } }),
    });
    const args = [folder, "--dataset", "Set", "--licence", "CC BY 4.0", "--citation", "Us, 2026", "--json"];
    const { code, out } = await calot(...args, "--map", path.join(folder, "map.json"));
    expect([code, JSON.parse(out)]).toMatchObject([0, { new: 1, refused: 0 }]);
    expect(await db.prisma.dataset.findFirst({ where: { name: "Set" } })).toMatchObject({
      ...{ licence: "CC BY 4.0", citation: "Us, 2026", sharing: false },
    });
    const wrong = await calot(...args, "--map", path.join(folder, "wrong.json"));
    expect(wrong.code).toBe(1);
    expect(wrong.err).toContain("wrong.json: categories: dissect: ");
  });

  test("prints one JSON object with --json, and ends with 1 when a case was refused", async () => {
    const folder = await bundle({ "labelme/V1/000001.json": labelMe([{ label: "hook" }]) });
    const { code, out } = await calot(folder, "--json", "--dataset", "Refused");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual({
      dataset: "Refused",
      videos: 2,
      new: 2,
      changed: 0,
      unchanged: 0,
      refused: 1,
      problems: [
        {
          level: "error",
          file: "labelme/V1/000001.json",
          sheet: null,
          row: null,
          column: null,
          message: "V1, frame 1: no shape is labelled “Go Zone”; its shapes are labelled hook.",
        },
      ],
      import: expect.any(String),
    });
  });

  test("takes a label, names of columns and incomplete samples", async () => {
    const columns = path.join(base, "columns.json");
    await writeFile(columns, '{"criticalRisk": "Gefahr"}');
    const folder = await bundle({
      "labelme/V1/000001.json": labelMe([{ label: "Zielgebiet" }]),
      "annotations.xlsx": null,
      "annotations.csv": "Video,Frame,Phase,Location,Exposure,Next,Next step,Gefahr\nV1,1,A,a,b,-,c,d\n",
    });
    const args = [
      "--dataset",
      "Odd",
      "--label",
      "zielgebiet",
      "--columns",
      columns,
      "--allow-incomplete",
      "--json",
    ];
    const { code, out } = await calot(folder, ...args);
    expect(JSON.parse(out)).toMatchObject({ new: 3, refused: 0 });
    expect(code).toBe(0);
    expect(
      await db.prisma.case.count({ where: { publication: "draft", video: { dataset: { name: "Odd" } } } }),
    ).toBe(2);
  });

  test("takes a zip archive, called as the archive is, with what was not unpacked among its problems", async () => {
    const files = Object.entries(await smallBundle()).map(([name, content]) => ({
      name: `./${name}`,
      content: content!,
    }));
    const zip = path.join(await mkdtemp(path.join(base, "zip-")), "OP April.zip");
    await writeFile(zip, rawZip([...files, { name: "link", attributes: 0o120777 * 0x10000 }]));
    const temporary = async () =>
      (await readdir(tmpdir())).filter((name) => name.startsWith("calot-import-"));
    const before = await temporary();
    const { code, out } = await calot(zip, "--json", "--dry-run");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      dataset: "OP April",
      new: 3,
      refused: 0,
      problems: [
        { level: "error", file: "link", message: "A symbolic link in the archive was not unpacked." },
      ],
    });
    expect(await temporary()).toEqual(before);
    expect((await calot("package.json")).err).toMatch(/^The archive is damaged, or is no zip archive/);
  });

  test("writes nothing in a dry run", async () => {
    const before = await readdir(storage, { recursive: true });
    const { code, out } = await calot(await bundle(), "--dataset", "Dry", "--dry-run");
    expect(code).toBe(0);
    expect(out).toContain("Dry, a dry run: nothing was written");
    expect(await db.prisma.dataset.count({ where: { name: "Dry" } })).toBe(0);
    expect(await readdir(storage, { recursive: true })).toEqual(before);
  });

  test.each([
    [["/nowhere/at/all"], "There is no folder /nowhere/at/all.\n"],
    [[".", "--institution", "Elsewhere"], "There is no institution “Elsewhere”. There is: Hospital.\n"],
    [[".", "--columns", "package.json"], /^package\.json: /],
    [[], /missing required argument 'from'/],
  ])("says in one sentence why %j can't be done", async (args, sentence) => {
    const { code, out, err } = await calot(...args);
    expect(code).toBe(1);
    expect(out).toBe("");
    expect(err).toEqual(typeof sentence === "string" ? sentence : expect.stringMatching(sentence));
  });

  test("imports nothing of a bundle with a video in both splits", async () => {
    const { code, out } = await calot(
      await bundle({ "splits.csv": "V1,train\nV1,test\n" }),
      "--json",
      "--dataset",
      "Both",
    );
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      new: 0,
      refused: 3,
      problems: [{ level: "error", file: "splits.csv", row: 2, column: "B" }],
    });
    expect(await db.prisma.dataset.count({ where: { name: "Both" } })).toBe(0);
  });

  test("explains itself", async () => {
    const { code, out } = await calot("--help");
    expect(code).toBe(0);
    for (const option of [
      "--dry-run",
      "--dataset",
      "--institution",
      "--draft",
      "--label",
      "--columns",
      "--allow-incomplete",
      "--json",
    ]) {
      expect(out).toContain(option);
    }
  });
});

describe("calot import --undo", () => {
  test("takes the newest import back, which it names without an id, once", async () => {
    await calot(await bundle(), "--dataset", "Undone");
    const told = JSON.parse((await calot("--undo", "--dataset", "Undone", "--json")).out);
    expect(told.imports).toMatchObject([{ dataset: "Undone", institution: "Hospital", cases: 3 }]);
    const [{ id }] = told.imports;
    expect(await calot("--undo", id)).toEqual({
      code: 0,
      out: "Taken back from Undone: 3 cases that it had made removed; the dataset itself removed, for the import had made it.\n0 pictures that no case shows removed.\n",
      err: "",
    });
    expect(await db.prisma.dataset.count({ where: { name: "Undone" } })).toBe(0);
    const again = await calot("--undo", id);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining("was taken back already")]);
  });

  test("killed in the middle it leaves all as it was, and is done the next time", async () => {
    const { import: id } = JSON.parse((await calot(await bundle(), "--dataset", "Killed", "--json")).out);
    const cases = () => db.prisma.case.count({ where: { video: { dataset: { name: "Killed" } } } });
    const client = await db.pool.connect();
    // Its last statement but one waits for this, with all others done.
    await client.query("BEGIN");
    await client.query("SELECT FROM dataset WHERE name = 'Killed' FOR KEY SHARE");
    const child = spawn(process.execPath, [BUILT_CALOT, "import", "--undo", id], {
      env: { ...process.env, DATABASE_URL: db.url, STORAGE_DIR: storage },
      stdio: "ignore",
    });
    const exited = once(child, "exit");
    const waits =
      "SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query ILIKE '%DELETE FROM dataset %'";
    await expect.poll(async () => (await db.pool.query(waits)).rowCount, { timeout: 20_000 }).toBe(1);
    child.kill("SIGKILL");
    await exited;
    await client.query("ROLLBACK");
    client.release();
    await untilGone(db.url, "import");
    expect(await cases()).toBe(3);
    expect(await calot("--undo", id)).toMatchObject({ code: 0, err: "" });
    expect(await cases()).toBe(0);
  });
});
