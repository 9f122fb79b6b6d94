import { expect, test } from "vitest";
import { contentDisposition, fileName } from "./file-name";

test("a file is named after what it holds, without what no name may have", () => {
  expect(fileName(["Calot", "Clips / ducts: “März”", "results", "2026-11-12"], "xlsx")).toBe(
    "Calot, Clips ducts “März”, results, 2026-11-12.xlsx",
  );
  expect(fileName(["../../etc/passwd", "\r\nSet-Cookie: a"], "csv")).toBe(
    ".. .. etc passwd, Set-Cookie a.csv",
  );
  expect(fileName(["a".repeat(200)], "csv")).toHaveLength(84);
});

test("the header gives it in ASCII and as it is", () => {
  expect(contentDisposition("Calot, results.csv")).toBe('attachment; filename="Calot, results.csv"');
  expect(contentDisposition("März 100%.csv")).toBe(
    "attachment; filename=\"Marz 100.csv\"; filename*=UTF-8''M%C3%A4rz%20100%25.csv",
  );
});
