/** What npm's output says, and what to do about it. The first match counts. */
const causes = [
  {
    sign: /ENOSPC|no space left/i,
    advice: "The disk is full. Free about 1.2 GB, then run the same command again.",
  },
  {
    sign: /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network (request|connectivity)/i,
    advice:
      "npm could not reach its registry. Check the network and any proxy (`npm config get proxy`), then try again.",
  },
  {
    sign: /E401|E403|UNABLE_TO_(GET|VERIFY)|SELF_SIGNED|CERT_/,
    advice: "The registry that npm is set to refused or is not trusted. Check `npm config get registry` and `cafile`.",
  },
  {
    sign: /can only install packages when your package\.json and package-lock\.json/,
    advice:
      "package.json and package-lock.json disagree. Run `npm install`, then `node scripts/complete-lock.mjs`, and commit both.",
  },
  {
    sign: /EACCES|EPERM|EBUSY|EROFS/,
    advice:
      "npm may not write here. Check who owns this folder, stop a running Ajar, remove node_modules, and try again.",
  },
  {
    sign: /EINTEGRITY/,
    advice: "A download is not what the lock says. Run `npm cache clean --force` and try again; if it stays, tell us.",
  },
];

/**
 * What to do after npm failed with this output.
 * @param {string} output
 */
export function adviceFor(output) {
  return causes.find(({ sign }) => sign.test(output))?.advice ?? "npm's last lines above say why.";
}
