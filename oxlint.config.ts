import { defineConfig, type OxlintOverride } from "oxlint";
import manifest from "./package.json" with { type: "json" };

/**
 * Lint rules and, below, the import directions of the architecture. The limits keep files and functions small enough
 * to be read at once.
 */

/** Matches the text of an import, by expression or by glob (a later `!glob` allows again); says what to use instead. */
type Limit = { regex: string; message: string } | { group: string[]; message: string };

// Packages with one home

const STORE: Limit = { regex: "^better-sqlite3", message: "Only main/store opens the database: use the Store of main/ports.ts." };
const CLUSTER: Limit = { regex: "^@kubernetes/client-node", message: "Only main/cluster knows this client (its types); the rest of the program reaches clusters through main/cluster." };
const NETWORK: Limit = {
  regex: "^node:(dgram|dns|http|http2|https|net|tls)(/|$)|^undici$|^ws$",
  message: "Only main/cluster connects to anything, and only main/hosts/web listens: so every connection is known.",
};
const ELECTRON: Limit = { regex: "^electron(/|$)", message: "Only main/hosts/electron and main/preload know Electron." };
const COMMANDER: Limit = { regex: "^commander$", message: "Only main/hosts/cli parses a command line." };
const BUILD_TOOLS: Limit = {
  regex: "^(vite|vitest|rolldown|electron-builder|@electron/|@playwright/|playwright|oxlint|@vitejs/)",
  message: "Build and test tools are for main/dev, test and the configuration files.",
};
const REACT: Limit = {
  regex: "^(react|react-dom|react-redux|react-router|@reduxjs/|@patternfly/|@tanstack/)",
  message: "Only renderer draws: the trusted side has no user interface.",
};

// Directions

const NODE: Limit = { regex: "^node:", message: "This layer knows no Node: take what you need as an argument." };
const TO_MAIN: Limit = { regex: "(^|/)main/", message: "The trusted side is reached through renderer/api only." };
const TO_RENDERER: Limit = { regex: "(^|/)renderer/", message: "Nothing but tests imports the window." };
const TO_TEST: Limit = { regex: "(^|/)test/", message: "The program imports no test code." };
const PACKAGES_OF_SHARED: Limit = {
  regex: `^(node:|(${otherPackages(["zod", "yaml"]).join("|")})(/|$))`,
  message: "shared imports nothing of Node and no package but zod and yaml.",
};

/** From the ground up: each layer of `shared` imports only those before it. `ipc` and `messages` stand on all. */
const LAYERS = ["kernel", "falco", "model", "kube", "rules", "engine", "audit", "exchange", "bundle", "messages", "ipc"];

/** What only `main/hosts` puts together. */
const IO_FOLDERS: Limit = {
  regex: "^\\.\\./(store|cluster|audit|workers|hosts|ipc)/",
  message: "Use cases take what they need through main/ports.ts.",
};
const IO_MODULES: Limit = {
  regex: "^(node:(child_process|cluster|dgram|dns|fs|http|http2|https|inspector|net|sqlite|tls|worker_threads|zlib)(/|$)|undici$|ws$)",
  message: "Use cases do no input or output: add it to main/files or main/ports.ts.",
};

const FEATURE_DOOR = "Import another feature through its index.ts.";

/** Every package of package.json but these. One that is not installed does not compile anyway. */
function otherPackages(allowed: string[]): string[] {
  return Object.keys({ ...manifest.dependencies, ...manifest.devDependencies }).filter((name) => !allowed.includes(name));
}

function limit(files: string[], ...patterns: Limit[]): OxlintOverride {
  return { files, rules: { "no-restricted-imports": ["error", { patterns }] } };
}

const sharedLayers = LAYERS.map((layer, place) => {
  const above = LAYERS.slice(place + 1).join("|");
  const message = `shared/${layer} is below: the order is ${LAYERS.join(" ← ")}.`;
  return limit([`shared/${layer}/**`], PACKAGES_OF_SHARED, TO_MAIN, TO_RENDERER, TO_TEST, ...(above ? [{ regex: `/(${above})/`, message }] : []));
});

const MAIN: Limit[] = [REACT, CLUSTER, TO_RENDERER, TO_TEST];
const RENDERER: Limit[] = [
  NODE, STORE, CLUSTER, ELECTRON, COMMANDER, BUILD_TOOLS, TO_MAIN, TO_TEST,
  { regex: "ipc/schemas", message: "Requests are checked on the trusted side; the window takes the types of shared/ipc/contract.ts." },
];

