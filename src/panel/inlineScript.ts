/** A script as it can stand in an HTML page, where the characters in its texts must not end it. */
export function inlineScript(script: string): string {
  return script.replace(/<\/(?=script)/gi, "<\\/").replaceAll("<!--", "\\x3C!--");
}
