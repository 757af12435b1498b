/** World: panel. Code and reason of a close that the page's socket makes. */
import { useState } from "preact/hooks";
import { closeCodeProblem, closeReasonProblem } from "../core/draft.ts";

interface Props {
  /** Why the connection cannot be closed. */
  obstacle: string | undefined;
  onClose: (code: number, reason: string) => void;
}

export function CloseForm({ obstacle, onClose }: Props) {
  const [code, setCode] = useState("1000");
  const [reason, setReason] = useState("");
  const [wasTried, setTried] = useState(false);
  const codeProblem = closeCodeProblem(code);
  const reasonProblem = closeReasonProblem(reason);

  function submit(event: Event): void {
    event.preventDefault();
    setTried(true);
    if (!(codeProblem || reasonProblem || obstacle)) onClose(Number(code), reason);
  }

  return (
    <form class="close-form" aria-label="Close the connection" onSubmit={submit}>
      <label>
        Code{" "}
        <input
          class="close-code"
          inputMode="numeric"
          value={code}
          aria-invalid={codeProblem !== undefined}
          aria-describedby="close-code-problem"
          onInput={(event) => setCode(event.currentTarget.value.trim())}
        />
      </label>
      <span id="close-code-problem" class="problem-text" role="alert">
        {codeProblem}
      </span>
      <label class="close-reason">
        Reason{" "}
        <input
          value={reason}
          aria-invalid={reasonProblem !== undefined}
          aria-describedby="close-reason-problem"
          onInput={(event) => setReason(event.currentTarget.value)}
        />
      </label>
      <span id="close-reason-problem" class="problem-text" role="alert">
        {reasonProblem}
      </span>
      <button type="submit">Close connection</button>
      <span class="problem-text" role="alert">
        {wasTried && obstacle}
      </span>
    </form>
  );
}
