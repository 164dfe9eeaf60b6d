import { ipcMain, type WebContents, type WebFrameMain } from 'electron';
import { z } from 'zod';
import { appOrigin } from './appScheme.ts';

interface IpcEvent {
  readonly senderFrame: WebFrameMain | null;
  readonly sender: WebContents;
}

/** Answers a request of the page. Only the application's own top frame is heard, and only with arguments of the schema. */
export function answer<Arguments extends readonly unknown[], Answer>(
  channel: string,
  schema: z.ZodType<Arguments>,
  handler: (sender: WebContents, ...args: Arguments) => Answer | Promise<Answer>,
): void {
  ipcMain.handle(channel, (event, ...args: unknown[]) => {
    if (!isTrusted(event)) throw new Error('refused');
    return handler(event.sender, ...schema.parse(args));
  });
}

/** Hears a message of the page under the same conditions; any other is dropped. */
export function hear<Arguments extends readonly unknown[]>(
  channel: string,
  schema: z.ZodType<Arguments>,
  handler: (sender: WebContents, ...args: Arguments) => void,
): void {
  ipcMain.on(channel, (event, ...args: unknown[]) => {
    const parsed = schema.safeParse(args);
    if (isTrusted(event) && parsed.success) handler(event.sender, ...parsed.data);
  });
}

/** The schema of a message without arguments. */
export const nothing = z.tuple([]);

function isTrusted({ senderFrame, sender }: IpcEvent): boolean {
  return senderFrame !== null && senderFrame === sender.mainFrame && senderFrame.origin === appOrigin;
}
