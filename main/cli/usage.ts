import { parseArgs } from 'node:util';
import { AkashiError } from '../../shared/errors/akashiError.ts';
import type { Locale } from '../../shared/i18n/translate.ts';
import type { DemoKind } from '../../shared/workbenchApi.ts';

/** A command line that was understood. */
export type Invocation = { readonly locale: Locale; readonly json: boolean } & (
  | { readonly command: 'help' | 'version' }
  | {
      readonly command: 'demo';
      readonly out: string;
      readonly persons: number;
      readonly seed: number;
      readonly kind: DemoKind;
    }
  | { readonly command: 'open'; readonly release: string }
  | {
      readonly command: 'cohorts';
      readonly release: string;
      readonly definitions: readonly string[];
      readonly out: string;
    }
  | {
      readonly command: 'study';
      readonly release: string;
      readonly study: string;
      readonly out: string;
      /** Tables of spontaneous reports; none: those that the release holds, if any. */
      readonly reports: readonly string[];
    }
  | { readonly command: 'studySchema' }
);

const commands = ['demo', 'open', 'cohorts', 'study'] as const;
export const DEMO_PERSONS = 20_000;
export const DEMO_SEED = 20_260_401;
const MAX_PERSONS = 10_000_000;

/**
 * Understands the arguments after `akashi`.
 * @param environment for the language when `--lang` does not say it
 * @throws AkashiError `cli.usage`
 */
export function parseInvocation(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Invocation {
  const { values, positionals } = parse(args);
  const common = { locale: localeOf(values.lang, environment), json: values.json ?? false };
  const [command, ...rest] = positionals;
  if (values.version) return { ...common, command: 'version' };
  if (values.help || command === undefined || command === 'help') return { ...common, command: 'help' };
  switch (command) {
    case 'demo':
      refuseExtra(rest);
      return {
        ...common,
        command,
        out: values.out ?? 'akashi-demo',
        persons: wholeNumber(values.persons, 'persons', DEMO_PERSONS, MAX_PERSONS),
        seed: wholeNumber(values.seed, 'seed', DEMO_SEED, 2 ** 31 - 1),
        kind: demoKind(values.kind),
      };
    case 'open':
      refuseExtra(rest.slice(1));
      return { ...common, command, release: required(rest[0], 'RELEASE') };
    case 'cohorts': {
      // `--definitions a b c`: the first follows its flag, the others arrive as further positionals.
      const definitions = [...(values.definitions ?? []), ...rest.slice(1)];
      if (definitions.length === 0) throw usage('--definitions PATH');
      return {
        ...common,
        command,
        release: required(rest[0], 'RELEASE'),
        definitions,
        out: required(values.out, '--out FILE.parquet | FILE.csv'),
      };
    }
    case 'study':
      if (values.schema) {
        refuseExtra(rest);
        return { ...common, command: 'studySchema' };
      }
      // As with definitions: `--reports a b`.
      if (!values.reports) refuseExtra(rest.slice(2));
      return {
        ...common,
        command,
        release: required(rest[0], 'RELEASE'),
        study: required(rest[1], 'STUDY.json'),
        out: required(values.out, '--out DIR'),
        reports: [...(values.reports ?? []), ...rest.slice(2)],
      };
    default:
      throw usage(`${command} (${commands.join(', ')})`);
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        lang: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
        out: { type: 'string' },
        persons: { type: 'string' },
        seed: { type: 'string' },
        kind: { type: 'string' },
        definitions: { type: 'string', multiple: true },
        schema: { type: 'boolean' },
        reports: { type: 'string', multiple: true },
      },
    });
  } catch (error) {
    throw usage(error instanceof Error ? (error.message.split('.')[0] ?? '') : '');
  }
}

function usage(problem: string): AkashiError {
  return new AkashiError('cli.usage', { problem });
}

function required(value: string | undefined, what: string): string {
  if (!value) throw usage(what);
  return value;
}

function refuseExtra(extra: readonly string[]): void {
  if (extra.length > 0) throw usage(extra.join(' '));
}

function wholeNumber(value: string | undefined, what: string, fallback: number, highest: number): number {
  if (value === undefined) return fallback;
  const number = Number(value.replaceAll(/[_,]/g, ''));
  if (!Number.isInteger(number) || number < 1 || number > highest) throw usage(`--${what} 1…${highest}`);
  return number;
}

function demoKind(value: string | undefined): DemoKind {
  if (value !== undefined && value !== 'anonymized' && value !== 'pseudonymized') {
    throw usage('--kind anonymized | pseudonymized');
  }
  return value ?? 'pseudonymized';
}

/** `--lang`, else the language of the environment, else Japanese. */
export function localeOf(
  lang: string | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Locale {
  if (lang !== undefined && lang !== 'ja' && lang !== 'en') throw usage('--lang ja | en');
  if (lang !== undefined) return lang;
  const variable = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || '';
  return /^(en|C|POSIX)(?![a-z])/i.test(variable) ? 'en' : 'ja';
}
