import { unzipSync, zipSync } from "fflate";
import { type WriteSheet, writeXlsx } from "hucre";
import { phaseOf, type SceneFacts } from "@/demo/scene/facts";
import { phaseNames } from "@/lib/domain/phases";
import type { Rationale } from "@/lib/domain/rationale";

export type Annotated = { readonly scene: SceneFacts; readonly rationale: Rationale };

/** A column's header and its width in characters. */
const COLUMNS = [
  ["Frame", 8],
  ["Phase", 38],
  ["Anatomic", 60],
  ["Reasoning", 60],
  ["Next step", 60],
  ["Risk reminder", 60],
] as const;

/** The workbook of phases and texts: a sheet per video, a row per frame. The same scenes give the same bytes. */
export async function annotationWorkbook(annotated: readonly Annotated[]): Promise<Uint8Array> {
  const date = new Date(Date.UTC(2026, 0, 1));
  const videos = [...new Set(annotated.map(({ scene }) => scene.procedure.video))];
  const written = await writeXlsx({
    properties: { title: "Calot rendered demo", creator: "Calot", created: date, modified: date },
    sheets: videos.map((video) =>
      sheetOf(
        video,
        annotated.filter(({ scene }) => scene.procedure.video === video),
      ),
    ),
  });
  return withoutClock(written);
}

function sheetOf(name: string, annotated: readonly Annotated[]): WriteSheet {
  const header = COLUMNS.map(([title]) => title);
  return {
    name,
    columns: COLUMNS.map(([, width]) => ({
      width,
      style: { alignment: { vertical: "top", wrapText: true } },
    })),
    rows: [header, ...annotated.map(rowOf)],
    cells: new Map(
      header.map((value, column) => [`0,${column}`, { value, style: { font: { bold: true } } }]),
    ),
    freezePane: { rows: 1 },
  };
}

function rowOf({ scene, rationale }: Annotated): (string | number)[] {
  const phase = phaseOf(scene);
  const { location, exposure, nextAction, criticalRisk } = rationale;
  return [scene.frame, `Phase ${phase} - ${phaseNames[phase]}`, location, exposure, nextAction, criticalRisk];
}

/** A zip file states when each of its entries was written: zip it again with one date for all. */
function withoutClock(zipped: Uint8Array): Uint8Array {
  // The format keeps local time, so the date is given in local time too.
  return zipSync(unzipSync(zipped), { mtime: new Date(2026, 0, 1), level: 9 });
}
