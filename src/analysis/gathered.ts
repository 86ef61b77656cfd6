/** The entries that `order` lists, in its order: what is then read one after the other is read several times as fast. */
export function gathered(values: Float64Array, order: Uint32Array): Float64Array<ArrayBuffer> {
  const result = new Float64Array(order.length);
  for (let i = 0; i < result.length; i++) result[i] = values[order[i] ?? 0] ?? NaN;
  return result;
}
