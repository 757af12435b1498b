/**
 * World: content (ISOLATED). Listens to the window, also when the page writes its document anew.
 *
 * `document.open()` takes away all listeners of the window and the document, ours too, and the document's children.
 */
export function keepListening<Type extends string>(
  type: Type,
  listener: (event: Type extends keyof WindowEventMap ? WindowEventMap[Type] : Event) => void,
): void {
  const listen = () => addEventListener(type, listener as EventListener, true); // The same one again does nothing.
  listen();
  new MutationObserver(listen).observe(document, { childList: true });
}
