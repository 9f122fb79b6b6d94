// @vitest-environment happy-dom
import { screen, within } from "@testing-library/react";
import { expect, it } from "vitest";
import type { OwnSecondStep } from "@/lib/domain/second-step/views";
import { renderInPage } from "../testing/render";
import { json, problem, standInServer } from "../testing/server";
import { SecondStepSection } from "./second-step-section";

const none: OwnSecondStep = {
  timeZone: "UTC",
  required: false,
  passkeys: [],
  app: null,
  recoveryCodesLeft: 0,
};
const app = { madeAt: "2026-03-02T09:00:00Z" };
const passkey = {
  id: "0b7c1f0e-6a1c-4f0e-9a3c-0d1c5b1c2d3e",
  name: "My phone",
  madeAt: "2026-03-02T09:00:00Z",
  lastUsedAt: null,
  synced: true,
};
const possible = { passkeys: true, apps: true };
const seed = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const press = (name: string) => screen.getByRole("button", { name });

it("sets an app up by its first code, and shows recovery codes after it", async () => {
  const server = standInServer();
  server.answer(({ method, path, body }) => {
    if (path.endsWith("/seed"))
      return json({ seed, address: `otpauth://totp/x?secret=${seed}`, sealed: "a.b" });
    if (path.endsWith("/recovery-codes")) return json({ codes: ["aaaa-bbbb", "cccc-dddd"] });
    const { code } = body as { code: string };
    return method === "PUT" && code === "123456"
      ? json({ set: true })
      : problem(409, "That is not the code.");
  });
  const { user, routed } = renderInPage(<SecondStepSection {...none} possible={possible} />);
  await user.click(press("Set up an authenticator app"));
  expect(await screen.findByRole("img", { name: "QR code for an authenticator app" })).toBeTruthy();
  expect(screen.getByText("GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")).toBeTruthy();
  const field = screen.getByLabelText("The code that the app shows now");
  await user.type(field, "000000");
  await user.click(press("Set up the app"));
  expect(await screen.findByText("That is not the code.")).toBeTruthy();
  await user.clear(field);
  await user.type(field, "123456");
  await user.click(press("Set up the app"));
  const codes = await screen.findByRole("region", { name: "Your recovery codes" });
  expect(
    within(codes)
      .getAllByRole("listitem")
      .map(({ textContent }) => textContent),
  ).toEqual(["aaaa-bbbb", "cccc-dddd"]);
  expect(server.asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /api/account/app/seed",
    "PUT /api/account/app",
    "PUT /api/account/app",
    "POST /api/account/recovery-codes",
  ]);
  expect(server.asked.at(-2)?.body).toEqual({ sealed: "a.b", code: "123456" });
  await user.click(press("I have kept them"));
  expect(screen.queryByRole("region", { name: "Your recovery codes" })).toBeNull();
  expect(routed.refreshed).toBeGreaterThan(0);
});

it("lists what there is, and renames and removes a passkey", async () => {
  const server = standInServer();
  server.answer(({ method }) =>
    method === "PATCH" ? json({ id: passkey.id }) : problem(409, "The last one stays."),
  );
  const own = { ...none, passkeys: [passkey], app, recoveryCodesLeft: 3 };
  const { user } = renderInPage(<SecondStepSection {...own} possible={possible} />);
  expect(screen.getByText("3 codes left")).toBeTruthy();
  await user.click(press("Rename My phone"));
  await user.clear(screen.getByLabelText("Name"));
  await user.type(screen.getByLabelText("Name"), "The ward");
  await user.click(press("Rename"));
  await user.click(await screen.findByRole("button", { name: "Remove My phone" }));
  expect(await screen.findByText("The last one stays.")).toBeTruthy();
  const place = `/api/account/passkeys/${passkey.id}`;
  expect(server.asked).toEqual([
    { method: "PATCH", path: place, body: { name: "The ward" } },
    { method: "DELETE", path: place, body: null },
  ]);
});

it("says what can’t be set up at this address, and offers nothing of it", () => {
  standInServer();
  renderInPage(<SecondStepSection {...none} possible={{ passkeys: false, apps: false }} />);
  expect(screen.getByText(/Browsers allow no passkeys at this address/)).toBeTruthy();
  expect(screen.getByText(/SECRETS_KEY/)).toBeTruthy();
  expect(screen.queryByRole("button")).toBeNull();
});
