import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Page } from "@playwright/test";
import { SMTPServer } from "smtp-server";
import { homeOf } from "@/lib/auth/policy";
import { ROLES, type Role } from "@/lib/domain/people/role";
import { startCalot } from "@/tooling/start-calot";
import { expectAccessible } from "./fixtures/accessibility";
import { expect, makePerson, PASSWORD, passwordHash, test, withDatabase } from "./fixtures/people";

const WRONG_PAIR = "That e-mail and password don’t match an account.";

async function trySignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

const problem = (page: Page) => page.getByRole("alert").filter({ hasText: /\S/ });

async function signOut(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Account: / }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
}

/** Whose homes a role may see beside its own: everyone practises, and what there is to practise on is no secret. */
const seen: Readonly<Record<Role, readonly Role[]>> = {
  resident: [],
  faculty: ["resident"],
  director: ["resident", "faculty"],
  admin: ["resident", "faculty"],
};

test("signing in leads to the role’s own page, and others’ are not found", async ({ pageOf }) => {
  for (const role of ROLES) {
    await test.step(role, async () => {
      const page = await pageOf(await makePerson({ role }));
      expect(new URL(page.url()).pathname).toBe(homeOf[role]);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      for (const other of ROLES) {
        const answer = await page.request.get(homeOf[other]);
        const found = other === role || seen[role].includes(other);
        expect(answer.status(), homeOf[other]).toBe(found ? 200 : 404);
      }
      await page.context().close();
    });
  }
});

test("a wrong password and an unknown e-mail get the same sentence", async ({ page, person }) => {
  await page.goto("/sign-in");
  await trySignIn(page, person.email, "not the password");
  await expect(problem(page)).toHaveText(WRONG_PAIR);
  await trySignIn(page, `nobody-${person.email}`, PASSWORD);
  await expect(problem(page)).toHaveText(WRONG_PAIR);
  // What was typed stays, to be mended.
  await expect(page.getByLabel("E-mail")).toHaveValue(`nobody-${person.email}`);
});

test("too many tries are told as that, and the right password waits too", async ({ page, person }) => {
  await page.goto("/sign-in");
  for (let time = 0; time < 8; time++) {
    const answered = page.waitForResponse("**/api/auth/callback/credentials**");
    await trySignIn(page, person.email, "not the password");
    await answered;
    await expect(problem(page)).toHaveText(WRONG_PAIR);
  }
  await trySignIn(page, person.email, PASSWORD);
  await expect(problem(page)).toHaveText(/^Too many tries\. Wait (1 minute|\d+ seconds), then try again;/);
});

test("signing in leads back to the page that was asked for, and to none elsewhere", async ({
  page,
  person,
  baseURL,
}) => {
  await page.goto("/progress");
  await page.waitForURL(/\/sign-in\?next=/);
  await trySignIn(page, person.email, PASSWORD);
  await page.waitForURL((url) => url.pathname !== "/sign-in" && url.pathname !== "/");
  expect(new URL(page.url()).pathname).toBe("/progress");
  await page.context().clearCookies();
  await page.goto(`/sign-in?next=${encodeURIComponent("/\t/calot.invalid")}`);
  await trySignIn(page, person.email, PASSWORD);
  await page.waitForURL(`${baseURL}/home`);
});

test("signing out ends it: neither Back nor an address shows anything", async ({
  signedIn: page,
  person,
}) => {
  await page.goto("/progress");
  await expect(page.getByRole("heading", { name: "Progress" })).toBeVisible();
  await page.goto("/home");
  const kept = await page.context().cookies();
  await signOut(page);
  await page.goBack();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await expect(page.getByText(person.email)).toHaveCount(0);
  await page.goto("/progress");
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  expect((await page.request.get("/api/progress")).status()).toBe(401);
  await page.context().addCookies(kept);
  expect((await page.request.get("/api/progress")).status(), "with the cookies of before").toBe(401);
});

