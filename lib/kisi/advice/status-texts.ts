import type { AdviceText } from "#lib/kisi/advice/text";

export const statusTexts: Readonly<Record<number, AdviceText>> = {
  400: {
    title: "Kisi could not read the request",
    meaning: "Something in the address, the query or the headers is missing or malformed. Nothing was done.",
    side: "caller",
    steps: [
      "Check the query: some lists require one, as group_id for /group_locks or place_id for /floors.",
      "Compare the request with Kisi's API reference.",
    ],
  },
  401: {
    title: "Kisi does not accept the key",
    meaning: "The key is missing, wrong, expired or revoked. Until it is replaced, each call with it fails.",
    side: "caller",
    steps: [
      "Check that the header reads “Authorization: KISI-LOGIN <key>”.",
      "Check in Kisi that the key exists: unused keys expire, and a key dies when its owner loses the admin role.",
      "Stop the integration until it has a working key, so that it does not pile up bad requests.",
      "If all keys fail at once, ask Kisi Support whether the integration is suspended.",
    ],
  },
  403: {
    title: "Kisi does not allow it",
    meaning: "Kisi knows the key, but its owner may not do this. Nothing was done.",
    side: "organization",
    steps: [
      "Check which roles the owner of the key has, and whether they reach this place, door or record.",
      "Do not repeat it: the answer stays the same until someone changes the rights.",
    ],
  },
  404: {
    title: "Kisi has nothing at this address",
    meaning: "The record does not exist, was deleted, or cannot be seen with this key. Nothing was done.",
    side: "caller",
    steps: [
      "Check whether the record was deleted after your integration stored its id.",
      "Fetch the list with the same key: is the id in it?",
      "Remove ids that are gone, so that they are not asked for again.",
    ],
  },
  405: {
    title: "Kisi does not take this method here",
    meaning: "The address exists, but not for this method. Nothing was done.",
    side: "caller",
    steps: ["Look the operation up in Kisi's API reference: updates are PATCH in most places, PUT in a few."],
  },
  406: {
    title: "Kisi cannot answer in this form",
    meaning: "The request asked for another form than JSON. Nothing was done.",
    side: "caller",
    steps: ["Send “Accept: application/json”."],
  },
  408: {
    title: "Kisi waited too long for the request",
    meaning: "The request did not arrive whole in time.",
    side: "network",
    steps: [
      "Check the line between your integration and Kisi.",
      "Check that large bodies are not sent in small drips.",
    ],
  },
  409: {
    title: "It collides with something under way",
    meaning: "The state of the door or the record does not allow this right now, or it has been done already.",
    side: "caller",
    steps: [
      "Look at the present state first: perhaps nothing is left to do.",
      "Check that your integration does not send the same thing twice.",
    ],
  },
  410: {
    title: "Kisi has removed this",
    meaning: "The operation or the record is gone for good.",
    side: "caller",
    steps: ["Look in Kisi's list of deprecations for what replaces it, and change your integration."],
  },
  413: {
    title: "The request is too large",
    meaning: "Kisi does not take a body of this size. Nothing was done.",
    side: "caller",
    steps: ["Send less at once. Files go through POST /signed_upload_urls."],
  },
  415: {
    title: "Kisi does not read this kind of body",
    meaning: "Kisi reads JSON, and the request said that its body is something else. Nothing was done.",
    side: "caller",
    steps: ["Send “Content-Type: application/json”."],
  },
  422: {
    title: "Kisi refuses the values",
    meaning: "The request was read, but fields are missing or hold values that are not allowed. Nothing was changed.",
    side: "caller",
    steps: [
      "Read which fields the answer names, and mend them.",
      "Check that the fields are wrapped in the name of the resource, as { “user”: { … } }.",
      "Check the values before you send them: the same values fail each time.",
    ],
  },
  429: {
    title: "Too many requests",
    meaning:
      "Kisi takes 5 requests a second for each user, all of this user's keys together. This one was not processed.",
    side: "caller",
    steps: [
      "Send requests one after another, and pause for a second between them in bulk work.",
      "Check whether other programs use keys of the same user.",
      "Ask for events once a second at most, and for upload addresses once in 10 seconds.",
      "Let calls run through Ajar's pacer, which keeps under the limit.",
    ],
  },
  500: {
    title: "Kisi failed",
    meaning: "Something broke inside Kisi. If the request was to change something, it may have been done or not.",
    side: "kisi",
    steps: [
      "Look at status.kisi.io.",
      "If it lasts or comes back, report it to Kisi Support with time, route and count.",
    ],
  },
  501: {
    title: "Kisi does not know this method",
    meaning: "The server has no such function. Nothing was done.",
    side: "caller",
    steps: ["Check the method of the request.", "If it is in Kisi's API reference, report it to Kisi Support."],
  },
  502: {
    title: "Kisi's front got no answer from behind",
    meaning: "A server in front of Kisi could not reach the one behind it. The request may have been done or not.",
    side: "kisi",
    steps: ["Look at status.kisi.io.", "Check that the answer comes from Kisi and not from a proxy of your own."],
  },
  503: {
    title: "Not available right now",
    meaning: "Kisi, or the device at the door that it talks to, cannot do this at the moment.",
    side: "unclear",
    steps: [
      "For a door: check that its controller is online in Kisi, with power and network on site.",
      "For anything else, look at status.kisi.io.",
    ],
  },
  504: {
    title: "Kisi's front waited in vain",
    meaning: "A server in front of Kisi gave up waiting for the one behind it. The request may have been done or not.",
    side: "kisi",
    steps: ["Look at status.kisi.io.", "Ask for less at once: a smaller limit or a shorter span of time."],
  },
};

export const classTexts: Readonly<Record<"2xx" | "3xx" | "4xx" | "5xx" | "none", AdviceText>> = {
  "2xx": { title: "It worked", meaning: "Kisi did what was asked.", side: "unclear", steps: [] },
  "3xx": {
    title: "Kisi points to another address",
    meaning: "The answer is a redirect. Ajar hands it back and never follows it, so that the key goes nowhere else.",
    side: "caller",
    steps: ["Check the base URL: https, and the host api.kisi.io.", "Check that no proxy stands in between."],
  },
  "4xx": {
    title: "Kisi refuses the request",
    meaning: "Something about the request is wrong, and it will be wrong each time. Nothing was done.",
    side: "caller",
    steps: ["Compare the request with Kisi's API reference."],
  },
  "5xx": {
    title: "Kisi failed",
    meaning: "A server on Kisi's side failed. If the request was to change something, it may have been done or not.",
    side: "kisi",
    steps: [
      "Look at status.kisi.io.",
      "If it lasts or comes back, report it to Kisi Support with time, route and count.",
    ],
  },
  none: {
    title: "No answer",
    meaning: "No answer came back from Kisi, and it is not known why.",
    side: "unclear",
    steps: ["Check the line between this machine and Kisi.", "Look at status.kisi.io."],
  },
};
