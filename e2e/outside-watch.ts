import { Socket } from "node:net";

// Loaded into a server by a test: tells of every connection that it would begin to anything but this
// machine, and begins none.

type Target = { readonly host?: string; readonly path?: string };

const own = new Set([undefined, "", "localhost", "127.0.0.1", "::1"]);
const connect = Socket.prototype.connect;

Socket.prototype.connect = function watched(this: Socket, ...args: unknown[]) {
  // Node's own callers pass the arguments already sorted, as a list within the list.
  const [first] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  const { host, path } = (typeof first === "object" ? first : { host: args[1] }) as Target;
  if (path !== undefined || own.has(host)) return Reflect.apply(connect, this, args);
  process.stderr.write(`outside: ${host}\n`);
  return this.destroy(new Error("nothing leaves this machine in a test"));
} as typeof connect;
