import { GeistMono } from "geist/font/mono";
import { GeistSans } from "geist/font/sans";
import type { Metadata, Viewport } from "next";
import { cookies, headers } from "next/headers";
import { NuqsAdapter } from "nuqs/adapters/next/app";
import type { ReactNode } from "react";
import { BrowserFacts } from "#components/shell/browser-facts";
import { ThemeProvider } from "#components/shell/theme";
import { Toaster } from "#components/ui/toaster";
import { TooltipProvider } from "#components/ui/tooltip";
import { parseTimeZone, timeZoneCookie } from "#lib/time/zone";
import "./globals.css";

export const metadata: Metadata = {
  title: { default: "Ajar", template: "%s · Ajar" },
  description: "Error tracking for integrators of the Kisi API",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafafa" },
    { media: "(prefers-color-scheme: dark)", color: "#0f141a" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  const knownTimeZone = parseTimeZone((await cookies()).get(timeZoneCookie)?.value);
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        <ThemeProvider nonce={nonce}>
          <NuqsAdapter>
            <TooltipProvider delayDuration={300}>
              <BrowserFacts knownTimeZone={knownTimeZone} />
              {children}
              <Toaster />
            </TooltipProvider>
          </NuqsAdapter>
        </ThemeProvider>
      </body>
    </html>
  );
}
