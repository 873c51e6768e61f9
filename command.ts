import { existsSync } from "node:fs";
import { join } from "node:path";
import { keepFormerSecret, layNextSecret, settleNextSecret } from "#lib/auth/next-secret";
import { readSecret } from "#lib/auth/read-secret";
import { commandLine, resetAccount } from "#lib/auth/reset-account";
import { rotateSecret } from "#lib/auth/rotate-secret";
import { drawSecret, parseSecret } from "#lib/auth/secret";
import { AppError } from "#lib/errors";
import { createAudit } from "#lib/server/audit";
import { type Env, readEnv } from "#lib/server/env";
import { createLog } from "#lib/server/log";
import { openSqliteStore } from "#lib/store/sqlite/open";
import type { Store } from "#lib/store/store";
import { systemClock as clock } from "#lib/time/clock";

// What whoever runs the server can do to its data while it stands still: `node command.ts reset-password <e-mail>`,
// `node command.ts rotate-secret`. The npm scripts of these names first install what is missing.

type Command = (store: Store, env: Env, args: readonly string[]) => Promise<string>;

const commands: Readonly<Record<string, Command>> = {
  "reset-password": resetPasswordCommand,
  "rotate-secret": rotateSecretCommand,
};

async function resetPasswordCommand(store: Store, env: Env, [email = ""]: readonly string[]): Promise<string> {
  const reset = await resetAccount({ store, nowMs: clock.now() }, email);
  await note(store, "resetPassword", reset.email);
  const publicUrl = env.publicUrl ?? `http://${env.host}:${env.port}`;
  return [
    `The password of ${reset.email} opens nothing any more, no code is asked for, and every browser is signed out.`,
    "Start Ajar, and choose a new password with this one-time link, good for a day:",
    `  ${publicUrl}/join?code=${reset.code}`,
  ].join("\n");
}

async function rotateSecretCommand(store: Store, env: Env): Promise<string> {
  const former = await readSecret(store, env);
  const isFile = env.secret === null;
  if (!isFile && env.newSecret === null) {
    const how = "make one with `openssl rand -base64 32`, keep it, and set AJAR_NEW_SECRET to it for this command";
    throw new AppError("bad_input", `AJAR_SECRET is set, so the new secret has to come from you: ${how}`);
  }
  const next = env.newSecret === null ? drawSecret() : parseSecret(env.newSecret, "AJAR_NEW_SECRET");
  const suffix = `before-rotation-${new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, "")}`;
  const copies = [await store.keepCopy(suffix)];
  if (isFile) {
    copies.push(await keepFormerSecret(env.dataDir, suffix));
    await layNextSecret(env.dataDir, next);
  }
  const { resealed, unreadable } = await rotateSecret({ store }, former, next);
  if (isFile) await settleNextSecret(store, env.dataDir);
  await note(store, "rotateSecret", null);
  return [
    `Sealed anew with the new secret: ${resealed}. Kisi keys are known by the same fingerprints as before.`,
    ...unreadable.map((place) => `Could not be opened before, and is as it was: ${place}. Enter it again in Ajar.`),
    isFile
      ? `The new secret is ${join(env.dataDir, "secret")}. Keep a copy of it.`
      : "Start Ajar with AJAR_SECRET set to the new secret from now on, and unset AJAR_NEW_SECRET.",
    "Copies of before, which the former secret opens; delete them once Ajar runs well:",
    ...copies.map((path) => `  ${path}`),
  ].join("\n");
}

async function note(store: Store, action: string, target: string | null): Promise<void> {
  const audit = createAudit({ store, clock, log: createLog("error") });
  await audit({ actor: commandLine, address: null, action, target });
}

async function openStore(env: Env): Promise<Store> {
  if (!existsSync(join(env.dataDir, "ajar.db"))) {
    const words = `There is no Ajar in ${env.dataDir}: set AJAR_DATA_DIR as it is set for the server`;
    throw new AppError("not_found", words);
  }
  try {
    return await openSqliteStore({ dir: env.dataDir, clock });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "conflict") throw error;
    throw new AppError("conflict", `${error.message}. Nothing was changed; run the command while Ajar is stopped`);
  }
}

try {
  const [name = "", ...args] = process.argv.slice(2);
  const command = commands[name];
  if (!command) throw new AppError("bad_input", `Say what to do: node command.ts ${Object.keys(commands).join(" | ")}`);
  const env = readEnv(process.env);
  const store = await openStore(env);
  try {
    process.stdout.write(`${await command(store, env, args)}\n`);
  } finally {
    await store.close();
  }
} catch (error) {
  process.stderr.write(`${error instanceof AppError ? error.message : (error as Error).stack}\n`);
  process.exitCode = 1;
}
