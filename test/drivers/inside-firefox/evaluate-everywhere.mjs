/**
 * World: every Firefox process that holds pages or panels. Runs scripts in their documents.
 *
 * The Debugger runs a script as if it were the document's own: its `let`s are in reach, `globalThis` is its
 * window, and no Content-Security-Policy stands in the way. Marionette's sandboxes offer none of these.
 */
{
  const { addDebuggerToGlobal } = ChromeUtils.importESModule("resource://gre/modules/jsdebugger.sys.mjs");
  const principal = Services.scriptSecurityManager.getSystemPrincipal();
  const sandbox = new Cu.Sandbox(principal, { freshCompartment: true });
  addDebuggerToGlobal(sandbox);
  const debug = new sandbox.Debugger();

  const evaluate = async (window, expression) => {
    const outcome = debug
      .makeGlobalObjectReference(window)
      .executeInGlobal(expression, { url: "earshot-test", bypassCSP: true });
    if (outcome === null) throw new Error("The script was stopped.");
    if ("throw" in outcome) throw unwrap(outcome.throw);
    return Cu.waiveXrays(await unwrap(outcome.return));
  };
  const unwrap = (value) => (value instanceof sandbox.Debugger.Object ? value.unsafeDereference() : value);

  // Whatever shares this process's system global can call it.
  Cu.getGlobalForObject(Services).earshotEvaluate = async (window, expression) => {
    try {
      return { json: JSON.stringify(await evaluate(window, expression)) ?? null, error: null };
    } catch (error) {
      return { json: null, error: String(Cu.waiveXrays(error)) };
    }
  };
}
