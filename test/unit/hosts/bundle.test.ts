import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { bundleFile, contentSecurityPolicy } from "../../../main/hosts/bundle.ts";

const FOLDER = join("/opt", "sallyport", "renderer");

describe("bundleFile", () => {
  test.each([
    ["/", "index.html", "text/html; charset=utf-8", false],
    ["/index.html", "index.html", "text/html; charset=utf-8", false],
    ["/assets/main-1a2b.js", "assets/main-1a2b.js", "text/javascript; charset=utf-8", true],
    ["/assets/a%20b.css", "assets/a b.css", "text/css; charset=utf-8", true],
    ["/assets/RedHatText.woff2", "assets/RedHatText.woff2", "font/woff2", true],
    ["/a/../index.html", "index.html", "text/html; charset=utf-8", false],
  ])("%s", (pathname, path, contentType, immutable) => {
    expect(bundleFile(FOLDER, pathname)).toEqual({ path: join(FOLDER, path), contentType, immutable });
  });

  test.each([
    "/../secret.js", "/%2e%2e/secret.js", "/..%2f..%2fetc%2fhosts.js", "/assets/../../renderer-of-another/x.js", "/%2e%2e%5cx.js", "/x\\..\\y.js",
    "/x%00.js", "/%zz.js", "/assets", "/etc/passwd", "/x.exe", "/..", "/.", "",
  ])("refuses %j", (pathname) => expect(bundleFile(FOLDER, pathname)).toBeUndefined());
});

test("the page in Electron may connect to nothing", () => {
  expect(contentSecurityPolicy("'none'")).toContain("connect-src 'none'");
  expect(contentSecurityPolicy("'none'")).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
});
