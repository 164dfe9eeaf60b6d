import { expect } from 'vitest';
import type { DomainName } from '../../../shared/cohort/expression/domains.ts';
import type { Json, JsonObject } from '../../../shared/demo/cohorts/circeJson.ts';
import { inLanguage } from '../../../shared/i18n/inLanguage.ts';
import type { MessageKey, MessageParams } from '../../../shared/i18n/translate.ts';
import type { WorkbenchPage } from './workbenchPage.ts';

const mostSteps = 90;

/** Builds a definition with the keyboard alone, as somebody would who has it on paper. */
export class BuilderKeyboard {
  readonly #workbench: WorkbenchPage;

  constructor(workbench: WorkbenchPage) {
    this.#workbench = workbench;
  }

  /** Builds what a shipped definition says; what it does not use is not reached for. */
  async build(name: string, expression: JsonObject): Promise<void> {
    await this.#startEmpty();
    await this.#name(name);
    const sets = list(expression.ConceptSets);
    for (const set of sets) await this.#conceptSet(set as JsonObject);
    const primary = expression.PrimaryCriteria as JsonObject;
    await this.#row(this.#text('builder.section.entry'));
    await this.#entryWindow(primary.ObservationWindow as JsonObject);
    await this.#limit('builder.field.PrimaryCriteriaLimit', primary.PrimaryCriteriaLimit as JsonObject);
    await this.press('Escape', 'ArrowDown');
    await this.#criterion(list(primary.CriteriaList)[0] as JsonObject, sets);
    for (const rule of list(expression.InclusionRules)) await this.#rule(rule as JsonObject, sets);
    await this.#row(this.#text('builder.section.rules'));
    await this.#limit('builder.field.ExpressionLimit', expression.ExpressionLimit as JsonObject);
    await this.#exit(expression, sets);
  }

  /** The definition as the JSON view has it. */
  async document(): Promise<string> {
    await this.press('Control+Alt+v');
    const editor = this.#workbench.page.getByRole('textbox', { name: this.#text('builder.json.label') });
    const text = await editor.inputValue();
    for (const _ of [1, 2, 3]) await this.press('Control+Alt+v');
    return text;
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.#workbench.page.keyboard.press(key);
  }

