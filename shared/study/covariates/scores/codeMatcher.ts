/**
 * Reads a list of ICD-10 codes without dots: `I50` is everything that begins so, `I60-I69` and `I425-I429` all from one
 * to the other, `=E11` that very code.
 * @returns whether a code (capitals, no dot) belongs to the list; ranges such as blocks do not
 */
export function codeMatcher(list: string): (code: string) => boolean {
  const tests = list.split(' ').map((item): ((code: string) => boolean) => {
    if (item.startsWith('=')) return (code) => code === item.slice(1);
    const [from = '', to] = item.split('-');
    if (to === undefined) return (code) => code.startsWith(from);
    return (code) => {
      const start = code.slice(0, from.length);
      return start.length === from.length && start >= from && start <= to;
    };
  });
  return (code) => isCode.test(code) && tests.some((test) => test(code));
}

const isCode = /^[A-Z]\d[0-9A-Z]+$/;
