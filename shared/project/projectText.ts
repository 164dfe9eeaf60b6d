import { isObject } from '../cohort/expression/definitionReader.ts';
import { AkashiError } from '../errors/akashiError.ts';
import { AKASHI_VERSION } from '../version.ts';
import { migrateProject } from './migrateProject.ts';
import { type Project, projectSchema, projectVersion } from './project.ts';
import { smallCountPlace } from './withheldCounts.ts';

/** What a project is made of; the rest of the file is the same for all. */
export type ProjectContent = Omit<Project, 'akashi' | 'version' | 'writtenBy'>;

/**
 * A project as text: the same content is the same text, one value a line, so that two saves can be compared.
 * @throws AkashiError `project.unpublishable`, `project.damaged`
 */
export function writeProject(content: ProjectContent): string {
  const parsed = projectSchema.safeParse({
    akashi: 'project',
    version: projectVersion,
    writtenBy: AKASHI_VERSION,
    ...content,
  });
  if (!parsed.success) throw damaged('', parsed.error.issues[0]?.path ?? []);
  const place = smallCountPlace(parsed.data);
  if (place !== null) throw new AkashiError('project.unpublishable', { place });
  return `${JSON.stringify(parsed.data, null, 2)}\n`;
}

/**
 * Reads a project of this or an older layout.
 * @param file what to call the file in errors
 * @throws AkashiError `project.notAProject`, `project.newer`, `project.damaged`
 */
export function readProject(file: string, text: string): Project {
  const raw = parsedJson(file, text);
  if (!isObject(raw) || raw.akashi !== 'project') throw new AkashiError('project.notAProject', { file });
  if (typeof raw.version === 'number' && raw.version > projectVersion) {
    throw new AkashiError('project.newer', { file, version: raw.version, known: projectVersion });
  }
  const parsed = projectSchema.safeParse(migrateProject(raw));
  if (!parsed.success) throw damaged(file, parsed.error.issues[0]?.path ?? []);
  const place = smallCountPlace(parsed.data);
  if (place !== null) throw new AkashiError('project.damaged', { file, place });
  return parsed.data;
}

/** A file that is cut off somewhere is a damaged project, anything else no project. */
function parsedJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (/^\s*\{\s*"akashi"\s*:\s*"project"/.test(text)) {
      throw new AkashiError('project.damaged', { file, place: 'JSON' }, error);
    }
    throw new AkashiError('project.notAProject', { file }, error);
  }
}

function damaged(file: string, path: readonly PropertyKey[]): AkashiError {
  return new AkashiError('project.damaged', { file, place: path.map(String).join('.') || 'JSON' });
}
