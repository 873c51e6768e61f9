import { Mail } from "lucide-react";
import { Button } from "#components/ui/button";
import { CopyButton } from "#components/ui/copy-button";
import { Fact, Facts } from "#components/ui/facts";
import { Section } from "#components/ui/section";
import type { ReportFormat } from "#lib/reports/report-formats";

const formats: readonly { readonly format: ReportFormat; readonly label: string; readonly hint: string }[] = [
  { format: "pdf", label: "PDF", hint: "to send" },
  { format: "html", label: "HTML", hint: "one page, to print" },
  { format: "md", label: "Markdown", hint: "for a ticket" },
  { format: "txt", label: "Text", hint: "for an e-mail" },
  { format: "json", label: "JSON", hint: "with every row" },
  { format: "csv", label: "CSV", hint: "every row" },
  { format: "zip", label: "ZIP", hint: "all of it" },
];

type DownloadSectionProps = { id: string; sha256: string; mailHref: string; supportAddress: string };

/** An issued report in every format, and the way to send it. */
export function DownloadSection({ id, sha256, mailHref, supportAddress }: DownloadSectionProps) {
  return (
    <Section
      title="Download"
      actions={
        <Button asChild variant="primary">
          <a href={mailHref}>
            <Mail aria-hidden />
            Open in mail
          </a>
        </Button>
      }
    >
      <ul className="mb-4 flex flex-wrap gap-2">
        {formats.map(({ format, label, hint }) => (
          <li key={format}>
            <Button asChild className="h-auto py-1.5 pointer-coarse:h-auto">
              <a href={`/api/v1/reports/${id}/report.${format}`} download>
                <span className="grid justify-items-start">
                  {label}
                  <span className="font-normal text-ink-3 text-xs">{hint}</span>
                </span>
              </a>
            </Button>
          </li>
        ))}
      </ul>
      <Facts>
        <Fact name="To">
          {supportAddress}: your mail program opens with the text; attach the PDF or the ZIP, and press Send yourself.
        </Fact>
        <Fact name="Content, SHA-256">
          <span className="inline-flex max-w-full items-center gap-2">
            <span className="break-all font-mono text-xs">{sha256}</span>
            <CopyButton text={sha256} what="the hash" />
          </span>
        </Fact>
        <Fact name="To verify it">
          <code className="font-mono text-xs">node scripts/verify-report.ts report.json</code>
        </Fact>
      </Facts>
    </Section>
  );
}
