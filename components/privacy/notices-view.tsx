"use client";

import { type FormEvent, useState } from "react";
import { privacy } from "@/lib/contract/privacy";
import { MOST_CHARACTERS } from "@/lib/domain/privacy/input";
import type { NoticesPage } from "@/lib/domain/privacy/views";
import { plural, t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Breadcrumb } from "../ui/breadcrumb";
import { Button } from "../ui/button";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { TextArea } from "../ui/text-area";
import { Tick } from "../ui/tick";
import { NoticeText } from "./notice-text";

/** The notice that people accept before they go on: its words, how many accepted it, and every wording before. */
export function NoticesView({ page }: { page: NoticesPage }) {
  const { required, people, settled, versions, timeZone } = page;
  return (
    <>
      <Breadcrumb href="/admin" label={t`Institution`} />
      <PageHeading title={t`Privacy`}>
        <p>{t`What your institution tells people of their data, in its own words. Where one is in force, everybody accepts it before going on: when they join, at their next page, and again when you change it in substance.`}</p>
      </PageHeading>
      <div className="max-w-3xl space-y-10">
        {required === null ? (
          <Empty title={t`No notice is in force`}>
            <p>{t`Nobody is asked to accept anything.`}</p>
          </Empty>
        ) : (
          <p className="border-line-strong border-l-2 pl-3">
            {t`In force. ${plural(settled, "# person has accepted it", "# people have accepted it")}, of ${plural(people, "# open account", "# open accounts")}.`}
          </p>
        )}
        <NoticeForm page={page} />
        {versions.length > 0 && (
          <section aria-labelledby="wordings">
            <h2 id="wordings" className="mb-4 font-semibold text-lg">{t`Every wording`}</h2>
            <ul className="divide-y divide-line border-line border-y">
              {versions.map(({ version, text, substantial, publishedAt, accepted }) => (
                <li key={version} className="py-3">
                  <details>
                    <summary className="cursor-pointer">
                      {t`${version}. Of ${formatDay(publishedAt, timeZone)}`}
                      <span className="text-muted text-sm">
                        {" "}
                        {substantial ? t`To be accepted anew.` : t`Changed in words alone.`}{" "}
                        {t`${plural(accepted, "Accepted by # person.", "Accepted by # people.")}`}
                      </span>
                    </summary>
                    <div className="mt-3 text-sm">
                      <NoticeText text={text} />
                    </div>
                  </details>
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
    </>
  );
}

function NoticeForm({ page: { required, versions } }: { page: NoticesPage }) {
  const before = versions[0]?.text ?? "";
  const { busy, problem, run } = useAction();
  const [text, setText] = useState(before);
  const [substantial, setSubstantial] = useState(true);
  const [shown, setShown] = useState(false);
  const isFirst = required === null;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    await run(() => call(privacy.publish, { body: { text, substantial } }));
  }

  return (
    <form method="post" onSubmit={(event) => void submit(event)} className="space-y-4">
      <TextArea
        label={t`The notice`}
        rows={14}
        maxLength={MOST_CHARACTERS}
        value={text}
        onText={setText}
        hint={t`Plain text. Lines that begin with # are headings, with - a list; **bold**, *italics* and [a link](https://…) are read too. HTML is shown as it is written.`}
      />
      {shown && text.trim() !== "" && (
        <section aria-label={t`As it is shown`} className="rounded-md border border-line p-4">
          <NoticeText text={text} />
        </section>
      )}
      {!isFirst && (
        <Tick
          on={substantial}
          onChange={setSubstantial}
          label={t`Changed in substance: everybody accepts it anew before going on`}
        />
      )}
      <Problem text={problem} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" busy={busy} disabled={text.trim() === ""}>
          {isFirst ? t`Put it in force` : t`Publish these words`}
        </Button>
        <Button onClick={() => setShown(!shown)}>{shown ? t`Hide how it looks` : t`See how it looks`}</Button>
        {!isFirst && (
          <Button
            variant="danger"
            busy={busy}
            onClick={() => void run(() => call(privacy.withdraw, {}))}
          >{t`Put it out of force`}</Button>
        )}
      </div>
    </form>
  );
}
