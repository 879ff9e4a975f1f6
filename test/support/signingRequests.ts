/** A valid request for every channel of keys, trust, bundles and the audit trail. */

const KEY = "ab".repeat(32);
const TIME = "2027-01-01T00:00:00Z";
const ROLE = { threshold: 1, keys: [KEY] };

export const VALID_SIGNING = {
  "keys.list": undefined,
  "keys.generate": { name: "ada", passphrase: "correct horse battery" },
  "keys.inspect": { path: "/ada.key" },
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
};
