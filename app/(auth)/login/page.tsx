import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { Button } from "#components/ui/button";
import { Notice } from "#components/ui/notice";
import { readEntrance } from "#lib/auth/entrance";
import { type OidcFailure, oidcFailures } from "#lib/auth/oidc-entrance";
import { safeReturnPath } from "#lib/auth/return-path";
import { Card } from "../card";
import { LoginForm } from "./login-form";

const failureWords: Readonly<Record<OidcFailure, string>> = {
  unreachable: "The provider does not answer. Sign in with your password instead.",
  refused: "Signing in with the provider did not work. Begin again, or use your password.",
  stranger: "The provider knows you, but no account here has your e-mail. Ask the owner for an invitation.",
};

export const metadata: Metadata = { title: "Sign in" };

type LoginPageProps = { searchParams: Promise<{ next?: string | string[]; provider?: string | string[] }> };

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const { next, provider: asked } = await searchParams;
  const returnPath = safeReturnPath([next].flat()[0]);
  const failure = oidcFailures.find((one) => one === [asked].flat()[0]);
  const { hasOwner, isSignedIn, provider } = await readEntrance();
  if (!hasOwner) redirect("/set-up");
  if (isSignedIn) redirect(returnPath);
  return (
    <>
      <Card title="Sign in">
        {failure ? <Notice tone="caution">{failureWords[failure]}</Notice> : null}
        <LoginForm returnPath={returnPath} />
        {provider === null ? null : (
          <Button asChild className="w-full">
            {/* Not a Link: it leads away, and must not be fetched before it is wanted. */}
            <a href={`/login/oidc?${new URLSearchParams({ next: returnPath })}`}>Sign in with {provider}</a>
          </Button>
        )}
      </Card>
      <details className="px-1 text-ink-2">
        <summary className="w-fit rounded-sm">Forgotten the password?</summary>
        <p className="mt-2">
          The owner can make you a link to choose another one. Whoever runs the server can, too: stop Ajar and run{" "}
          <Command>npm run reset-password</Command>.
        </p>
      </details>
    </>
  );
}

function Command({ children }: { children: string }) {
  return <code className="break-all font-mono text-ink text-xs">{children}</code>;
}
