import { InvalidArgumentError, Option } from "commander";
import { storeOption, type Definition } from "../define.ts";
import type { ServeFlags } from "../serve.ts";

export const serve: Definition<ServeFlags> = {
  name: "serve",
  summary: "Serve the window to a browser on this machine, where Electron cannot be had.",
  options: [
    new Option("--port <number>", "port on loopback (default: one that is free)").argParser(parsePort),
    storeOption(),
  ],
  examples: ["sallyport serve", "sallyport serve --port 8080"],
  run: async (...args) => (await import("../serve.ts")).runServe(...args),
};

function parsePort(value: string): number {
  const port = Number(value);
  if (!/^\d{1,5}$/.test(value) || port > 65535) throw new InvalidArgumentError("Write a port from 0 to 65535.");
  return port;
}
