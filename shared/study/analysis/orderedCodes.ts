/** Codes 0… of values in order of first appearance, without gaps. */
export function orderedCodes(values: Int32Array): Int32Array {
  const codes = new Map<number, number>();
  return values.map((value) => {
    const code = codes.get(value) ?? codes.size;
    codes.set(value, code);
    return code;
  });
}
