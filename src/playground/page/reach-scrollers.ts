/** What can be scrolled sideways can be reached with the keyboard, and nothing else of its kind. */
export function reachScrollers(): void {
  for (const box of document.querySelectorAll('pre')) {
    const isWide = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
    if (isWide) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
}
