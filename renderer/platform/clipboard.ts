/** Puts text on the clipboard, and the same as HTML where given (for word processors). */
export async function copyText(text: string, html?: string): Promise<void> {
  try {
    const types: Record<string, Blob> = { 'text/plain': new Blob([text], { type: 'text/plain' }) };
    if (html !== undefined) types['text/html'] = new Blob([html], { type: 'text/html' });
    await navigator.clipboard.write([new ClipboardItem(types)]);
  } catch {
    copyByCommand(text, html);
  }
}

/** Where the page is refused the clipboard permission, the copy command still works after a key or click. */
function copyByCommand(text: string, html: string | undefined): void {
  const fill = (event: ClipboardEvent) => {
    event.preventDefault();
    event.clipboardData?.setData('text/plain', text);
    if (html !== undefined) event.clipboardData?.setData('text/html', html);
  };
  document.addEventListener('copy', fill, { once: true });
  const copied = document.execCommand('copy');
  document.removeEventListener('copy', fill);
  if (!copied) throw new Error('the clipboard was refused');
}
