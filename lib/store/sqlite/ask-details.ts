import type { DetailStore } from "#lib/store/detail-store";
import type { ReaderVerbs } from "#lib/store/sqlite/reader-verbs";
import type { Thread } from "#lib/store/sqlite/thread";
import type { WriterVerbs } from "#lib/store/sqlite/writer-verbs";

/** Texts are read by the reading threads and changed by the writing one. */
export function createDetails(
  askReader: Thread<ReaderVerbs>["ask"],
  askWriter: Thread<WriterVerbs>["ask"],
): DetailStore {
  return {
    readDetails: (source, afterId, limit) => askReader("readDetails", source, afterId, limit),
    rewriteDetails: (source, changes) => askWriter("rewriteDetails", source, changes),
    emptyLog: () => askWriter("emptyLog"),
  };
}
