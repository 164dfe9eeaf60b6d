import type { NodePath } from '../../cohort/edit/nodePath.ts';
import { parseDefinition } from '../../cohort/expression/parseDefinition.ts';
import { definitionText } from '../../cohort/sentences/definitionText.ts';
import { isChip } from '../../cohort/sentences/part.ts';
import type { Sentence } from '../../cohort/sentences/wording.ts';
import { axisCategories, isAfterIndex } from '../specification/axisCategories.ts';
import type { ComparisonArm, MatrixAxis } from '../specification/comparisonSpecification.ts';
import { conceptsText } from './conceptWords.ts';
import { called, definitionName, listed, type Speaker, says, told } from './statement.ts';

/** What is compared: every arm, and the matrix that arms are cut from. */
export function strategyWords(speaker: Speaker): Sentence[] {
  const { arms, matrix } = speaker.study;
  return [...arms.map((arm, i) => armWords(speaker, arm, i)), ...(matrix ? [matrixWords(speaker)] : [])];
}

function armWords(speaker: Speaker, arm: ComparisonArm, place: number): Sentence {
  const path = ['arms', place];
  const name = called(speaker, arm.name);
  if (arm.cohort !== null) {
    const cohort = definitionName(speaker, arm.cohort);
    return told(
      speaker,
      path,
      'trial.armOfCohort',
      { arm: name, cohort },
      definitionWords(speaker, arm.cohort),
    );
  }
  const cells = Object.entries(arm.cells ?? {}).map(([id, categories]) => {
    const axis = speaker.study.matrix?.axes.find((candidate) => candidate.id === id);
    return says(
      [...path, 'cells', id],
      axis ? axisCellText(speaker, axis, categories) : `${id}: ${listed(speaker, categories)}`,
    );
  });
  return told(
    speaker,
    path,
    'trial.armOfCells',
    { arm: name, base: definitionName(speaker, speaker.study.matrix?.base ?? '') },
    cells,
  );
}

/** What a definition asks of people, chapter by chapter, without the lists of codes. */
export function definitionWords({ study, locale }: Speaker, id: string): Sentence[] {
  const expression = study.definitions[id]?.expression;
  const parsed = parseDefinition(id, JSON.stringify(expression ?? {}));
  if (!parsed.ok) return [];
  const { sections } = definitionText(parsed.definition, locale);
  return sections
    .filter((section) => section.id !== 'conceptSets')
    .flatMap(({ sentences }) => sentences.filter(({ remark }) => remark !== true))
    .map((sentence) => within(['definitions', id, 'expression'], sentence));
}

/** A statement about a definition as one about the study that holds it. */
function within(root: NodePath, sentence: Sentence): Sentence {
  return {
    ...sentence,
    path: [...root, ...sentence.path],
    parts: sentence.parts.map((part) => (isChip(part) ? { ...part, path: [...root, ...part.path] } : part)),
    members: sentence.members.map((member) => within(root, member)),
  };
}

function matrixWords(speaker: Speaker): Sentence {
  const { matrix } = speaker.study;
  const about = matrix?.about
    ? [
        told(speaker, ['matrix', 'about'], 'trial.matrixAbout', {
          concepts: conceptsText(speaker, matrix.about),
        }),
      ]
    : [];
  return told(speaker, ['matrix'], 'trial.matrix', { base: definitionName(speaker, matrix?.base ?? '') }, [
    ...about,
    ...(matrix?.axes ?? []).map((axis, i) => axisWords(speaker, axis, i)),
  ]);
}

function axisWords(speaker: Speaker, axis: MatrixAxis, place: number): Sentence {
  const path = ['matrix', 'axes', place];
  const details: Sentence[] = [];
  if ('gapDays' in axis)
    details.push(told(speaker, [...path, 'gapDays'], 'trial.axisGap', { days: axis.gapDays }));
  if (axis.kind === 'treatment') {
    details.push(
      told(
        speaker,
        [...path, 'withinDays'],
        axis.withinDays === 0 ? 'trial.axisOnIndex' : 'trial.axisWithin',
        { days: axis.withinDays },
      ),
    );
    axis.categories.forEach((category, i) => {
      details.push(
        says(
          [...path, 'categories', i],
          `${called(speaker, category.name)} (${conceptsText(speaker, category)})`,
        ),
      );
    });
  }
  if (axis.kind === 'deviceQuality') {
    axis.categories.forEach((category, i) => {
      details.push(
        says(
          [...path, 'categories', i],
          `${called(speaker, category.name)}: ${listed(speaker, category.conceptIds)}`,
        ),
      );
    });
  }
  if (axis.kind === 'dailyDose' && axis.unit === 'DDD') {
    const doses = Object.entries(axis.dailyDoses).map(
      ([concept, milligrams]) => `${concept}: ${milligrams} mg`,
    );
    details.push(
      told(speaker, [...path, 'dailyDoses'], 'trial.axisDoses', { doses: listed(speaker, doses) }),
    );
  }
  if (isAfterIndex(axis)) details.push(told(speaker, path, 'trial.axisAfterIndex'));
  return told(
    speaker,
    path,
    'trial.axis',
    {
      axis: called(speaker, axis.name),
      categories: listed(
        speaker,
        axisCategories(axis).map((category) => categoryText(speaker, axis, category)),
      ),
    },
    details,
  );
}

function axisCellText(speaker: Speaker, axis: MatrixAxis, categories: readonly string[]): string {
  const names = categories.map((category) => categoryText(speaker, axis, category));
  return `${called(speaker, axis.name)}: ${listed(speaker, names)}`;
}

/** A category of an axis: its name, or the numbers between which it lies. */
export function categoryText(speaker: Speaker, axis: MatrixAxis, category: string): string {
  if ('categories' in axis) {
    const found = axis.categories.find(({ id }) => id === category);
    return found ? called(speaker, found.name) : category;
  }
  const place = Number(/^band(\d+)$/.exec(category)?.[1] ?? Number.NaN);
  return Number.isNaN(place) ? category : bandText(axis.breaks, place);
}

/** The band at a place between breaks: `< 3`, `3 – < 6`, `≥ 6`. */
export function bandText(breaks: readonly number[], place: number): string {
  const [from, to] = [breaks[place - 1], breaks[place]];
  if (from === undefined) return `< ${to}`;
  return to === undefined ? `≥ ${from}` : `${from} – < ${to}`;
}
