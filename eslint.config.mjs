import js from "@eslint/js";
import tseslint from "typescript-eslint";

const stageImports = (forbidden, message) => ({
  "no-restricted-imports": ["error", { patterns: [{ group: forbidden, message }] }],
});

export default tseslint.config(
  // AssemblyScript, which has types of its own.
  { ignores: ["src/results/scan/kernel/"] },
  { ignores: ["dist/", ".bench/", ".vscode-test/", "node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.mts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { project: ["./tsconfig.json", "./webview/tsconfig.json"] },
    },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-assertions": ["error", { assertionStyle: "as" }],
      "@typescript-eslint/prefer-readonly": "error",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["src/results/**", "src/analysis/**", "src/figure/**"],
    rules: stageImports(
      ["vscode", "**/panel/**", "**/webview/**", "**/commands/**"],
      "Results, analysis and figure know nothing of the editor.",
    ),
  },
  {
    files: ["src/metrics/**"],
    rules: stageImports(["vscode", "../*"], "Metrics are pure functions on numbers and import nothing."),
  },
  {
    files: ["webview/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^vscode$|/src/(?!panel/messages$|figure/)",
              message: "The webview imports from src/ only panel/messages and figure/.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["scripts/**/*.mjs"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              regex: "^(?!node:|\\.)",
              message: "Scripts start before packages are installed: import these where they are used.",
            },
          ],
        },
      ],
    },
  },
  {
    files: ["test/**"],
    ignores: ["test/unit/results/zstdWriter.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { name: "@bokuweb/zstd-wasm", message: "Import zstdWriter.ts, which initialises it once." },
      ],
    },
  },
  { files: ["test/bench/**"], rules: { "no-console": "off" } },
  {
    files: ["**/*.mjs", "**/*.js"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        Buffer: "readonly",
        fetch: "readonly",
        setTimeout: "readonly",
        clearTimeout: "readonly",
        require: "readonly",
        __dirname: "readonly",
        module: "writable",
        document: "readonly",
        window: "readonly",
      },
    },
    rules: { "no-console": "off" },
  },
);
