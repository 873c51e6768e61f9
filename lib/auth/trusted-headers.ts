/** Carries the client's address from the front to the pages. Nothing from outside gets in under this name. */
export const peerHeader = "x-ajar-peer";

/** Set to `https` or `http` by the front, so that pages know whether cookies and keys travel in clear. */
export const schemeHeader = "x-ajar-scheme";

/** Path and query as they stood on the request line, so that signing in can lead back to them. */
export const pathHeader = "x-ajar-path";
