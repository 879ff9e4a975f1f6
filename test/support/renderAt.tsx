import { render } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { Provider } from "react-redux";
import { createMemoryRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { setBridge } from "../../renderer/api/bridge.ts";
import { connectEvents } from "../../renderer/api/events.ts";
import { routes } from "../../renderer/app/routes.tsx";
import { createStore } from "../../renderer/app/store.ts";
import { createFakeBridge } from "./fakeBridge.ts";
import type { Handlers } from "./fakeBridge.ts";
import { settings } from "./windowData.ts";

/** What the shell and most places ask for: an installation without anything in it. */
const EMPTY: Handlers = {
  "app.info": () => ({ version: "0.1.0", host: "web", dataDirectory: "/data", homeDirectory: "/home/user" }),
  "settings.get": settings,
  "jobs.list": () => [],
  "objectDrafts.list": () => [],
  "objectDrafts.get": () => null,
  "objectDrafts.put": () => ({ stamp: "stamp" }),
  "objectDrafts.delete": () => null,
  "policies.list": () => [],
  "snapshots.list": () => [],
  "scans.list": () => [],
  "contexts.list": () => ({ contexts: [], files: [] }),
  "connections.list": () => [],
  "bundles.list": () => [],
  "keys.list": () => [],
};

/** The whole window at an address, over a fake trusted side. */
export function renderAt(address: string, handlers: Handlers = {}) {
  const bridge = createFakeBridge({ ...EMPTY, ...handlers });
  setBridge(bridge);
  const store = createStore();
  connectEvents(bridge, store.dispatch);
  const router = createMemoryRouter(routes, { initialEntries: [address] });
  render(
    <Provider store={store}>
      <RouterProvider router={router} />
    </Provider>,
  );
  return { bridge, store, router, user: userEvent.setup() };
}
