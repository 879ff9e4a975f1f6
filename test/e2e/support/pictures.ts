import { mkdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Locator, Page } from "@playwright/test";
import { expect, test as base, type Folders } from "./test.ts";

/** The pictures of the guide. `npm run screenshots` takes them anew. */
const IMAGES = resolve(import.meta.dirname, "../../../docs/images");

/** Folders show in the pictures: they have a name of their own, not that of a test. */
export const test = base.extend<{ folders: Folders }>({
  folders: async ({}, use) => {
    const top = join(tmpdir(), "sallyport-guide");
    rmSync(top, { recursive: true, force: true });
    const folders = { store: join(top, "store"), home: join(top, "anna"), files: join(top, "files") };
    for (const folder of Object.values(folders)) mkdirSync(folder, { recursive: true });
    await use(folders);
    rmSync(top, { recursive: true, force: true });
  },
});

test.use({ viewport: { width: 1280, height: 800 }, trace: "off" });

/** Takes a picture of the window, or of a part of it, once it is at rest. */
export async function picture(window: Page, name: string, part?: Locator): Promise<void> {
  await window.mouse.move(0, 0);
  await window.evaluate(() => document.fonts.ready);
  await expect(window.getByRole("tooltip")).toHaveCount(0);
  await (part ?? window).screenshot({ path: join(IMAGES, `${name}.png`), animations: "disabled", caret: "hide" });
}

/** The same in the light and in the dark. */
export async function bothThemes(window: Page, name: string): Promise<void> {
  for (const colorScheme of ["dark", "light"] as const) {
    await window.emulateMedia({ colorScheme });
    await picture(window, `${name}-${colorScheme}`);
  }
}
