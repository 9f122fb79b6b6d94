"use client";

import { useId, useState } from "react";
import { type NewInvitation, newInvitationSchema } from "@/lib/domain/invitations/input";
import type { InvitationsPage, MadeInvitation } from "@/lib/domain/invitations/views";
import { type Role, roleNames, roleSchema } from "@/lib/domain/people/role";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Field } from "../ui/field";
import { SelectField } from "../ui/select-field";
import { invitePerson } from "./api";
import { Problem } from "./problem";
import { TRAINING_YEARS, trainingWords } from "./training-words";

type InviteDialogProps = {
  list: InvitationsPage;
  onClose: () => void;
  onMade: (made: MadeInvitation) => void;
};

type Wrong = { readonly name?: string; readonly email?: string };

/** What the server would refuse of what is typed, by its field: a sentence each. */
function wrongWith(person: NewInvitation): Wrong | null {
  const issues = newInvitationSchema.safeParse(person).error?.issues ?? [];
  const typed = issues.filter(({ path: [field] }) => field === "name" || field === "email");
  // Of two for the same field the first one stays.
  const entries = typed.toReversed().map(({ path, message }) => [path[0], message]);
  return entries.length > 0 ? Object.fromEntries(entries) : null;
}

/** Invites one person. */
export function InviteDialog({ list, onClose, onMade }: InviteDialogProps) {
  const form = useId();
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("resident");
  const [cohort, setCohort] = useState("");
  const [year, setYear] = useState("");
  const [wrong, setWrong] = useState<Wrong | null>(null);
  const { busy, problem, run, clear } = useAction();
  const isResident = role === "resident";

  async function invite(fields: HTMLFormControlsCollection) {
    const person = {
      name,
      email,
      role,
      cohortId: isResident && cohort ? cohort : null,
      trainingYear: isResident && year ? Number(year) : null,
    };
    const found = wrongWith(person);
    setWrong(found);
    if (found) {
      clear();
      const field = fields.namedItem(found.name ? "name" : "email");
      if (field instanceof HTMLElement) field.focus();
      return;
    }
    await run(async () => {
      const answer = await invitePerson(person);
      if ("value" in answer) onMade(answer.value);
      return answer;
    });
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t`Invite one person`}
      footer={
        <>
          <Button onClick={onClose}>{t`Cancel`}</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>{t`Invite`}</Button>
        </>
      }
    >
      <form
        id={form}
        className="grid gap-4 sm:grid-cols-2"
        onSubmit={(event) => {
          event.preventDefault();
          void invite(event.currentTarget.elements);
        }}
      >
        <Field
          label={t`Name`}
          name="name"
          problem={wrong?.name}
          required
          maxLength={200}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Field
          label={t`E-mail`}
          name="email"
          problem={wrong?.email}
          type="email"
          required
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <SelectField
          label={t`Role`}
          value={role}
          onChange={(event) => setRole(roleSchema.parse(event.currentTarget.value))}
        >
          {list.roles.map((each) => (
            <option key={each} value={each}>
              {roleNames[each]}
            </option>
          ))}
        </SelectField>
        {isResident && (
          <>
            <SelectField
              label={t`Cohort`}
              value={cohort}
              onChange={(event) => setCohort(event.currentTarget.value)}
            >
              <option value="">{t`None yet`}</option>
              {list.cohorts.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </SelectField>
            <SelectField
              label={t`Year of training`}
              value={year}
              onChange={(event) => setYear(event.currentTarget.value)}
            >
              <option value="">{t`Not known`}</option>
              {TRAINING_YEARS.map((each) => (
                <option key={each} value={each}>
                  {trainingWords(each)}
                </option>
              ))}
            </SelectField>
          </>
        )}
      </form>
      <Problem text={problem} />
    </Dialog>
  );
}
