import ChevronDown from 'lucide-react/icons/chevron-down';
import X from 'lucide-react/icons/x';
import {
  Menu,
  MenuItem,
  MenuTrigger,
  Popover,
  Button as PressTarget,
  ToggleButton,
} from 'react-aria-components';
import type { ConceptFilters, ConceptOverview } from '../../../shared/vocabulary/conceptApi.ts';
import { Button } from '../../components/Button.tsx';
import { useTexts } from '../../state/AppContext.tsx';
import { noFilters } from '../../state/concepts.ts';
import { domainName } from './conceptTexts.ts';

interface ConceptFilterBarProps {
  readonly filters: ConceptFilters;
  readonly onChange: (filters: ConceptFilters) => void;
  readonly overview: ConceptOverview | null;
}

/** What results are narrowed to, as chips that can be taken off one by one. */
export function ConceptFilterBar({ filters, onChange, overview }: ConceptFilterBarProps) {
  const texts = useTexts();
  const { t } = texts;
  const chosen = [...filters.domains, ...filters.vocabularies];
  const isFiltered = chosen.length > 0 || filters.standardOnly || filters.usedOnly;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw and speak more than these chips need
    <div className="vocab-chips" role="group" aria-label={t('concepts.filters')}>
      <ToggleButton
        className="vocab-chip"
        isSelected={filters.usedOnly}
        onChange={(usedOnly) => onChange({ ...filters, usedOnly })}
      >
        {t('concepts.filter.used')}
      </ToggleButton>
      <ToggleButton
        className="vocab-chip"
        isSelected={filters.standardOnly}
        onChange={(standardOnly) => onChange({ ...filters, standardOnly })}
      >
        {t('concepts.filter.standard')}
      </ToggleButton>
      <ChipMenu
        label={t('concepts.filter.domain')}
        options={overview?.domains ?? []}
        nameOf={(domain) => domainName(domain, texts)}
        chosen={filters.domains}
        onChange={(domains) => onChange({ ...filters, domains })}
      />
      <ChipMenu
        label={t('concepts.filter.vocabulary')}
        options={overview?.vocabularies ?? []}
        nameOf={(vocabulary) => vocabulary}
        chosen={filters.vocabularies}
        onChange={(vocabularies) => onChange({ ...filters, vocabularies })}
      />
      {isFiltered && (
        <Button
          kind="quiet"
          icon={X}
          aria-label={t('concepts.filter.clear')}
          onPress={() => onChange(noFilters)}
        />
      )}
    </div>
  );
}

interface ChipMenuProps {
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly concepts: number }[];
  readonly nameOf: (id: string) => string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** A chip that opens a list to tick; closed, it says what is ticked. */
function ChipMenu({ label, options, nameOf, chosen, onChange }: ChipMenuProps) {
  const { t } = useTexts();
  const [first, ...others] = chosen;
  const said = first === undefined ? label : `${label}: ${nameOf(first)}`;
  return (
    <MenuTrigger>
      <PressTarget className={`vocab-chip${first === undefined ? '' : ' chosen'}`}>
        {others.length > 0 ? `${said} +${others.length}` : said}
        <ChevronDown size={12} aria-hidden />
      </PressTarget>
      <Popover className="popover" placement="bottom start">
        <Menu
          className="menu vocab-chip-menu"
          aria-label={label}
          selectionMode="multiple"
          selectedKeys={chosen}
          onSelectionChange={(keys) => {
            if (keys !== 'all') onChange(options.map(({ id }) => id).filter((id) => keys.has(id)));
          }}
        >
          {options.map(({ id, concepts }) => (
            <MenuItem key={id} id={id} textValue={nameOf(id)}>
              <span>{nameOf(id)}</span>
              <span className="num menu-count">{t('concepts.filter.count', { concepts })}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
