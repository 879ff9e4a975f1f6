import "@patternfly/react-core/dist/styles/base.css";
import "./styles/app.css";
import { createRoot } from "react-dom/client";
import { connectEvents } from "./api/events.ts";
import { bridge, setBridge } from "./api/bridge.ts";
import { App } from "./app/App.tsx";
import { createStore } from "./app/store.ts";
import { watchTheme } from "./app/theme.ts";
import { createWebBridge } from "./webBridge.ts";

setBridge(window.sallyport ?? createWebBridge());
const store = createStore();
connectEvents(bridge(), store.dispatch);
watchTheme(store);

const root = document.getElementById("root");
if (!root) throw new Error("The page has no element #root.");
createRoot(root).render(<App store={store} />);
