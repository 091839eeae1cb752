import js from "@eslint/js";
import globals from "globals";

const rules = {
  complexity: ["error", 8],
  "max-lines": ["error", { max: 200, skipBlankLines: true, skipComments: true }],
  "max-lines-per-function": ["error", { max: 50, skipBlankLines: true, skipComments: true }],
  eqeqeq: "error",
  "no-var": "error",
  "prefer-const": "error",
  "no-shadow": "error",
  "no-implicit-globals": "error",
  "no-eval": "error",
};

export default [
  js.configs.recommended,
  { rules, linterOptions: { reportUnusedDisableDirectives: "error" } },
  { files: ["static/js/**"], languageOptions: { globals: globals.browser } },
  { files: ["tests/static/js/**", "tests/workshop/**", "*.config.js"], languageOptions: { globals: globals.node } },
  // One expression, which Playwright gives to a page.
  {
    files: ["tests/e2e/**"],
    languageOptions: { globals: globals.browser, sourceType: "script" },
    rules: { "max-lines-per-function": "off" },
  },
  { ignores: [".*/", "data/", "screenshots/"] },
];
