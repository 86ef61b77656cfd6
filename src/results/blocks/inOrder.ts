/**
 * Hands on what comes in any order in the order of its indices, from 0 without a gap.
 *
 * @returns takes an item with its index
 */
export function inOrder<T>(take: (index: number, item: T) => void): (index: number, item: T) => void {
  const waiting = new Map<number, T>();
  let next = 0;
  return (index, item) => {
    waiting.set(index, item);
    for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
      waiting.delete(next);
      take(next++, ready);
    }
  };
}
