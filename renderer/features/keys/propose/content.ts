import { signedTime } from "../../../../shared/bundle/time.ts";
import { TRUST_ROLES } from "../../../../shared/ipc/signing.ts";
import type { ListedKey, SigningKeySummary, TrustList, TrustRole } from "../../../../shared/ipc/signing.ts";

/** The next trust list while it is edited: plain steps from one content to another. */
export type Content = Omit<TrustList, "version">;

const YEAR = 365 * 86_400_000;

/** A list to begin with. `now` in milliseconds. A key that was revoked here since is proposed as revoked. */
export function beginning(from: TrustList | undefined, here: readonly SigningKeySummary[], now: number): Content {
  if (!from) return withOwnKey({ expires: dayEnd(isoDay(now + YEAR)), persons: [{ id: "new-1", name: "" }], keys: [], roles: { bundle: none(), trust: none(), report: none() } }, here, now);
  const { version: _, ...content } = from;
  const revoked = new Map(here.flatMap(({ id, state, stateSince }) => (state === "revoked" ? [[id, signedTime(stateSince ?? new Date(now).toISOString())] as const] : [])));
  return { ...content, keys: content.keys.map((key) => ({ ...key, ...(key.revokedAt === undefined && revoked.has(key.id) ? { revokedAt: revoked.get(key.id) ?? "" } : {}) })) };
}

const none = () => ({ threshold: 1, keys: [] });

/** Who makes the first list usually has one key: it is theirs. */
function withOwnKey(content: Content, here: readonly SigningKeySummary[], now: number): Content {
  const active = here.filter(({ state }) => state === "active");
  const [only] = active;
  return only && active.length === 1 ? addKey(content, "new-1", only, now) : content;
}

export function addPerson(content: Content): Content {
  const taken = new Set(content.persons.map(({ id }) => id));
  let number = content.persons.length + 1;
  while (taken.has(`new-${number}`)) number += 1;
  return { ...content, persons: [...content.persons, { id: `new-${number}`, name: "" }] };
}

export function renamePerson(content: Content, id: string, name: string): Content {
  return { ...content, persons: content.persons.map((person) => (person.id === id ? { ...person, name } : person)) };
}

export function removePerson(content: Content, id: string): Content {
  const without = content.keys.filter(({ person }) => person === id).reduce((rest, key) => removeKey(rest, key.id), content);
  return { ...without, persons: content.persons.filter((person) => person.id !== id) };
}

/** For a year, and for every role: what is not wanted is taken away. */
export function addKey(content: Content, person: string, { id, publicKey }: Pick<SigningKeySummary, "id" | "publicKey">, now: number): Content {
  const key: ListedKey = { id, pem: publicKey, person, validFrom: dayStart(isoDay(now)), validUntil: dayEnd(isoDay(now + YEAR)) };
  return { ...content, keys: [...content.keys, key], roles: mapRoles(content, (keys) => [...keys, id]) };
}

export function removeKey(content: Content, id: string): Content {
  return { ...content, keys: content.keys.filter((key) => key.id !== id), roles: mapRoles(content, (keys) => keys.filter((key) => key !== id)) };
}

export function changeKey(content: Content, id: string, change: Partial<Pick<ListedKey, "validFrom" | "validUntil">>): Content {
  return { ...content, keys: content.keys.map((key) => (key.id === id ? { ...key, ...change } : key)) };
}

/** `at`: since when; undefined: not revoked. */
export function revokeKey(content: Content, id: string, at: string | undefined): Content {
  return {
    ...content,
    keys: content.keys.map((key) => {
      if (key.id !== id) return key;
      const { revokedAt: _, ...rest } = key;
      return at === undefined ? rest : { ...rest, revokedAt: at };
    }),
  };
}

export function setRole(content: Content, role: TrustRole, id: string, may: boolean): Content {
  const { keys, threshold } = content.roles[role];
  return { ...content, roles: { ...content.roles, [role]: { threshold, keys: may ? [...keys, id] : keys.filter((key) => key !== id) } } };
}

export function setThreshold(content: Content, role: TrustRole, threshold: number): Content {
  return { ...content, roles: { ...content.roles, [role]: { ...content.roles[role], threshold } } };
}

function mapRoles({ roles }: Content, change: (keys: string[]) => string[]): Content["roles"] {
  const [bundle, trust, report] = [roles.bundle, roles.trust, roles.report].map(({ threshold, keys }) => ({ threshold, keys: change(keys) }));
  return { bundle: bundle ?? roles.bundle, trust: trust ?? roles.trust, report: report ?? roles.report };
}

/** Persons with a key for the role that is not revoked: so many can sign at most. */
export function ableFor({ keys, roles }: Content, role: TrustRole): number {
  return new Set(keys.filter(({ id, revokedAt }) => revokedAt === undefined && roles[role].keys.includes(id)).map(({ person }) => person)).size;
}

/** What keeps the content from being a list that can be lived with, in words. */
export function problemsOf(content: Content, titles: Record<TrustRole, string>): string[] {
  const nameless = content.persons.some(({ name }) => name.trim() === "");
  const backwards = content.keys.filter(({ validFrom, validUntil }) => validFrom > validUntil).length;
  return [
    ...(content.persons.length === 0 ? ["There is nobody in it."] : []),
    ...(nameless ? ["A person has no name."] : []),
    ...(content.keys.length === 0 ? ["There is no key in it."] : []),
    ...(backwards > 0 ? ["A key ends before it begins."] : []),
    ...TRUST_ROLES.flatMap((role) => {
      const [able, { threshold }] = [ableFor(content, role), content.roles[role]];
      return able >= threshold ? [] : [`${titles[role]}: ${threshold} must sign, but only ${able} ${able === 1 ? "person has" : "persons have"} a key for it.`];
    }),
  ];
}

/** With ids for the persons that are new: made of their names, each once. */
export function settled(content: Content): Content {
  const ids = new Map<string, string>();
  for (const { id, name } of content.persons) ids.set(id, id.startsWith("new-") ? freeId(slug(name), [...ids.values(), ...content.persons.map((one) => one.id)]) : id);
  return {
    ...content,
    persons: content.persons.map(({ id, name }) => ({ id: ids.get(id) ?? id, name: name.trim() })),
    keys: content.keys.map((key) => ({ ...key, person: ids.get(key.person) ?? key.person })),
  };
}

function slug(name: string): string {
  const plain = name.normalize("NFKD").toLowerCase().replaceAll(/\p{M}/gu, "").replaceAll(/[^a-z0-9]+/g, "-").replaceAll(/^-+|-+$/g, "");
  return plain.slice(0, 60) || "person";
}

function freeId(wanted: string, taken: readonly string[]): string {
  if (!taken.includes(wanted)) return wanted;
  let number = 2;
  while (taken.includes(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}

/** Days are in UTC, as the signed list has them. */
export function isoDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function dayStart(day: string): string {
  return `${day}T00:00:00Z`;
}

export function dayEnd(day: string): string {
  return `${day}T23:59:59Z`;
}
