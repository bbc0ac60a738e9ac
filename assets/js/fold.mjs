// A filter stands open; on a telephone it would push what it filters off the screen, so there it starts folded.

/** Folds every filter that filters nothing yet, where the window is one column wide. */
export function foldFilters(root) {
  if (!window.matchMedia("(max-width: 1019px)").matches) return;
  for (const filter of root.querySelectorAll('details[data-fold]:not([data-fold="active"])')) filter.open = false;
}
