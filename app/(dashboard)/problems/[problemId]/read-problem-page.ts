import { matchRoute } from "#lib/kisi/route-matcher";
import type { CallDetail } from "#lib/model/call";
import type { ProblemExample } from "#lib/model/problem";
import { type CopiedRequest, copyRequest } from "#lib/problems/copy-request";
import { type ProblemDetail, readProblem } from "#lib/problems/read-problem";
import type { App } from "#lib/server/app";
import { narrowestBucket } from "#lib/time/bucket";
import { findCall } from "#lib/traffic/calls";
import type { RangeView } from "../../range-view";
import { type ProblemBar, prepareBars } from "./prepare-bars";
import type { ExampleKind } from "./problem-search";

/** The attempt that stands for the others, with its call and the request as a command. */
export type ShownExample = {
  readonly kind: ExampleKind;
  readonly example: ProblemExample;
  readonly detail: CallDetail;
  readonly copied: CopiedRequest;
};

type ProblemPage = {
  readonly detail: ProblemDetail;
  readonly bars: readonly ProblemBar[];
  /** Null if no attempt of it is kept any more. */
  readonly shown: ShownExample | null;
};

// Wide enough to be pointed at.
const barsMax = 120;

type Asked = { readonly id: string; readonly view: RangeView; readonly kind: ExampleKind };

/** Everything that the page of a problem shows. Throws `not_found`. */
export async function readProblemPage(app: App, { id, view, kind }: Asked): Promise<ProblemPage> {
  const { range, filter, timeZone, nowMs } = view;
  const bucket = narrowestBucket(range, barsMax);
  const { count429 } = app.riskSettings.read();
  const detail = await readProblem(app.store, id, { range, senders: filter, bucket, timeZone, count429 });
  const { figures, deploys, examples } = detail;
  const bars = prepareBars({ points: figures.points, deploys, range, bucketMs: bucket * 1_000, nowMs });
  return { detail, bars, shown: examples ? await readExample(app, kind, examples[kind]) : null };
}

async function readExample(app: App, kind: ExampleKind, example: ProblemExample): Promise<ShownExample | null> {
  // Retention may have come between.
  const detail = await findCall(app.store, example.callId);
  if (!detail) return null;
  const { call, exchange } = detail;
  const { doorAction } = matchRoute(call.method, call.path);
  const copied = copyRequest({ call, exchange, origin: app.env.kisiBaseUrl, doorAction });
  return { kind, example, detail, copied };
}
