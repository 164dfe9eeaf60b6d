import { GridList, GridListItem } from 'react-aria-components';
import type { JsonObject } from '../../../../shared/cohort/expression/definitionReader.ts';
import { sameDocument, type Version } from '../../../../shared/cohort/versions/version.ts';
import { useTexts } from '../../../state/AppContext.tsx';

interface VersionListProps {
  /** Latest first. */
  readonly versions: readonly Version[];
  /** The draft as it is. */
  readonly current: JsonObject;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}

/** The versions by time, with the user's word on each. */
export function VersionList({ versions, current, chosen, onChoose }: VersionListProps) {
  const { t, own, moment } = useTexts();
  return (
    <GridList
      className="version-list"
      aria-label={t('versions.title')}
      selectionMode="single"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const [key] = keys === 'all' ? [] : [...keys];
        if (key !== undefined) onChoose(String(key));
      }}
    >
      {versions.map(({ id, at, hash, name, note, reason, document }) => (
        <GridListItem key={id} id={id} className="version" textValue={`${moment(at)} ${note}`}>
          <span className="version-time num">{moment(at)}</span>
          {note !== '' && <strong className="version-note">{note}</strong>}
          <span className="version-facts">
            <span>{t(`versions.reason.${reason}`)}</span>
            <span className="version-name">{own(name)}</span>
            <span className="mono">{hash.slice(0, 8)}</span>
            {sameDocument(document, current) && <span className="badge">{t('versions.current')}</span>}
          </span>
        </GridListItem>
      ))}
    </GridList>
  );
}
