import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { splitCells } from "../../../src/results/formats/cells";
import { delimitedReader } from "../../../src/results/formats/delimited";

const piece = fc.constantFrom("a", "1.5", '"', '""', ",", ";", " ", "é", "\n", "\r\n");

/** A record as any writer would make it: quotes only around whole cells. */
const wellFormedCells = fc.array(
  fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join("")),
  { minLength: 2, maxLength: 5 },
);

test("cells are those of csv-parse", () => {
  fc.assert(
    fc.property(wellFormedCells, fc.boolean(), (cells, quotesAll) => {
      const line = cells
        .map((cell) => (quotesAll || /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell))
        .join(",");
      expect(splitCells(Buffer.from(line), ",")).toEqual(cells);
      expect([splitCells(Buffer.from(line), ",")]).toEqual(parse(line, { record_delimiter: ["\u0000"] }));
    }),
    { numRuns: 2000 },
  );
});

test("records of well-formed text are those of csv-parse", () => {
  const rows = fc.array(
    fc.array(
      fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join("")),
      { minLength: 3, maxLength: 3 },
    ),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 40 }), (table, chunkBytes) => {
      const quoted = table.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(","));
      const text = Buffer.from(["entropy,jsd,id", ...quoted].join("\n"));
      const records: unknown[] = [];
      const reader = delimitedReader(
        {
          record: (fields) => records.push(fields),
          skip: (reason) => records.push(reason),
        },
        ",",
      );
      for (let i = 0; i < text.length; i += chunkBytes) reader.push(text.subarray(i, i + chunkBytes));
      reader.end();
      expect(records).toEqual(parse(text, { columns: true }));
    }),
    { numRuns: 1000 },
  );
});

test("a quote within an unquoted cell, or after a closing one, is text", () => {
  expect(splitCells(Buffer.from('5" pipe,"a" b,"",x""y'), ",")).toEqual(['5" pipe', "a b", "", 'x""y']);
});
