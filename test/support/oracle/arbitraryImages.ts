import * as fc from "fast-check";

/** Image references of every form, and texts that are none. Few parts, so that rules often meet them. */

export const DIGEST_A = `sha256:${"a".repeat(64)}`;
export const DIGEST_B = `sha256:${"0123456789abcdef".repeat(4)}`;
const DIGEST_LONG = `sha512:${"c".repeat(128)}`;

const HOSTS = [
  "", "docker.io", "index.docker.io", "DOCKER.IO", "ghcr.io", "GHCR.io", "quay.io", "localhost", "localhost:5000", "registry:5000",
  "registry.acme.example:5000", "Registry.Acme.Example:5000", "10.0.0.1:5000", "[2001:db8::1]:5000", "registry-1.docker.io",
];
const PATHS = [
  "nginx", "library/nginx", "redis", "acme/web", "acmecorp/web", "acme/team/web", "acme", "docker.io", "a__b/c--d", "web.v2/x_y", "library", "library/acme/web",
];
const TAGS = ["", ":latest", ":1.27", ":1.27-alpine", ":V1", ":v1", ":_x", ":5000"];
const DIGESTS = ["", "", "", `@${DIGEST_A}`, `@${DIGEST_B}`, `@${DIGEST_LONG}`];

const wellFormed = fc
  .tuple(fc.constantFrom(...HOSTS), fc.constantFrom(...PATHS), fc.constantFrom(...TAGS), fc.constantFrom(...DIGESTS))
  .map(([host, path, tag, digest]) => `${host}${host === "" ? "" : "/"}${path}${tag}${digest}`);

const BROKEN = [
  "", " ", ":", "@", "/", "nginx:", "nginx@", "nginx:a:b", "nginx@sha256:12", `nginx@sha256:${"A".repeat(64)}`, `nginx@md5:${"0".repeat(32)}`,
  `nginx@${DIGEST_A}@${DIGEST_A}`, `nginx@${DIGEST_A}:1`, "Nginx", "acme/Web", "acme//web", "/nginx", "nginx/", "-nginx", "nginx-", "a___b", "a..b",
  "http://nginx", "https://ghcr.io/acme/web:1", "${IMAGE}", "{{ .Values.image }}", "nginx :1", "nginx\n", "nginx:1 ", "a.b", "ghcr.io/", "ghcr.io:/x",
  "ghcr.io:x/y", ".io/x", "a..io/x", "-a.io/x", "[::1]/x", "[::1", "LOCALHOST/x", "Registry/x", "ä", "nginx:ä", `nginx:${"t".repeat(129)}`,
  "a".repeat(64), DIGEST_B.slice(7), `${DIGEST_B.slice(7)}:1`, "a".repeat(248), "a".repeat(247), `ghcr.io/${"a".repeat(255)}`, `ghcr.io/${"a".repeat(256)}`,
];

/** One character changed somewhere: most of what real typing errors look like. */
const mistyped = fc
  .tuple(wellFormed, fc.nat(), fc.constantFrom(..."/:@._-A[] \u0000"))
  .map(([image, place, character]) => {
    const at = place % (image.length + 1);
    return image.slice(0, at) + character + image.slice(at + 1);
  });

export const image = fc.oneof(
  { weight: 12, arbitrary: wellFormed },
  { weight: 2, arbitrary: fc.constantFrom(...BROKEN) },
  { weight: 2, arbitrary: mistyped },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

const VALUES = [
  "docker.io", "DOCKER.IO", "index.docker.io", "ghcr.io", "Ghcr.Io", "docker.io/acme", "docker.io/library", "Docker.io/acme/web", "ghcr.io/acme", "ghcr.io/Acme",
  "registry.acme.example:5000", "registry.acme.example", "localhost", "nginx", "library/nginx", "acme/web", "acme", "acme/", "/", ".", "web", "latest", "lat", "1.27",
  "V1", "v1", "5000", ":1.27", "nginx:1.27", "docker.io/library/nginx:1.27", "docker.io/nginx", "ghcr.io/acme/web:1.27", "@sha256:", DIGEST_A, `nginx@${DIGEST_A}`,
  "io/acme", "IO/acme", "*", ".*", "Nginx", "x",
];

/** Values of image rules and exceptions. */
export const imageValues = fc.array(fc.oneof({ weight: 8, arbitrary: fc.constantFrom(...VALUES) }, { weight: 1, arbitrary: wellFormed }), {
  minLength: 1,
  maxLength: 3,
});
