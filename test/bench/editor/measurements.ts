import * as v from "valibot";

/** When the command was given, in milliseconds since 1970. */
const commandAt = v.number();

/** What the extension host says of a window with a page that only paints. */
export const barePageSchema = v.object({ commandAt });

/** What the extension host measures of itself in a window where one file is plotted. */
export const hostMeasurementsSchema = v.object({
  commandAt,
  /** Milliseconds, the loading of the extension's code included. */
  activation: v.number(),
  /** Milliseconds from the command until everything was read and sent. */
  milliseconds: v.number(),
  /** Milliseconds by which the host's event loop was late, until two seconds after the command was done. */
  delay: v.object({ p50: v.number(), p99: v.number(), max: v.number() }),
  /** Bytes of the host's process, its threads included, with the milliseconds since the command. */
  memory: v.array(
    v.object({ at: v.number(), rss: v.number(), heapUsed: v.number(), arrayBuffers: v.number() }),
  ),
});

export type HostMeasurements = v.InferOutput<typeof hostMeasurementsSchema>;