// A later entry replaces an earlier one for the files that both match: from the general to the particular.
const boundaries: OxlintOverride[] = [
  ...sharedLayers,

  limit(["main/**"], ...MAIN, STORE, ELECTRON, COMMANDER, BUILD_TOOLS, NETWORK),
  limit(["main/usecases/**"], ...MAIN, STORE, ELECTRON, COMMANDER, BUILD_TOOLS, IO_FOLDERS, IO_MODULES),
  limit(["main/store/**"], ...MAIN, ELECTRON, COMMANDER, BUILD_TOOLS, NETWORK),
  limit(["main/cluster/**"], ...MAIN.filter((one) => one !== CLUSTER), STORE, ELECTRON, COMMANDER, BUILD_TOOLS),
  limit(["main/hosts/cli/**"], ...MAIN, STORE, ELECTRON, BUILD_TOOLS, NETWORK),
  limit(["main/hosts/web/**"], ...MAIN, STORE, ELECTRON, COMMANDER, BUILD_TOOLS),
  limit(["main/hosts/electron/**"], ...MAIN, STORE, COMMANDER, BUILD_TOOLS, NETWORK),
  limit(["main/preload/**"], ...MAIN, STORE, COMMANDER, BUILD_TOOLS, NODE, {
    regex: "^(zod|yaml)$|ipc/schemas", message: "The preload stays small: it carries requests and checks nothing.",
  }),
  limit(["main/dev/**"], ...MAIN, STORE, COMMANDER),

  limit(["renderer/**"], ...RENDERER, { group: ["**/features/*/**", "!**/features/*/index.ts"], message: FEATURE_DOOR }),
  limit(["renderer/ui/**"], ...RENDERER, { regex: "/(features|api|app)/", message: "renderer/ui draws what it is given and knows no feature." }),
  limit(["renderer/api/**"], ...RENDERER, { regex: "/(features|app|ui)/", message: "renderer/api knows the contract, not the features." }),
  limit(["renderer/features/*/*"], ...RENDERER, { group: ["../[!.]*/**", "!../*/index.ts"], message: FEATURE_DOOR }),
  limit(["renderer/features/*/*/*"], ...RENDERER, { group: ["../../[!.]*/**", "!../../*/index.ts"], message: FEATURE_DOOR }),
];

export default defineConfig({
  plugins: ["typescript", "unicorn", "oxc", "import", "react", "jsx-a11y", "vitest", "promise"],
  categories: { correctness: "error", suspicious: "error" },
  // The walker is AssemblyScript: types of its own, and == there is what === is here.
  ignorePatterns: ["out", "dist", "node_modules", "main/files/walker/assembly"],
  rules: {
    "typescript/no-explicit-any": "error",
    "typescript/ban-ts-comment": "error",
    "eslint/complexity": ["error", 20],
    "eslint/max-depth": ["error", 4],
    "eslint/max-lines": ["error", { max: 300, skipBlankLines: true, skipComments: true }],
    "eslint/max-params": ["error", 6],
    "eslint/no-console": ["error", { allow: ["error"] }],
    "eslint/eqeqeq": "error",
    "eslint/no-shadow": ["error", { hoist: "never" }], // a local may be named like a function declared further down
    "import/no-cycle": "error",
    "import/no-unassigned-import": ["error", { allow: ["**/*.css", "@testing-library/jest-dom/vitest"] }],
    // Refused here because they ask for what this code has no use for:
    "react/no-unstable-nested-components": ["error", { allowAsProps: true }], // PatternFly takes toggles and bodies as functions
    "react/react-in-jsx-scope": "off", // JSX is compiled without it
    "import/no-named-as-default": "off", // icon packages export each icon twice
    "import/no-named-as-default-member": "off", // fc.record and its like are how fast-check reads best
    "jsx-a11y/no-noninteractive-tabindex": ["error", { tags: [], roles: ["region", "tabpanel"] }], // what scrolls must be reachable by keyboard
    "react/incompatible-library": "off", // a hint for React's compiler, which is not used
    "jsx-a11y/prefer-tag-over-role": "off", // roles on spans and divs are how status texts are made
    "unicorn/require-post-message-target-origin": "off", // worker ports have none
    "unicorn/consistent-function-scoping": "off", // a helper may stand next to its only use
    "unicorn/no-array-sort": "off", // sorting or
    "unicorn/no-array-reverse": "off", // turning a fresh array in place is fine
    "promise/always-return": "off", // a last `then` need not return
    "vitest/no-conditional-expect": "off", // helpers that check one of several kinds
    "eslint/no-control-regex": "off", // hostile text is searched for control characters
  },
  overrides: [
    ...boundaries,
    // Playwright reads a fixture's dependencies from the pattern, also when there are none.
    { files: ["test/e2e/**"], rules: { "eslint/no-empty-pattern": "off" } },
    // A reader that takes a byte at a time is one switch over its states.
    { files: ["main/files/json*.ts"], rules: { "eslint/complexity": ["error", 35] } },
    // A table's columns are parameters.
    { files: ["test/**"], rules: { "eslint/max-params": "off" } },
    { files: ["main/hosts/**", "main/dev/**", "test/**"], rules: { "eslint/no-console": "off" } },
  ],
});
