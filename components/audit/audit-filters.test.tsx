// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { NO_AUDIT_FILTER } from "@/lib/domain/audit/filter";
import { renderInPage } from "../testing/render";
import { AuditFilters } from "./audit-filters";

test("asks for the system again where another field of the filter is changed", () => {
  renderInPage(
    <AuditFilters filter={{ ...NO_AUDIT_FILTER, who: "system" }} groups={[]} who={null} subject={null} />,
  );
  expect(screen.getByRole("textbox", { name: "Who" })).toHaveProperty("value", "system");
});
