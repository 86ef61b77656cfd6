import * as v from "valibot";

const loadSchema = v.object({
  /** When the command was given, in milliseconds since 1970. */
  commandAt: v.number(),
  /** Milliseconds from the command until everything was read and sent. */
  milliseconds: v.number(),
  /** Milliseconds by which the host's event loop was late, until two seconds after the command was done. */
  delay: v.object({ p50: v.number(), p99: v.number(), max: v.number() }),
  /** Bytes of the host's process, its threads included, with the milliseconds since the command. */
  memory: v.array(
    v.object({ at: v.number(), rss: v.number(), heapUsed: v.number(), arrayBuffers: v.number() }),
  ),
});

/** What the extension host measures of itself in one window. */
export const hostMeasurementsSchema = v.object({
  /** Milliseconds, the loading of the extension's code included. */
  activation: v.number(),
  load: loadSchema,
});

export type HostMeasurements = v.InferOutput<typeof hostMeasurementsSchema>;

/** One file plotted. */
export type Load = v.InferOutput<typeof loadSchema>;
