import fc from 'fast-check';

/**
 * Property tests draw the same cases in every run, so that a run can be trusted and repeated; `AKASHI_SEED=N` draws
 * others.
 */
fc.configureGlobal({ seed: Number(process.env.AKASHI_SEED ?? 20_260_401) });
