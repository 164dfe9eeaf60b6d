import ChevronDown from 'lucide-react/icons/chevron-down';
import Combine from 'lucide-react/icons/combine';
import PanelLeftClose from 'lucide-react/icons/panel-left-close';
import Play from 'lucide-react/icons/play';
import Plus from 'lucide-react/icons/plus';
import Trash2 from 'lucide-react/icons/trash-2';
import { useState } from 'react';
import { GridList, Input, Menu, MenuItem, MenuTrigger, Popover, SearchField } from 'react-aria-components';
import type { CohortSummary } from '../../../shared/workbenchApi.ts';
import { performCommand } from '../../app/performCommand.ts';
import { Button } from '../../components/Button.tsx';
import { CheckMark } from '../../components/CheckMark.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { openCohortPage, selectCohorts } from '../../state/cohortActions.ts';
import { showCohortList } from '../../state/cohortPageActions.ts';
import { CohortRow } from './CohortRow.tsx';

/** From so many on, a list is better searched than read. */
const filteredFrom = 8;

/** All cohorts; choosing one opens its page, ticking some offers what can be done with them. */
export function CohortList({ cohorts }: { readonly cohorts: readonly CohortSummary[] }) {
  const app = useApp();
  const { t } = useTexts();
  const selected = useAppState((state) => state.selectedCohorts);
  const open = useAppState((state) => (state.overlap ? null : state.openCohort));
  const [filter, setFilter] = useState('');
  const wanted = filter.normalize('NFKC').toLowerCase();
  const shown = cohorts.filter(({ name, title }) =>
    `${name} ${title}`.normalize('NFKC').toLowerCase().includes(wanted),
  );
  return (
    <section className="cohort-list" aria-label={t('nav.cohorts')}>
      <Toolbar />
      {cohorts.length >= filteredFrom && (
        <SearchField className="filter" aria-label={t('cohorts.filter')} value={filter} onChange={setFilter}>
          <Input placeholder={t('cohorts.filter')} />
        </SearchField>
      )}
      <div className="list-head">
        <CheckMark
          label={t('cohorts.selectAll')}
          checked={shown.length > 0 && shown.every(({ id }) => selected.has(id))}
          partly={selected.size > 0}
          onChange={(checked) => selectCohorts(app, checked ? shown.map(({ id }) => id) : [])}
        />
        <span>
          {selected.size > 0
            ? t('cohorts.selected', { count: selected.size })
            : t('cohorts.count', { count: cohorts.length })}
        </span>
        <span className="spacer" />
        <span>{t('cohorts.persons')}</span>
        <Button
          kind="quiet"
          icon={PanelLeftClose}
          aria-label={t('cohort.list.hide')}
          onPress={() => showCohortList(app, false)}
        />
      </div>
      <GridList
        className="rows"
        aria-label={t('nav.cohorts')}
        items={shown}
        selectionMode="single"
        selectionBehavior="replace"
        selectedKeys={open === null ? [] : [open]}
        onSelectionChange={(keys) => {
          const [id] = keys === 'all' ? [] : keys;
          if (id !== undefined) openCohortPage(app, String(id));
        }}
        renderEmptyState={() => <p className="hint">{t('cohorts.noneMatch')}</p>}
        dependencies={[selected]}
      >
        {(cohort) => <CohortRow cohort={cohort} ticked={selected.has(cohort.id)} />}
      </GridList>
    </section>
  );
}

function Toolbar() {
  const app = useApp();
  const { t } = useTexts();
  const selected = useAppState((state) => state.selectedCohorts.size);
  const generating = useAppState((state) => state.jobs.some(({ kind }) => kind === 'generate'));
  const stopped = useAppState((state) => state.host.state !== 'ready');
  return (
    <div className="list-tools">
      <MenuTrigger>
        <Button icon={Plus} aria-label={t('cohorts.add')}>
          {selected === 0 && t('cohorts.add')}
          <ChevronDown size={13} aria-hidden />
        </Button>
        <Popover className="popover">
          <Menu
            className="menu"
            aria-label={t('cohorts.add')}
            onAction={(key) => performCommand(app, String(key))}
          >
            <MenuItem id="cohort.new">{t('command.cohort.new')}</MenuItem>
            <MenuItem id="cohorts.importFiles">{t('command.cohorts.importFiles')}</MenuItem>
            <MenuItem id="cohorts.importText">{t('command.cohorts.importText')}</MenuItem>
            <MenuItem id="cohorts.importShipped">{t('command.cohorts.importShipped')}</MenuItem>
          </Menu>
        </Popover>
      </MenuTrigger>
      {selected > 0 && (
        <MenuTrigger>
          <Button data-guide="compare" icon={Combine} aria-label={t('cohorts.withSelected')}>
            <ChevronDown size={13} aria-hidden />
          </Button>
          <Popover className="popover">
            <Menu
              className="menu"
              aria-label={t('cohorts.withSelected')}
              disabledKeys={selected > 1 ? [] : ['cohorts.combine', 'cohorts.overlap']}
              onAction={(key) => performCommand(app, String(key))}
            >
              <MenuItem id="cohorts.combine">{t('command.cohorts.combine')}</MenuItem>
              <MenuItem id="cohorts.overlap">{t('command.cohorts.overlap')}</MenuItem>
            </Menu>
          </Popover>
        </MenuTrigger>
      )}
      {selected > 0 && (
        <Button
          icon={Trash2}
          aria-label={t('command.cohorts.remove')}
          onPress={() => performCommand(app, 'cohorts.remove')}
        />
      )}
      <span className="spacer" />
      <Button
        kind="primary"
        data-guide="generate"
        icon={Play}
        isDisabled={generating || stopped}
        onPress={() => performCommand(app, selected > 0 ? 'cohorts.generateSelected' : 'cohorts.generateAll')}
      >
        {selected > 0 ? t('cohorts.generateCount', { count: selected }) : t('cohorts.generateAll')}
      </Button>
    </div>
  );
}
