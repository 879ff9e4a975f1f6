import { existsSync, readdirSync, readFileSync } from "node:fs";
import { connect } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { CALL_LIMIT } from "../../main/hosts/web/routes.ts";
import { ask, cookieOf, type Answer, type Asked } from "./web/client.ts";
import { startTestHost, type TestHost } from "./web/host.ts";

let running: TestHost;
let origin: string;
let cookie: string;

beforeAll(async () => {
  running = await startTestHost();
  origin = running.host.origin;
  cookie = cookieOf(await open(running.host.address()));
});
afterAll(() => running.host.close());
beforeEach(() => {
  running.calls.length = 0;
});

function open(address: string): Promise<Answer> {
  const { pathname, search } = new URL(address);
  return ask(origin, pathname + search);
}

const asWindow = (headers: Record<string, string> = {}): Record<string, string> => ({ cookie, origin, "content-type": "application/json", ...headers });
const call = (channel: string, asked: Asked = {}): Promise<Answer> =>
  ask(origin, `/ipc/${channel}`, { method: "POST", headers: asWindow(), body: '{"a":1}', ...asked });

describe("the address from the terminal", () => {
  test("lets a browser in once and leads to the address without the token", async () => {
    const address = running.host.address();
    const first = await open(address);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe("/");
    expect(first.headers["set-cookie"]?.[0]).toMatch(/^sallyport-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);

    const second = await open(address);
    expect(second.status).toBe(403);
    expect(second.headers["set-cookie"]).toBeUndefined();
    expect(second.body).toContain("newest address");
  });

  test("is announced anew once used, and the new one works", async () => {
    const used = running.host.address();
    await open(used);
    const next = running.announced.at(-1) ?? "";
    expect(next).not.toBe(used);
    const session = cookieOf(await open(next));
    expect((await ask(origin, "/", { headers: { cookie: session } })).status).toBe(200);
  });

  test.each(["", "wrong", "%00", "a".repeat(5000)])("refuses the token %j", async (token) => {
    expect((await ask(origin, `/?token=${token}`)).status).toBe(403);
  });

  test("admits nobody under another Host, and stays usable", async () => {
    const { search } = new URL(running.host.address());
    expect((await ask(origin, `/${search}`, { headers: { host: "evil.test" } })).status).toBe(403);
    expect((await open(running.host.address())).status).toBe(303);
  });
});

