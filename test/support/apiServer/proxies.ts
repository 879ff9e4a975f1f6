import http from "node:http";
import net, { type AddressInfo, type Socket } from "node:net";

/** Proxies for tests. `login`: `user:password` that is wanted. */
export interface TestProxy {
  port: number;
  /** `host:port` of every connection that was asked for. */
  targets: string[];
  stop: () => Promise<unknown>;
}

export async function startHttpProxy(login?: string): Promise<TestProxy> {
  const targets: string[] = [];
  const server = http.createServer();
  server.on("connect", (request: http.IncomingMessage, socket: Socket) => {
    socket.on("error", () => undefined);
    if (login !== undefined && request.headers["proxy-authorization"] !== `Basic ${Buffer.from(login).toString("base64")}`) {
      return socket.end("HTTP/1.1 407 Proxy Authentication Required\r\n\r\n");
    }
    targets.push(request.url ?? "");
    const { hostname, port } = new URL(`http://${request.url ?? ""}`);
    return join(socket, hostname, Number(port), "HTTP/1.1 200 Connection established\r\n\r\n");
  });
  return started(server, targets);
}

export async function startSocksProxy(login?: string): Promise<TestProxy> {
  const targets: string[] = [];
  const server = net.createServer((socket) => {
    socket.on("error", () => undefined);
    void socksHandshake(socket, targets, login);
  });
  return started(server, targets);
}

async function socksHandshake(socket: Socket, targets: string[], login: string | undefined): Promise<void> {
  await next(socket);
  socket.write(Buffer.from([5, login === undefined ? 0 : 2]));
  if (login !== undefined) {
    const given = await next(socket);
    const userLength = given[1] ?? 0;
    const user = given.subarray(2, 2 + userLength).toString();
    const password = given.subarray(3 + userLength).toString();
    const accepted = `${user}:${password}` === login;
    socket.write(Buffer.from([1, accepted ? 0 : 1]));
    if (!accepted) return void socket.end();
  }
  const request = await next(socket);
  const length = request[4] ?? 0;
  const host = request.subarray(5, 5 + length).toString();
  const port = request.readUInt16BE(5 + length);
  targets.push(`${host}:${port}`);
  join(socket, host, port, Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
}

function next(socket: Socket): Promise<Buffer> {
  return new Promise((resolve) => {
    socket.once("data", (bytes) => {
      socket.pause();
      resolve(bytes as Buffer);
    });
    socket.resume();
  });
}

function join(socket: Socket, host: string, port: number, hello: string | Buffer): void {
  const target = net.connect(port, host, () => {
    socket.write(hello);
    socket.pipe(target).pipe(socket);
  });
  target.on("error", () => socket.destroy());
  socket.once("close", () => target.destroy());
}

async function started(server: net.Server, targets: string[]): Promise<TestProxy> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    targets,
    stop: () => new Promise((resolve) => {
      server.close(resolve);
      for (const socket of sockets) socket.destroy();
    }),
  };
}
