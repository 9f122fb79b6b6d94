// Prints the table of docs/bench.md. Needs a build (`npm run build`); load and server share the machine.
import { cpus } from "node:os";
import { benchAnswers } from "./answers";
import { benchDrawing } from "./draw";
import { benchEvaluation } from "./evaluation";
import { benchImport } from "./import";
import { benchLibrary } from "./library";
import { benchPredict } from "./predict";
import { benchScoring } from "./scoring";
import { toTable } from "./table";

const rows = [
  benchScoring(),
  benchEvaluation(),
  ...(await benchImport()),
  ...(await benchPredict()),
  ...(await benchAnswers()),
  ...(await benchDrawing()),
  ...(await benchLibrary()),
];
process.stdout.write(
  `\n${cpus().length} × ${cpus()[0]?.model.trim()}, Node ${process.version}\n\n${toTable(rows)}\n`,
);
