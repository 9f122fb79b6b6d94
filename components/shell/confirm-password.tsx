"use client";

import { KeyRound } from "lucide-react";
import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { account } from "@/lib/contract/account";
import { secondStep } from "@/lib/contract/second-step";
import type { Door } from "@/lib/domain/connections/views";
import { startPath } from "@/lib/domain/identities/addresses";
import { t } from "@/lib/language/t";
import { call } from "../client/call";
import { askWith } from "../client/confirm";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";

type Ways = { readonly password: boolean; readonly passkey: boolean; readonly providers: readonly Door[] };

const PASSWORD_ALONE: Ways = { password: true, passkey: false, providers: [] };

const POPUP = "popup,width=520,height=680";
const ASK_EVERY_MS = 1_500;

/** Whether it was shown a moment ago. Asked without what asks for it again. */
const isConfirmed = (): Promise<boolean> =>
  fetch(account.confirmed.path, { cache: "no-store" }).then(
    ({ ok }) => ok,
    () => false,
  );

/** Has a passkey of theirs shown. @returns why it wasn't; null where it was */
async function showPasskey(): Promise<string | null> {
  const question = await call(secondStep.askToConfirm, {});
  if ("problem" in question) return question.problem;
  // Few pages that ask at all are opened by who has one: what knows of passkeys comes when it is needed.
  const { askForPasskey } = await import("../second-step/ask-browser");
  const asked = await askForPasskey(question.value);
  if ("problem" in asked) return asked.problem;
  const given = await call(secondStep.confirm, { body: { answer: asked.answer } });
  return "problem" in given ? given.problem : null;
}

/**
 * Asks for the password again where the server wants it: once for what was pressed, and before a link with
 * `data-confirmed` is followed, which downloads.
 */
export function ConfirmPassword({ email }: { email: string }) {
  const form = useId();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState<"passkey" | "password" | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [passkeyProblem, setPasskeyProblem] = useState<string | null>(null);
  const answer = useRef<((typed: boolean) => void) | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const [ways, setWays] = useState<Ways>(PASSWORD_ALONE);

  function end(typed: boolean) {
    setOpen(false);
    setBusy(null);
    setProblem(null);
    setPasskeyProblem(null);
    answer.current?.(typed);
    answer.current = null;
  }

  useEffect(
    () =>
      askWith(() => {
        setOpen(true);
        // Until it is known, and where it can't be, the password is asked for.
        void call(account.ways, {}).then((found) => "value" in found && setWays(found.value));
        return new Promise((resolve) => {
          answer.current?.(false);
          answer.current = resolve;
        });
      }),
    [],
  );

  useEffect(() => {
    let following = false;
    const follow = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[data-confirmed]") : null;
      if (following || !(link instanceof HTMLAnchorElement)) return;
      event.preventDefault();
      event.stopPropagation();
      void call(account.confirmed, {}).then((found) => {
        // Anything else is said by the server in place of the file.
        if ("problem" in found && found.status === 428) return;
        following = true;
        link.click();
        following = false;
      });
    };
    document.addEventListener("click", follow, { capture: true });
    return () => document.removeEventListener("click", follow, { capture: true });
  }, []);

  // It is said in another window, which may tell nobody: it is asked for while this one is open.
  const waits = open && ways.providers.length > 0;
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => {
      void isConfirmed().then((confirmed) => confirmed && answer.current && end(true));
    }, ASK_EVERY_MS);
    return () => clearInterval(timer);
  });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // It may stand within another form's React tree.
    event.stopPropagation();
    if (busy) return;
    const password = `${new FormData(event.currentTarget).get("password")}`;
    setBusy("password");
    setProblem(null);
    const given = await call(account.confirm, { body: { password } });
    if ("value" in given) return end(true);
    setBusy(null);
    setProblem(given.problem);
    // What was wrong is typed over.
    field.current?.select();
  }

  async function confirmWithPasskey() {
    if (busy) return;
    setBusy("passkey");
    setPasskeyProblem(null);
    const why = await showPasskey();
    // It was closed meanwhile.
    if (!answer.current) return;
    if (why === null) return end(true);
    setBusy(null);
    setPasskeyProblem(why);
  }

  const isPasswordAlone = ways.password && !ways.passkey && ways.providers.length === 0;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && end(false)}
      title={isPasswordAlone ? t`Type your password again` : t`Show once more who you are`}
      description={t`What you ask for concerns people’s accounts or data. You are not asked again for ten minutes.`}
      focused={field}
      footer={
        <>
          <Button onClick={() => end(false)}>{t`Cancel`}</Button>
          {ways.password && (
            <Button type="submit" form={form} variant="primary" busy={busy === "password"}>{t`Go on`}</Button>
          )}
        </>
      }
    >
      {!isPasswordAlone && (
        <ul className="mb-4 space-y-2">
          {ways.passkey && (
            <li>
              <Button
                size="lg"
                className="w-full"
                busy={busy === "passkey"}
                onClick={() => void confirmWithPasskey()}
              >
                <KeyRound aria-hidden /> {t`Confirm with a passkey`}
              </Button>
            </li>
          )}
          {ways.providers.map(({ id, name }) => (
            <li key={id}>
              <Button
                size="lg"
                className="w-full"
                onClick={() => void window.open(`${startPath(id)}?purpose=confirm`, "calot-confirm", POPUP)}
              >{t`Confirm with ${name}`}</Button>
            </li>
          ))}
        </ul>
      )}
      <div role="alert">
        {passkeyProblem && (
          <p className="mb-4 border-danger border-l-2 pl-3 text-danger text-sm">{passkeyProblem}</p>
        )}
      </div>
      {ways.password && (
        <form id={form} method="post" onSubmit={(event) => void submit(event)}>
          <input type="hidden" name="email" autoComplete="username" value={email} readOnly />
          <Field
            ref={field}
            label={t`Your password`}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            problem={problem ?? undefined}
          />
        </form>
      )}
    </Dialog>
  );
}
