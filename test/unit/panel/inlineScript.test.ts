import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";
import { inlineScript } from "../../../src/panel/inlineScript";

const SCRIPTS = [
  `"</script>"`,
  `"</SCRIPT >" + '<!-- <script>'`,
  "`</script${1}<!--`",
  String.raw`"<\/script>".length`,
  String.raw`/<\/script>/.test("</script>")`,
  `[1 < 2, "a</b", "<!-", "-->"].join()`,
];

test.for(SCRIPTS)("%s does not end its element and does what it did", (script) => {
  const inlined = inlineScript(script);
  expect(inlined).not.toMatch(/<\/script|<!--/i);
  expect(runInNewContext(inlined)).toEqual(runInNewContext(script));
});
