import { CodeBlock } from "#components/ui/code-block";
import { Notice } from "#components/ui/notice";

type OneTimeLinkProps = { readonly email: string; readonly link: string; readonly days: number };

/** A link that lets one person choose a password, this once. */
export function OneTimeLink({ email, link, days }: OneTimeLinkProps) {
  return (
    <div role="status" className="grid gap-2">
      <Notice>
        <p className="font-medium text-ink">The link for {email}</p>
        <p>
          Send it to them yourself, by a way that only they read: whoever opens it chooses the password. It is shown
          this once, works once, and is good for {days === 1 ? "a day" : `${days} days`}.
        </p>
      </Notice>
      <CodeBlock code={link} what="link" wrap />
    </div>
  );
}
