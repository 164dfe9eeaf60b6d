import { type Job, throwIfCancelled } from './job.ts';

/**
 * Ends a turn of the host's event loop: long work calls it now and then, so that messages are heard meanwhile, a
 * cancellation among them. @throws AkashiError `cancelled`
 */
export async function letOthersTurn(job: Job): Promise<void> {
  await new Promise<void>((done) => setTimeout(done, 0));
  throwIfCancelled(job);
}
