import type { Report, ReportWords } from "#lib/model/report";
import { claimOf, suggestTitle } from "#lib/reports/suggest-words";

type Worded = "title" | "claim" | "told";
/** A report, perhaps with words of before, which give way. */
type Facts = Omit<Report, Worded> & Partial<Pick<Report, Worded>>;

/** The report with what a person says of it, redacted like everything else; what they leave out comes from the data. */
export function withWords(facts: Facts, words: ReportWords, redact: (text: string) => string): Report {
  const said = (text: string | null) => (text === null ? null : redact(text));
  const { format, template, title: _, claim: __, told: ___, ...rest } = facts;
  return {
    format,
    template,
    title: said(words.title) ?? suggestTitle(facts),
    claim: claimOf(facts),
    told: {
      impact: said(words.impact),
      expected: said(words.expected),
      actual: said(words.actual),
      stepsTaken: said(words.stepsTaken),
    },
    ...rest,
  };
}
