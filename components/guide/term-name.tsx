import { t } from "@/lib/language/t";
import { type Term, terms } from "@/lib/words/terms";
import { Explained } from "../ui/explained";
import { termUrl } from "./guide-addresses";

type TermNameProps = {
  term: Term;
  /** The words that stand there; the term's name unless given. */
  children?: string;
};

/** A term where it stands on the stage, which explains itself and leads to the page that explains them all. */
export function TermName({ term, children }: TermNameProps) {
  const { name, sentence } = terms[term];
  return (
    <Explained term={children ?? name} more={{ href: termUrl(term), label: t`Phases and Go Zones` }} onStage>
      {sentence}
    </Explained>
  );
}
