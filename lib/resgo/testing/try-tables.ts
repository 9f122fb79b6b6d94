import fc from "fast-check";
import { expect } from "vitest";
import { plainText } from "@/lib/domain/text/plain-text";
import { TableError } from "@/lib/tables/table-error";
import { readAnnotations } from "../annotations";
import { roleOf } from "../columns";
import { readPhase } from "../phase-name";
import { readTable } from "../read-table";
import { MEANT_VIDEOS, type MeantTable, meantCsv, meantWorkbook } from "./meant-tables";

const SLOWEST_MS = 5_000;

/**
 * Reads tables that a generator has written and perhaps damaged. What was not damaged is read whole; of what was, rows may
 * be refused, in a sentence, and no row that is taken says anything else than its writer meant.
 */
export async function tryTables(runs: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.oneof({ arbitrary: meantCsv, weight: 3 }, { arbitrary: meantWorkbook, weight: 1 }),
      tryTable,
    ),
    { numRuns: runs },
  );
}

async function tryTable({ file, bytes, rows, damage }: MeantTable): Promise<void> {
  const began = performance.now();
  const isName = (cell: string): boolean => roleOf(cell, {}) !== null;
  const read = await readTable(file, bytes, { isName, encoding: null }).catch((cause: unknown) => {
    if (damage === null || !(cause instanceof TableError)) throw cause;
    expect(cause.message).toMatch(/\.$/);
    return { sheets: [] };
  });
  const found = readAnnotations(read.sheets, MEANT_VIDEOS, {});
  expect(performance.now() - began).toBeLessThan(SLOWEST_MS);
  for (const { message } of found.problems) expect(message).toMatch(/\.$/);

  const meant = new Map(
    rows.map(({ video, frame, phase, texts }) => [`${video}/${frame}`, [phase, ...texts.map(plainText)]]),
  );
  const taken = found.rows.flatMap(({ video, frame, entries }) => {
    const all = [entries.phase, entries.location, entries.exposure, entries.nextAction, entries.criticalRisk];
    // A row with something missing or wrong is no case.
    if (all.some(({ text, fault }) => text === "" || fault !== null)) return [];
    const phase = readPhase(entries.phase.text);
    if ("problem" in phase) return [];
    return [[`${video}/${frame}`, [phase.phase, ...all.slice(1).map(({ text }) => text)]] as const];
  });
  for (const [key, said] of taken) {
    const [read, written] = [said, meant.get(key) ?? ["no such row"]].map((texts) =>
      texts.map((text) => lasting(text, damage)),
    );
    // What is cut off from the end of a file can't be known: of a frame's number too, where that stands last.
    if (damage === "the end is lost" && !meant.has(key)) {
      expect([...meant.values()]).toContainEqual(said);
      continue;
    }
    const isCut = damage === "the end is lost" && written!.at(-1)!.startsWith(read!.at(-1)!);
    expect([key, isCut ? read!.slice(0, -1) : read]).toEqual([key, isCut ? written!.slice(0, -1) : written]);
  }
  if (damage === null) {
    expect(found.problems.filter(({ level }) => level === "error")).toEqual([]);
    expect(taken).toHaveLength(rows.length);
  }
}

/** A text without what the damage took or added: inside of one cell in quotation marks nothing shows it. */
function lasting(text: string, damage: string | null): string {
  if (damage?.startsWith("a line end")) return text.replaceAll(/\s/g, "");
  if (damage?.startsWith("a separator")) return text.replaceAll(/[,;|\t\s]/g, "");
  return damage?.startsWith("a quotation mark") ? text.replaceAll('"', "") : text;
}
