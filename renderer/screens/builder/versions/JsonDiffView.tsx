import { useMemo } from 'react';
import type { JsonObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { type JsonLine, jsonDiff } from './jsonDiff.ts';

interface JsonDiffViewProps {
  readonly before: JsonObject;
  readonly after: JsonObject;
}

const signs = { same: ' ', added: '+', removed: '−' } as const;

/** What differs between two definitions, as lines of JSON. */
export function JsonDiffView({ before, after }: JsonDiffViewProps) {
  const { t } = useTexts();
  const lines = useMemo(() => jsonDiff(before, after), [before, after]);
  if (lines.length === 0) return <p className="hint">{t('versions.equal')}</p>;
  return (
    <ScrollRegion className="json-diff" label={t('versions.differences')}>
      <ol>
        {lines.map((line, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is known by its number alone
          <li key={i} className={line.kind}>
            <LineText line={line} />
          </li>
        ))}
      </ol>
    </ScrollRegion>
  );
}

function LineText({ line }: { readonly line: JsonLine }) {
  const { t } = useTexts();
  if (line.kind === 'skipped') return t('versions.skipped', { count: line.count });
  return (
    <>
      <span aria-hidden className="json-diff-sign">
        {signs[line.kind]}
      </span>
      {line.kind !== 'same' && <span className="spoken">{t(`versions.line.${line.kind}`)}</span>}
      <code>{line.text}</code>
    </>
  );
}
