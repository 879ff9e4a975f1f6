/** A valid request for every channel of keys, trust, bundles and the audit trail. */

const KEY = "ab".repeat(32);
const TIME = "2027-01-01T00:00:00Z";
const ROLE = { threshold: 1, keys: [KEY] };

const IMPACT = { sha256: KEY, source: KEY, block: 1, log: 2, unknown: 3, newlyBlocked: 4 };
const BUNDLE = { bundleId: "0b9a6f0e-6a53-4e86-9d3c-5a1c8d7e2f10", version: 1, statementSha256: KEY };

export const VALID_SIGNING = {
  "keys.list": undefined,
  "keys.generate": { name: "ada", passphrase: "correct horse battery" },
  "keys.inspect": { path: "/ada.key" },
  "keys.readToSign": { paths: ["/pae.bin"] },
  "keys.readSignature": { path: "/pae.bin.sig", keyId: KEY, toSign: ["/pae.bin"] },
  "keys.import": { path: "/ada.key", name: "ada", passphrase: "a", newPassphrase: "b" },
  "keys.backup": { id: KEY, path: "/ada.key", overwrite: false },
  "keys.changePassphrase": { id: KEY, passphrase: "a", newPassphrase: "b" },
  "keys.retire": { id: KEY, reason: "r" },
  "keys.revoke": { id: KEY, reason: "r" },
  "trust.get": undefined,
  "trust.inspect": { paths: ["/1.dsse.json"] },
  "trust.pin": { path: "/1.dsse.json", fingerprint: "aardvark" },
  "trust.update": { paths: ["/2.dsse.json"] },
  "trust.propose": {
    content: {
      expires: TIME,
      persons: [{ id: "ada", name: "Ada" }],
      keys: [{ id: KEY, pem: "p", person: "ada", validFrom: "2026-01-01T00:00:00Z", validUntil: TIME, revokedAt: TIME }],
      roles: { bundle: ROLE, trust: ROLE, report: ROLE },
    },
  },
  "trust.sign": { keyId: KEY, passphrase: "p" },
  "trust.toSign": { keyId: KEY, path: "/pae.bin", overwrite: true },
  "trust.addSignatures": { path: "/2.dsse.json" },
  "trust.adopt": undefined,
  "trust.discard": undefined,
  "trust.export": { which: "current", path: "/1.dsse.json", overwrite: false },
  "bundles.list": undefined,
  "bundles.get": BUNDLE,
  "bundles.create": {
    name: "prod", policies: [{ name: "P", version: 2 }], audience: ["site-a"], days: 30, expires: TIME, scanId: "s", workloadNames: true, issuedAt: TIME,
    bundleId: "0b9a6f0e-6a53-4e86-9d3c-5a1c8d7e2f10",
  },
  "bundles.reissue": { ...BUNDLE, days: 30 },
  "bundles.save": { ...BUNDLE, path: "/b.polbundle", overwrite: false },
  "bundles.sign": { ...BUNDLE, signing: { keyId: KEY, passphrase: "p" }, report: IMPACT, approval: { toSign: "/pae.bin.approval", signature: "MEUC" } },
  "bundles.toSign": { ...BUNDLE, keyId: KEY, path: "/pae.bin", overwrite: false, report: IMPACT },
  "bundles.inspect": { path: "/b.polbundle" },
  "bundles.keep": { id: "i" },
  "bundles.impact": { id: "i", bundle: BUNDLE, snapshotId: "s" },
  "bundles.accept": { id: "i", keys: ["policy/P"] },
  "reports.sign": { path: "/r.html", signing: { keyId: KEY, signature: "MEUC" }, toSign: "/pae.bin", output: "/r.sig", overwrite: false },
  "reports.toSign": { path: "/r.html", keyId: KEY, output: "/pae.bin", overwrite: false },
  "reports.verify": { path: "/r.html", signatures: ["/r.sig"] },
  "trail.state": undefined,
  "trail.list": { offset: 0, limit: 100, action: "bundle", text: "ada" },
  "trail.verify": { path: "/t.ndjson", against: ["/b.polbundle"] },
  "trail.export": { path: "/t.ndjson", overwrite: false },
  "trail.checkpoint": { signing: { keyId: KEY, passphrase: "p" }, toSign: "/pae.bin", path: "/c.json", overwrite: true },
  "trail.toSign": { keyId: KEY, path: "/pae.bin", overwrite: true },
};
