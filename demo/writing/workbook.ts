import { unzipSync, zipSync } from "fflate";
import { type WriteSheet, writeXlsx } from "hucre";
import { phaseNames } from "@/lib/domain/phases";
import { phaseOf, type SceneFacts } from "../scene/facts";
import { composeRationale } from "../text/compose-rationale";

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
export async function annotationWorkbook(scenes: readonly SceneFacts[]): Promise<Uint8Array> {
  const date = new Date(Date.UTC(2026, 0, 1));
  const videos = [...new Set(scenes.map((scene) => scene.procedure.video))];
  const written = await writeXlsx({
    properties: { title: "Calot demo", creator: "Calot demo", created: date, modified: date },
    sheets: videos.map((video) =>
      sheetOf(
        video,
        scenes.filter(({ procedure }) => procedure.video === video),
      ),
    ),
  });
  return withoutClock(written);
}

function sheetOf(name: string, scenes: readonly SceneFacts[]): WriteSheet {
  const header = COLUMNS.map(([title]) => title);
  return {
    name,
    columns: COLUMNS.map(([, width]) => ({
      width,
      style: { alignment: { vertical: "top", wrapText: true } },
    })),
    rows: [header, ...scenes.map(rowOf)],
    cells: new Map(
      header.map((value, column) => [`0,${column}`, { value, style: { font: { bold: true } } }]),
    ),
    freezePane: { rows: 1 },
  };
}

function rowOf(scene: SceneFacts): (string | number)[] {
  const phase = phaseOf(scene);
  const { location, exposure, nextAction, criticalRisk } = composeRationale(scene);
  return [scene.frame, `Phase ${phase} - ${phaseNames[phase]}`, location, exposure, nextAction, criticalRisk];
}

/** A zip file states when each of its entries was written: zip it again with one date for all. */
function withoutClock(zipped: Uint8Array): Uint8Array {
  // The format keeps local time, so the date is given in local time too.
  return zipSync(unzipSync(zipped), { mtime: new Date(2026, 0, 1), level: 9 });
}
