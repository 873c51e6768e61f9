/** A file as it is handed out: its bytes are made while they are sent. */
export type Download = {
  /** Letters, digits, `.`, `_`, `+` and `-` only. */
  readonly fileName: string;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: AsyncIterable<string | Uint8Array>;
};

/**
 * The response of a download. The first piece is made before anything is answered, so that a question that cannot be
 * answered is refused with its problem; what fails later cuts the answer off, and `onBreak` is told why. A caller who
 * leaves ends the making.
 */
export async function downloadResponse(download: Download, onBreak: (error: unknown) => void): Promise<Response> {
  const pieces = download.body[Symbol.asyncIterator]();
  const first = await pieces.next();
  const encoder = new TextEncoder();
  const bytes = (piece: string | Uint8Array) => (typeof piece === "string" ? encoder.encode(piece) : piece);
  let next: IteratorResult<string | Uint8Array> | null = first;
  const stream = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = next ?? (await pieces.next());
          next = null;
          if (done) controller.close();
          else controller.enqueue(bytes(value));
        } catch (error) {
          onBreak(error);
          controller.error(error);
        }
      },
      async cancel() {
        await pieces.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(stream, {
    headers: {
      "content-type": download.contentType,
      "content-disposition": `attachment; filename="${download.fileName}"`,
      "cache-control": "no-store",
      ...download.headers,
    },
  });
}
