import type { HostMessage } from "./messages";

/** Posts to a page that may come and go. */
export interface PagePosts {
  /** @returns when the message has arrived, or waits for the page to start; at once when there is no page */
  readonly deliver: (message: HostMessage) => Promise<boolean>;
  /** Whether there is a page, be it one that still starts. */
  isThere(): boolean;
  /** The page says that it has started. @returns whether it is to be sent everything that is shown */
  hasStarted(): boolean;
  hasGone(): void;
}

/**
 * @param post VS Code's, which keeps messages for a page that is starting; not all where it starts a page twice, as it
 *   does after a reload of the window. So the page is told their number, and asks again when it has got fewer.
 */
export function createPagePosts(post: (message: HostMessage) => PromiseLike<boolean>): PagePosts {
  let page: "starting" | "running" | "gone" = "starting";
  let early = 0;
  return {
    async deliver(message) {
      if (page === "starting") early++;
      return page !== "gone" && (await post(message));
    },
    isThere: () => page !== "gone",
    hasStarted() {
      const before = page;
      page = "running";
      if (before !== "starting") return true;
      void post({ type: "posted", count: early });
      return false;
    },
    hasGone() {
      page = "gone";
    },
  };
}
