import { expect, test } from "./support/test.ts";

test("the address from the terminal opens the window, once", async ({ window, server, browser }) => {
  await expect(window).toHaveTitle(/Sallyport/);
  await expect(window.getByRole("main")).toBeVisible();
  expect(new URL(window.url()).search).toBe("");

  const stranger = await (await browser.newContext()).newPage();
  const used = server.output().match(/http\S+token=\S+/)?.[0] ?? "";
  expect((await stranger.goto(used))?.status()).toBe(403);
  await expect(stranger.getByRole("heading")).toContainText("used before");
  await stranger.context().close();
});

test("the page can reach nothing but its own server", async ({ window, complaints }) => {
  const outside = await window.evaluate(() => fetch("http://127.0.0.1:9/").then(() => "reached", () => "refused"));
  expect(outside).toBe("refused");
  await expect.poll(() => complaints.splice(0).join()).toContain("connect-src 'self'");
});
