import ChevronDown from 'lucide-react/icons/chevron-down';
import Columns2 from 'lucide-react/icons/columns-2';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { CohortSummary } from '../../../shared/workbenchApi.ts';
import { Button } from '../../components/Button.tsx';
import { useApp, useAppState, useTexts } from '../../state/AppContext.tsx';
import { compareWith } from '../../state/cohortPageActions.ts';

const nobody = 'none';

/** Which cohort stands beside the open one. */
export function CompareMenu({ summary }: { readonly summary: CohortSummary }) {
  const app = useApp();
  const { t, own, count } = useTexts();
  const cohorts = useAppState((state) => state.cohorts.value) ?? [];
  const other = useComparedCohort(summary);
  const comparable = cohorts.filter((cohort) => isComparable(cohort, summary));
  const shown = other ? t('compare.with', { name: own(other.title) }) : t('compare.none');
  return (
    <MenuTrigger>
      <Button
        icon={Columns2}
        isDisabled={comparable.length === 0}
        aria-label={`${shown} (${t('compare.choose')})`}
      >
        <span className="compare-name">{shown}</span>
        <ChevronDown size={13} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu compare-menu"
          aria-label={t('compare.choose')}
          selectionMode="single"
          disallowEmptySelection
          selectedKeys={[other?.id ?? nobody]}
          onSelectionChange={(keys) => {
            const [id] = keys === 'all' ? [] : keys;
            if (id !== undefined) compareWith(app, id === nobody ? null : String(id));
          }}
        >
          <MenuItem id={nobody}>{t('compare.none')}</MenuItem>
          {comparable.map((cohort) => (
            <MenuItem key={cohort.id} id={cohort.id} textValue={own(cohort.title)}>
              <span>{own(cohort.title)}</span>
              <small className="num">{cohort.persons === null ? '' : count(cohort.persons)}</small>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function isComparable(cohort: CohortSummary, summary: CohortSummary): boolean {
  return cohort.id !== summary.id && cohort.state === 'generated' && typeof cohort.persons === 'number';
}

/** The cohort beside the open one, while both are there. */
export function useComparedCohort(summary: CohortSummary): CohortSummary | null {
  const id = useAppState((state) => state.compareWith);
  const cohorts = useAppState((state) => state.cohorts.value);
  return cohorts?.find((cohort) => cohort.id === id && isComparable(cohort, summary)) ?? null;
}
