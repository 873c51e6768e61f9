import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AppError } from "#lib/errors";

/** Seals texts for the store and opens them again. */
export type SecretBox = {
  /** `place` says where the sealed text will stand (table, row, column): it opens nowhere else. */
  readonly seal: (text: string, place: string) => string;
  /** Throws `unavailable`, without any of the text, if the key, the place or a single bit is not the one sealed with. */
  readonly open: (sealed: string, place: string) => string;
};

const algorithm = "aes-256-gcm";
const ivBytes = 12;
const tagBytes = 16;
const version = "v1";

/** A box locked with a 32-byte key: AES-256-GCM, a random IV for each text, `v1.<base64url of iv, tag, ciphertext>`. */
export function createSecretBox(key: Buffer): SecretBox {
  return {
    seal(text, place) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv(algorithm, key, iv, { authTagLength: tagBytes });
      cipher.setAAD(contextOf(place));
      const ciphertext = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return `${version}.${Buffer.concat([iv, cipher.getAuthTag(), ciphertext]).toString("base64url")}`;
    },
    open(sealed, place) {
      const bytes = decode(sealed);
      // Without authTagLength Node would accept a tag of four bytes.
      const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, ivBytes), { authTagLength: tagBytes });
      decipher.setAAD(contextOf(place));
      decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes));
      const clear = decipher.update(bytes.subarray(ivBytes + tagBytes));
      try {
        return Buffer.concat([clear, decipher.final()]).toString("utf8");
      } catch (error) {
        throw unopenable(error);
      }
    },
  };
}

function contextOf(place: string): Buffer {
  return Buffer.from(`ajar/${version}/${place}`);
}

function decode(sealed: string): Buffer {
  const [head, body, ...rest] = sealed.split(".");
  if (head !== version || body === undefined || rest.length > 0) throw unopenable();
  const bytes = Buffer.from(body, "base64url");
  // One text, one spelling: base64 readers ignore stray characters and unused bits.
  if (bytes.toString("base64url") !== body || bytes.length < ivBytes + tagBytes) throw unopenable();
  return bytes;
}

function unopenable(cause?: unknown): AppError {
  const message = "A stored secret cannot be opened: it was sealed with another AJAR_SECRET, or changed since";
  return new AppError("unavailable", message, { cause });
}
