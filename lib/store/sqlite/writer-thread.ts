import { workerData } from "node:worker_threads";
import { openWriter } from "#lib/store/sqlite/connection";
import { serveThread } from "#lib/store/sqlite/serve-thread";
import { createWriterVerbs, type WriterOptions } from "#lib/store/sqlite/writer-verbs";

const options = workerData as WriterOptions;
serveThread(createWriterVerbs(openWriter(options.file, options.busyTimeoutMs), options));