describe("who may not ask", () => {
  test.each(["/", "/assets/app-1a2b.js", "/events", "/favicon.ico"])("no cookie: %s", async (target) => {
    const answer = await ask(origin, target);
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain("window</title>");
  });

  test("no cookie: a call answers an error the window can show", async () => {
    const answer = await call("app.info", { headers: { origin, "content-type": "application/json" } });
    expect(answer.status).toBe(403);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: "unauthorized" } });
    expect(running.calls).toEqual([]);
  });

  test.each(["sallyport=x", "sallyport-1=x", "", "="])("a cookie that is not ours: %j", async (other) => {
    expect((await ask(origin, "/", { headers: { cookie: other } })).status).toBe(403);
  });

  test.each(["evil.test", "localhost", "127.0.0.1", "127.0.0.1:1", "[::1]"])("Host %j", async (host) => {
    expect((await ask(origin, "/", { headers: { cookie, host } })).status).toBe(403);
    expect((await call("app.info", { headers: asWindow({ host }) })).status).toBe(403);
    expect(running.calls).toEqual([]);
  });

  test("no Host at all", async () => {
    expect(await rawAnswer(`GET / HTTP/1.0\r\nCookie: ${cookie}\r\n\r\n`)).toMatch(/^HTTP\/1.1 403 /);
    expect(await rawAnswer(`GET / HTTP/1.1\r\nCookie: ${cookie}\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
  });

  test("localhost with the right port is another origin too", async () => {
    const { port } = new URL(origin);
    const answer = await ask(origin, "/", { headers: { cookie, host: `localhost:${port}` } });
    expect(answer.status).toBe(403);
    expect(answer.body).toContain(origin);
  });

  test.each(["http://evil.test", "null", "http://localhost", "https://127.0.0.1"])("Origin %j", async (foreign) => {
    expect((await call("app.info", { headers: asWindow({ origin: foreign }) })).status).toBe(403);
    expect((await ask(origin, "/", { headers: { cookie, origin: foreign } })).status).toBe(403);
    expect(running.calls).toEqual([]);
  });

  test("a call without Origin", async () => {
    expect((await call("app.info", { headers: { cookie, "content-type": "application/json" } })).status).toBe(403);
    expect(running.calls).toEqual([]);
  });

  test("another site's page that loads a file or listens", async () => {
    const headers = { cookie, "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors", "sec-fetch-dest": "script" };
    expect((await ask(origin, "/assets/app-1a2b.js", { headers })).status).toBe(403);
    expect((await ask(origin, "/events", { headers })).status).toBe(403);
  });
});

describe("what may not be asked", () => {
  test.each([
    "/../secret.js", "/%2e%2e/secret.js", "/..%2fsecret.js", "/assets/..%2f..%2fsecret.js", "/%2e%2e%5csecret.js",
    "//secret.js", "/%00", "/%zz", "/assets/", "/assets", "/index.html/x.js", "/nothing.js",
  ])("a file outside the window's: %s", async (target) => {
    const answer = await ask(origin, target, { headers: { cookie } });
    expect([403, 404]).toContain(answer.status);
    expect(answer.body).not.toContain("outside");
  });

  test("another server through this one", async () => {
    expect((await ask(origin, "http://evil.test/", { headers: { cookie } })).status).toBe(403);
  });

  test.each(["GET", "PUT", "DELETE", "OPTIONS"])("a call by %s", async (method) => {
    const answer = await call("app.info", { method });
    expect(answer.status).toBe(405);
    expect(answer.headers.allow).toBe("POST");
    expect(running.calls).toEqual([]);
  });

  test.each(["POST", "DELETE", "TRACE"])("a file by %s", async (method) => {
    expect((await ask(origin, "/", { method, headers: asWindow() })).status).toBe(405);
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])("a call as %j", async (type) => {
    expect((await call("app.info", { headers: asWindow({ "content-type": type }) })).status).toBe(415);
    expect(running.calls).toEqual([]);
  });

  test("a call that is not JSON", async () => {
    const answer = await call("app.info", { body: "{" });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ ok: false, error: { code: "invalid-request" } });
  });

  test("a call that says it is too large", async () => {
    const answer = await rawAnswer(`POST /ipc/app.info HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nContent-Length: ${CALL_LIMIT + 1}\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(running.calls).toEqual([]);
  });

  test("a call that turns out to be too large", async () => {
    const head = `POST /ipc/app.info HTTP/1.1\r\nHost: ${new URL(origin).host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`;
    const size = CALL_LIMIT + 1;
    const answer = await rawAnswer(`${head}${size.toString(16)}\r\n${" ".repeat(size)}\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(running.calls).toEqual([]);
  });
});

/** Sends bytes and answers all that comes back, whether or not the request was complete. */
function rawAnswer(text: string): Promise<string> {
  return new Promise((resolve) => {
    let received = "";
    const socket = connect(Number(new URL(origin).port), "127.0.0.1", () => socket.write(text));
    socket.on("data", (part) => (received += part.toString()));
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(received));
  });
}

describe("what the window gets", () => {
  test("its page, with the content security policy", async () => {
    const answer = await ask(origin, "/", { headers: { cookie } });
    expect(answer.status).toBe(200);
    expect(answer.headers["content-type"]).toBe("text/html; charset=utf-8");
    expect(answer.headers["content-security-policy"]).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
    expect(answer.headers["x-content-type-options"]).toBe("nosniff");
    expect(answer.headers["referrer-policy"]).toBe("no-referrer");
    expect(answer.headers["cache-control"]).toBe("no-store");
  });

  test("its files, kept by the browser because their names change with them", async () => {
    const answer = await ask(origin, "/assets/app-1a2b.js", { headers: { cookie } });
    expect(answer).toMatchObject({ status: 200, body: "export {};" });
    expect(answer.headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(answer.headers["cache-control"]).toContain("immutable");
  });

  test("the head of a file", async () => {
    const answer = await ask(origin, "/", { method: "HEAD", headers: { cookie } });
    expect(answer).toMatchObject({ status: 200, body: "" });
  });

  test("the answer to a call", async () => {
    const answer = await call("policies.get", { body: '{"name":"web"}' });
    expect(answer.status).toBe(200);
    expect(JSON.parse(answer.body)).toEqual({ ok: true, value: { channel: "policies.get", request: { name: "web" } } });
  });

  test("the answer to a call without a request", async () => {
    await call("app.info", { body: "" });
    expect(running.calls).toEqual([{ channel: "app.info", request: undefined }]);
  });

  test("events as they happen", async () => {
    const response = await fetch(`${origin}/events`, { headers: { cookie } });
    expect(response.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const read = async (): Promise<string> => new TextDecoder().decode((await reader.read()).value);
    let received = await read();
    running.emit("changed", { topics: ["policies"] });
    while (!received.includes("data:")) received += await read();
    expect(received).toContain('event: changed\ndata: {"topics":["policies"]}\n\n');
    await reader.cancel();
  });
});

describe("a dropped file", () => {
  const drop = (name: string, body: Uint8Array): Promise<Answer> =>
    ask(origin, `/upload?name=${encodeURIComponent(name)}`, { method: "POST", headers: asWindow({ "content-type": "application/octet-stream" }), body });

  test("is written whole, under its own name, and its path is answered", async () => {
    const bytes = new Uint8Array(300_000).map((_, index) => index % 251);
    const answer = JSON.parse((await drop("cluster.json.gz", bytes)).body) as { value: string };
    expect(answer.value.endsWith("cluster.json.gz")).toBe(true);
    expect(new Uint8Array(readFileSync(answer.value))).toEqual(bytes);
  });

  test.each(["../../escape.yaml", "..", "", "/etc/passwd", "a\\..\\b", "nul\u0000byte", "x".repeat(400)])("stays in its folder: %j", async (name) => {
    const answer = JSON.parse((await drop(name, new Uint8Array(1))).body) as { value: string };
    expect(answer.value.startsWith(running.incoming)).toBe(true);
    expect(existsSync(answer.value)).toBe(true);
    expect(answer.value.slice(running.incoming.length + 1).split("/")).toHaveLength(2);
  });

  test("leaves nothing behind when the upload breaks", async () => {
    const folders = (): number => readdirSync(running.incoming).length;
    const before = folders();
    const { host, port } = new URL(origin);
    const socket = connect(Number(port), "127.0.0.1", () =>
      socket.write(`POST /upload?name=x HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\nContent-Type: application/octet-stream\r\nContent-Length: 100\r\n\r\nhalf`),
    );
    await expect.poll(folders).toBe(before + 1);
    socket.destroy();
    await expect.poll(folders).toBe(before);
  });

  test("is not taken from another page", async () => {
    const headers = asWindow({ origin: "http://evil.test", "content-type": "application/octet-stream" });
    expect((await ask(origin, "/upload?name=x", { method: "POST", headers, body: "x" })).status).toBe(403);
  });
});
