import { CodeBlock } from "#components/ui/code-block";
import { Notice } from "#components/ui/notice";

/** A token, this once. */
export function NewToken({ title, token }: { title: string; token: string }) {
  return (
    <div role="status" className="grid gap-2">
      <Notice>
        <p className="font-medium text-ink">{title}</p>
        <p>Copy it now: it is shown this once. Ajar keeps only a hash of it.</p>
      </Notice>
      <CodeBlock code={token} what="token" wrap />
    </div>
  );
}
