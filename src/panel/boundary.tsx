/** World: panel. Stands between a view that fails and an empty panel: what was recorded is safe in the recorder. */
import { Component, type ComponentChildren } from "preact";

interface Props {
  children: ComponentChildren;
}

export class Boundary extends Component<Props, { problem: string | undefined }> {
  override state = { problem: undefined as string | undefined };

  static override getDerivedStateFromError(error: unknown) {
    return { problem: String(error) };
  }

  override componentDidCatch(error: unknown): void {
    console.error("Earshot's panel failed to draw", error);
  }

  render() {
    const { problem } = this.state;
    if (problem === undefined) return this.props.children;
    return (
      <div class="hint" role="alert">
        <p>The panel failed to draw: {problem}. Nothing that was recorded is lost.</p>
        <button type="button" onClick={() => this.setState({ problem: undefined })}>
          Draw it again
        </button>
      </div>
    );
  }
}
