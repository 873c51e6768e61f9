"use client";

import { setNonce } from "get-nonce";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { timeZoneCookie } from "#lib/time/zone";

type BrowserFactsProps = {
  /** The zone that this page was rendered for, if the browser had told it. */
  knownTimeZone: string | null;
};

const yearSeconds = 365 * 86_400;

/** Tells the server the browser's zone by cookie, and the CSP's nonce to what makes style elements. */
export function BrowserFacts({ knownTimeZone }: BrowserFactsProps) {
  const router = useRouter();
  useEffect(() => {
    // The document keeps the policy it was loaded with, so its own nonce and not that of a later answer.
    // radix-ui needs it to lock the page's scrolling behind a dialog.
    const nonce = document.querySelector<HTMLElement>("script[nonce]")?.nonce;
    if (nonce) setNonce(nonce);
  }, []);
  useEffect(() => {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (timeZone === knownTimeZone) return;
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing where the page is not encrypted
    document.cookie = `${timeZoneCookie}=${encodeURIComponent(timeZone)}; path=/; max-age=${yearSeconds}; samesite=lax`;
    if (document.cookie.includes(`${timeZoneCookie}=`)) router.refresh();
  }, [knownTimeZone, router]);
  return null;
}
