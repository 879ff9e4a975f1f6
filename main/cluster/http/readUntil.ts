import type { Socket } from "node:net";

/** A proxy's answer is short; more is not an answer. */
const MAX_BYTES = 16 * 1024;

/** Reads from a socket until `complete` says how many bytes belong to the answer; what follows them stays in the socket. */
export function readUntil(socket: Socket, complete: (bytes: Buffer) => number | undefined): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let bytes = Buffer.alloc(0);
    const finish = (act: () => void) => {
      socket.off("readable", onReadable).off("error", onError).off("close", onClose);
      act();
    };
    const refuse = (reason: string) => finish(() => {
      socket.destroy();
      reject(Object.assign(new Error(reason), { code: "PROXY_REFUSED" }));
    });
    const onError = (error: Error) => finish(() => reject(error));
    const onClose = () => refuse("it closed the connection");
    const onReadable = () => {
      for (let chunk = socket.read() as Buffer | null; chunk !== null; chunk = socket.read() as Buffer | null) {
        bytes = Buffer.concat([bytes, chunk]);
        const length = complete(bytes);
        if (length !== undefined) {
          finish(() => {
            if (bytes.length > length) socket.unshift(bytes.subarray(length));
            resolve(bytes.subarray(0, length));
          });
          return;
        }
        if (bytes.length > MAX_BYTES) return refuse("its answer is too long");
      }
    };
    socket.on("readable", onReadable).on("error", onError).on("close", onClose);
  });
}
