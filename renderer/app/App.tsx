import { Provider } from "react-redux";
import { RouterProvider } from "react-router/dom";
import { createHashRouter } from "react-router";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import { routes } from "./routes.tsx";
import type { AppStore } from "./store.ts";

/** A hash router, so that `app://` in Electron and the web host behave alike and a view can be bookmarked. */
const router = createHashRouter(routes);

export function App({ store }: { store: AppStore }) {
  return (
    <ErrorBoundary>
      <Provider store={store}>
        <RouterProvider router={router} />
      </Provider>
    </ErrorBoundary>
  );
}
