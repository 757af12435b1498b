/** World: panel. Messages of the library, beside the editor. */
import type { DrawerProps } from "./drawer-props.ts";
import { LibraryList } from "./library-list.tsx";

export function LibrarySide({ draft, onDraft }: DrawerProps) {
  return (
    <LibraryList
      content={{ kind: "message", draft }}
      onUse={(item) => item.kind === "message" && onDraft(item.draft)}
    />
  );
}
