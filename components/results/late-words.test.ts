import { expect, test } from "vitest";
import { clockWords } from "./late-words";

const AT = "2026-03-02T09:58:00Z";
const said = (beforeMs: number | null, arrivalMs: number | null, trust: "steady" | "changed" | "unknown") =>
  clockWords({ clock: { trust, beforeMs, arrivalMs, beforeAt: beforeMs === null ? null : AT } }, "UTC");

test("how far a device's clock can be trusted is said with both readings", () => {
  expect(said(300, 1_200, "steady")).toBe(
    "The device’s clock was right when last heard of in time (2 Mar 2026, 09:58), and right on arrival.",
  );
  expect(said(12_000, -720_000, "changed")).toBe(
    "The device’s clock was 12 s ahead when last heard of in time (2 Mar 2026, 09:58), and 12 min behind on arrival. It was set in between.",
  );
  expect(said(null, 7_200_000 * 2, "unknown")).toBe(
    "The device’s clock was 4 hours ahead on arrival; in time it was never heard of.",
  );
  expect(said(null, null, "unknown")).toBe("How right the device’s clock is, nobody knows.");
});
