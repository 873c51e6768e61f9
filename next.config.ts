import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // `npm test` checks types; a first start need not wait for that.
  typescript: { ignoreBuildErrors: true },
  // Turns the image endpoint off: nothing here needs it, and several of Next's CVEs lived in it.
  images: { unoptimized: true },
  serverExternalPackages: ["better-sqlite3", "pino", "undici"],
  // A page has its title from its first byte on, not some time after it is shown.
  htmlLimitedBots: /.*/,
  devIndicators: false,
  allowedDevOrigins: ["127.0.0.1"],
  agentRules: false,
  // Browsers ask for it by themselves where a page has not named its icon yet.
  rewrites: async () => [{ source: "/favicon.ico", destination: "/icon.svg" }],
};

export default config;
