/** World: panel. What the composer understands, in short. docs/composer.md has the rest. */
import { VARIABLES } from "../core/compose/variables.ts";
import type { DrawerProps } from "./drawer-props.ts";

export function ComposeHelp({ draft, onDraft }: DrawerProps) {
  return (
    <>
      <h3>What is filled in when a text is sent</h3>
      <dl>
        {VARIABLES.map(({ text, help }) => (
          <div key={text}>
            <dt>
              <button
                type="button"
                class="link"
                title="Write it at the end of the message"
                onClick={() => onDraft({ ...draft, body: `${draft.body}{{${text}}}` })}
              >
                {`{{${text}}}`}
              </button>
            </dt>
            <dd>{help}</dd>
          </div>
        ))}
        <div>
          <dt>{"{{{{"}</dt>
          <dd>two braces that mean themselves</dd>
        </div>
      </dl>
      <p>
        In JSON, values are written so that it stays JSON: escaped within a string, whole outside of one. A
        message with a variable that is not known is not sent.
      </p>
      <h3>Keys</h3>
      <dl>
        <div>
          <dt>Ctrl+Enter</dt>
          <dd>sends to the server</dd>
        </div>
        <div>
          <dt>Ctrl+Space</dt>
          <dd>kinds, fields and values that this connection has had</dd>
        </div>
        <div>
          <dt>Alt+Up, Alt+Down</dt>
          <dd>what was sent before</dd>
        </div>
      </dl>
    </>
  );
}
