import { type AuthorizationScheme, parseAuthorization } from "#lib/kisi/authorization";
import { isAdministrator } from "#lib/simulator/resources/people";
import type { Row } from "#lib/simulator/table";
import { organizationOf, type World } from "#lib/simulator/world";

/** Who asks. A group link or an access key has no user: the group or the guest stands for it. */
export type Caller = {
  readonly scheme: AuthorizationScheme;
  readonly secret: string;
  readonly organizationId: number;
  /** The user, guest or group link that acts. */
  readonly actor: Row;
  readonly user: Row | null;
  readonly login: Row | null;
  readonly administrator: boolean;
};

/** The caller behind an `Authorization` header, or null if it names nobody. Several may stand between commas. */
export function authenticate(world: World, header: string | undefined): Caller | null {
  for (const part of (header ?? "").split(",")) {
    const seen = parseAuthorization(part.trim());
    if (!seen || seen.scheme === "other") continue;
    const caller = callerOf(world, seen.scheme, seen.secret);
    if (caller) return caller;
  }
  return null;
}

function callerOf(world: World, scheme: AuthorizationScheme, secret: string): Caller | null {
  switch (scheme) {
    case "KISI-LOGIN":
      return callerOfLogin(world, scheme, secret, "_secret");
    case "Bearer":
      return callerOfLogin(world, scheme, secret, "_bearer");
    case "KISI-GROUP-LINK":
      return callerWithoutUser(world, scheme, secret, "group_links", "_secret");
    case "KISI-ACCESS-KEY":
      return callerWithoutUser(world, scheme, secret, "guests", "_access_key");
    case "KISI-SERVICE":
    case "Basic":
      return null;
  }
}

function callerOfLogin(world: World, scheme: AuthorizationScheme, secret: string, field: string): Caller | null {
  const [login] = world.table("logins").where({ [field]: secret });
  const user = world.table("users").find(login?.user_id);
  if (!login || !user) return null;
  const administrator = isAdministrator(user, world);
  return { scheme, secret, organizationId: organizationOf(user), actor: user, user, login, administrator };
}

function callerWithoutUser(
  world: World,
  scheme: AuthorizationScheme,
  secret: string,
  collection: string,
  field: string,
): Caller | null {
  const [actor] = world.table(collection).where({ [field]: secret });
  if (!actor) return null;
  return {
    scheme,
    secret,
    organizationId: organizationOf(actor),
    actor,
    user: null,
    login: null,
    administrator: false,
  };
}
