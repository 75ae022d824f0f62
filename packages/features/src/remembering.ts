const MOST = 10_000;

/**
 * The function with a memory of what it gave for the last 10,000 texts or fewer: songs share albums and artists. The results are not to be
 * changed.
 */
export function remembering<Result>(ofText: (text: string) => Result): (text: string) => Result {
  const results = new Map<string, Result>();
  return (text) => {
    const known = results.get(text);
    if (known !== undefined) return known;
    const result = ofText(text);
    if (results.size === MOST) results.clear();
    results.set(text, result);
    return result;
  };
}
