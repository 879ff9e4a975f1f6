import { personName, TRUST_ROLES, type ListedKey, type TrustList } from "./trustList.ts";

/** What one trust list changes against another, in words; empty when they say the same. */
export function trustChanges(before: TrustList | undefined, after: TrustList): string[] {
  if (!before) return [];
  return [
    ...(before.expires === after.expires ? [] : [`It expires at ${after.expires}, not at ${before.expires}.`]),
    ...personChanges(before, after),
    ...keyChanges(before, after),
    ...TRUST_ROLES.flatMap((role) => roleChanges(role, before, after)),
  ];
}

function personChanges(before: TrustList, after: TrustList): string[] {
  const [earlier, later] = [before, after].map(({ persons }) => new Map(persons.map(({ id, name }) => [id, name])));
  const gone = before.persons.filter(({ id }) => !later?.has(id)).map(({ name }) => `${name} is no longer in it.`);
  const come = after.persons.filter(({ id }) => !earlier?.has(id)).map(({ name }) => `${name} is new.`);
  const renamed = after.persons.flatMap(({ id, name }) => {
    const was = earlier?.get(id);
    return was === undefined || was === name ? [] : [`${was} is called ${name}.`];
  });
  return [...gone, ...come, ...renamed];
}

function keyChanges(before: TrustList, after: TrustList): string[] {
  const known = new Map(before.keys.map((key) => [key.id, key]));
  const kept = new Set(after.keys.map(({ id }) => id));
  const gone = before.keys.filter(({ id }) => !kept.has(id)).map((key) => `${keyText(before, key)} is no longer in it.`);
  return [...gone, ...after.keys.flatMap((key) => oneKey(after, key, known.get(key.id)))];
}

function oneKey(list: TrustList, key: ListedKey, was: ListedKey | undefined): string[] {
  const text = keyText(list, key);
  if (!was) return [`${text} is new, from ${key.validFrom} to ${key.validUntil}.`];
  return [
    ...(was.revokedAt === key.revokedAt ? [] : [key.revokedAt === undefined ? `${text} is no longer revoked.` : `${text} is revoked since ${key.revokedAt}.`]),
    ...(was.person === key.person ? [] : [`${text} belonged to ${was.person} before.`]),
    ...(was.validFrom === key.validFrom && was.validUntil === key.validUntil ? [] : [`${text} is valid from ${key.validFrom} to ${key.validUntil}.`]),
  ];
}

function roleChanges(role: (typeof TRUST_ROLES)[number], before: TrustList, after: TrustList): string[] {
  const [was, is] = [before.roles[role], after.roles[role]];
  const named = (list: TrustList, ids: string[]): string => ids.map((id) => list.keys.find((key) => key.id === id)).map((key) => (key ? keyText(list, key) : "")).join(", ");
  const [taken, given] = [was.keys.filter((id) => !is.keys.includes(id)), is.keys.filter((id) => !was.keys.includes(id))];
  return [
    ...(was.threshold === is.threshold ? [] : [`For ${role}, ${is.threshold} must sign, not ${was.threshold}.`]),
    ...(taken.length === 0 ? [] : [`For ${role} no longer: ${named(before, taken)}.`]),
    ...(given.length === 0 ? [] : [`For ${role} from now on: ${named(after, given)}.`]),
  ];
}

function keyText(list: TrustList, { id, person }: ListedKey): string {
  return `the key ${id.slice(0, 16)}… of ${personName(list, person)}`;
}
