import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { readCoverage } from "#lib/reports/render/font-coverage";
import type { FontCoverages } from "#lib/reports/render/font-runs";

const geist = new URL("../../../node_modules/geist/dist/fonts/", import.meta.url);
const fileOf = (path: string) => fileURLToPath(new URL(path, geist));

/** The fonts that a PDF embeds: of each the letters that it uses. Both licences allow that. */
export const fontFiles = {
  Geist: {
    normal: fileOf("geist-sans/Geist-Regular.ttf"),
    bold: fileOf("geist-sans/Geist-SemiBold.ttf"),
  },
  GeistMono: { normal: fileOf("geist-mono/GeistMono-Regular.ttf") },
  DejaVu: {
    normal: fileURLToPath(import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf")),
    bold: fileURLToPath(import.meta.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf")),
  },
};

/** What each of them can draw. */
export function readCoverages(): FontCoverages {
  const coverageOf = ({ normal }: { readonly normal: string }) => readCoverage(readFileSync(normal));
  return {
    Geist: coverageOf(fontFiles.Geist),
    GeistMono: coverageOf(fontFiles.GeistMono),
    DejaVu: coverageOf(fontFiles.DejaVu),
  };
}
