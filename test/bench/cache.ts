import { join } from "node:path";

/** The project's folder: the bench is started there. */
export const ROOT = process.cwd();

/** Where the bench keeps its data and peers; git ignores it, and removing it is safe. */
export const CACHE = join(ROOT, ".bench");
