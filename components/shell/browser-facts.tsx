"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { timeZoneCookie } from "#lib/time/zone";

type BrowserFactsProps = {
  /** The zone that this page was rendered for, if the browser had told it. */
  knownTimeZone: string | null;
  nonce: string | undefined;
};

const yearSeconds = 365 * 86_400;

/** Tells the server the browser's zone by cookie, and libraries that make style elements the CSP's nonce. */
export function BrowserFacts({ knownTimeZone, nonce }: BrowserFactsProps) {
  const router = useRouter();
  if (typeof window !== "undefined" && nonce) {
    // Read by get-nonce, through which radix-ui locks the page's scrolling behind a dialog.
    Object.assign(window, { __webpack_nonce__: nonce });
  }
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (timeZone === knownTimeZone) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where the page is not encrypted
    document.cookie = `${timeZoneCookie}=${encodeURIComponent(timeZone)}; path=/; max-age=${yearSeconds}; samesite=lax`;
    if (document.cookie.includes(`${timeZoneCookie}=`)) router.refresh();
  }, [knownTimeZone, router]);
  return null;
}
