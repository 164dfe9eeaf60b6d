import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
import { type ReactNode, useState } from 'react';
import type { ConceptEntry } from '../../../../shared/vocabulary/conceptApi.ts';
import { Button } from '../../../components/Button.tsx';
import { Choice } from '../../../components/Choice.tsx';
import { useAppState, useTexts } from '../../../state/AppContext.tsx';
import { freeId } from '../../../state/studyForm.ts';
import { TextInput } from '../../builder/fields/TextInput.tsx';
import { ConceptPicker } from '../../concepts/ConceptPicker.tsx';
import {
  asItem,
  bilingualName,
  type ConceptItem,
  ConceptItems,
  domainOf,
  type SourceDomain,
  sourceDomains,
} from './ConceptItems.tsx';

export interface SourceMember {
  readonly id: string;
  readonly name: string;
  readonly domain: SourceDomain;
  readonly concepts: readonly ConceptItem[];
}

interface SourceMembersProps<M extends SourceMember> {
  readonly label: string;
  readonly addLabel: string;
  readonly stem: string;
  readonly members: readonly M[];
  readonly onAdd: (member: SourceMember) => void;
  readonly onRemove: (id: string) => void;
  readonly onChange: (id: string, key: 'name' | 'domain' | 'concepts', value: unknown) => void;
  /** More fields of a member. */
  readonly more?: (member: M) => ReactNode;
}

/** Named sets of records: each with its name, kind of record and concepts; a new one is begun from concepts. */
export function SourceMembers<M extends SourceMember>(props: SourceMembersProps<M>) {
  const { label, addLabel, stem, members, onAdd, onRemove, onChange, more } = props;
  const { t, own } = useTexts();
  const [picking, setPicking] = useState(false);
  const released = useAppState((state) => state.release !== null && state.host.state === 'ready');
  const add = (concepts: readonly ConceptEntry[]) => {
    setPicking(false);
    const [first] = concepts;
    if (!first) return;
    const domain = domainOf(first);
    onAdd({
      id: freeId(stem, members),
      name: bilingualName(first),
      domain,
      concepts: concepts.filter((one) => domainOf(one) === domain).map(({ id }) => asItem(id)),
    });
  };
  return (
    <>
      <ul className="study-members" aria-label={label}>
        {members.map((member) => {
          const name = own(member.name);
          return (
            <li key={member.id} className="study-member">
              <TextInput
                label={t('studies.form.nameOf', { name })}
                value={member.name}
                onChange={(next) => next !== '' && onChange(member.id, 'name', next)}
              />
              <Choice
                label={t('studies.form.domainOf', { name })}
                value={member.domain}
                onChange={(domain) => onChange(member.id, 'domain', domain)}
                options={Object.keys(sourceDomains).map((domain) => ({
                  id: domain as SourceDomain,
                  label: t(`study.domain.${domain as SourceDomain}`),
                }))}
              />
              <ConceptItems
                label={t('studies.form.conceptsOf', { name })}
                domain={member.domain}
                items={member.concepts}
                optional={false}
                onChange={(concepts) => onChange(member.id, 'concepts', concepts)}
              />
              {more?.(member)}
              <Button
                kind="quiet"
                icon={Trash2}
                aria-label={t('studies.form.remove', { name })}
                onPress={() => onRemove(member.id)}
              />
            </li>
          );
        })}
      </ul>
      <Button icon={Plus} isDisabled={!released} onPress={() => setPicking(true)}>
        {addLabel}
      </Button>
      {!released && <span className="hint">{t('studies.new.needsRelease')}</span>}
      {picking && <ConceptPicker title={addLabel} multiple onClose={() => setPicking(false)} onPick={add} />}
    </>
  );
}
