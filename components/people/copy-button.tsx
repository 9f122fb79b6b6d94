"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { t } from "@/lib/language/t";
import { Button } from "../ui/button";

/** Puts a text where it can be pasted from, and says so. */
export function CopyButton({ text, label }: { text: () => string; label: string }) {
  const [copied, setCopied] = useState<boolean | null>(null);
  return (
    <>
      <Button
        size="sm"
        onClick={() =>
          // Browsers refuse it on pages that came without encryption: the link can be marked by hand.
          void (navigator.clipboard?.writeText(text()) ?? Promise.reject()).then(
            () => setCopied(true),
            () => setCopied(false),
          )
        }
      >
        {copied ? <Check aria-hidden /> : <Copy aria-hidden />} {label}
      </Button>
      <span role="status" className="text-muted text-sm">
        {copied === true && t`Copied.`}
        {copied === false && t`The browser does not copy here: mark it and copy it yourself.`}
      </span>
    </>
  );
}
