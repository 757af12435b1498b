/** World: panel. The library as a view shows it; every change is kept at once. */
import { useEffect, useState } from "preact/hooks";
import {
  type Library,
  type LibraryItem,
  merged,
  readLibrary,
  withItem,
  withoutItem,
  writeLibrary,
} from "../core/compose/library.ts";
import { download } from "./download.ts";
import { keepLibrary, keptLibrary } from "./library-store.ts";

/** In bytes: larger files are not read. */
const MAX_FILE = 12_000_000;

export function useLibrary() {
  const [library, setLibrary] = useState<Library>([]);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    keptLibrary().then(setLibrary);
  }, []);

  /** Another panel may have changed it meanwhile. */
  async function change(next: (before: Library) => Library): Promise<boolean> {
    try {
      const changed = next(await keptLibrary());
      const failure = await keepLibrary(changed);
      setProblem(failure);
      if (failure === undefined) setLibrary(changed);
      return failure === undefined;
    } catch (error) {
      setProblem((error as Error).message);
      return false;
    }
  }

  async function importFile(file: File | undefined): Promise<void> {
    if (!file) return;
    const read = file.size > MAX_FILE ? { problem: "it is too large." } : readLibrary(await file.text());
    if ("problem" in read) setProblem(`${file.name} was not imported: ${read.problem}`);
    else await change((before) => merged(before, read.library));
  }

  return {
    library,
    problem,
    save: (item: LibraryItem) => change((before) => withItem(before, item)),
    forget: (item: LibraryItem) => change((before) => withoutItem(before, item)),
    importFile,
    exportFile: () =>
      download(new Blob([writeLibrary(library)], { type: "application/json" }), "earshot-library.json"),
  };
}
