import Link from "next/link";
import { type AuditGroup, groupWords } from "@/lib/domain/audit/actions";
import type { AuditFilter, AuditNamed } from "@/lib/domain/audit/views";
import { inList } from "@/lib/language/in-list";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";

type AuditFiltersProps = {
  filter: AuditFilter;
  groups: readonly AuditGroup[];
  who: readonly AuditNamed[] | null;
  subject: readonly AuditNamed[] | null;
};

/** An id as it is called; words as they were written. */
function shownAs(text: string | null, named: readonly AuditNamed[] | null): string {
  if (text === null) return "";
  const only = named?.length === 1 ? named[0] : undefined;
  return only?.id === text ? (only.name ?? text) : text;
}

/** What to look for in the trail. A plain form: it works before any script does, and all of it is in the address. */
export function AuditFilters({ filter, groups, who, subject }: AuditFiltersProps) {
  const isFiltered = Object.values(filter).some((value) => value !== null);
  return (
    <form method="get" action="/audit" className="mb-6 border-line border-y py-4" aria-label={t`Filter`}>
      <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2 lg:grid-cols-[1.2fr_1.2fr_1.2fr_1fr_1fr]">
        <SelectField label={t`What`} name="group" defaultValue={filter.group ?? ""}>
          <option value="">
            {groups.includes("practice") ? t`Everything but single answers` : t`Everything`}
          </option>
          {groups.map((group) => (
            <option key={group} value={group}>
              {groupWords[group]}
            </option>
          ))}
        </SelectField>
        <Field
          label={t`Who`}
          name="who"
          placeholder={t`A name or an address`}
          maxLength={200}
          defaultValue={shownAs(filter.who, who)}
        />
        <Field
          label={t`About`}
          name="subject"
          placeholder={t`A person, a cohort …`}
          maxLength={200}
          defaultValue={shownAs(filter.subject, subject)}
        />
        <Field label={t`From`} name="from" type="date" defaultValue={filter.from ?? ""} />
        <Field label={t`Until`} name="until" type="date" defaultValue={filter.until ?? ""} />
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button type="submit" variant="primary">{t`Show`}</Button>
        {isFiltered && (
          <Link
            href="/audit"
            className="py-2 text-sm underline decoration-line-strong underline-offset-4 hover:decoration-ink"
          >{t`Clear the filter`}</Link>
        )}
        <Found label={t`Who`} named={who} />
        <Found label={t`About`} named={subject} />
      </div>
    </form>
  );
}

/** Whom the words of a filter found. */
function Found({ label, named }: { label: string; named: readonly AuditNamed[] | null }) {
  if (named === null) return null;
  const names = named.map(({ id, name }) => name ?? id);
  return (
    <p className="min-w-0 break-words text-muted text-sm">
      {label}: {named.length === 0 ? t`nobody and nothing is called so` : inList(names, ",")}
    </p>
  );
}
