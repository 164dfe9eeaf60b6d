import type { Progress } from '../../shared/engine/job.ts';
import { type Failure, problemsOf } from '../../shared/errors/akashiError.ts';
import {
  formatNumber,
  type Locale,
  type MessageKey,
  type MessageParams,
  translate,
} from '../../shared/i18n/translate.ts';

/** What a command prints to: results on stdout, everything else on stderr. */
export class Terminal {
  readonly locale: Locale;
  readonly json: boolean;
  #lastLine = '';

  constructor(locale: Locale, json: boolean) {
    this.locale = locale;
    this.json = json;
  }

  text(key: MessageKey, params: MessageParams = {}): string {
    return translate(this.locale, key, params);
  }

  number(value: number): string {
    return formatNumber(this.locale, value);
  }

  /** A line of the human-readable result; nothing with `--json`. */
  line(text = ''): void {
    if (!this.json) process.stdout.write(`${text}\n`);
  }

  /** The machine-readable result; nothing without `--json`. */
  result(value: unknown): void {
    if (this.json) process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
  }

  message(text: string): void {
    this.#clearProgress();
    process.stderr.write(`${text}\n`);
  }

  /** A failure as lines: one for each problem that it stands for. */
  failure(failure: Failure): void {
    for (const problem of problemsOf(failure)) this.message(describeFailure(this.locale, problem));
  }

  /** Rewrites one line on a terminal; otherwise one line per phase. */
  progress(progress: Progress): void {
    const phase = this.text(`phase.${progress.phase}`);
    const percent = progress.fraction === null ? '' : ` ${Math.floor(progress.fraction * 100)}%`;
    if (process.stderr.isTTY) {
      const line = `${phase}${percent}${progress.detail ? ` · ${progress.detail}` : ''}`.slice(
        0,
        process.stderr.columns - 1,
      );
      process.stderr.write(`\r\u001b[K${line}`);
      this.#lastLine = line;
    } else if (this.#lastLine !== phase) {
      process.stderr.write(`${phase}\n`);
      this.#lastLine = phase;
    }
  }

  #clearProgress(): void {
    if (process.stderr.isTTY && this.#lastLine) process.stderr.write('\r\u001b[K');
    this.#lastLine = '';
  }
}

/** A failure as one clear line in the chosen language. */
export function describeFailure(locale: Locale, failure: Failure): string {
  return translate(locale, `error.${failure.code}`, failure.params as MessageParams);
}
