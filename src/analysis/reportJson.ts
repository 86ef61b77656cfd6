/**
 * JSON for people and programs: indented, but with a list of numbers on one line. Numbers have every digit.
 *
 * @param report plain data without typed arrays
 */
export function reportJson(report: object): string {
  const text = JSON.stringify(report, null, 2);
  // Within a string a line break is escaped, so that a bracket before one is always a list's.
  return `${text.replaceAll(/\[\n\s+[-\d.e+,\s]+?\n\s*\]/g, (list) => list.replaceAll(/\s+/g, " ").replace("[ ", "[").replace(" ]", "]"))}\n`;
}
