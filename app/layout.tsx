import { CSPProvider } from "@base-ui/react/csp-provider";
import type { Metadata, Viewport } from "next";
import { cookies } from "next/headers";
import Script from "next/script";
import type { ReactNode } from "react";
import { parseTheme, THEME_COOKIE, themeClass } from "@/components/shell/theme";
import { languageScript } from "@/lib/language/as-script";
import { language } from "@/lib/language/language";
import { t } from "@/lib/language/t";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Calot", template: "%s · Calot" },
  description: t`Practise reading the operative field of a laparoscopic cholecystectomy.`,
  robots: { index: false, follow: false },
  referrer: "same-origin",
  manifest: "/manifest.webmanifest",
  appleWebApp: { capable: true, title: "Calot", statusBarStyle: "default" },
  icons: {
    icon: [
      { url: "/favicon.ico", sizes: "48x48" },
      { url: "/icon.svg", type: "image/svg+xml", sizes: "any" },
    ],
    apple: "/apple-touch-icon.png",
  },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#f8fafb" },
    { media: "(prefers-color-scheme: dark)", color: "#0d1113" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const theme = parseTheme((await cookies()).get(THEME_COOKIE)?.value);
  const spoken = languageScript();
  return (
    <html lang={language()?.tag ?? "en"} className={themeClass(theme)} suppressHydrationWarning>
      <body>
        {spoken && <Script src={`/language?v=${spoken.hash}`} strategy="beforeInteractive" />}
        <CSPProvider disableStyleElements>
          {/* A stacking context of its own: menus and dialogs are put beside it, and so lie above it. */}
          <div className="isolate">{children}</div>
        </CSPProvider>
      </body>
    </html>
  );
}
