import { Reader } from "protobufjs/minimal.js";

/** Scalars as they come out: `hex` is bytes in hex digits, `fixed64` a bigint; 64-bit varints are rounded to a number. */
type Scalar = "string" | "hex" | "bool" | "int" | "double" | "fixed64";

export type ProtoField = {
  readonly name: string;
  readonly type: Scalar | ProtoMessage;
  /** The field is a list. */
  readonly many?: true;
};

/** The fields that are wanted of a message, by number; all others are skipped. */
export type ProtoMessage = Readonly<Record<number, ProtoField>>;

type Decoded = Record<string, unknown>;

/** How a value of the type is written: as varint, in 8 bytes, or with its length before it. */
const wireTypes: Readonly<Record<Scalar, number>> = { string: 2, hex: 2, bool: 0, int: 0, double: 1, fixed64: 1 };

/**
 * Decodes a protobuf message by a description of the fields that are wanted, without generating code. It goes as deep as
 * the description. Throws an Error for bytes that are not such a message, and for more than `messagesMax` of them in it.
 */
export function decodeProto(bytes: Uint8Array, message: ProtoMessage, messagesMax: number): Decoded {
  return new ProtoDecoder(bytes, messagesMax).decode(message);
}

class ProtoDecoder {
  readonly #reader: Reader;
  #messagesLeft: number;

  constructor(bytes: Uint8Array, messagesMax: number) {
    this.#reader = Reader.create(bytes);
    this.#messagesLeft = messagesMax;
  }

  decode(message: ProtoMessage, end = this.#reader.len): Decoded {
    if (this.#messagesLeft-- === 0) throw new RangeError("too many messages");
    const decoded: Decoded = {};
    while (this.#reader.pos < end) {
      const tag = this.#reader.uint32();
      const [number, wireType] = [tag >>> 3, tag & 7];
      const field = message[number];
      if (!field || wireType !== wireTypeOf(field.type)) this.#reader.skipType(wireType, 0, number);
      else add(decoded, field, this.#value(field.type));
    }
    if (this.#reader.pos > end) throw new RangeError("a field runs over the end of its message");
    return decoded;
  }

  #value(type: ProtoField["type"]): unknown {
    const reader = this.#reader;
    switch (type) {
      case "string":
        return reader.string();
      case "hex":
        return Buffer.from(reader.bytes()).toString("hex");
      case "bool":
        return reader.bool();
      case "int":
        return Number(reader.int64().toString());
      case "double":
        return reader.double();
      case "fixed64": {
        const low = reader.fixed32();
        return (BigInt(reader.fixed32()) << 32n) | BigInt(low);
      }
      default: {
        const length = reader.uint32();
        return this.decode(type, reader.pos + length);
      }
    }
  }
}

function add(decoded: Decoded, { name, many }: ProtoField, value: unknown): void {
  const list = decoded[name];
  if (!many) decoded[name] = value;
  else if (Array.isArray(list)) list.push(value);
  else decoded[name] = [value];
}

function wireTypeOf(type: ProtoField["type"]): number {
  return typeof type === "string" ? wireTypes[type] : 2;
}
