import { formatCount, formatNumber, formatRate } from "#lib/format";
import { keyWords } from "#lib/format/key-words";
import type { DigestMessage } from "#lib/model/digest";
import { formatInstant, formatRange } from "#lib/time/format-time";

type Line = { readonly text: string; readonly url: string | null };

/** A digest for people, in parts that text and HTML set in their own ways. */
export type DigestWords = {
  readonly title: string;
  readonly range: string;
  /** What one has to know of it: that it is late, that there is nothing to compare it with. */
  readonly remarks: readonly string[];
  readonly figures: readonly { readonly label: string; readonly value: string; readonly note: string }[];
  readonly sections: readonly { readonly title: string; readonly lines: readonly Line[] }[];
  readonly url: string;
};

type Data = DigestMessage["data"];

/** What figures call attempts that carried no key. */
const noKey = "none";

/** Puts a digest into words; times are in its zone. Sections with nothing in them are left out. */
export function wordDigest({ data }: DigestMessage): DigestWords {
  const range = { fromMs: Date.parse(data.from), toMs: Date.parse(data.to) };
  const { attempts, failures } = data.week;
  return {
    title:
      attempts === 0
        ? "Your week at Kisi: no attempts"
        : `Your week at Kisi: ${formatCount(attempts, "attempt")}, ${formatRate(failures, attempts)} failed`,
    range: formatRange(range, data.timeZone, 0) + (data.timeZone === "UTC" ? "" : ` (${data.timeZone})`),
    remarks: [
      ...(data.late ? ["This is late: Ajar was not running when it was due."] : []),
      ...(data.before === null ? ["There is no week before to compare it with."] : []),
    ],
    figures: figuresOf(data),
    sections: sectionsOf(data).filter(({ lines }) => lines.length > 0),
    url: data.url,
  };
}

function figuresOf({ week, before }: Data): DigestWords["figures"] {
  const was = (words: (before: Data["week"]) => string) => (before === null ? "" : `${words(before)} the week before`);
  return [
    {
      label: "Attempts",
      value: formatNumber(week.attempts),
      note: was((then) => `${formatNumber(then.attempts)} (${changeOf(week.attempts, then.attempts)})`),
    },
    {
      label: "Failed",
      value: `${formatRate(week.failures, week.attempts)} (${formatNumber(week.failures)})`,
      note: was((then) => `${formatRate(then.failures, then.attempts)}${pointsOf(week, then)}`),
    },
    {
      label: "Retries",
      value: formatNumber(week.retries),
      note: was((then) => formatNumber(then.retries)),
    },
    ...(week.blocked === 0
      ? []
      : [{ label: "Held back by the guard", value: formatCount(week.blocked, "call"), note: "never sent to Kisi" }]),
  ];
}

function changeOf(now: number, then: number): string {
  const percent = Math.round((now / then - 1) * 100);
  return percent === 0 ? "as many" : `${percent > 0 ? "+" : "−"}${formatNumber(Math.abs(percent))} %`;
}

function pointsOf(week: Data["week"], then: Data["week"]): string {
  if (week.attempts === 0) return "";
  const points = (week.failures / week.attempts - then.failures / then.attempts) * 100;
  const rounded = Math.abs(points).toFixed(1);
  return rounded === "0.0" ? " (unchanged)" : ` (${points > 0 ? "+" : "−"}${rounded} points)`;
}

function sectionsOf(data: Data): DigestWords["sections"] {
  const { budget, routes, alerts, refused, timeZone } = data;
  const at = (instant: string) => formatInstant(Date.parse(instant), timeZone, { precision: "min" });
  const said = (text: string, url: string | null = null): Line => ({ text, url });
  const more = (count: number, listed: number) =>
    count > listed ? [said(`and ${formatNumber(count - listed)} more`)] : [];
  const problems = ({ count, worst }: Data["new"]) => [
    ...worst.map(({ label, attempts, url }) => said(`${label}: ${formatCount(attempts, "attempt")}`, url)),
    ...more(count, worst.length),
  ];
  return [
    {
      title: "Budget",
      lines: budget.map(({ label, used, peak, peakAt }) => {
        const most = peakAt === null ? "" : `, ${percent(peak)} at most on ${at(peakAt)}`;
        return said(`${label}: ${used === null ? "not known" : `${percent(used)} used`} at the end${most}`);
      }),
    },
    { title: `New problems: ${formatNumber(data.new.count)}`, lines: problems(data.new) },
    { title: `Problems that came back: ${formatNumber(data.regressed.count)}`, lines: problems(data.regressed) },
    {
      title: "Routes with most failures",
      lines: routes.map(({ route, attempts, failures }) =>
        said(
          `${route}: ${formatNumber(failures)} of ${formatNumber(attempts)} failed (${formatRate(failures, attempts)})`,
        ),
      ),
    },
    {
      title: `Alerts: ${formatNumber(alerts.count)}`,
      lines: [
        ...alerts.worst.map(({ rule, severity, summary, startedAt }) =>
          said(`${at(startedAt)}, ${severity}: ${rule}. ${summary}`),
        ),
        ...more(alerts.count, alerts.worst.length),
      ],
    },
    {
      title: "Keys that Kisi refused",
      lines: refused.map(({ credential: fingerprint, last4, attempts }) => {
        const key = fingerprint === noKey ? "without a key" : keyWords({ fingerprint, last4 });
        return said(`${key}: ${formatCount(attempts, "attempt")} with 401`);
      }),
    },
  ];
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
