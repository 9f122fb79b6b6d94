import { Command } from "commander";
import { demoCommand } from "./demo/command";
import { fail } from "./fail";
import { importCommand } from "./import";
import { migrateCommand } from "./migrate";
import { serveCommand } from "./serve";
import { userCommand } from "./user";

const program = new Command("calot")
  .description("Practise reading the operative field of a laparoscopic cholecystectomy.")
  .showHelpAfterError("Run it with --help to see what it takes.")
  .addCommand(serveCommand())
  .addCommand(migrateCommand())
  .addCommand(userCommand())
  .addCommand(importCommand())
  .addCommand(demoCommand());

await program.parseAsync().catch(fail);
// The schema engine leaves a timer of ten seconds behind, for which nobody should wait.
process.exit();
