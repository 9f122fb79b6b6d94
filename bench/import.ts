import { mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import sharp from "sharp";
import { createTestDatabase, startTestCluster, type TestServer } from "@/lib/db/testing";
import { importBundle } from "@/lib/jobs/import/import-bundle";
import { eachAtOnce } from "@/lib/resgo/each-at-once";
import { makeBundle } from "@/lib/resgo/testing/make-bundle";
import { folderStorage } from "@/lib/storage/folder-storage";
import { ladder } from "@/lib/storage/ladder";
import type { Row } from "./table";

/** As many cases as ResGo has. */
const CASES = 2_686;
const ROUNDS = 3;
const PICTURES = path.resolve("../shared/data/real-frames/frames");

/**
 * A bundle of ResGo's size into a Postgres and a folder of its own: beside what sharp takes for the same pictures,
 * with the pictures made already, and once more when nothing has changed.
 */
export async function benchImport(): Promise<Row[]> {
  const folder = await mkdtemp(path.join(tmpdir(), "calot-bench-"));
  const cluster = await startTestCluster({});
  const frames = path.join(folder, "frames");
  try {
    const picturesOnly = { alone: 0, imported: 0 };
    // In turns, so that whatever else the machine does falls on both.
    for (let round = 0; round < ROUNDS; round++) {
      const part = path.join(folder, `part-${round}`);
      const share = (n: number) => Math.round((CASES * n) / ROUNDS);
      await makeBundle(part, [share(round), share(round + 1)], PICTURES);
      picturesOnly.alone += await secondsOf(() => sharpAlone(part, path.join(part, "sharp-alone")));
      const [seconds] = await importSeconds(cluster.server, part, frames, 1);
      picturesOnly.imported += seconds!;
    }
    const whole = path.join(folder, "whole");
    await makeBundle(whole, [0, CASES], PICTURES);
    const [records, again] = await importSeconds(cluster.server, whole, frames, 2);
    const load = `${CASES.toLocaleString("en-GB")} cases, 854 × 480`;
    const row = (what: string, seconds: number, goal: string): Row => ({
      what,
      load,
      perSecond: CASES / seconds,
      p50: seconds * 1_000,
      goal,
    });
    const { alone, imported } = picturesOnly;
    return [
      row("the same pictures by sharp alone", alone, ""),
      { ...row("a bundle imported, from nothing", imported, "80 % of sharp alone"), ratio: alone / imported },
      row("a bundle’s records, pictures made already", records!, "in 3,500 ms"),
      row("a bundle imported again, nothing changed", again!, ""),
    ];
  } finally {
    await cluster.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function secondsOf(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1_000;
}

/** The pictures of the bundle in the widths and the format that an import makes, and nothing else. */
async function sharpAlone(bundle: string, out: string): Promise<void> {
  sharp.cache(false);
  sharp.concurrency(1);
  await mkdir(out);
  const names = await readdir(path.join(bundle, "frames"), { recursive: true });
  const files = names.filter((name) => name.endsWith(".jpg"));
  await eachAtOnce(files, availableParallelism() + 2, async (name, index) => {
    const file = path.join(bundle, "frames", name);
    const { width: natural } = await sharp(file).metadata();
    for (const width of ladder(natural)) {
      const quality = width < natural && width === 320 ? 80 : 90;
      const picture = sharp(file).autoOrient().resize({ width }).webp({ quality, effort: 2 });
      await picture.toFile(path.join(out, `${index}-${width}.webp`));
    }
  });
}

/** Imports a number of times into one fresh database, and says how long each took. */
async function importSeconds(
  server: TestServer,
  bundle: string,
  frames: string,
  times: number,
): Promise<number[]> {
  const db = await createTestDatabase(server);
  await db.prisma.institution.create({ data: { name: "Bench" } });
  const seconds: number[] = [];
  for (let time = 0; time < times; time++) {
    seconds.push(
      await secondsOf(async () => {
        const report = await importBundle(db, folderStorage(frames), bundle, { now: new Date() });
        if (report.refused > 0) throw new Error(`${report.refused} cases were refused.`);
      }),
    );
  }
  await db.close();
  return seconds;
}
