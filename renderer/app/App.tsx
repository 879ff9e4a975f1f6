import { Provider } from "react-redux";
import type { DataRouter } from "react-router";
import { RouterProvider } from "react-router/dom";
import { ErrorBoundary } from "./ErrorBoundary.tsx";
import type { AppStore } from "./store.ts";

export function App({ store, router }: { store: AppStore; router: DataRouter }) {
  return (
    <ErrorBoundary>
      <Provider store={store}>
        <RouterProvider router={router} />
      </Provider>
    </ErrorBoundary>
  );
}
