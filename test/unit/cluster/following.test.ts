import { describe, expect, test } from "vitest";
import { createAnswer, type Answer } from "../../../main/cluster/http/thread/answer.ts";
import { createFollowing } from "../../../main/cluster/http/thread/following.ts";
import type { PlainRequest } from "../../../main/cluster/http/thread/messages.ts";
import { listPath, pathOfNext, RESOURCES } from "../../../main/cluster/listing/resources.ts";

const [, pods = RESOURCES[0]] = RESOURCES;
const pathOf = (token?: string): string => (pods ? listPath(pods, { limit: 500, token }) : "");
const page = (token?: string): PlainRequest => ({ method: "GET", path: pathOf(token), headers: {}, follow: true });

function createWorld() {
  const started: { path: string; answer: Answer }[] = [];
  const following = createFollowing((_client, { path }) => {
    const answer = createAnswer(started.length, []);
    started.push({ path, answer });
    return answer;
  });
  const read = async (asked: PlainRequest, answer: Answer, text: string) => {
    async function* body() {
      yield await Promise.resolve(Buffer.from(text));
    }
    for await (const piece of following.watch(1, asked, answer, body())) expect(piece.toString()).toBe(text);
  };
  return { started, following, read, own: createAnswer(100, []) };
}

const listOf = (token: string) => `{"kind":"PodList","metadata":{"resourceVersion":"1","continue":${JSON.stringify(token)}},"items":[`;

describe("asking ahead", () => {
  test("the path that follows is the one that the listing thread asks for", () => {
    for (const place of [{}, { namespace: "a/b" }, { version: "7" }]) {
      const first = pods ? listPath(pods, { ...place, limit: 500 }) : "";
      const next = pods ? listPath(pods, { ...place, limit: 500, token: "a+b/c==" }) : "";
      expect(pathOfNext(first, "a+b/c==")).toBe(next);
      expect(pathOfNext(next, "d")).toBe(pods ? listPath(pods, { ...place, limit: 500, token: "d" }) : "");
    }
  });

  test("one page is asked for ahead, and the next one when that is wanted", async () => {
    const { started, following, read, own } = createWorld();
    expect(following.take(1, page())).toBeUndefined();
    await read(page(), own, listOf("two"));
    expect(started.map(({ path }) => path)).toEqual([pathOf("two")]);
    await read(page("two"), started[0]?.answer ?? own, listOf("three"));
    expect(started.length).toBe(1);
    expect(following.take(1, page("two"))).toBe(started[0]?.answer);
    expect(started.map(({ path }) => path)).toEqual([pathOf("two"), pathOf("three")]);
  });

  test("what was asked for ahead ends when another page is wanted", async () => {
    const { started, following, read, own } = createWorld();
    await read(page(), own, listOf("two"));
    expect(following.take(1, page("other"))).toBeUndefined();
    expect(started[0]?.answer.signal.aborted).toBe(true);
    // What it tells is not followed any more.
    await read(page("other"), own, listOf("four"));
    expect(started.at(-1)?.path).toBe(pathOf("four"));
  });

  test.each(['{"kind":"PodList","metadata":{},"items":[{"x":"\\"continue\\":\\"no\\""}', '{"items":[],"metadata":{"continue":"behind"}}', "<html>", '{"metadata":{"continue":""},"items":['])("nothing follows %j", async (text) => {
    const { started, read, own } = createWorld();
    await read(page(), own, text);
    expect(started).toEqual([]);
  });

  test("another client's page is not taken", async () => {
    const { following, read, own } = createWorld();
    await read(page(), own, listOf("two"));
    expect(following.take(2, page("two"))).toBeUndefined();
  });
});
