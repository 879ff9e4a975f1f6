import type { Socket } from "node:net";
import { authority, type Endpoint } from "../kubeconfig/context.ts";
import { readUntil } from "./readUntil.ts";

export interface ProxyLogin {
  username: string;
  password: string;
}

/** Asks an HTTP proxy for a tunnel (RFC 9110 §9.3.6). The socket carries the tunnel afterwards. */
export async function connectThroughHttp(socket: Socket, target: Endpoint, login: ProxyLogin): Promise<void> {
  const address = authority(target);
  const credentials = Buffer.from(`${login.username}:${login.password}`).toString("base64");
  const authorization = login.username === "" ? "" : `Proxy-Authorization: Basic ${credentials}\r\n`;
  socket.write(`CONNECT ${address} HTTP/1.1\r\nHost: ${address}\r\n${authorization}\r\n`);
  const head = await readUntil(socket, (bytes) => {
    const end = bytes.indexOf("\r\n\r\n");
    return end < 0 ? undefined : end + 4;
  });
  const status = /^HTTP\/1\.[01] (\d{3})/.exec(head.toString("latin1"))?.[1];
  if (status?.startsWith("2")) return;
  socket.destroy();
  throw Object.assign(new Error(status === undefined ? "its answer is not HTTP" : `it answered ${status}`), { code: "PROXY_REFUSED" });
}
