import type { Metadata } from "next";
import { StatePage } from "@/components/shell/state-page";
import { ButtonLink } from "@/components/ui/button";

export const metadata: Metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <StatePage
      title="There is nothing here for you"
      actions={
        <ButtonLink href="/" variant="primary">
          Go to the start page
        </ButtonLink>
      }
    >
      <p>
        The address may be mistyped, what stood here may be gone, or it may not be yours to see. Nothing of
        yours is lost.
      </p>
    </StatePage>
  );
}
