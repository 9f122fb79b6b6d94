"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { connections } from "@/lib/contract/connections";
import type { connectionInputSchema } from "@/lib/domain/connections/input";
import type { Connection } from "@/lib/domain/connections/views";
import type { Input } from "@/lib/domain/view";
import { t } from "@/lib/language/t";
import { useAction } from "../assignments/use-action";
import { call } from "../client/call";
import { Problem } from "../people/problem";
import { Button } from "../ui/button";

type Saving = {
  readonly busy: boolean;
  readonly problem: string | null;
  /** Whether what stands in the form is stored. */
  readonly done: boolean;
  readonly save: (input: Input<typeof connectionInputSchema>) => Promise<void>;
};

/** Adds a connection and opens its page, or changes the one there is. */
export function useSave(connection: Pick<Connection, "id"> | null): Saving {
  const router = useRouter();
  const { busy, problem, run } = useAction();
  const [done, setDone] = useState(false);

  async function save({ kind, ...body }: Input<typeof connectionInputSchema>): Promise<void> {
    setDone(false);
    if (connection) {
      setDone(await run(() => call(connections.change, { params: { id: connection.id }, body })));
      return;
    }
    let made: string | null = null;
    await run(async () => {
      const answer = await call(connections.add, {
        body: { kind, ...body } as Input<typeof connectionInputSchema>,
      });
      if ("value" in answer) made = answer.value.id;
      return answer;
    });
    if (made) router.push(`/admin/connections/${made}`);
  }

  return { busy, problem, done, save };
}

/** The last row of a connection's form. */
export function SaveRow({ isNew, busy, problem, done }: Omit<Saving, "save"> & { readonly isNew: boolean }) {
  return (
    <div>
      <Problem text={problem} />
      <div className="mt-4 flex flex-wrap items-center gap-3">
        <Button type="submit" variant="primary" busy={busy}>
          {isNew ? t`Add it` : t`Save`}
        </Button>
        <p role="status" className="text-muted text-sm">
          {done && t`Saved.`}
        </p>
      </div>
    </div>
  );
}
