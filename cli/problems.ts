import type { Problem } from "@/lib/resgo/problem";
import { printable } from "./table";

/** Every problem on a line of its own, with its file, sheet, row and column; below them how many there are. */
export function describeProblems(problems: readonly Problem[]): string {
  const lines = problems.map(({ level, file, sheet, row, column, message }) => {
    const cell =
      row === null ? column && `column ${column}` : `row ${row}${column ? `, column ${column}` : ""}`;
    const place = [file, sheet, cell].filter(Boolean).join(", ");
    return printable(`${level}: ${place ? `${place}: ` : ""}${message}`);
  });
  const errors = problems.filter(({ level }) => level === "error").length;
  const counted = [
    `${errors} ${errors === 1 ? "error" : "errors"}`,
    `${problems.length - errors} ${problems.length - errors === 1 ? "warning" : "warnings"}`,
  ];
  return `${lines.join("\n")}\n\n${counted.join(", ")}.\n`;
}
