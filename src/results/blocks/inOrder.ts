/**
 * Hands on what comes in any order in the order of its indices, from 0 without a gap.
 *
 * @param kept what is held of an item that has to wait
 * @returns takes an item with its index
 */
export function inOrder<T>(
  take: (index: number, item: T) => void,
  kept: (item: T) => T = (item) => item,
): (index: number, item: T) => void {
  const waiting = new Map<number, T>();
  let next = 0;
  return (index, item) => {
    if (index !== next) {
      waiting.set(index, kept(item));
      return;
    }
    take(next++, item);
    for (let ready = waiting.get(next); ready !== undefined; ready = waiting.get(next)) {
      waiting.delete(next);
      take(next++, ready);
    }
  };
}
