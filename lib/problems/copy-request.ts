import type { Exchange } from "#lib/model/attempt";
import type { Call } from "#lib/model/call";
import { curlOf } from "#lib/problems/curl";

export type CopiedRequest = {
  /** For bash. */
  readonly command: string;
  /** What of the request is not in it, or not as it was, and what it does. */
  readonly remarks: readonly string[];
};

type Copying = {
  readonly call: Pick<Call, "method" | "path">;
  /** What was kept of it; null if nothing was. */
  readonly exchange: Exchange | null;
  readonly origin: string;
  readonly doorAction: boolean;
};

/** As the recorder writes it wherever it took something out. */
const marker = "[redacted]";

/** A recorded request as a command that sends it again, with what whoever runs it has to know. */
export function copyRequest({ call, exchange, origin, doorAction }: Copying): CopiedRequest {
  const { method, path } = call;
  const headers = exchange?.requestHeaders ?? [];
  const shown = headers.filter(([, value]) => !value.includes(marker));
  const body = exchange?.requestBody ?? null;
  const command = curlOf({ method, origin, path, headers: shown, body });
  return { command, remarks: [...remarksOn(command, doorAction), ...bodyRemarks(exchange)] };
}

function remarksOn(command: string, doorAction: boolean): string[] {
  const remarks: string[] = [];
  if (doorAction) remarks.push("Careful: this moves a door or a device, each time it is run.");
  if (command.includes(marker)) {
    remarks.push(`What reads ${marker} was hidden when it was recorded: put the real values in its place.`);
  }
  return remarks;
}

function bodyRemarks(exchange: Exchange | null): string[] {
  if (exchange === null) return ["Only the address was kept of this request: its headers and its body are missing."];
  const { requestBody, requestBodyBytes } = exchange;
  if (requestBodyBytes === 0) return [];
  if (requestBody === null) return [`Its body of ${requestBodyBytes} bytes was not kept.`];
  const isCut = Buffer.byteLength(requestBody) < requestBodyBytes && !requestBody.includes(marker);
  return isCut ? [`Its body had ${requestBodyBytes} bytes; what was kept is shorter.`] : [];
}
