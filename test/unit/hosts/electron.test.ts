import { describe, expect, test } from "vitest";
import { commandArguments, nodeExecutable } from "../../../main/hosts/electron/packaged.ts";
import { answerBundle, isOwnUrl, START_PAGE } from "../../../main/hosts/electron/scheme.ts";
import { isTrustedSender } from "../../../main/hosts/electron/sender.ts";
import { MINIMUM, restoredState } from "../../../main/hosts/electron/windowState.ts";

describe("isOwnUrl", () => {
  test.each([START_PAGE, "app://bundle/", "app://bundle/index.html#/policies?x=1"])("%s", (url) => expect(isOwnUrl(url)).toBe(true));
  test.each(["app://other/", "app:bundle", "https://bundle/", "file:///bundle", "app://bundle.evil.test/", "app://bundle@evil.test/", "app://bundle:80/", "", "data:text/html,x"])(
    "not %j", (url) => expect(isOwnUrl(url)).toBe(false),
  );
});

describe("answerBundle", () => {
  const read = (path: string) => Promise.resolve(path === "/w/index.html" ? new TextEncoder().encode("page") : undefined);
  const ask = (url: string, method = "GET") => answerBundle({ url, method }, "/w", read);

  test("serves the page with a policy that lets it connect to nothing", async () => {
    const answer = await ask(START_PAGE);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe("page");
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("content-security-policy")).toContain("connect-src 'none'");
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  });

  test.each([
    [START_PAGE, "POST", 405],
    ["app://other/index.html", "GET", 403],
    ["app://bundle/%2e%2e/w/index.html", "GET", 404],
    ["app://bundle/..%2fsecret.js", "GET", 404],
    ["app://bundle/nothing.js", "GET", 404],
  ])("%s by %s: %i", async (url, method, status) => {
    const answer = await ask(url, method);
    expect(answer.status).toBe(status);
    expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  });
});

describe("isTrustedSender", () => {
  const windows = new Set([7]);
  const frame = { url: START_PAGE, parent: null };

  test("our page in our window", () => expect(isTrustedSender({ sender: { id: 7 }, senderFrame: frame }, windows)).toBe(true));
  test.each([
    ["another window", { sender: { id: 8 }, senderFrame: frame }],
    ["a frame that is gone", { sender: { id: 7 }, senderFrame: null }],
    ["a frame inside the page", { sender: { id: 7 }, senderFrame: { ...frame, parent: {} } }],
    ["another page", { sender: { id: 7 }, senderFrame: { url: "https://evil.test/", parent: null } }],
    ["a blank page", { sender: { id: 7 }, senderFrame: { url: "about:blank", parent: null } }],
  ])("not %s", (_what, event) => expect(isTrustedSender(event, windows)).toBe(false));
});

describe("restoredState", () => {
  const screen = { x: 0, y: 0, width: 1920, height: 1080 };
  const stored = { x: 100, y: 50, width: 1200, height: 800, maximized: false };

  test("is as it was", () => expect(restoredState(stored, [screen])).toEqual(stored));
  test("is centred when its screen is gone", () => expect(restoredState({ ...stored, x: 3000 }, [screen])).toEqual({ width: 1200, height: 800, maximized: false }));
  test("is centred when its title bar would be above the screen", () => expect(restoredState({ ...stored, y: -20 }, [screen])).not.toHaveProperty("y"));
  test("is never too small to use", () => expect(restoredState({ ...stored, width: 10, height: 10 }, [screen])).toMatchObject(MINIMUM));
  test.each([undefined, null, 1, "x", [], {}, { ...stored, width: "1200" }, { ...stored, height: Number.NaN }, { ...stored, x: 1.5 }, { ...stored, maximized: 1 }])(
    "opens as at first from %j", (damaged) => expect(restoredState(damaged, [screen])).toEqual({ width: 1360, height: 880, maximized: false }),
  );
});

describe("a package", () => {
  test.each([
    [["scan", "x.yaml", "--policy", "p"], true],
    [["--help"], true],
    [["--version"], true],
    [[], false],
    [["--store", "/data"], false],
    [["--no-sandbox"], false],
  ])("started with %j runs the command line: %s", (args, expected) => expect(commandArguments(args) !== undefined).toBe(expected));

  test("names its Node as the platform does", () => {
    expect(nodeExecutable("/r", "linux")).toBe("/r/runtime/node");
    expect(nodeExecutable("/r", "win32")).toMatch(/node\.exe$/);
  });
});