test("closing an account ends its session at once", async ({ signedIn: page, person }) => {
  await page.goto("/home");
  expect((await page.request.get("/api/progress")).status()).toBe(200);
  await withDatabase(({ prisma }) =>
    prisma.user.update({ where: { id: person.id }, data: { deactivatedAt: new Date() } }),
  );
  expect((await page.request.get("/api/progress")).status()).toBe(401);
  await page.reload();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await trySignIn(page, person.email, PASSWORD);
  await expect(problem(page)).toHaveText(WRONG_PAIR);
});

test("a forgotten password: a link by mail, once; everybody who was signed in is out, and the person is told", async ({
  browser,
}) => {
  const post = await postOffice();
  const person = { email: "ann@calot.example", password: "four quiet words together" };
  const calot = await startCalot(
    async (db) => {
      const institution = await db.prisma.institution.create({ data: { name: "A hospital" } });
      await db.prisma.user.create({
        data: {
          institutionId: institution.id,
          email: person.email,
          name: "Ann Lee",
          role: "resident",
          passwordHash: await passwordHash,
        },
      });
    },
    // Where it is a demo, no mail goes out.
    (url) => ({ CALOT_DEMO: "", NEXTAUTH_URL: url, SMTP_URL: post.url }),
  );
  const [before, forgetful] = await Promise.all(
    [1, 2].map(async () => (await browser.newContext({ baseURL: calot.url })).newPage()),
  );
  try {
    await before!.goto("/sign-in");
    await trySignIn(before!, person.email, PASSWORD);
    await before!.waitForURL("**/home");

    await forgetful!.goto("/sign-in");
    await forgetful!.getByRole("link", { name: "Forgot your password?" }).click();
    await expect(forgetful!.getByRole("heading", { name: "Choose another password" })).toBeVisible();
    await forgetful!.getByLabel("E-mail").fill(person.email);
    await expectAccessible(forgetful!);
    await forgetful!.getByRole("button", { name: "Mail me a link" }).click();
    await expect(forgetful!.getByRole("status")).toContainText("a link is on its way");
    const link = await post.find(/http:\/\/localhost:\d+\/reset\/[\w-]{43}/);
    await forgetful!.goto(link);
    await expectAccessible(forgetful!);
    await forgetful!.getByLabel("Password", { exact: true }).fill("password123");
    await forgetful!.getByLabel("The same again").fill("password123");
    await forgetful!.getByRole("button", { name: "Choose this password" }).click();
    await expect(problem(forgetful!)).toContainText("easy to guess");
    expect((await before!.request.get("/api/progress")).status(), "nothing has happened yet").toBe(200);
    await forgetful!.getByLabel("Password", { exact: true }).fill(person.password);
    await forgetful!.getByLabel("The same again").fill(person.password);
    await forgetful!.getByRole("button", { name: "Choose this password" }).click();
    await forgetful!.waitForURL("**/home");

    expect((await before!.request.get("/api/progress")).status()).toBe(401);
    await before!.reload();
    await before!.waitForURL(/\/sign-in/);
    await post.find(/Your password for Calot was changed just now/);
    await before!.goto(link);
    await expect(before!.getByRole("heading", { name: "This link doesn’t open any more" })).toBeVisible();
  } finally {
    await Promise.all([before!.context().close(), forgetful!.context().close()]);
    await Promise.all([calot.stop(), post.close()]);
  }
});

/** A mail server, and what it has taken. */
async function postOffice() {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData: (stream, _session, done) => {
      void text(stream).then((mail) => {
        // Long lines are broken with a = at their end.
        mails.push(mail.replaceAll("=\r\n", ""));
        done();
      });
    },
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    /** What matches in a mail, once there is such a one. */
    async find(words: RegExp): Promise<string> {
      const found = () => mails.map((mail) => words.exec(mail)?.[0]).find(Boolean);
      await expect.poll(found).toBeDefined();
      return found()!;
    },
    close: () => new Promise<void>((closed) => server.close(closed)),
  };
}
