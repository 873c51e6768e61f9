import Link from "next/link";
import { Section } from "#components/ui/section";
import { StatusMark } from "#components/ui/status-mark";
import type { Problem } from "#lib/model/problem";
import { signatureWords } from "../problem-words";
import { StateBadge } from "../state-badge";

type SimilarSectionProps = { readonly problems: readonly Problem[]; readonly hrefOf: (id: string) => string };

/** Problems that may have the same cause. */
export function SimilarSection({ problems, hrefOf }: SimilarSectionProps) {
  return (
    <Section title="Similar problems" note="The same code, fields, route or way to break off." flush>
      {problems.length === 0 ? (
        <p className="px-4 pb-4 text-ink-2">None.</p>
      ) : (
        <ul className="divide-y divide-line border-t">
          {problems.map((problem) => (
            <li key={problem.id} className="grid gap-1 px-4 py-2">
              <span className="flex min-w-0 items-center gap-2">
                <StateBadge state={problem.state} />
                <Link href={hrefOf(problem.id)} prefetch={false} className="link truncate font-mono text-xs">
                  {problem.route}
                </Link>
              </span>
              <span className="flex min-w-0 items-center gap-2 text-xs">
                <StatusMark {...problem} className="text-xs" />
                <span className="truncate text-ink-2">{signatureWords(problem)}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
