import { useMemo, useState } from 'react';
import { diffDefinitions } from '../../../../shared/cohort/diff/definitionDiff.ts';
import type { NodePath } from '../../../../shared/cohort/edit/nodePath.ts';
import type { JsonObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import { parseDefinition } from '../../../../shared/cohort/expression/parseDefinition.ts';
import { ScrollRegion } from '../../../components/ScrollRegion.tsx';
import { Segments } from '../../../components/Segments.tsx';
import { useTexts } from '../../../state/AppContext.tsx';
import { DefinitionDiffView } from '../words/DefinitionDiffView.tsx';
import { JsonDiffView } from './JsonDiffView.tsx';

interface VersionDiffProps {
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** Leads to a place of the newer definition. */
  readonly onJump: ((path: NodePath) => void) | null;
}

const kinds = ['words', 'json'] as const;

/** What differs between two definitions: in words, where both can be read and say different things, or as JSON. */
export function VersionDiff({ before, after, onJump }: VersionDiffProps) {
  const { t, locale } = useTexts();
  const older = useMemo(() => definitionOf(before), [before]);
  const newer = useMemo(() => definitionOf(after), [after]);
  const inWords = useMemo(
    () => older !== null && newer !== null && diffDefinitions(older, newer, locale).sections.length > 0,
    [older, newer, locale],
  );
  const [wanted, want] = useState<(typeof kinds)[number]>('words');
  if (!older || !newer || !inWords) return <JsonDiffView before={before} after={after} />;
  return (
    <>
      <Segments
        label={t('versions.differences')}
        value={wanted}
        onChange={want}
        options={kinds.map((id) => ({ id, label: t(`versions.in.${id}`) }))}
      />
      {wanted === 'json' ? (
        <JsonDiffView before={before} after={after} />
      ) : (
        <ScrollRegion className="version-words" label={t('versions.differences')}>
          <DefinitionDiffView before={older} after={newer} {...(onJump ? { onJump } : {})} />
        </ScrollRegion>
      )}
    </>
  );
}

function definitionOf(document: JsonObject) {
  const parsed = parseDefinition('', JSON.stringify(document));
  return parsed.ok ? parsed.definition : null;
}
