import https from "node:https";
import { text } from "node:stream/consumers";

export interface Answer {
  status: number;
  body: string;
}

/** Plain requests to an API server, not by Sallyport's own client. */
export interface Api {
  request(method: string, path: string, body?: unknown): Promise<Answer>;
  /** Creates an object in a collection and gives it as the server has it. Throws what the server says. */
  create(collection: string, object: Record<string, unknown>): Promise<Record<string, unknown>>;
  close(): void;
}

export function createApi(url: string, ca: string, token: string): Api {
  const agent = new https.Agent({ keepAlive: true, maxSockets: 24, ca });
  const request: Api["request"] = (method, path, body) =>
    new Promise((resolve, reject) => {
      const headers = { "authorization": `Bearer ${token}`, "content-type": "application/json" };
      const sent = https.request(`${url}${path}`, { method, headers, agent }, (answer) => {
        text(answer).then((received) => resolve({ status: answer.statusCode ?? 0, body: received }), reject);
      });
      sent.on("error", reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  return {
    request,
    close: () => agent.destroy(),
    async create(collection, object) {
      const { status, body } = await request("POST", collection, object);
      if (status !== 201) throw new Error(`POST ${collection}: ${status} ${body}`);
      return JSON.parse(body) as Record<string, unknown>;
    },
  };
}
