// @vitest-environment happy-dom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { renderInPage } from "../testing/render";
import { Thumbnail } from "./thumbnail";

test("says of a picture that was removed that it is gone, and else what it is told to", () => {
  for (const frameVersion of ["0123456789ab", "removed"]) {
    renderInPage(
      <Thumbnail frame={{ frameUrl: "/api/cases/c1/frame", frameVersion }} width={64} alt="V01" />,
    );
  }
  const texts = screen.getAllByRole("img").map((image) => image.getAttribute("alt"));
  expect(texts).toEqual(["V01", "The picture of this case was removed for good."]);
});
