"use client";

import { Download } from "lucide-react";
import { type CsvValue, toCsv } from "@/lib/documents/csv";
import { t } from "@/lib/language/t";
import { Button } from "./button";
import { saveFile } from "./save-file";

type CsvButtonProps = {
  /** The file's name, without its ending. */
  name: string;
  header: readonly string[];
  rows: () => Iterable<readonly CsvValue[]>;
  /** What the file holds, for those who hear the button out of its place. */
  of: string;
};

/** Saves a table as a CSV file, made in the browser. */
export function CsvButton({ name, header, rows, of }: CsvButtonProps) {
  function save() {
    saveFile(new Blob([toCsv(header, rows())], { type: "text/csv;charset=utf-8" }), `${name}.csv`);
  }
  return (
    <Button
      variant="quiet"
      size="sm"
      aria-label={t`Download CSV: ${of}`}
      onClick={save}
      className="print:hidden"
    >
      <Download aria-hidden /> CSV
    </Button>
  );
}
