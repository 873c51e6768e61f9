# Builds what is served, then leaves the tools behind. Ajar's own server stands in front of Next, so this is not Next's
# "standalone" output, which would not hold it; what remains are the pruned dependencies. better-sqlite3 carries its
# binaries for x64 and arm64 in the package, so `docker buildx build --platform linux/amd64,linux/arm64 .` needs no
# compiler, and no package runs a script of its own.
FROM node:24.21.0-bookworm-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN node node_modules/next/dist/bin/next build
RUN npm prune --omit=dev --ignore-scripts --no-audit --no-fund
RUN rm -rf .next/cache node_modules/node

FROM node:24.21.0-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1 HOST=0.0.0.0 PORT=3000 AJAR_DATA_DIR=/data
COPY --from=build /app/package.json /app/next.config.ts /app/tsconfig.json /app/server.ts /app/command.ts ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/lib ./lib
COPY --from=build /app/drizzle ./drizzle
COPY --from=build /app/.next ./.next
RUN mkdir -m 0700 /data && chown node:node /data
# Nothing but /data is ever written: run it with --read-only.
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "server.ts"]
