/** World: panel. */
import browser from "webextension-polyfill";

/** Chrome's way to tell of a change of theme; Firefox has `onThemeChanged`. */
interface ChromePanels {
  setThemeChangeHandler?: (handler: (themeName: string) => void) => void;
}

/** Shows light or dark as DevTools do, now and after each change. A document outside of them says itself what it follows. */
export function followTheme(): void {
  if (!browser.devtools) return;
  const { panels } = browser.devtools;
  const apply = (name: string) => {
    document.documentElement.dataset.theme = name === "dark" ? "dark" : "light";
  };
  apply(panels.themeName);
  panels.onThemeChanged?.addListener((name: string) => apply(name));
  (panels as unknown as ChromePanels).setThemeChangeHandler?.(apply);
}
