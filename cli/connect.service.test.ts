import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, test, vi } from "vitest";
import { testDatabase } from "@/lib/db/testing";
import { setEnv } from "@/lib/env";
import { testFolder } from "@/lib/resgo/testing/bundle-files";
import { CommandError } from "@/tooling/command-error";
import { connectCommand } from "./connect";

const db = await testDatabase();
const folder = await testFolder();
setEnv({
  DATABASE_URL: db.url,
  SECRETS_KEY: randomBytes(32).toString("hex"),
  NEXTAUTH_URL: "https://calot.hospital.example",
  THEIR_SECRET: "what the provider gave",
});

/** As people type it; in this process, for each of its own takes seconds to start. */
async function connect(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let out = "";
  const write = vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  process.exitCode = undefined;
  try {
    await connectCommand().parseAsync(args, { from: "user" });
    return { code: Number(process.exitCode ?? 0), out, err: "" };
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    return { code: 1, out, err: error.message };
  } finally {
    write.mockRestore();
    process.exitCode = undefined;
  }
}
const file = async (name: string, value: unknown): Promise<string> => {
  const at = path.join(folder, name);
  await writeFile(at, JSON.stringify(value));
  return at;
};
const oidc = {
  kind: "oidc",
  name: "General Hospital",
  // Nobody listens there.
  settings: { issuer: "http://127.0.0.1:9", clientId: "calot" },
};

let institutionId: string;
beforeAll(async () => {
  ({ id: institutionId } = await db.prisma.institution.create({ data: { name: "Hospital" } }));
});

test("a connection is added, seen, tested, turned on, changed and removed, and each is in the trail", async () => {
  const added = await connect("add", await file("oidc.json", oidc), "--secret-env", "THEIR_SECRET");
  expect(added, added.err).toMatchObject({ code: 0 });
  const [id = ""] = added.out.split(" ");
  const stored = await db.prisma.connection.findUniqueOrThrow({ where: { id } });
  expect(stored).toMatchObject({ institutionId, name: "General Hospital", enabledAt: null });
  expect(stored.secret).not.toContain("what the provider gave");

  const tested = await connect("test", id);
  expect(tested.code).toBe(1);
  expect(tested.out).toMatch(/^✗ .*can’t be reached/m);

  expect((await connect("on", id)).out).toBe(`${id} is on.\n`);
  expect((await connect("list")).out).toMatch(new RegExp(`^${id}  oidc +General Hospital +on +0$`, "m"));
  const shown = JSON.parse((await connect("show", id)).out);
  expect(shown).toMatchObject(oidc);
  const changed = await connect(
    "change",
    id,
    await file("changed.json", { ...shown, name: "Hospital, new" }),
  );
  expect(changed, changed.err).toMatchObject({ code: 0 });
  expect((await connect("list")).out).toContain("Hospital, new");
  expect((await connect("remove", id)).code).toBe(0);
  expect((await connect("list")).out).toBe("There is no connection.\n");

  const trail = await db.prisma.auditEvent.findMany({ where: { subjectId: id }, orderBy: { at: "asc" } });
  expect(trail.map(({ action, actorId, institutionId: of }) => [action, actorId, of])).toEqual([
    ["connection.add", null, institutionId],
    ["connection.change", null, institutionId],
    ["connection.change", null, institutionId],
    ["connection.remove", null, institutionId],
  ]);
});

test("what is wrong is said, and nothing stored", async () => {
  const said = async (...args: string[]) => {
    const { code, err } = await connect(...args);
    expect(code).toBe(1);
    return err;
  };
  const good = await file("good.json", oidc);
  expect(await said("add", await file("bad.json", { ...oidc, settings: { issuer: "ftp://x" } }))).toContain(
    "issuer",
  );
  expect(await said("add", good, "--secret-env", "NOT_SET")).toContain("NOT_SET is not set");
  expect(await said("add", good, "--institution", "Elsewhere")).toContain("there are: Hospital");
  expect(await db.prisma.connection.count()).toBe(0);
});

test("with several institutions one is to be named, and the other’s are not found", async () => {
  const other = await db.prisma.institution.create({ data: { name: "University" } });
  const scim = await file("scim.json", { kind: "scim", name: "People", settings: {} });
  expect((await connect("add", scim)).err).toContain("--institution: Hospital, University");
  const added = await connect("add", scim, "--institution", "University");
  expect(added, added.err).toMatchObject({ code: 0 });
  const [id = ""] = added.out.split(" ");
  expect((await connect("token", id, "--institution", "Hospital")).code).toBe(1);
  expect((await connect("token", id, "--institution", "University")).out).toMatch(
    /^Token, shown only now: \S{30,}\n$/,
  );
  await db.prisma.connection.delete({ where: { id } });
  await db.prisma.institution.delete({ where: { id: other.id } });
});
