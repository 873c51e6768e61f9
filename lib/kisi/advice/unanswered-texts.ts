import type { AdviceText } from "#lib/kisi/advice/text";
import type { BlockedReason, NetworkError } from "#lib/model/attempt";

export const abortedText: AdviceText = {
  title: "The caller left",
  meaning: "Whoever asked closed the connection before the answer came. Kisi may have done it all the same.",
  side: "caller",
  steps: ["Check the caller's own time limit: it may be shorter than Kisi needs."],
};

export const blockedTexts: Readonly<Record<BlockedReason, AdviceText>> = {
  guard: {
    title: "Stopped by Ajar's guard",
    meaning: "Ajar did not send this call, because Kisi could only refuse it again. Kisi has seen nothing of it.",
    side: "caller",
    steps: [
      "Mend the cause of the failures first: a corrected call is sent at once.",
      "Send it with X-Ajar-Guard: off if it must go all the same, or set the guard under Risk, Guard.",
    ],
  },
  pacer: {
    title: "Held back too long",
    meaning: "More calls were waiting than Kisi's limits let through in time, so this one was never sent.",
    side: "caller",
    steps: ["Send fewer calls at once.", "Allow a longer deadline for bulk work."],
  },
  breaker: {
    title: "Stopped after failures in a row",
    meaning: "Kisi did not answer well several times in a row, so Ajar gives it a rest. This call was never sent.",
    side: "unclear",
    steps: ["Wait: Ajar tries Kisi again by itself.", "Look at the failures before this one, and at status.kisi.io."],
  },
};

export const networkTexts: Readonly<Record<NetworkError, AdviceText>> = {
  refused: {
    title: "The connection was refused",
    meaning: "Nothing listens at the address of Kisi, or a firewall says no. Kisi has not seen the request.",
    side: "network",
    steps: ["Check KISI_BASE_URL.", "Check the firewall and the proxy of this machine."],
  },
  dns: {
    title: "The name was not found",
    meaning: "This machine could not find out the address of Kisi's host. Kisi has not seen the request.",
    side: "network",
    steps: ["Check the host in KISI_BASE_URL.", "Check the name server of this machine."],
  },
  tls: {
    title: "No safe connection",
    meaning: "The certificate was not accepted, or the encryption could not be agreed on. Nothing was sent.",
    side: "network",
    steps: [
      "Check the clock of this machine.",
      "Check whether a proxy or a virus scanner opens encrypted connections here.",
    ],
  },
  connect_timeout: {
    title: "No connection in time",
    meaning: "Kisi's address did not answer the attempt to connect. Kisi has not seen the request.",
    side: "network",
    steps: ["Check the line and the firewall of this machine.", "Look at status.kisi.io."],
  },
  head_timeout: {
    title: "No answer in time",
    meaning: "The request was sent, and no answer began in time. It may have been done or not.",
    side: "unclear",
    steps: ["Look at status.kisi.io.", "Ask for less at once: a smaller limit or a shorter span of time."],
  },
  body_timeout: {
    title: "The answer stood still",
    meaning: "The answer began and then stopped coming. Kisi has most likely done what was asked.",
    side: "unclear",
    steps: ["Check in Kisi what was done.", "Check the line between this machine and Kisi."],
  },
  deadline: {
    title: "Out of time",
    meaning: "The time allowed for the whole call ran out. If a request was under way, it may have been done or not.",
    side: "unclear",
    steps: [
      "Look at how the time was spent: waiting, retries or a slow answer.",
      "Allow more time if it was a slow answer.",
    ],
  },
  reset: {
    title: "The connection broke",
    meaning: "The connection was cut while Kisi had the request. It may have been done or not.",
    side: "network",
    steps: ["Check in Kisi what was done.", "Check proxies and the line between this machine and Kisi."],
  },
  truncated: {
    title: "The answer was cut off",
    meaning: "The answer ended before it was whole. Kisi has most likely done what was asked.",
    side: "network",
    steps: ["Check in Kisi what was done.", "Check proxies between this machine and Kisi."],
  },
  other: {
    title: "No usable answer",
    meaning: "The exchange failed in a way that has no name here. It may have been done or not.",
    side: "unclear",
    steps: ["Check in Kisi what was done.", "Look at Ajar's log for the cause."],
  },
};
