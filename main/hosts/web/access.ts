import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";

/**
 * Who may use the web host. Another user of the machine can reach its port and a page of any site can send it requests,
 * so each must show what neither has: a token from the terminal, then a cookie, and the exact address as Host and Origin.
 */
export interface Access {
  /** The token of the address that may be opened next. */
  currentToken(): string;
  /** Takes a token once; answers the value of a new session's cookie, or undefined for a wrong or used token. */
  redeem(token: string): string | undefined;
  hasSession(cookieHeader: string | undefined): boolean;
  /** `Set-Cookie` for a new session. */
  sessionCookie(session: string): string;
}

/**
 * @param port cookies are shared by all ports of a host, so the port is in the cookie's name
 */
export function createAccess(port: number): Access {
  const cookieName = `sallyport-${port}`;
  const sessions = new Set<string>();
  let token = secret();

  return {
    currentToken: () => token,
    redeem(offered) {
      if (!isSame(offered, token)) return undefined;
      token = secret();
      const session = secret();
      sessions.add(digest(session));
      return session;
    },
    hasSession: (header) => cookieValues(header, cookieName).some((value) => sessions.has(digest(value))),
    sessionCookie: (session) => `${cookieName}=${session}; Path=/; HttpOnly; SameSite=Strict`,
  };
}

/** Why a request may not be answered, whoever sends it; undefined when it may. */
export type AddressRefusal = "host" | "origin" | "site";

/**
 * Checks the address a request was sent to and the page that sent it. A request that changes something must name its
 * origin; others may.
 *
 * @param origin the only address that is served, `http://127.0.0.1:PORT`
 */
export function refusedAddress(headers: IncomingHttpHeaders, method: string, origin: string): AddressRefusal | undefined {
  if (headers.host !== new URL(origin).host) return "host";
  const changes = method !== "GET" && method !== "HEAD";
  if (headers.origin === undefined ? changes : headers.origin !== origin) return "origin";
  const site = headers["sec-fetch-site"];
  const foreign = site !== undefined && site !== "same-origin" && site !== "none";
  return foreign && !isTopNavigation(headers) ? "site" : undefined;
}

/** A link that was followed to this server, from wherever: it may show a page, it carries no cookie. */
function isTopNavigation(headers: IncomingHttpHeaders): boolean {
  return headers["sec-fetch-mode"] === "navigate" && headers["sec-fetch-dest"] === "document";
}

function secret(): string {
  return randomBytes(32).toString("base64url");
}

function digest(value: string): string {
  return createHash("sha256").update(value).digest("base64");
}

/** Compares digests, which have one length, in a time that says nothing about the content. */
function isSame(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)));
}

function cookieValues(header: string | undefined, name: string): string[] {
  const prefix = `${name}=`;
  return (header ?? "").split(";").map((part) => part.trim()).filter((part) => part.startsWith(prefix)).map((part) => part.slice(prefix.length));
}
