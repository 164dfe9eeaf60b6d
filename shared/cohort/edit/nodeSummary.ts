import { inLanguage } from '../../i18n/inLanguage.ts';
import { type Locale, type MessageKey, translate } from '../../i18n/translate.ts';
import { isObject, type JsonObject } from '../expression/definitionReader.ts';
import { type DefinitionNames, definitionNames } from '../sentences/definitionNames.ts';
import { placeLabel } from '../sentences/placeLabel.ts';
import { fieldName } from './fieldName.ts';
import type { FormField } from './formFields.ts';
import { type Form, formsOf, isSet } from './forms.ts';
import { listAt, samePath, valueAt } from './jsonEdit.ts';
import type { NodePath } from './nodePath.ts';
import { type OutlineNode, rootOf } from './outline.ts';

/** What a row of the outline says: what it is about first, the rest in short. */
export interface NodeSummary {
  readonly title: string;
  /** A concept set, shown apart from the words around it. */
  readonly set: string | null;
  readonly details: readonly string[];
}

/** A node in a few words, in a language. Never fails: what cannot be read is left out. */
export function nodeSummary(locale: Locale, document: JsonObject, node: OutlineNode): NodeSummary {
  return summaryOf(locale, document).of(node);
}

/** One for each document and language: rows of a long definition share the names in it. */
const summaries = new WeakMap<JsonObject, Map<Locale, Summary>>();

function summaryOf(locale: Locale, document: JsonObject): Summary {
  const languages = summaries.get(document) ?? new Map<Locale, Summary>();
  summaries.set(document, languages);
  const known = languages.get(locale) ?? new Summary(locale, document);
  languages.set(locale, known);
  return known;
}

class Summary {
  readonly #locale: Locale;
  readonly #document: JsonObject;
  readonly #names: DefinitionNames;

  constructor(locale: Locale, document: JsonObject) {
    this.#locale = locale;
    this.#document = document;
    this.#names = definitionNames(document, locale);
  }

