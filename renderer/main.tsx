import "@patternfly/react-core/dist/styles/base.css";
import "./styles/app.css";
import { createRoot } from "react-dom/client";
import { createHashRouter } from "react-router";
import { connectEvents } from "./api/events.ts";
import { bridge, setBridge } from "./api/bridge.ts";
import { App } from "./app/App.tsx";
import { openLastPlace, rememberPlace } from "./app/lastPlace.ts";
import { routes } from "./app/routes.tsx";
import { createStore } from "./app/store.ts";
import { watchTheme } from "./app/theme.ts";
import { createWebBridge } from "./webBridge.ts";

setBridge(window.sallyport ?? createWebBridge());
const store = createStore();
connectEvents(bridge(), store.dispatch);
watchTheme(store);

// Electron's window always starts at the same address; in a browser the address is the user's.
const inElectron = bridge().host === "electron";
if (inElectron) openLastPlace();
// A hash router, so that `app://` and the web host behave alike and a view can be bookmarked.
const router = createHashRouter(routes);
if (inElectron) rememberPlace(router);

const root = document.getElementById("root");
if (!root) throw new Error("The page has no element #root.");
createRoot(root).render(<App store={store} router={router} />);
