import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import type { ChannelTarget } from "#lib/alerts/channels/channel-target";
import { createSender } from "#lib/alerts/channels/create-sender";
import type { MailServer } from "#lib/alerts/channels/email";
import { startLoopbackReceiver } from "#lib/alerts/channels/loopback-receiver";
import { samplePayload } from "#lib/alerts/sample-message";
import type { DigestMessage } from "#lib/model/digest";

const secret = `whsec_${Buffer.alloc(24, 7).toString("base64")}`;

async function sendTo(target: ChannelTarget, payload: string, mail: MailServer | null = null) {
  const sender = createSender({ allowPrivate: true, mail, version: "1.2.3", now: Date.now });
  try {
    return await sender.send(target, { id: "msg_7", payload }, AbortSignal.timeout(30_000));
  } finally {
    await sender.close();
  }
}

test("a webhook is signed as Standard Webhooks has it, over the very bytes that are sent", async () => {
  await using receiver = await startLoopbackReceiver();
  const payload = samplePayload();
  const result = await sendTo({ kind: "webhook", url: `${receiver.origin}/hook?a=1`, secret }, payload);
  expect(result).toEqual({ kind: "delivered", words: "204" });
  const [{ path, headers, body } = { path: "", headers: {}, body: "" }] = receiver.received;
  expect(path).toBe("/hook?a=1");
  expect(body).toBe(payload);
  expect(headers).toMatchObject({
    "webhook-id": "msg_7",
    "content-type": "application/json",
    "user-agent": "Ajar/1.2.3",
  });
  const signed = headers as Record<string, string>;
  expect(new Webhook(secret).verify(body, signed)).toMatchObject({ type: "alert.firing" });
  expect(() => new Webhook(secret).verify(`${body} `, signed)).toThrow();
  expect(() => new Webhook(`whsec_${Buffer.alloc(24, 8).toString("base64")}`).verify(body, signed)).toThrow();
});

test.each([
  [
    { status: 200, body: "ok" },
    { kind: "delivered", words: "200: ok" },
  ],
  [
    { status: 500, body: "no\n\u0007way" },
    { kind: "later", words: "500: no way", waitMs: null },
  ],
  [{ status: 404 }, { kind: "later", words: "404", waitMs: null }],
  [
    { status: 429, headers: { "retry-after": "30" } },
    { kind: "later", words: "429", waitMs: 30_000 },
  ],
  [
    { status: 410, body: "gone" },
    { kind: "gone", words: "410: gone" },
  ],
  [
    { status: 302, headers: { location: "/" } },
    { kind: "later", words: "302 (redirects are not followed)", waitMs: null },
  ],
] as const)("a webhook that answers %o", async (answer, expected) => {
  await using receiver = await startLoopbackReceiver();
  receiver.answerWith(() => answer);
  expect(await sendTo({ kind: "webhook", url: receiver.origin, secret }, samplePayload())).toEqual(expected);
  expect(receiver.received).toHaveLength(1);
});

test("a webhook that is cut off, or refuses the connection, is tried again later", async () => {
  const receiver = await startLoopbackReceiver();
  receiver.answerWith(() => "reset");
  const target = { kind: "webhook", url: receiver.origin, secret } as const;
  expect(await sendTo(target, samplePayload())).toMatchObject({ kind: "later" });
  await receiver[Symbol.asyncDispose]();
  expect(await sendTo(target, samplePayload())).toMatchObject({
    kind: "later",
    words: expect.stringContaining("ECONNREFUSED"),
  });
});

test("an answer of any size is read no further than it is shown", async () => {
  await using receiver = await startLoopbackReceiver();
  receiver.answerWith(() => ({ status: 500, body: "x".repeat(5_000_000) }));
  const result = await sendTo({ kind: "webhook", url: receiver.origin, secret }, samplePayload());
  expect(result.words).toHaveLength("500: ".length + 500);
});

test.each([
  [
    { status: 200, body: "ok" },
    { kind: "delivered", words: "200: ok" },
  ],
  [
    { status: 429, headers: { "retry-after": "2" }, body: "rate_limited" },
    { kind: "later", words: "429: rate_limited", waitMs: 2_000 },
  ],
  [{ status: 503 }, { kind: "later", words: "503", waitMs: null }],
  [
    { status: 400, body: "invalid_payload" },
    { kind: "refused", words: "400: invalid_payload" },
  ],
  [
    { status: 404, body: "no_service" },
    { kind: "gone", words: "404: no_service" },
  ],
] as const)("Slack that answers %o", async (answer, expected) => {
  await using receiver = await startLoopbackReceiver();
  receiver.answerWith(() => answer);
  expect(await sendTo({ kind: "slack", url: receiver.origin }, samplePayload())).toEqual(expected);
});

