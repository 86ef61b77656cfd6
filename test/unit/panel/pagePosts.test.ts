import { expect, test } from "vitest";
import type { HostMessage } from "../../../src/panel/messages";
import { createPagePosts } from "../../../src/panel/pagePosts";

const PROGRESS: HostMessage = { type: "progress", text: "Reading", fraction: null };

function pageThatGets() {
  const got: HostMessage[] = [];
  const posts = createPagePosts((message) => {
    got.push(message);
    return Promise.resolve(true);
  });
  return { got, posts };
}

test("what is posted before the page has started is not sent again, but counted for it", async () => {
  const { got, posts } = pageThatGets();
  expect(posts.isThere()).toBe(true);
  expect(await posts.deliver(PROGRESS)).toBe(true);
  expect(await posts.deliver(PROGRESS)).toBe(true);
  expect(posts.hasStarted()).toBe(false);
  await posts.deliver(PROGRESS);
  expect(got).toEqual([PROGRESS, PROGRESS, { type: "posted", count: 2 }, PROGRESS]);
});

test("a page that says a second time that it has started needs everything, and is told no number", () => {
  const { got, posts } = pageThatGets();
  posts.hasStarted();
  expect(posts.hasStarted()).toBe(true);
  expect(got).toEqual([{ type: "posted", count: 0 }]);
});

test("a page that is gone gets nothing until it is back, and then needs everything", async () => {
  const { got, posts } = pageThatGets();
  await posts.deliver(PROGRESS);
  posts.hasGone();
  expect(posts.isThere()).toBe(false);
  expect(await posts.deliver(PROGRESS)).toBe(false);
  expect(posts.hasStarted()).toBe(true);
  expect(await posts.deliver(PROGRESS)).toBe(true);
  expect(got).toEqual([PROGRESS, PROGRESS]);
});
