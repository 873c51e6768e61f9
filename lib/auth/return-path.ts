const base = "http://ajar.invalid";

/**
 * Where to go after signing in: the page that was asked for if it is one of ours, else the overview. Only a path on
 * this server passes; what a browser could read as another host (`//evil`, `/\evil`, `javascript:`) does not, nor do
 * the sign-in pages themselves.
 */
export function safeReturnPath(asked: string | null | undefined): string {
  if (!asked?.startsWith("/") || asked.length > 2_000 || !URL.canParse(asked, base)) return "/";
  const url = new URL(asked, base);
  if (url.origin !== base || url.pathname.startsWith("//")) return "/";
  if (/^\/(login|set-up|api|_next)(\/|$)/.test(url.pathname)) return "/";
  // Next's own parameter of a navigation without a page load.
  url.searchParams.delete("_rsc");
  return `${url.pathname}${url.search}`;
}

/** The way to the sign-in page that leads back to `asked`. */
export function loginPath(asked: string | null | undefined): string {
  const back = safeReturnPath(asked);
  return back === "/" ? "/login" : `/login?${new URLSearchParams({ next: back })}`;
}
