import type { AddressRefusal } from "./access.ts";
import type { Refusal } from "./answers.ts";

/** Every way to be refused by the web host, in words. */

const NEW_ADDRESS = "Open the newest address that Sallyport printed in its terminal; each works once.";

export function noSession(): Refusal {
  return { status: 403, code: "unauthorized", title: "This browser has no session here.", remedy: NEW_ADDRESS, linkToWindow: true };
}

export function badToken(): Refusal {
  return {
    status: 403, code: "unauthorized", title: "This address was used before or is not complete.",
    remedy: `${NEW_ADDRESS} If this browser was let in already, the window is open to it.`, linkToWindow: true,
  };
}

export function badAddress(reason: AddressRefusal, origin: string): Refusal {
  const titles: Record<AddressRefusal, string> = {
    host: "Sallyport answers under one address only.",
    origin: "Another page's request was refused.",
    site: "Another site's request was refused.",
  };
  return { status: 403, code: "forbidden", title: titles[reason], remedy: `Use ${origin}/ in the address bar.` };
}

export function notFound(): Refusal {
  return { status: 404, code: "not-found", title: "There is nothing at this address.", remedy: "The window is at /.", linkToWindow: true };
}

export function notFoundFile(folder: string): Refusal {
  return {
    status: 404, code: "not-found", title: "The window's files are missing.",
    remedy: `They should be in ${folder}. In a source checkout, \`npm run build\` makes them.`,
  };
}

export function wrongMethod(allowed: string): Refusal {
  return { status: 405, code: "invalid-request", title: "This address cannot be used in this way.", remedy: `It takes ${allowed}.`, headers: { allow: allowed } };
}

export function wrongType(expected: string): Refusal {
  return { status: 415, code: "invalid-request", title: "The request has the wrong content type.", remedy: `It must be ${expected}.` };
}

export function tooLarge(limit: number): Refusal {
  return { status: 413, code: "too-large", title: "The request is too large.", remedy: `At most ${limit} bytes are taken.` };
}

export function notJson(): Refusal {
  return { status: 400, code: "invalid-request", title: "The request is not JSON.", remedy: "Reload the window." };
}
