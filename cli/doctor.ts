import { Command } from "commander";
import { examine } from "./doctor/examine";
import type { Finding, State } from "./doctor/finding";
import { printable } from "./table";

const MARKS: Readonly<Record<State, string>> = { ok: "✓", warning: "!", fault: "✗", skipped: "–" };

export function doctorCommand(): Command {
  return new Command("doctor")
    .description(
      "Tries everything that a deployment needs, and says what to do. Run it with the settings of the server, where it runs.\n" +
        "Changes nothing. Exit status 1 where something is wrong; what is worth a look alone leaves it 0.",
    )
    .option("--worker", "where “calot work” runs alone: it needs no build and no secret")
    .option("--mail-to ADDRESS", "send a mail there, too: without it the mail server is greeted alone")
    .option("--json", "print the findings as JSON")
    .action(async ({ worker, mailTo, json }: { worker?: true; mailTo?: string; json?: true }) => {
      const findings = await examine(worker ? "work" : "web", mailTo);
      const faults = findings.filter(({ state }) => state === "fault").length;
      process.stdout.write(
        json ? `${JSON.stringify({ ok: faults === 0, findings }, null, 2)}\n` : describeFindings(findings),
      );
      process.exitCode = faults === 0 ? 0 : 1;
    });
}

/** A line of each finding, with what to do below; at the end how many there are. */
export function describeFindings(findings: readonly Finding[]): string {
  const width = Math.max(...findings.map(({ check }) => check.length));
  const lines = findings.flatMap(({ check, state, says, todo }) => [
    `${MARKS[state]} ${check.padEnd(width)}  ${printable(says)}`,
    ...(todo ? [`  ${" ".repeat(width)}  → ${printable(todo)}`] : []),
  ]);
  const count = (state: State): number => findings.filter((finding) => finding.state === state).length;
  const [faults, warnings] = [count("fault"), count("warning")];
  const result =
    faults > 0
      ? `${faults} of ${findings.length} ${faults === 1 ? "is" : "are"} wrong.`
      : warnings > 0
        ? `Nothing is wrong; ${warnings} ${warnings === 1 ? "is" : "are"} worth a look.`
        : "All is well.";
  return `${lines.join("\n")}\n\n${result}\n`;
}
