/** The drawer as a person finds it: its tabs, and its editor. */
import type { PanelDocument } from "./drivers/driver.ts";
import type { PanelView } from "./panel-view.ts";

type View = PanelView<PanelDocument>;

/** Opens the drawer, if an earlier story left it closed, at a tab. */
export async function openDrawer(view: View, tab = "Compose"): Promise<void> {
  const isOpen = await view.panel.evaluate(
    () => document.querySelector('[aria-label="Drawer"][aria-expanded="true"]') !== null,
  );
  if (!isOpen) await view.press("Drawer");
  await view.press(tab);
  if (tab === "Compose")
    await view.panel.waitFor(() => document.querySelector('.cm-content[aria-label="Payload"]') !== null);
}

/** Opens the drawer at its steps, and takes away what an earlier story left there. */
export async function openEmptySteps(view: View): Promise<void> {
  await openDrawer(view, "Steps");
  await view.panel.waitFor(() => {
    if (!document.querySelector('[aria-label^="Add: "]')) return false; // Its code comes when it is shown.
    const remove = document.querySelector<HTMLElement>('[aria-label^="Remove step"]');
    remove?.click();
    return remove === null && document.querySelector('[aria-label="Steps"] li') === null;
  });
}

/** Waits until the editor holds this. */
export async function editorHolds(view: View, text: string): Promise<void> {
  await view.panel.waitFor(
    (wanted: string) => document.querySelector('.cm-content[aria-label="Payload"]')?.textContent === wanted,
    text,
  );
}

/** Types one line into the editor, in the place of what it holds. */
export async function write(view: View, text: string): Promise<void> {
  await view.fill("Payload", text);
  await editorHolds(view, text);
}

/** Gives a file to the input of that label. */
export function chooseFile(view: View, label: string, name: string, content: string): Promise<void> {
  return view.panel.evaluate(
    (wanted: string, fileName: string, text: string) => {
      const files = new DataTransfer();
      files.items.add(new File([text], fileName));
      const inputs = [...document.querySelectorAll<HTMLInputElement>("input[type=file]")];
      const input = inputs.find(
        (each) =>
          each.getAttribute("aria-label") === wanted || each.closest("label")?.innerText.trim() === wanted,
      );
      if (!input) throw new Error(`There is no file input “${wanted}”.`);
      input.files = files.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    },
    label,
    name,
    content,
  );
}

/** Fills the field of that label, and waits until it holds all of it: Firefox handles keys later. */
export async function fillWhole(view: View, label: string, text: string): Promise<void> {
  await view.fill(label, text);
  await view.panel.waitFor(
    (wanted: string, whole: string) =>
      [...document.querySelectorAll<HTMLInputElement>("input, textarea")].some(
        (field) =>
          field.value === whole &&
          (field.getAttribute("aria-label") ?? field.closest("label")?.innerText ?? "")
            .trim()
            .startsWith(wanted),
      ),
    label,
    text,
  );
}
