const plain = /^[\w@%+=:,./-]+$/;
/** Everything that a terminal may take for a command of its own, when pasted. */
const control = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

/**
 * A text as one word of bash, whatever is in it but NUL, which no argument can hold. Control characters are written as
 * escapes, so that none reaches a terminal into which the command is pasted.
 */
export function quoteForShell(text: string): string {
  const wellFormed = text.toWellFormed();
  if (plain.test(wellFormed)) return wellFormed;
  if (!control.test(wellFormed)) return `'${wellFormed.replaceAll("'", "'\\''")}'`;
  return `$'${escapeBytes(wellFormed, (character) => /['\\]/.test(character))}'`;
}

/** A text as the format of bash's `printf`, NUL included. */
export function quoteForPrintf(text: string): string {
  const format = escapeBytes(text.toWellFormed().replaceAll("%", "%%"), (character) => /['\\]/.test(character));
  return `'${format}'`;
}

/** Octal escapes of UTF-8, which do not depend on the locale. */
function escapeBytes(text: string, isSpecial: (character: string) => boolean): string {
  return [...text]
    .map((character) => (isSpecial(character) || control.test(character) ? octal(character) : character))
    .join("");
}

function octal(character: string): string {
  return [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("");
}
