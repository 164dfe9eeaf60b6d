/** Gives the keyboard to the selected row of the outline, where it is on screen. */
export function focusOutline(): void {
  document.querySelector<HTMLElement>('.outline [role="row"][aria-selected="true"]')?.focus();
}
