import { z } from "zod";
import { type Taken, takenSchema } from "#lib/model/taken";

export type UploadEnding =
  | { readonly kind: "taken"; readonly taken: Taken }
  | { readonly kind: "failed"; readonly message: string; readonly isSignedOut: boolean }
  | { readonly kind: "cancelled" };

type Upload = {
  readonly file: Blob;
  readonly url: string;
  readonly onProgress: (sentBytes: number) => void;
  readonly signal: AbortSignal;
};

/** Sends a file as it lies on the disk. By XMLHttpRequest, for `fetch` does not tell how far it is. Never rejects. */
export function uploadHar({ file, url, onProgress, signal }: Upload): Promise<UploadEnding> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener("progress", ({ loaded }) => onProgress(loaded));
    request.addEventListener("load", () => resolve(readEnding(request.status, request.responseText)));
    request.addEventListener("error", () => resolve(failed(lost)));
    request.addEventListener("abort", () => resolve({ kind: "cancelled" }));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", url);
    request.setRequestHeader("content-type", "application/json");
    request.send(file);
  });
}

const lost =
  "The upload broke off: the connection was lost, or the file was changed meanwhile. Import it again; what is stored already is not stored twice.";
const signedOut = "You are no longer signed in, so nothing was imported.";

const problemSchema = z.object({ detail: z.string() });

/** What an answer of the server means for who waits for it. */
export function readEnding(status: number, text: string): UploadEnding {
  const json = parseJson(text);
  if (status === 200) {
    const taken = takenSchema.safeParse(json);
    if (taken.success) return { kind: "taken", taken: taken.data };
  }
  if (status === 401) return failed(signedOut, true);
  const problem = problemSchema.safeParse(json);
  return failed(problem.success ? problem.data.detail : `The server answered ${status}, which says nothing more.`);
}

function failed(message: string, isSignedOut = false): UploadEnding {
  return { kind: "failed", message, isSignedOut };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy's page, perhaps; the status has to say it all.
    return null;
  }
}
