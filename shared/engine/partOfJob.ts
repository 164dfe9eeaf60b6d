import type { Job } from './job.ts';

/** A part of a job, from one share of the whole to another: its own fractions are told as fractions of the whole. */
export function partOfJob(job: Job, from: number, to: number): Job {
  return {
    get cancelled() {
      return job.cancelled;
    },
    onCancel: (listener) => job.onCancel(listener),
    report: (progress) => {
      const { fraction } = progress;
      job.report({ ...progress, fraction: fraction === null ? null : from + (to - from) * fraction });
    },
  };
}
