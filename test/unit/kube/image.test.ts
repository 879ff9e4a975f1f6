import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseImage } from "../../../shared/kube/image.ts";

const SHA = `sha256:${"a".repeat(64)}`;

describe("parseImage", () => {
  it.each([
    ["nginx", "", "nginx", "docker.io", "library/nginx", undefined, undefined],
    ["nginx:1.27", "", "nginx", "docker.io", "library/nginx", "1.27", undefined],
    ["acme/app", "", "acme/app", "docker.io", "acme/app", undefined, undefined],
    ["docker.io/nginx", "docker.io", "nginx", "docker.io", "library/nginx", undefined, undefined],
    ["index.docker.io/acme/app", "index.docker.io", "acme/app", "docker.io", "acme/app", undefined, undefined],
    ["localhost/app", "localhost", "app", "localhost", "app", undefined, undefined],
    ["registry:5000/app:v1", "registry:5000", "app", "registry:5000", "app", "v1", undefined],
    ["172.18.255.1:5000/a/b", "172.18.255.1:5000", "a/b", "172.18.255.1:5000", "a/b", undefined, undefined],
    ["[2001:db8::1]:5000/app", "[2001:db8::1]:5000", "app", "[2001:db8::1]:5000", "app", undefined, undefined],
    ["Registry.Example.COM/app", "Registry.Example.COM", "app", "Registry.Example.COM", "app", undefined, undefined],
    [`quay.io/acme/app:1@${SHA}`, "quay.io", "acme/app", "quay.io", "acme/app", "1", SHA],
    [`acme/app@${SHA}`, "", "acme/app", "docker.io", "acme/app", undefined, SHA],
    ["a__b/c-d.e", "", "a__b/c-d.e", "docker.io", "a__b/c-d.e", undefined, undefined],
  ])("%s", (text, host, path, canonicalHost, canonicalPath, tag, digest) => {
    expect(parseImage(text)).toEqual({ host, path, canonicalHost, canonicalPath, tag, digest });
  });

  it.each([
    "", " ", "CONTAINER_IMAGE", "${IMAGE}", "acme/App", "acme//app", "/app", "app/", "app:", "app:-bad", "app@sha256:abc", `app@md5:${"a".repeat(32)}`,
    `app@sha256:${"A".repeat(64)}`, "a".repeat(64), `${"a/".repeat(130)}b`, "nginx:###VERSION###", "<REPO>/app", "a___b", "app:tag:tag", "host.example:port/app",
    "registry.example.com/", `app:${"t".repeat(129)}`,
  ])("refuses %j", (text) => {
    expect(parseImage(text)).toBeUndefined();
  });

  it("never throws and keeps what it read", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (text) => {
        const image = parseImage(text);
        if (!image) return;
        const name = image.host === "" ? image.path : `${image.host}/${image.path}`;
        expect(`${name}${image.tag === undefined ? "" : `:${image.tag}`}${image.digest === undefined ? "" : `@${image.digest}`}`).toBe(text);
      }),
    );
  });
});
