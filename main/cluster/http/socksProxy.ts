import type { Socket } from "node:net";
import type { Endpoint } from "../kubeconfig/context.ts";
import type { ProxyLogin } from "./httpProxy.ts";
import { readUntil } from "./readUntil.ts";

const VERSION = 5;
const NO_LOGIN = 0;
const PASSWORD_LOGIN = 2;
const DOMAIN_NAME = 3;
/** Bytes of the address in an answer, by its type; a name brings its own length. */
const ADDRESS_LENGTHS: Record<number, number> = { 1: 4, 4: 16 };
const FAILURES = ["", "it failed", "its rules forbid it", "network unreachable", "host unreachable", "connection refused", "the time ran out", "command not supported", "address type not supported"];

/**
 * Asks a SOCKS 5 proxy for a connection (RFC 1928, login RFC 1929), for example that of `ssh -D`. The proxy resolves
 * the name, as client-go has it.
 */
export async function connectThroughSocks(socket: Socket, target: Endpoint, login: ProxyLogin): Promise<void> {
  const methods = login.username === "" ? [NO_LOGIN] : [NO_LOGIN, PASSWORD_LOGIN];
  socket.write(Buffer.from([VERSION, methods.length, ...methods]));
  const choice = await readUntil(socket, (bytes) => (bytes.length < 2 ? undefined : 2));
  if (choice[0] !== VERSION) refuse(socket, "its answer is not SOCKS 5");
  if (choice[1] === PASSWORD_LOGIN) {
    socket.write(Buffer.concat([Buffer.from([1]), counted(login.username), counted(login.password)]));
    const answer = await readUntil(socket, (bytes) => (bytes.length < 2 ? undefined : 2));
    if (answer[1] !== 0) refuse(socket, "it refused the user name and password");
  } else if (choice[1] !== NO_LOGIN) {
    refuse(socket, "it wants a login that the kubeconfig does not give");
  }

  const port = Buffer.alloc(2);
  port.writeUInt16BE(target.port);
  socket.write(Buffer.concat([Buffer.from([VERSION, 1, 0, DOMAIN_NAME]), counted(target.host), port]));
  const reply = await readUntil(socket, replyLength);
  if (reply[1] !== 0) refuse(socket, FAILURES[reply[1] ?? 0] ?? "it refused");
}

function replyLength(bytes: Buffer): number | undefined {
  if (bytes.length < 5) return undefined;
  const address = bytes[3] === DOMAIN_NAME ? 1 + (bytes[4] ?? 0) : ADDRESS_LENGTHS[bytes[3] ?? 0] ?? 0;
  const length = 4 + address + 2;
  return bytes.length < length ? undefined : length;
}

function counted(text: string): Buffer {
  const bytes = Buffer.from(text);
  return Buffer.concat([Buffer.from([bytes.length]), bytes]);
}

function refuse(socket: Socket, reason: string): never {
  socket.destroy();
  throw Object.assign(new Error(reason), { code: "PROXY_REFUSED" });
}
