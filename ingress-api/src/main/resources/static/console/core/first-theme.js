// Before the first paint, so that nobody who chose a theme sees the other one flash. A classic script on purpose.
(() => {
  try {
    const theme = localStorage.getItem('turnpike.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage is closed: the system's theme it is.
  }
})();
