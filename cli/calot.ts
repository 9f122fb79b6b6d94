import { Command } from "commander";
import { baselineFitCommand } from "./baseline-fit";
import { baselineServerCommand } from "./baseline-server";
import { benchDataCommand } from "./bench-data";
import { demoCommand } from "./demo/command";
import { evaluateCommand } from "./evaluate";
import { exportCommand } from "./export";
import { fail } from "./fail";
import { figuresCommand } from "./figures";
import { importCommand } from "./import";
import { migrateCommand } from "./migrate";
import { predictCommand } from "./predict";
import { predictionsCommand } from "./predictions";
import { referenceCommand } from "./reference";
import { serveCommand } from "./serve";
import { userCommand } from "./user";

const program = new Command("calot")
  .description("Practise reading the operative field of a laparoscopic cholecystectomy.")
  .showHelpAfterError("Run it with --help to see what it takes.")
  .addCommand(serveCommand())
  .addCommand(migrateCommand())
  .addCommand(userCommand())
  .addCommand(importCommand())
  .addCommand(exportCommand())
  .addCommand(predictCommand())
  .addCommand(predictionsCommand())
  .addCommand(evaluateCommand())
  .addCommand(referenceCommand())
  .addCommand(baselineFitCommand())
  .addCommand(baselineServerCommand())
  .addCommand(figuresCommand())
  .addCommand(benchDataCommand())
  .addCommand(demoCommand());

await program.parseAsync().catch(fail);
// The schema engine leaves a timer of ten seconds behind, for which nobody should wait.
process.exit();