  of(node: OutlineNode): NodeSummary {
    switch (node.kind) {
      case 'entry':
        return this.#plain(this.#t('builder.section.entry'), this.#entryDetails(node));
      case 'rules':
        return this.#plain(this.#t('builder.section.rules'));
      case 'exit':
        return this.#plain(this.#t('builder.section.exit'), [this.#exit()]);
      case 'conceptSets':
        return this.#plain(this.#t('builder.section.conceptSets'));
      case 'additional':
        return this.#plain(this.#t('builder.node.additional'), [this.#groupText(node.path)]);
      case 'rule':
        return this.#rule(node);
      case 'group':
        return this.#plain(this.#groupText(node.path));
      case 'criterion':
        return this.#criterion(node, []);
      case 'correlated':
        return this.#criterion(node, [
          this.#occurrence(node.path),
          this.#window([...node.path, 'StartWindow']),
        ]);
      case 'demographic':
        return this.#plain(this.#t('builder.sum.demographic'), this.#conditions(node));
      case 'conceptSet':
        return this.#plain(inLanguage(this.#text([...node.path, 'name']), this.#locale), [
          this.#t('builder.sum.items', {
            count: listAt(this.#document, [...node.path, 'expression', 'items']).length,
          }),
        ]);
      case 'unknown':
        return this.#plain(this.#t('builder.sum.unknown'));
    }
  }

  #t(key: MessageKey, params: Record<string, string | number> = {}): string {
    return translate(this.#locale, key, params);
  }

  #plain(title: string, details: readonly string[] = []): NodeSummary {
    return { title, set: null, details: details.filter((text) => text !== '') };
  }

  #value(path: NodePath): unknown {
    return valueAt(this.#document, path);
  }

  #text(path: NodePath): string {
    const value = this.#value(path);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  }

  #entryDetails(node: OutlineNode): string[] {
    const window = [...node.path, 'ObservationWindow'];
    const prior = Number(this.#text([...window, 'PriorDays']) || 0);
    const post = Number(this.#text([...window, 'PostDays']) || 0);
    return [
      this.#limit([...node.path, 'PrimaryCriteriaLimit']),
      prior + post === 0 ? '' : this.#t('builder.sum.observation', { prior, post }),
    ];
  }

  #limit(path: NodePath): string {
    const type = this.#text([...path, 'Type']).toLowerCase();
    if (type === 'all') return this.#t('builder.limit.All');
    return type === 'last' ? this.#t('builder.limit.Last') : this.#t('builder.limit.First');
  }

  #rule(node: OutlineNode): NodeSummary {
    const name = inLanguage(this.#text([...node.path, 'name']), this.#locale);
    const members = node.children.length;
    const details = members === 0 ? [this.#t('builder.sum.emptyGroup')] : [];
    const group = members > 1 && node.group ? [this.#groupText(node.group)] : details;
    return this.#plain(name || this.#t('builder.node.unnamedRule'), group);
  }

  #groupText(path: NodePath): string {
    const count = Number(this.#text([...path, 'Count']) || 0);
    switch (this.#text([...path, 'Type']).toUpperCase()) {
      case 'ANY':
        return this.#t('builder.sum.any');
      case 'AT_LEAST':
        return this.#t('builder.sum.groupAtLeast', { count });
      case 'AT_MOST':
        return this.#t('builder.sum.groupAtMost', { count });
      default:
        return this.#t('builder.sum.all');
    }
  }

  #criterion(node: OutlineNode, more: readonly string[]): NodeSummary {
    if (node.criterion === null) return this.#plain(this.#t('builder.sum.unknown'));
    const { path, domain } = node.criterion;
    const set = this.#value([...path, 'CodesetId']) ?? null;
    const source = formsOf(this.#document, node)[0]?.fields.find(({ name }) => name === 'SourceConcept');
    const sourceSet = source ? (this.#value([...path, ...source.path]) ?? null) : null;
    const chosen = set ?? sourceSet;
    return {
      title: this.#t(`domain.${domain}`),
      set: chosen === null ? null : this.setName(chosen),
      details: [...this.#conditions(node), ...more].filter((text) => text !== ''),
    };
  }

  /** The name of a concept set; says so when the definition has none of that number. */
  setName(id: unknown): string {
    const set = listAt(this.#document, [...rootOf(this.#document), 'ConceptSets']).find(
      (one) => isObject(one) && Number(one.id) === Number(id),
    );
    const name = isObject(set) && typeof set.name === 'string' ? set.name : null;
    return name === null
      ? this.#t('builder.sum.missingSet', { id: String(id) })
      : inLanguage(name, this.#locale);
  }

  #conditions(node: OutlineNode): string[] {
    const [form] = formsOf(this.#document, node);
    if (!form) return [];
    return form.fields
      .filter(({ name }) => name !== 'CodesetId' && name !== 'SourceConcept')
      .filter((one) => isSet(this.#document, form, one))
      .map((one) => this.#condition(form, one));
  }

  #condition(form: Form, field: FormField): string {
    const at = [...form.base, ...field.path];
    const { label, path } = placeLabel(this.#document, at, this.#locale, this.#names);
    return samePath(path, at) ? label : fieldName(this.#locale, field);
  }

  #occurrence(path: NodePath): string {
    const count = Number(this.#text([...path, 'Occurrence', 'Count']) || 0);
    switch (this.#text([...path, 'Occurrence', 'Type'])) {
      case '0':
        return count === 0 ? this.#t('builder.sum.never') : this.#t('builder.sum.exactly', { count });
      case '1':
        return count === 0 ? this.#t('builder.sum.never') : this.#t('builder.sum.atMost', { count });
      default:
        return this.#t('builder.sum.atLeast', { count });
    }
  }

  #window(path: NodePath): string {
    if (!isObject(this.#value(path))) return '';
    const from = this.#bound([...path, 'Start']);
    const to = this.#bound([...path, 'End']);
    if (from === null && to === null) return this.#t('builder.sum.ever');
    const key =
      this.#value([...path, 'UseIndexEnd']) === true ? 'builder.sum.windowEnd' : 'builder.sum.window';
    return this.#t(key, {
      from: from ?? this.#t('builder.sum.allBefore'),
      to: to ?? this.#t('builder.sum.allAfter'),
    });
  }

  #bound(path: NodePath): string | null {
    const days = this.#text([...path, 'Days']);
    if (days === '') return null;
    const signed = Number(days) * (Number(this.#text([...path, 'Coeff'])) < 0 ? -1 : 1);
    if (signed === 0) return this.#t('builder.sum.indexDay');
    return this.#t('builder.sum.day', { days: `${signed < 0 ? '−' : '+'}${Math.abs(signed)}` });
  }

  #exit(): string {
    const path = [...rootOf(this.#document), 'EndStrategy'];
    const offset = [...path, 'DateOffset'];
    if (isObject(this.#value(offset))) {
      const end = this.#text([...offset, 'DateField']).toLowerCase() === 'enddate' ? 'end' : 'start';
      return this.#t(`builder.sum.end.offset.${end}`, {
        days: Number(this.#text([...offset, 'Offset']) || 0),
      });
    }
    const era = [...path, 'CustomEra'];
    if (!isObject(this.#value(era))) return this.#t('builder.sum.end.observation');
    return this.#t('builder.sum.end.era', {
      set: this.setName(this.#value([...era, 'DrugCodesetId'])),
      gap: Number(this.#text([...era, 'GapDays']) || 0),
    });
  }
}

/** The name of the concept set with a number, in a language. */
export function conceptSetName(locale: Locale, document: JsonObject, id: unknown): string {
  return summaryOf(locale, document).setName(id);
}
