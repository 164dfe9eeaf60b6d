import { isObject, type JsonObject } from '../cohort/expression/definitionReader.ts';

/**
 * Brings a project of an older layout to the present one, step by step; what is not as that layout says is left as it
 * is, for the schema to find.
 */
export function migrateProject(project: JsonObject): JsonObject {
  if (project.version === 1) return migrateProject(fromFirst(project));
  if (project.version === 2) return migrateProject(fromSecond(project));
  return project.version === 3 ? fromThird(project) : project;
}

/** Version 3 knew no findings. */
function fromThird(project: JsonObject): JsonObject {
  const { studies } = project;
  const withFindings = (study: unknown) => (isObject(study) ? { ...study, findings: [] } : study);
  return { ...project, version: 4, studies: Array.isArray(studies) ? studies.map(withFindings) : studies };
}

/** Version 2 knew no studies. */
function fromSecond(project: JsonObject): JsonObject {
  return { ...project, version: 3, studies: [] };
}

/** Version 1 held definitions as text and without ids, named the release otherwise, and knew nothing else. */
function fromFirst(project: JsonObject): JsonObject {
  const { release, definitions, ...others } = project;
  return {
    ...others,
    version: 2,
    release: isObject(release)
      ? {
          id: release.releaseId,
          digest: release.digest,
          title: release.title ?? release.releaseId,
          minimumCell: release.minimumCell ?? 10,
        }
      : null,
    definitions: Array.isArray(definitions) ? definitions.map(parsedDefinition) : definitions,
    combinations: [],
    drafts: [],
    versions: [],
    arrangements: [],
    results: [],
  };
}

function parsedDefinition(definition: unknown): unknown {
  if (!isObject(definition) || typeof definition.text !== 'string') return definition;
  try {
    return { id: `v1 ${definition.name}`, name: definition.name, definition: JSON.parse(definition.text) };
  } catch {
    return definition;
  }
}
