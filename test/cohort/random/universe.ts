import fc from 'fast-check';
import { dayOf } from '../reference/cdmData.ts';

/**
 * The few concepts, days and words that random data and random definitions share, so that filters hit often: concepts
 * of every kind come from one pool, and all of time is some days around a new year.
 */
export const firstDay = dayOf('2010-12-24');
export const lastDay = firstDay + 18;

/** Standard concepts with a hierarchy among them; the last does not fit into 32 bits. */
export const standardConcepts = [1, 2, 3, 4, 5, 6, 2_000_000_101, 3_000_000_007] as const;
/** Concepts that are invalid: named directly they count, as descendants they do not. */
export const invalidConcepts = [11, 12] as const;
/** Concepts of source vocabularies that may map to standard ones. */
export const sourceConcepts = [21, 22, 23] as const;
/** Ids that records or definitions name but the concept table lacks. */
export const unknownConcepts = [91, 92] as const;
export const knownConcepts = [0, ...standardConcepts, ...invalidConcepts, ...sourceConcepts] as const;
export const allConcepts = [...knownConcepts, ...unknownConcepts] as const;

export const words = ['', 'a', 'ab', 'abc', 'cab', "o'b", '50%', 'a_b', '腎', 'AB'] as const;

/** Mostly the first concepts, so that most things match something. */
export const anyConcept: fc.Arbitrary<number> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(1, 2, 3) },
  { weight: 3, arbitrary: fc.constantFrom(...standardConcepts, ...sourceConcepts) },
  { weight: 1, arbitrary: fc.constantFrom(...allConcepts) },
);

export const anyDay: fc.Arbitrary<number> = fc.integer({ min: firstDay, max: lastDay });
export const anyWord: fc.Arbitrary<string> = fc.constantFrom(...words);
