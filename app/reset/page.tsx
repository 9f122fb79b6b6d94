import type { Metadata } from "next";
import { AskResetScreen } from "@/components/passwords/ask-reset-screen";
import { t } from "@/lib/language/t";
import { sendsMails } from "@/lib/services/mail/sends-mails";

export const metadata: Metadata = { title: t`Another password` };

// Whether mails are sent is said by the environment of whoever runs it, not of whoever builds it.
export const dynamic = "force-dynamic";

export default function AskResetPage() {
  return <AskResetScreen mailing={sendsMails()} />;
}
