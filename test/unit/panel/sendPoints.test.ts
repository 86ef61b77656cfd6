import { describe, expect, it } from "vitest";
import type { HostMessage } from "../../../src/panel/messages";
import { sendPoints } from "../../../src/panel/sendPoints";
import { plotOf } from "../plots";

type PointsMessage = Extract<HostMessage, { type: "points" }>;

const [example] = plotOf([{ id: "a", entropy: 1, jsDivergence: 0.1, correct: 1 }]);

function panelOf(count: number) {
  if (example === undefined) throw new Error("no panel");
  return {
    samples: {
      ...example.samples,
      entropy: Float64Array.from({ length: count }, (_, i) => i),
      jsDivergence: Float64Array.from({ length: count }, (_, i) => i / count),
      correct: Uint8Array.from({ length: count }, (_, i) => i % 3),
    },
  };
}

/** Collects what is posted; each message arrives when `arrive` is called. */
function wire() {
  const sent: PointsMessage[] = [];
  const waiting: (() => void)[] = [];
  return {
    sent,
    post: (message: HostMessage) => {
      if (message.type === "points") sent.push(message);
      return new Promise<void>((resolve) => waiting.push(resolve));
    },
    arrive: async () => {
      for (const resolve of waiting.splice(0)) resolve();
      await new Promise((resolve) => setTimeout(resolve));
    },
  };
}

function joined(
  messages: readonly PointsMessage[],
  column: "entropy" | "jsDivergence" | "correct",
): number[] {
  return messages.flatMap(({ points }) => Array.from(points[column]));
}

describe("sendPoints", () => {
  const panels = [panelOf(700_000), panelOf(3), panelOf(0), panelOf(300_000)];

  it("sends every point once, in slices that follow each other, in the unit asked for", async () => {
    const { sent, post, arrive } = wire();
    const sending = sendPoints(panels, "bits", true, post, new AbortController().signal);
    for (let turn = 0; turn < 20; turn++) await arrive();
    await sending;
    panels.forEach(({ samples }, panel) => {
      const own = sent.filter((message) => message.panel === panel);
      let offset = 0;
      for (const message of own) {
        expect(message.offset).toBe(offset);
        expect(message.total).toBe(samples.correct.length);
        offset += message.points.correct.length;
      }
      const inBits = (column: Float64Array) => Array.from(column, (value) => value * (1 / Math.LN2));
      expect(joined(own, "correct")).toEqual(Array.from(samples.correct));
      const entropies = inBits(samples.entropy);
      joined(own, "entropy").forEach((value, i) => {
        if (Math.abs(value - (entropies[i] ?? NaN)) > 1e-9 * value) throw new Error(`entropy ${i}`);
      });
      expect(joined(own, "jsDivergence").length).toBe(samples.jsDivergence.length);
    });
  });

  it("begins with every panel, then waits for each slice to arrive", async () => {
    const { sent, post, arrive } = wire();
    void sendPoints(panels, "nats", true, post, new AbortController().signal);
    expect(sent.map(({ panel, offset }) => [panel, offset])).toEqual([
      [0, 0],
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
    await arrive();
    expect(sent.length).toBe(5);
    await arrive();
    expect(sent.length).toBe(6);
    expect(sent.slice(4).map(({ panel }) => panel)).toEqual([0, 3]);
  });

  it("does not say how many there will be while files are still read", () => {
    const { sent, post } = wire();
    void sendPoints(panels, "nats", false, post, new AbortController().signal);
    expect(sent.map(({ total }) => total)).toEqual([null, null, null, null]);
  });

  it("stops when it is aborted", async () => {
    const { sent, post, arrive } = wire();
    const controller = new AbortController();
    void sendPoints(panels, "nats", true, post, controller.signal);
    await arrive();
    controller.abort();
    await arrive();
    await arrive();
    expect(sent.length).toBe(5);
  });

  it("never shares memory with the plot", () => {
    const { sent, post } = wire();
    void sendPoints(panels, "nats", true, post, new AbortController().signal);
    expect(sent[1]?.points.entropy.buffer).not.toBe(panels[1]?.samples.entropy.buffer);
    expect(sent[1]?.points.entropy.buffer.byteLength).toBe(3 * 8);
  });
});