test("what stands in an alert becomes neither a link nor a mention in Slack, nor markup in a mail", async () => {
  await using receiver = await startLoopbackReceiver();
  const payload = samplePayload("alert.firing", { summary: "<!channel> & <https://evil.example|Kisi>" });
  await sendTo({ kind: "slack", url: receiver.origin }, payload);
  const { text } = JSON.parse(receiver.received[0]?.body ?? "{}");
  expect(text).toContain("&lt;!channel&gt; &amp; &lt;https://evil.example|Kisi&gt;");
  expect(text.match(/</g)).toHaveLength(1);
  await using mailbox = await startMailbox();
  await sendTo({ kind: "email", address: "ops@example.com" }, payload, mailbox.server);
  expect(mailbox.mails[0]).toContain("&lt;!channel&gt; &amp;");
  expect(mailbox.mails[0]).not.toContain("<!channel> & <https://evil.example|Kisi></p>");
});

type Mailbox = AsyncDisposable & { readonly server: MailServer; readonly mails: readonly string[] };

/** A real mail server on loopback; `reply` refuses recipients. */
async function startMailbox(reply?: { readonly responseCode: number; readonly message: string }): Promise<Mailbox> {
  const mails: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo: (_address, _session, done) => done(reply ? Object.assign(new Error(reply.message), reply) : null),
    onData: (stream, _session, done) => {
      let text = "";
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString("utf8");
      });
      stream.on("end", () => {
        // Quoted-printable and folding, undone: the tests look at the words.
        mails.push(
          text.replace(/=\r\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16))),
        );
        done();
      });
    },
  });
  const listening = server.listen(0, "127.0.0.1");
  await once(listening, "listening");
  const { port } = listening.address() as AddressInfo;
  return {
    server: { url: `smtp://127.0.0.1:${port}`, from: "Ajar <ajar@example.com>" },
    mails,
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

test("a mail has text and HTML, says what a message says, and the same id on each try", async () => {
  await using mailbox = await startMailbox();
  const payload = samplePayload("alert.resolved", { endedAtMs: Date.UTC(2026, 0, 14, 13, 34) }, "Call the night desk");
  const target = { kind: "email", address: "ops@example.com" } as const;
  for (const _ of [1, 2]) expect(await sendTo(target, payload, mailbox.server)).toMatchObject({ kind: "delivered" });
  const [mail = "", again = ""] = mailbox.mails;
  expect(mail).toMatch(/^Subject: \[Ajar\] Over: Server errors\r$/m);
  expect(mail).toMatch(/^From: Ajar <ajar@example\.com>\r$/m);
  expect(mail).toMatch(/^To: ops@example\.com\r$/m);
  expect(mail).toMatch(/Content-Type: text\/plain[\s\S]*Content-Type: text\/html/);
  expect(mail.match(/Call the night desk/g)).toHaveLength(2);
  expect(mail).toContain("http://127.0.0.1:3000/alerts/alert-1");
  for (const one of [mail, again]) expect(one).toMatch(/^Message-ID: <msg_7@ajar>\r$/m);
});

test("the digest of a week is a mail like any other", async () => {
  await using mailbox = await startMailbox();
  const week = { attempts: 7, calls: 7, failures: 1, retries: 0, blocked: 0 };
  const nothing = { count: 0, worst: [] };
  const digest: DigestMessage = {
    type: "digest.weekly",
    timestamp: "2026-01-12T07:00:00.000Z",
    data: {
      ...{ from: "2026-01-05T07:00:00.000Z", to: "2026-01-12T07:00:00.000Z", timeZone: "UTC", late: true },
      ...{ week, before: null, budget: [], new: nothing, regressed: nothing, routes: [], alerts: nothing, refused: [] },
      url: "http://127.0.0.1:3000/",
    },
  };
  const target = { kind: "email", address: "ops@example.com" } as const;
  expect(await sendTo(target, JSON.stringify(digest), mailbox.server)).toMatchObject({ kind: "delivered" });
  const [mail = ""] = mailbox.mails;
  expect(mail).toMatch(/Content-Type: text\/plain[\s\S]*Content-Type: text\/html/);
  expect(mail.match(/This is late/g)).toHaveLength(2);
  expect(mail).toMatch(/^Message-ID: <msg_7@ajar>\r$/m);
});

test.each([
  [{ responseCode: 451, message: "greylisted, come back" }, "later"],
  [{ responseCode: 550, message: "no such mailbox" }, "refused"],
] as const)("a mail server that answers %o", async (reply, kind) => {
  await using mailbox = await startMailbox(reply);
  const result = await sendTo({ kind: "email", address: "ops@example.com" }, samplePayload(), mailbox.server);
  expect(result).toMatchObject({ kind, words: expect.stringContaining(reply.message) });
});

test("without a mail server a mail waits, and says for what", async () => {
  const result = await sendTo({ kind: "email", address: "ops@example.com" }, samplePayload());
  expect(result).toMatchObject({ kind: "later", words: expect.stringContaining("SMTP_URL") });
});
