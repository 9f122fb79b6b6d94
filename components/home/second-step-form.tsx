"use client";

import { type FormEvent, useState } from "react";
import { secondStep } from "@/lib/contract/second-step";
import { ROLES, type Role, roleNames } from "@/lib/domain/people/role";
import type { RequiredSecondStep } from "@/lib/domain/second-step/views";
import { plural, t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";
import { Tick } from "../ui/tick";

/** Which roles need a second step, and how many people of each have none yet. */
export function SecondStepForm({ required }: { required: RequiredSecondStep }) {
  const { busy, problem, run } = useAction();
  const [roles, setRoles] = useState<readonly Role[]>(required.roles);
  const [done, setDone] = useState(false);
  const of = (role: Role) => required.without.find((each) => each.role === role);
  const without = roles.reduce((sum, role) => sum + (of(role)?.without ?? 0), 0);

  function turn(role: Role, on: boolean): void {
    setDone(false);
    setRoles(ROLES.filter((each) => (each === role ? on : roles.includes(each))));
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setDone(false);
    setDone(await run(() => call(secondStep.setRoles, { body: { roles: [...roles] } })));
  }

  return (
    <section aria-labelledby="second-step-roles" id="second-step" className="max-w-2xl scroll-mt-20">
      <h2 id="second-step-roles" className="mb-2 font-semibold">
        {t`Second step`}
      </h2>
      <p className="mb-4 text-muted">
        {t`Who signs in with a password in these roles also shows a passkey or a code. It holds from each person’s next signing in: who has none is led to set one up.`}
      </p>
      <form method="post" onSubmit={(event) => void submit(event)}>
        <fieldset>
          <legend className="sr-only">{t`Roles that need a second step`}</legend>
          {ROLES.map((role) => (
            <Tick
              key={role}
              on={roles.includes(role)}
              onChange={(on) => turn(role, on)}
              label={
                <span>
                  {roleNames[role]} <span className="text-muted text-sm">{countWords(of(role))}</span>
                </span>
              }
            />
          ))}
        </fieldset>
        <Problem text={problem} />
        <div className="mt-4 flex flex-wrap items-center gap-3">
          <Button type="submit" busy={busy}>
            {t`Set the roles`}
          </Button>
          <p role="status" className="text-muted text-sm">
            {done && t`Set.`}{" "}
            {without > 0 &&
              t`${plural(without, "# person sets one up", "# people set one up")} at the next signing in.`}
          </p>
        </div>
      </form>
    </section>
  );
}

function countWords(counted: RequiredSecondStep["without"][number] | undefined): string {
  if (!counted) return t`nobody`;
  const { people, without } = counted;
  return t`${plural(people, "# person", "# people")}, ${without} without one`;
}
