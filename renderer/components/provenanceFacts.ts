import type { Provenance } from '../../shared/workbenchApi.ts';
import type { Texts } from '../state/AppContext.tsx';

export interface Fact {
  readonly term: string;
  readonly value: string;
  readonly mono: boolean;
}

/** Where a number came from, line by line. */
export function provenanceFacts(provenance: Provenance, { t, number, moment }: Texts): readonly Fact[] {
  return [
    { term: t('provenance.release'), value: provenance.releaseId, mono: true },
    { term: t('provenance.digest'), value: `sha256:${provenance.releaseDigest}`, mono: true },
    { term: t('provenance.definition'), value: `sha256:${provenance.definitionHash}`, mono: true },
    { term: t('provenance.method'), value: provenance.method, mono: false },
    { term: t('provenance.engine'), value: provenance.engine, mono: false },
    { term: t('provenance.version'), value: `Akashi ${provenance.akashiVersion}`, mono: false },
    { term: t('provenance.generatedAt'), value: moment(provenance.generatedAt), mono: false },
    {
      term: t('provenance.duration'),
      value: `${number(Math.round(provenance.milliseconds))} ms`,
      mono: false,
    },
  ];
}
