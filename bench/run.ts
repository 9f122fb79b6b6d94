// Prints the tables of docs/bench.md: all, or those named (`npm run bench -- cohorts`). Needs a build for what is
// measured over HTTP (`npm run build`); load and server share the machine.
import { cpus } from "node:os";
import { benchAnswers } from "./answers";
import { benchBeginning } from "./beginning";
import { benchCohorts } from "./cohorts";
import { benchContact } from "./contact";
import { benchDrawing } from "./draw";
import { benchEvaluation } from "./evaluation";
import { benchImport } from "./import";
import { benchLibrary } from "./library";
import { benchPredict } from "./predict";
import { benchProcesses } from "./processes";
import { benchScoring } from "./scoring";
import { benchSeen } from "./seen";
import { benchStage } from "./stage";
import { type Row, toTable } from "./table";

const benches: Readonly<Record<string, () => Row | readonly Row[] | Promise<readonly Row[]>>> = {
  scoring: benchScoring,
  contact: benchContact,
  evaluation: benchEvaluation,
  import: benchImport,
  predict: benchPredict,
  answers: benchAnswers,
  beginning: benchBeginning,
  seen: benchSeen,
  processes: benchProcesses,
  drawing: benchDrawing,
  stage: benchStage,
  library: benchLibrary,
  cohorts: benchCohorts,
};

const named = process.argv.slice(2);
const unknown = named.find((name) => !(name in benches));
if (unknown) throw new Error(`There is no bench ${unknown}: ${Object.keys(benches).join(", ")}.`);
const rows: Row[] = [];
for (const [name, bench] of Object.entries(benches)) {
  if (named.length === 0 || named.includes(name)) rows.push(...[await bench()].flat());
}
process.stdout.write(
  `\n${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}\n\n${toTable(rows)}\n`,
);
