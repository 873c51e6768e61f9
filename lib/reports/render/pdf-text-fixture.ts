import { inflateSync } from "node:zlib";

// Reads the words of a PDF back, as `pdftotext` would: page by page, through the fonts' own tables of characters. Knows
// what pdfkit writes and no more. For tests.

/** The text of each page. */
export function readPdfPages(pdf: Uint8Array): string[] {
  const objects = readObjects(Buffer.from(pdf));
  const fonts = readFonts(objects);
  return [...objects.values()]
    .filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary))
    .map(({ dictionary }) => {
      const contents = /\/Contents (\d+) 0 R/.exec(dictionary)?.[1];
      return readText(objects.get(Number(contents))?.stream ?? "", fonts);
    });
}

type PdfObject = { readonly dictionary: string; readonly stream: string | null };

function readObjects(pdf: Buffer): Map<number, PdfObject> {
  const text = pdf.toString("latin1");
  const objects = new Map<number, PdfObject>();
  for (const match of text.matchAll(/(?:^|\n)(\d+) 0 obj\n/g)) {
    const start = match.index + match[0].length;
    const streamAt = text.indexOf("stream\n", start);
    const endAt = text.indexOf("endobj", start);
    const hasStream = streamAt !== -1 && streamAt < endAt;
    const dictionary = text.slice(start, hasStream ? streamAt : endAt);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
    const raw = pdf.subarray(streamAt + 7, streamAt + 7 + length);
    const isText = hasStream && dictionary.includes("/FlateDecode") && !dictionary.includes("/Length1");
    objects.set(Number(match[1]), { dictionary, stream: isText ? inflateSync(raw).toString("latin1") : null });
  }
  return objects;
}

/** By the name in a page's resources: which character each two-byte code is. */
function readFonts(objects: ReadonlyMap<number, PdfObject>): Map<string, Map<string, string>> {
  const fonts = new Map<string, Map<string, string>>();
  for (const { dictionary } of objects.values()) {
    for (const [, name = "", id] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const toUnicode = /\/ToUnicode (\d+) 0 R/.exec(objects.get(Number(id))?.dictionary ?? "")?.[1];
      fonts.set(name, readCharacters(objects.get(Number(toUnicode))?.stream ?? ""));
    }
  }
  return fonts;
}

function readCharacters(cmap: string): Map<string, string> {
  const characters = new Map<string, string>();
  for (const [, first = "", , list = ""] of cmap.matchAll(/<([0-9a-f]{4})> <([0-9a-f]{4})> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, hex = ""], index) => {
      const code = (Number.parseInt(first, 16) + index).toString(16).padStart(4, "0");
      const units = (hex.match(/[0-9a-f]{4}/gi) ?? []).map((unit) => Number.parseInt(unit, 16));
      characters.set(code, String.fromCharCode(...units));
    });
  }
  return characters;
}

function readText(content: string, fonts: ReadonlyMap<string, ReadonlyMap<string, string>>): string {
  let font: ReadonlyMap<string, string> = new Map();
  let text = "";
  for (const [, name, shown] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name) ?? new Map();
    else {
      const codes = [...(shown ?? "").matchAll(/<([0-9a-f]+)>/gi)].flatMap(([, hex = ""]) => hex.match(/.{4}/g) ?? []);
      text += `${codes.map((code) => font.get(code.toLowerCase()) ?? "?").join("")} `;
    }
  }
  return text.replace(/\s+/g, " ");
}
