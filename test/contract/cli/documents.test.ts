import { expect, it } from "vitest";
import { runCli } from "../../support/cli.ts";
import { ROOT, shownOutputs } from "../../support/docs/documents.ts";

const CALL = /^npm run -s sallyport -- /;

it.each(shownOutputs("README.md").filter(({ command }) => CALL.test(command)))("prints what the README shows: $command", async ({ command, output }) => {
  const { stdout, stderr } = await runCli(command.replace(CALL, "").split(" "), { cwd: ROOT });
  expect(stdout + stderr).toBe(output);
});
