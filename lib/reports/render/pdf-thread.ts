import { createRequire } from "node:module";
import { parentPort, workerData } from "node:worker_threads";
import type { Outline } from "#lib/reports/outline";
import { fontFiles, readCoverages } from "#lib/reports/render/font-files";
import { pdfDefinition } from "#lib/reports/render/pdf-definition";

// A CommonJS module that hands out one object: its types name what Node cannot import by name.
const pdfmake: typeof import("pdfmake") = createRequire(import.meta.url)("pdfmake");

const allowed = new Set(Object.values(fontFiles).flatMap((files) => Object.values(files)));
pdfmake.setFonts(fontFiles);
// A report is text of others: nothing in it may make pdfmake read a file or an address.
pdfmake.setLocalAccessPolicy((path) => allowed.has(path));
pdfmake.setUrlAccessPolicy(() => false);

const outline = workerData as Outline;
const pdf = await pdfmake.createPdf(pdfDefinition(outline, readCoverages())).getBuffer();
parentPort?.postMessage(new Uint8Array(pdf));
