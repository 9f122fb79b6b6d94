"use client";

import { privacy } from "@/lib/contract/privacy";
import type { OwnNotice } from "@/lib/domain/privacy/views";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { ConfirmPassword } from "../shell/confirm-password";
import { useSignOut } from "../shell/use-sign-out";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { DoorPage } from "../ui/door-page";
import { NoticeText } from "./notice-text";

type NoticeViewProps = {
  viewer: {
    readonly id: string;
    readonly email: string;
    readonly institution: string;
    readonly timeZone: string;
  };
  notice: OwnNotice;
  /** Where it goes on. */
  next: string;
};

/** The notice of the institution; to whom it is new, with what accepts it. */
export function NoticeView({ viewer: { id, email, institution, timeZone }, notice, next }: NoticeViewProps) {
  const { version, text, publishedAt, accepted, pending } = notice;
  const { busy, problem, run } = useAction();
  const { begin, question } = useSignOut(id);
  const accept = async () => {
    // A page of its own: those that are kept were made for who had to come here first.
    if (await run(() => call(privacy.accept, { body: { version } }))) window.location.replace(next);
  };
  return (
    <DoorPage
      wide
      title={t`Privacy notice of ${institution}`}
      lead={
        pending && accepted
          ? t`It has changed since you accepted it. Read it before you go on. As of ${formatDay(publishedAt, timeZone)}.`
          : pending
            ? t`Read it before you go on. As of ${formatDay(publishedAt, timeZone)}.`
            : t`As of ${formatDay(publishedAt, timeZone)}.`
      }
    >
      <NoticeText text={text} />
      <div className="mt-8 border-line border-t pt-6">
        {pending ? (
          <Button variant="primary" size="lg" busy={busy} onClick={() => void accept()}>
            {t`I have read it and accept it`}
          </Button>
        ) : (
          <ButtonLink href={next} variant="primary">{t`Go on`}</ButtonLink>
        )}
        <Problem text={problem} />
        {pending && (
          <>
            <p className="mt-6 mb-3 max-w-prose text-muted text-sm">{t`Without it you can’t go on. You can take what Calot keeps about you, and sign out.`}</p>
            <div className="flex flex-wrap gap-2">
              <ButtonLink
                href="/api/account/data"
                prefetch={false}
                download="calot-my-data.zip"
                data-confirmed
              >{t`Download my data`}</ButtonLink>
              <Button onClick={() => void begin()}>{t`Sign out`}</Button>
            </div>
          </>
        )}
      </div>
      {question}
      <ConfirmPassword email={email} />
    </DoorPage>
  );
}
