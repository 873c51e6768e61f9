import type { AttemptFilter } from "#lib/model/filter";
import type {
  Deploy,
  Problem,
  ProblemEvent,
  ProblemExample,
  ProblemFigures,
  ProblemInRange,
  Standing,
} from "#lib/model/problem";
import type { ProblemShapes } from "#lib/model/request-shape";
import type { BucketSeconds } from "#lib/time/bucket";
import type { Range } from "#lib/time/range";

/** A change of standing as someone decided it who had seen `revision`. */
export type StandingChange = {
  readonly id: string;
  readonly revision: number;
  readonly standing: Standing;
  readonly event: ProblemEvent;
};

/** What is counted: all attempts of a range, or those of some senders, named as in `AttemptFilter`. */
export type ProblemsQuery = {
  readonly range: Range;
  readonly senders: Pick<AttemptFilter, "integration" | "credential">;
};

export type ProblemFiguresQuery = ProblemsQuery & {
  readonly ids: readonly string[];
  /** Below an hour single attempts are counted; beyond their retention such a bucket is widened to an hour. */
  readonly bucketSeconds: BucketSeconds;
  readonly timeZone: string;
};

/**
 * Problems appear and are counted with the attempts that `record` and `recordIngested` store, in the same transaction.
 * They are few, capped for a route and in all, and are never deleted.
 */
export type ProblemStore = {
  /** All problems with what they did in the range, 0 where nothing. Beyond retention its edges snap to whole hours. */
  readonly listProblems: (query: ProblemsQuery) => Promise<readonly ProblemInRange[]>;
  readonly findProblem: (id: string) => Promise<Problem | undefined>;
  /** In the order of `ids`, without those that are no problem's. */
  readonly readProblemFigures: (query: ProblemFiguresQuery) => Promise<readonly ProblemFigures[]>;
  /** The first, the latest and the slowest attempt that is still kept; undefined if none is. */
  readonly findProblemExamples: (
    id: string,
  ) => Promise<Readonly<Record<"first" | "latest" | "slowest", ProblemExample>> | undefined>;
  /** Undefined if there is no such problem. */
  readonly findProblemShapes: (id: string) => Promise<ProblemShapes | undefined>;
  /** Changes the standing and tells it in the history, or neither: false if another change came before. */
  readonly changeProblem: (change: StandingChange) => Promise<boolean>;
  readonly addProblemNote: (id: string, event: ProblemEvent) => Promise<void>;
  /** Newest first. */
  readonly listProblemEvents: (id: string, limit: number) => Promise<readonly ProblemEvent[]>;
  /**
   * Keeps a deploy, and lets problems regress again that were waiting for one. False if the same release was told for
   * the same moment and integration already.
   */
  readonly recordDeploy: (deploy: Deploy) => Promise<boolean>;
  /** Newest first. */
  readonly listDeploys: (range: Range, limit: number) => Promise<readonly Deploy[]>;
};
