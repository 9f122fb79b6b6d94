// @vitest-environment happy-dom
import { render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { EMPTY_BODY } from "@/lib/domain/authoring/annotation";
import { TextsField } from "./texts-field";

test("what is wrong with a text stands at its field, and at no other", () => {
  const refused = { field: "rationale.exposure", problem: "“Ã¼” is garbled." };
  render(<TextsField texts={EMPTY_BODY.rationale} onChange={() => {}} refused={refused} />);
  const field = screen.getByLabelText("Exposure");
  expect(field.getAttribute("aria-invalid")).toBe("true");
  const described = field.getAttribute("aria-describedby")!.split(" ");
  const words = described.map((id) => document.getElementById(id)?.textContent).join(" ");
  expect(words).toContain("“Ã¼” is garbled.");
  expect(screen.getByLabelText("Location").getAttribute("aria-invalid")).toBeNull();
  expect(screen.getAllByText("“Ã¼” is garbled.")).toHaveLength(1);
});
