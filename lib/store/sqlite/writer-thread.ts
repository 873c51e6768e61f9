import { workerData } from "node:worker_threads";
import { openWriter } from "#lib/store/sqlite/connection";
import { serveThread } from "#lib/store/sqlite/serve-thread";
import { createWriterVerbs, type WriterOptions } from "#lib/store/sqlite/writer-verbs";

const options = workerData as WriterOptions;
const database = openWriter(options.file, options.busyTimeoutMs);
serveThread(createWriterVerbs(database, options), () => database.close());
