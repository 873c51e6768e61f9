import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Coverage, readCoverage } from "#lib/reports/render/font-coverage";
import type { FontCoverages } from "#lib/reports/render/font-runs";

const geist = new URL("../../../node_modules/geist/dist/fonts/", import.meta.url);
const fileOf = (path: string) => fileURLToPath(new URL(path, geist));
const chocolate = fileURLToPath(
  import.meta.resolve("@expo-google-fonts/chocolate-classical-sans/400Regular/ChocolateClassicalSans_400Regular.ttf"),
);
const gowun = fileURLToPath(import.meta.resolve("@expo-google-fonts/gowun-dodum/400Regular/GowunDodum_400Regular.ttf"));

/** The fonts that a PDF embeds: of each the letters that it uses. Their licences allow that. */
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
  // Every ideograph of Unicode's first plane, and kana. Neither of the two has a bold cut.
  Chocolate: { normal: chocolate, bold: chocolate },
  // Every syllable of Hangul.
  Gowun: { normal: gowun, bold: gowun },
};

/** What each of them can draw; a file is read when it is first asked, for those of ideographs are large. */
export function readCoverages(): FontCoverages {
  const coverageOf = ({ normal }: { readonly normal: string }): Coverage => {
    let coverage: Coverage | null = null;
    return (codePoint) => {
      coverage ??= readCoverage(readFileSync(normal));
      return coverage(codePoint);
    };
  };
  return {
    Geist: coverageOf(fontFiles.Geist),
    GeistMono: coverageOf(fontFiles.GeistMono),
    DejaVu: coverageOf(fontFiles.DejaVu),
    Chocolate: coverageOf(fontFiles.Chocolate),
    Gowun: coverageOf(fontFiles.Gowun),
  };
}
