import { type Answer, invalidFields, json, kisiError, noContent } from "#lib/simulator/answer";
import type { Caller } from "#lib/simulator/authentication";
import { type JsonObject, textOf } from "#lib/simulator/json";
import { insertRecord, presentRecord } from "#lib/simulator/records";
import type { OpenHandler, OperationRequest } from "#lib/simulator/request";
import { logins } from "#lib/simulator/resources/access";
import { sampleSignIn } from "#lib/simulator/sample-keys";
import type { Row } from "#lib/simulator/table";
import { checkFields, unwrap } from "#lib/simulator/validation";
import { organizationOf, type World } from "#lib/simulator/world";

const apiLoginsMax = 10;
const deviceLoginsMax = 40;

/** Making logins, which needs no authorization but a password, or an administrator's for managed devices. */
export const signInOperations: Readonly<Record<string, OpenHandler>> = {
  createLogin,
  resolveLogin,
  requestPasswordReset: () => noContent(),
  passwordReset,
};

function createLogin(request: OperationRequest): Answer {
  const { world, caller, body } = request;
  const wanted = unwrap(body, "login");
  const user = unwrap(body, "user");
  if (caller?.user && user.password === undefined) return createOwnOrManagedLogin(world, caller, wanted);
  if (user.domain === undefined) return kisiError(401, "afc516");
  const [organization] = world.table("organizations").where({ domain: user.domain ?? null });
  if (!organization) return kisiError(404, "000000");
  const [found] = world.table("users").where({ email: user.email ?? null, _organization_id: organization.id });
  const refusal = found ? refusalOf(found, user) : kisiError(401, "afc516");
  return refusal ?? (found ? insertLogin(world, found, wanted) : kisiError(401, "afc516"));
}

/** Kisi's four refusals of a sign-in, in the order in which it checks. */
function refusalOf(user: Row, sent: JsonObject): Answer | null {
  if (user._password === null || user._password !== sent.password) return kisiError(401, "afc516");
  if (user.access_enabled !== true) return kisiError(403, "fcd8ff");
  if (user.otp_required_for_login !== true) return null;
  const attempt = sent.otp_attempt ?? null;
  if (attempt === null || attempt === "") return kisiError(401, "afc526");
  const code = textOf(attempt);
  if (code === sampleSignIn.otp || code === sampleSignIn.backupCode) return null;
  return kisiError(401, /^\d{6}$/.test(code) ? "afc536" : "afc546");
}

/** An administrator makes device logins for managed users; API logins everyone makes for himself alone. */
function createOwnOrManagedLogin(world: World, caller: Caller, wanted: JsonObject): Answer {
  if (wanted.email === undefined || wanted.email === caller.user?.email) {
    return caller.user ? insertLogin(world, caller.user, wanted) : kisiError(401, "afc496");
  }
  if (!caller.administrator || wanted.type !== "device") return kisiError(403, "fcd8ef");
  const managed = { email: wanted.email, _organization_id: caller.organizationId };
  const [user] = world.table("users").where(managed);
  return user ? insertLogin(world, user, wanted) : kisiError(404, "000000");
}

function insertLogin(world: World, user: Row, wanted: JsonObject): Answer {
  const organizationId = organizationOf(user);
  const { kept } = checkFields(world, logins, organizationId, wanted);
  const type = kept.type === "device" ? "device" : "api";
  const others = world.table("logins").where({ user_id: user.id, type });
  // Kisi publishes neither status nor code of this refusal.
  if (type === "api" && others.length >= apiLoginsMax) return kisiError(403, "fcd8ef");
  const leastUsed = others.sort((a, b) => lastUseOf(a).localeCompare(lastUseOf(b)))[0];
  if (others.length >= deviceLoginsMax && leastUsed) world.table("logins").remove(leastUsed.id);
  const login = insertRecord(world, logins, organizationId, { ...kept, type, user_id: user.id });
  return json(presentNewLogin(world, user, login));
}

function lastUseOf(login: Row): string {
  return textOf(login.last_used_at ?? login.created_at);
}

/** Only the answer to the creation has the secret. */
function presentNewLogin(world: World, user: Row, login: Row): JsonObject {
  return {
    ...presentRecord(world, logins, login),
    secret: login._secret ?? null,
    authentication_token: login._secret ?? null,
    scram_credentials: null,
    has_primary_device: false,
    email: user.email ?? null,
    otp_required_for_login: user.otp_required_for_login ?? false,
  };
}

function resolveLogin({ world, caller, body }: OperationRequest): Answer {
  const secret = textOf(unwrap(body, "login").secret ?? caller?.secret);
  const [login] = world.table("logins").where({ _secret: secret });
  return login ? json(presentRecord(world, logins, login)) : kisiError(404, "000000");
}

/** The simulator sends no e-mails, so no token is ever the right one. */
function passwordReset({ body }: OperationRequest): Answer {
  const sent = unwrap(body, "user");
  const missing = ["password", "password_confirmation", "reset_password_token"].filter((name) => !sent[name]);
  if (missing.length > 0) return invalidFields(Object.fromEntries(missing.map((name) => [name, ["can't be blank"]])));
  return kisiError(401, "afc507");
}
