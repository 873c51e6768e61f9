import { commonWords } from "#lib/auth/common-words";
import { AppError } from "#lib/errors";
import { passwordLength } from "#lib/model/password-length";

/**
 * Why a new password is refused, in words for the person who chose it; null if it is accepted. Rules of OWASP ASVS 5.0
 * §6.2: length over composition, nothing common, nothing made of the e-mail address.
 */
export function passwordProblem(password: string, email: string): string | null {
  const length = [...password].length;
  if (length < passwordLength.min) {
    return `has ${length} characters; at least ${passwordLength.min} are needed, and ${passwordLength.advised} are advised`;
  }
  if (length > passwordLength.max) return `has more than ${passwordLength.max} characters`;
  if (isPattern(password)) return "is a row of keys or a repetition, which are guessed first; try a short sentence";
  if (isCommon(password)) return "is among the passwords that are guessed first; try a short sentence";
  if (isMadeOf(password, email)) return "is made of your e-mail address; try a short sentence";
  return null;
}

/** Throws `bad_input` for the field `path`, with the reason, if the rules refuse the password. */
export function checkNewPassword(password: string, email: string, path = "password"): void {
  const problem = passwordProblem(password, email);
  if (problem === null) return;
  throw new AppError("bad_input", `The password ${problem}.`, { errors: [{ path, message: problem }] });
}

const rows = [
  "abcdefghijklmnopqrstuvwxyz",
  "01234567890",
  "1234567890",
  "qwertyuiopasdfghjklzxcvbnm",
  "qwertzuiopasdfghjklyxcvbnm",
  "azertyuiopqsdfghjklmwxcvbn",
  "qazwsxedcrfvtgbyhnujmikolp",
  "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
  "1q2w3e4r5t6y7u8i9o0p",
  "!@#$%^&*()_+",
];

/** One short unit over and over, or a run of neighbours on a keyboard or in the alphabet, either way. */
function isPattern(password: string): boolean {
  const text = password.toLowerCase();
  const unit = shortestUnit(text);
  if (unit.length <= Math.max(2, text.length / 3)) return true;
  const half = unit.length * 2 === text.length ? unit : text;
  return rows.some((row) => isRunOf(row, half) || isRunOf([...row].reverse().join(""), half));
}

function shortestUnit(text: string): string {
  for (let length = 1; length <= text.length / 2; length++) {
    const unit = text.slice(0, length);
    if (unit.repeat(Math.ceil(text.length / length)).slice(0, text.length) === text) return unit;
  }
  return text;
}

function isRunOf(row: string, text: string): boolean {
  return (row + row).includes(text);
}

/** A common word, however it is dressed: other case, digits for letters, digits and signs around it, written twice. */
function isCommon(password: string): boolean {
  const lower = password.toLowerCase();
  const undressed = lower.replace(/^[^a-z]+|[^a-z]+$/g, "");
  const spellings = [lower, undressed, plain(lower), plain(lower).replace(/[^a-z]/g, ""), plain(trimmed(lower))];
  return spellings.some((spelling) => commonWords.has(spelling) || commonWords.has(shortestUnit(spelling)));
}

/** Without digits and signs at the end, as in `p4ssw0rd2026!`, but with those inside the word. */
function trimmed(text: string): string {
  return text.replace(/[^a-z]{1,8}$/, "");
}

const letterOf: Readonly<Record<string, string>> = {
  "0": "o",
  "1": "i",
  "3": "e",
  "4": "a",
  "5": "s",
  "7": "t",
  "@": "a",
  $: "s",
  "!": "i",
};

function plain(text: string): string {
  return text.replace(/[013457@$!]/g, (sign) => letterOf[sign] ?? sign);
}

function isMadeOf(password: string, email: string): boolean {
  const text = password.toLowerCase().replace(/[^a-z0-9]/g, "");
  const [name = "", domain = ""] = email.toLowerCase().split("@");
  const parts = [email, name, domain, domain.split(".")[0] ?? ""].map((part) => part.replace(/[^a-z0-9]/gi, ""));
  return parts.some(
    (part) => part.length >= 4 && text.replace(part, "").replace(/\d/g, "").length < 4 && text.includes(part),
  );
}
