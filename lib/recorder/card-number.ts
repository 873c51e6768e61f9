import { marker } from "#lib/recorder/redaction";

const digitGroups = /(?<!\d)(?<!\d\.)\d(?:[ -]?\d){13,18}(?!\.?\d)/g;
const issuers = /^(?:4\d{15}(?:\d{3})?|(?:5[1-5]|2[2-7]|35|65)\d{14}|6011\d{12}|3[47]\d{13}|3[068]\d{12})$/;

/** Hides the numbers of payment cards in a text, written together or in groups. */
export function hideCardNumbers(text: string): string {
  return text.replace(digitGroups, (match) => (isCardNumber(match.replace(/\D/g, "")) ? marker : match));
}

/** The ranges of the large issuers and the Luhn checksum; without the ranges every tenth number would be a card. */
export function isCardNumber(digits: string): boolean {
  if (!issuers.test(digits)) return false;
  let sum = 0;
  for (const [at, digit] of [...digits].reverse().entries()) {
    const doubled = Number(digit) * (at % 2 === 1 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