  #text(key: MessageKey, params?: MessageParams): string {
    return this.#workbench.text(key, params);
  }

  async #type(text: string): Promise<void> {
    await this.press('Control+a');
    await this.#workbench.page.keyboard.insertText(text);
  }

  /** What has the focus is called. */
  #focused(): Promise<string> {
    return this.#workbench.page.evaluate(() => {
      const element = document.activeElement;
      const labels = (element?.getAttribute('aria-labelledby') ?? '')
        .split(' ')
        .map((id) => document.getElementById(id))
        .map((label) => label?.getAttribute('aria-label') ?? label?.textContent ?? '');
      const around = element?.closest('label')?.textContent ?? '';
      const own = element?.getAttribute('aria-label') ?? around;
      return [own, ...labels, element?.matches('input, textarea') ? '' : element?.textContent]
        .join(' ')
        .trim();
    });
  }

  /** Presses a key until what has the focus answers. */
  async #until(key: string, wanted: (focused: string) => boolean, what: string): Promise<void> {
    for (let steps = 0; steps < mostSteps; steps++) {
      if (wanted(await this.#focused())) return;
      await this.press(key);
    }
    throw new Error(`${key} does not lead to “${what}”, but to “${await this.#focused()}”`);
  }

  async #tabTo(label: string): Promise<void> {
    await this.#until('Tab', (focused) => focused.includes(label), label);
  }

  async #choose(label: string, option: string): Promise<void> {
    await this.#tabTo(label);
    await this.press('Enter');
    await this.#workbench.page.getByRole('listbox').waitFor();
    await this.press('Home');
    await this.#until('ArrowDown', (focused) => focused === option, option);
    await this.press('Enter');
    await this.#workbench.page.getByRole('listbox').waitFor({ state: 'detached' });
  }

  async #number(label: string, value: Json | undefined): Promise<void> {
    await this.#tabTo(label);
    await this.#type(String(value));
  }

  async #startEmpty(): Promise<void> {
    const { page } = this.#workbench;
    await this.press('Control+Alt+n');
    await page.getByRole('dialog').waitFor();
    const onRadio = () => page.evaluate(() => document.activeElement?.matches('[type="radio"]') ?? false);
    for (let steps = 0; !(await onRadio()) && steps < 10; steps++) await this.press('Tab');
    const empty = page.getByRole('radio', { name: new RegExp(`^${this.#text('builder.new.empty')}`) });
    for (let steps = 0; !(await empty.isChecked()); steps++) {
      if (steps > 10) throw new Error('the arrows do not reach the empty definition');
      await this.press('ArrowDown');
    }
    await this.press('Enter');
    await page.locator('.outline').waitFor();
    await this.#inForm();
  }

  async #name(name: string): Promise<void> {
    await this.#tabTo(this.#text('builder.name'));
    await this.#type(name);
  }

  /** Waits until the form of what was added has the keyboard. */
  async #inForm(): Promise<void> {
    await expect
      .poll(() => this.#workbench.page.evaluate(() => document.activeElement?.closest('.inspector') !== null))
      .toBe(true);
  }

  /** Goes to a row of the outline. */
  async #row(text: string): Promise<void> {
    const { page } = this.#workbench;
    const inTree = () => page.evaluate(() => document.activeElement?.closest('.outline') !== null);
    await this.#until('Tab', () => true, text);
    for (let steps = 0; !(await inTree()); steps++) {
      if (steps > mostSteps) throw new Error('Tab does not reach the outline');
      await this.press('Tab');
    }
    await this.press('Home');
    await this.#until('ArrowDown', (focused) => focused.startsWith(text), text);
  }

  /** Adds to what is selected, from the outline or from its form. */
  async #add(title: string): Promise<void> {
    const { page } = this.#workbench;
    const typing = () => page.evaluate(() => document.activeElement?.matches('input, textarea') ?? false);
    if (await typing()) {
      await this.press('Escape');
      await expect.poll(typing).toBe(false);
    }
    await this.press('/');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.insertText(title);
    await page.getByRole('menuitem', { name: title }).first().waitFor();
    await this.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await this.#inForm();
  }

  async #conceptSet(set: JsonObject): Promise<void> {
    const { page } = this.#workbench;
    await this.#add(this.#text('builder.add.conceptSet'));
    await this.#tabTo(this.#text('conceptSet.name'));
    await this.#type(String(set.name));
    const items = list((set.expression as JsonObject).items) as JsonObject[];
    for (const [i, { concept }] of items.entries()) {
      const { CONCEPT_CODE: code } = concept as JsonObject;
      await this.#tabTo(this.#text('conceptSet.add'));
      await this.#type(String(code));
      const found = page.getByRole('option').filter({ hasText: String(code) });
      await found.first().waitFor();
      await this.press('ArrowDown');
      const exact = async () => {
        const words = (await this.#focused()).split(/[\s\u00a0]+/);
        return (
          words.includes(String(code)) ||
          (await page.locator('[data-focused] .mono').first().textContent()) === code
        );
      };
      for (let steps = 0; !(await exact()); steps++) {
        if (steps > 8) throw new Error(`the arrows do not reach ${String(code)}`);
        await this.press('ArrowDown');
      }
      await this.press('Enter');
      await expect
        .poll(() =>
          page
            .locator('.set-editor .set-item, .set-editor [data-item]')
            .count()
            .then((n) => n > i || n === 0),
        )
        .toBe(true);
      await this.#until(
        'Shift+Tab',
        (focused) => focused.includes(this.#text('conceptSet.add')),
        'the search',
      );
    }
    await this.press('Escape', 'Escape');
  }

  async #entryWindow(window: JsonObject): Promise<void> {
    await this.#number(this.#text('builder.field.PriorDays'), window.PriorDays);
    await this.#number(this.#text('builder.field.PostDays'), window.PostDays);
  }

  async #limit(label: MessageKey, limit: JsonObject): Promise<void> {
    if (limit.Type === 'First') return;
    await this.#choose(this.#text(label), this.#text(`builder.limit.${limit.Type as 'All'}`));
  }

  /** Fills in the form of the criterion that is selected. */
  async #criterion(wrapper: JsonObject, sets: readonly Json[]): Promise<void> {
    const [domain] = Object.keys(wrapper) as DomainName[];
    const attributes = wrapper[domain ?? ''] as JsonObject;
    const kind = this.#text('builder.inspector.domain');
    const name = this.#text(`domain.${domain as 'Death'}`);
    const shown = await this.#workbench.page.locator('.inspector .choice-button').first().textContent();
    if (shown !== name) await this.#choose(kind, name);
    await this.#set(this.#text('builder.field.CodesetId'), attributes.CodesetId, sets);
    if (attributes.First === true) {
      await this.#tabTo(this.#text('builder.field.First'));
      await this.press('Space');
    }
    for (const [key, value] of Object.entries((attributes.akashi ?? {}) as JsonObject)) {
      await this.#akashi(key, value);
    }
  }

  async #set(label: string, id: Json | undefined, sets: readonly Json[]): Promise<void> {
    const set = sets.find((one) => (one as JsonObject).id === id) as JsonObject;
    await this.#choose(label, inLanguage(String(set.name), 'en'));
  }

  async #akashi(key: string, value: Json): Promise<void> {
    const names: Readonly<Record<string, MessageKey>> = {
      DailyDose: 'attribute.DailyDose',
      TreatmentDuration: 'builder.field.TreatmentDuration',
      Coating: 'builder.field.Coating',
      Diameter: 'builder.field.DeviceDiameter',
      Length: 'builder.field.DeviceLength',
    };
    const words = this.#text(names[key] ?? 'attribute.DailyDose');
    const label = words.charAt(0).toUpperCase() + words.slice(1);
    await this.#tabTo(this.#text('builder.inspector.addField'));
    await this.press('Enter');
    await this.#workbench.page.getByRole('menuitem').first().waitFor();
    await this.#workbench.page.keyboard.insertText(label);
    await this.#workbench.page.getByRole('menuitem', { name: label }).waitFor();
    await this.press('Enter');
    await this.#workbench.page.getByRole('menuitem').first().waitFor({ state: 'detached' });
    await this.#inForm();
    if (Array.isArray(value)) return this.#concepts(label, value);
    const range = value as JsonObject;
    const between = range.Op === 'bt';
    if (range.Op !== 'gte') {
      await this.#choose(
        `${label} · ${this.#text('builder.op')}`,
        this.#text(`builder.op.${range.Op as 'lt'}`),
      );
    }
    await this.#number(`${label} · ${this.#text(between ? 'builder.from' : 'builder.value')}`, range.Value);
    if (between) await this.#number(`${label} · ${this.#text('builder.to')}`, range.Extent);
    if (range.Unit !== undefined) await this.#choose(`${label} · ${this.#text('builder.unit')}`, 'mg');
    if (range.GapDays !== undefined)
      await this.#number(`${label} · ${this.#text('builder.gapDays')}`, range.GapDays);
  }

  async #concepts(label: string, concepts: readonly Json[]): Promise<void> {
    const { deviceAttributeConcepts } = await import('../../../shared/vocabulary/deviceAttributes.ts');
    for (const concept of concepts as readonly JsonObject[]) {
      const known = deviceAttributeConcepts.find(({ conceptId }) => conceptId === concept.CONCEPT_ID);
      await this.#choose(`${label} · ${this.#text('builder.concepts.add')}`, known?.conceptName ?? '');
    }
  }

  async #rule(rule: JsonObject, sets: readonly Json[]): Promise<void> {
    const group = rule.expression as JsonObject;
    await this.#add(this.#text('builder.add.rule'));
    await this.#tabTo(this.#text('builder.field.name'));
    await this.#type(String(rule.name));
    await this.press('Escape');
    for (const member of list(group.CriteriaList) as readonly JsonObject[])
      await this.#correlated(member, sets);
    for (const person of list(group.DemographicCriteriaList) as readonly JsonObject[]) {
      await this.#add(this.#text('builder.add.age'));
      const label = `Age · ${this.#text('builder.value')}`;
      await this.#number(label, (person.Age as JsonObject).Value);
      await this.press('Escape');
    }
  }

  async #correlated(member: JsonObject, sets: readonly Json[]): Promise<void> {
    const criteria = member.Criteria as JsonObject;
    const occurrence = member.Occurrence as JsonObject;
    const [domain] = Object.keys(criteria);
    const name = this.#text(`domain.${domain as 'Death'}`);
    const never = occurrence.Type === 0 && occurrence.Count === 0;
    await this.#add(this.#text(never ? 'builder.add.never' : 'builder.add.criterion', { domain: name }));
    await this.#criterion(criteria, sets);
    if (!never && occurrence.Count !== 1)
      await this.#number(this.#text('builder.occurrence.count'), occurrence.Count);
    const window = member.StartWindow as JsonObject;
    await this.#bound('Start', window.Start as JsonObject);
    await this.#bound('End', window.End as JsonObject);
    await this.press('Escape');
  }

  async #bound(side: 'Start' | 'End', { Days, Coeff }: JsonObject): Promise<void> {
    const open = Days === undefined || Days === null;
    const kind = Number(Coeff) < 0 ? (open ? 'allBefore' : 'before') : open ? 'allAfter' : 'after';
    const direction = this.#text(side === 'Start' ? 'builder.window.startBound' : 'builder.window.endBound');
    await this.#choose(direction, this.#text(`builder.bound.${kind}`));
    if (open) return;
    const name = this.#text(side === 'Start' ? 'builder.window.start' : 'builder.window.end');
    await this.#number(
      `${this.#text('builder.field.StartWindow')} · ${name} · ${this.#text('builder.days')}`,
      Days,
    );
  }

  async #exit(expression: JsonObject, sets: readonly Json[]): Promise<void> {
    const strategy = expression.EndStrategy as JsonObject | undefined;
    const pad = (expression.CollapseSettings as JsonObject).EraPad;
    await this.#row(this.#text('builder.section.exit'));
    const offset = strategy?.DateOffset as JsonObject | undefined;
    const era = strategy?.CustomEra as JsonObject | undefined;
    const label = this.#text('builder.field.EndStrategy');
    if (offset) {
      await this.#choose(label, this.#text('builder.exit.dateOffset'));
      await this.#number(this.#text('builder.exit.offset'), offset.Offset);
    }
    if (era) {
      await this.#choose(label, this.#text('builder.exit.customEra'));
      await this.#set(this.#text('builder.field.CodesetId'), era.DrugCodesetId, sets);
      await this.#number(this.#text('builder.exit.gap'), era.GapDays);
      await this.#number(this.#text('builder.exit.eraOffset'), era.Offset);
    }
    if (pad !== 0) await this.#number(this.#text('builder.field.EraPad'), pad);
    await this.press('Escape');
  }
}

function list(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}
