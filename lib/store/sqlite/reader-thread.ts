import { workerData } from "node:worker_threads";
import { openReader } from "#lib/store/sqlite/connection";
import { createReaderVerbs, type ReaderOptions } from "#lib/store/sqlite/reader-verbs";
import { serveThread } from "#lib/store/sqlite/serve-thread";

const options = workerData as ReaderOptions;
serveThread(createReaderVerbs(openReader(options.file), options));
