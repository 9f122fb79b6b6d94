import { t } from "@/lib/language/t";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";

/** Stands where an assignment is to be made and there is no set to make it of. */
export function NoPublishedSet() {
  return (
    <Empty
      title={t`There is no published case set yet`}
      action={<ButtonLink href="/case-sets">{t`To the case sets`}</ButtonLink>}
    >
      <p>{t`An assignment is made of a published set. Build one, publish it, and come back.`}</p>
    </Empty>
  );
}
