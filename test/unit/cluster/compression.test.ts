import { describe, expect, test } from "vitest";
import { createCompression } from "../../../main/cluster/http/compression.ts";
import type { ResolvedContext } from "../../../main/cluster/kubeconfig/context.ts";

function contextOf(host: string, more: Partial<ResolvedContext> & { disableCompression?: boolean } = {}): ResolvedContext {
  const { disableCompression, ...rest } = more;
  const value = { server: `https://${host}`, ...(disableCompression !== undefined && { disableCompression }) };
  return { name: "c", file: "f", namespace: "default", endpoint: { protocol: "https:", host, port: 6443, basePath: "" }, cluster: { name: "c", file: "f", value } as ResolvedContext["cluster"], ...rest };
}

const MEGABYTE = 1024 * 1024;

describe("compression", () => {
  test.each<[string, ResolvedContext, boolean]>([
    ["a server elsewhere", contextOf("10.0.0.1"), true],
    ["a name that only looks like an address of this computer", contextOf("127.evil.example"), true],
    ["an address of this computer", contextOf("127.0.0.1"), false],
    ["the name of this computer", contextOf("localhost"), false],
    ["its newer address", contextOf("::1"), false],
    ["an address of this computer, as seen by a proxy", contextOf("127.0.0.1", { proxy: new URL("socks5://127.0.0.1:1080") }), true],
    ["a kubeconfig that does not want it", contextOf("10.0.0.1", { disableCompression: true }), false],
  ])("%s", (_name, context, wanted) => {
    expect(createCompression(context).isWanted()).toBe(wanted);
  });

  test("an address of this computer with a tunnel behind it is asked for packed answers from then on", () => {
    const compression = createCompression(contextOf("127.0.0.1"));
    compression.answered(20);
    compression.cameUnpacked(2 * MEGABYTE, 20);
    compression.cameUnpacked(100, 5000);
    expect(compression.isWanted()).toBe(false);
    compression.cameUnpacked(2 * MEGABYTE, 2000);
    expect(compression.isWanted()).toBe(true);
    compression.cameUnpacked(2 * MEGABYTE, 20);
    expect(compression.isWanted()).toBe(true);
  });

  test("a server on a busy computer, which once answered at once, is not taken for one far away", () => {
    const compression = createCompression(contextOf("127.0.0.1"));
    for (const ms of [50, 2, 400]) compression.answered(ms);
    compression.cameUnpacked(2 * MEGABYTE, 2000);
    expect(compression.isWanted()).toBe(false);
  });

  test("a slow connection changes nothing where the kubeconfig does not want it", () => {
    const compression = createCompression(contextOf("127.0.0.1", { disableCompression: true }));
    compression.answered(20);
    compression.cameUnpacked(2 * MEGABYTE, 2000);
    expect(compression.isWanted()).toBe(false);
  });
});
