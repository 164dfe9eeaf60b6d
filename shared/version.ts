import manifest from '../package.json' with { type: 'json' };

/** Akashi's version, for provenance. */
export const AKASHI_VERSION: string = manifest.version;
