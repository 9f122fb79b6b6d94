import path from "node:path";
import { t } from "@/lib/language/t";
import { type Budget, startBudget } from "./budget";
import { readCellFormats } from "./cell-formats";
import { damaged, openParts, type Parts } from "./open-parts";
import { inSheet, type ReadSheet, readSheet } from "./read-sheet";
import { readXml } from "./read-xml";
import { type RichText, startRichText } from "./rich-text";

type Workbook = {
  /** Those that are shown, in their order. */
  readonly sheets: readonly (ReadSheet & { readonly name: string })[];
  /** The names of hidden sheets, which are not read. */
  readonly hiddenSheets: readonly string[];
};

/**
 * The cells of an Excel workbook (.xlsx, .xlsm, strict or not) that hold something. It is read as it is unpacked: what it
 * costs follows from what it holds, not from where its last cell stands.
 *
 * @throws TableError with a sentence for people when it isn't one, is damaged or too large
 */
export async function readWorkbook(bytes: Buffer): Promise<Workbook> {
  const budget = startBudget();
  const parts = await openParts(bytes, budget);
  try {
    const main = (await relationsOf(parts, "")).find(({ kind }) => kind === "officeDocument")?.part;
    if (main === undefined) throw damaged(t`it names no workbook`);
    const relations = await relationsOf(parts, main);
    const partOf = (kind: string): string | null =>
      relations.find((relation) => relation.kind === kind)?.part ?? null;
    const { listed, from1904 } = await readSheetList(parts, main);
    const context = {
      strings: await readStrings(parts, partOf("sharedStrings"), budget),
      formats: await readCellFormats(parts, partOf("styles")),
      from1904,
    };
    const sheets: (ReadSheet & { name: string })[] = [];
    for (const { name, id, hidden } of listed) {
      const relation = relations.find((relation) => relation.id === id);
      // Others are charts and the like, which have no cells.
      if (hidden || relation?.kind !== "worksheet") continue;
      const read = await inSheet(name, () => readSheet(parts, relation.part, context, budget));
      sheets.push({ name, ...read });
    }
    return { sheets, hiddenSheets: listed.filter(({ hidden }) => hidden).map(({ name }) => name) };
  } finally {
    parts.close();
  }
}

type Relation = { readonly id: string; readonly kind: string; readonly part: string };

/** What a part refers to; of the workbook as a whole with an empty name. */
async function relationsOf(parts: Parts, part: string): Promise<Relation[]> {
  const folder = path.posix.dirname(part);
  const file = path.posix.join(folder, "_rels", `${path.posix.basename(part)}.rels`);
  const relations: Relation[] = [];
  if (!parts.has(file)) return relations;
  await readXml(file, parts.read(file), {
    open(name, attributes) {
      if (name !== "Relationship" || attributes("TargetMode") === "External") return;
      const target = (attributes("Target") ?? "").replaceAll("\\", "/");
      relations.push({
        id: attributes("Id") ?? "",
        // The last word tells, in the strict form of the format too.
        kind: (attributes("Type") ?? "").split("/").at(-1)!,
        part: target.startsWith("/") ? target.slice(1) : path.posix.join(folder, target),
      });
    },
  });
  return relations;
}

type ListedSheet = { readonly name: string; readonly id: string; readonly hidden: boolean };

async function readSheetList(
  parts: Parts,
  part: string,
): Promise<{ listed: ListedSheet[]; from1904: boolean }> {
  const listed: ListedSheet[] = [];
  let from1904 = false;
  await readXml(part, parts.read(part), {
    open(name, attributes) {
      if (name === "workbookPr") from1904 = ["1", "true"].includes(attributes("date1904") ?? "");
      if (name !== "sheet") return;
      const state = attributes("state") ?? "visible";
      listed.push({
        name: attributes("name") ?? "",
        id: attributes("id") ?? "",
        hidden: state !== "visible",
      });
    },
  });
  if (listed.length === 0) throw damaged(t`it has no sheets`);
  return { listed, from1904 };
}

async function readStrings(parts: Parts, part: string | null, budget: Budget): Promise<RichText[]> {
  const strings: RichText[] = [];
  if (part === null || !parts.has(part)) return strings;
  let current: ReturnType<typeof startRichText> | null = null;
  await readXml(part, parts.read(part), {
    open(name, attributes) {
      if (name === "si") current = startRichText();
      else current?.open(name, attributes);
    },
    text: (text) => current?.text(text),
    close(name) {
      if (name !== "si") return current?.close(name);
      const read = current!.end();
      budget.hold(read.text.length);
      strings.push(read);
      current = null;
    },
  });
  return strings;
}
