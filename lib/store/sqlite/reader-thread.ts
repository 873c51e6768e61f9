import { workerData } from "node:worker_threads";
import { openReader } from "#lib/store/sqlite/connection";
import { createReaderVerbs, type ReaderOptions } from "#lib/store/sqlite/reader-verbs";
import { serveThread } from "#lib/store/sqlite/serve-thread";

const options = workerData as ReaderOptions;
const database = openReader(options.file);
serveThread(createReaderVerbs(database, options), () => database.close());
