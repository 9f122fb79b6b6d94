"use client";

import { useLayoutEffect } from "react";
import { ErrorPage } from "@/components/shell/error-page";
import { themeClass, themeInCookies } from "@/components/shell/theme";
import { language } from "@/lib/language/language";
import "./globals.css";

/** Stands in for the root layout itself, and so brings the document, the styles and the theme. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  useLayoutEffect(() => {
    document.documentElement.className = themeClass(themeInCookies(document.cookie));
  }, []);
  return (
    <html lang={language()?.tag ?? "en"}>
      <body>
        <title>Calot</title>
        <ErrorPage error={error} retry={retry} />
      </body>
    </html>
  );
}
