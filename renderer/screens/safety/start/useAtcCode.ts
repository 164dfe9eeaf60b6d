import { useAsked } from '../../concepts/useAsked.ts';

/** The ATC code of a drug: its own, or that of a class directly above it; null while or where it is not known. */
export function useAtcCode(concept: number | null): string | null {
  const page = useAsked('concepts.page', concept === null ? null : { id: concept }).value;
  if (!page || concept !== page.concept.id) return null;
  const found = [page.concept, ...page.parents].filter(({ vocabulary }) => vocabulary === 'ATC');
  return found.toSorted((a, b) => b.code.length - a.code.length)[0]?.code ?? null;
}
