import type { NodePath } from '../edit/nodePath.ts';
import type { WarningCode } from './warningKinds.ts';
import { type Severity, severities } from './warningKinds.ts';

/** Something about a definition that its author should look at, and where. */
export interface DesignWarning {
  readonly code: WarningCode;
  readonly severity: Severity;
  /** The place to go to, from the root of the file. */
  readonly path: NodePath;
  /** The other place that it is about (what is repeated, contradicted); null where there is none. */
  readonly other: NodePath | null;
  /** Numbers of the message. */
  readonly params: Readonly<Record<string, number | string>>;
}

/** A warning of a kind. */
export function designWarning(
  code: WarningCode,
  path: NodePath,
  params: DesignWarning['params'] = {},
  other: NodePath | null = null,
): DesignWarning {
  return { code, severity: severities[code], path, other, params };
}
