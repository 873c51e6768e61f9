import { Banner } from "#components/shell/banner";

type BannersProps = {
  /** False if what is typed travels in clear. */
  isProtected: boolean;
  upstream: string;
};

/** What nobody may overlook on any page. */
export function Banners({ isProtected, upstream }: BannersProps) {
  const host = new URL(upstream).hostname;
  const isSimulated = host === "localhost" || host === "127.0.0.1" || host === "[::1]";
  return (
    <>
      {isSimulated ? (
        <Banner>
          Demo: calls go to <span className="font-mono">{upstream}</span>, not to Kisi. No door moves.
        </Banner>
      ) : null}
      {isProtected ? null : (
        <Banner>
          Not encrypted: this page comes by plain http, so your password and keys can be read on the way. Put Ajar
          behind https.
        </Banner>
      )}
    </>
  );
}
