import cliProgress from "cli-progress";

/** How far a piece of work is, told on the standard error stream. */
export type Progress = {
  /**
   * @param stage what is being done, as a word or two
   * @param detail what else there is to say of it; the time left where nothing is said
   */
  update(stage: string, done: number, total: number, detail?: string): void;
  /** Tells something in a line of its own. */
  say(line: string): void;
  end(): void;
};

const LINE_EVERY_MS = 10_000;

/** A bar on a terminal; elsewhere a plain line every ten seconds, and one when a stage is done. */
export function startProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? bar(stream) : lines(stream);
}

function bar(stream: NodeJS.WriteStream): Progress {
  const newBar = (said: string) =>
    new cliProgress.SingleBar(
      {
        stream,
        format: `{stage} {bar} {value}/{total} ${said}`,
        barsize: 32,
        hideCursor: false,
        clearOnComplete: true,
        fps: 8,
      },
      cliProgress.Presets.rect,
    );
  let current: { readonly stage: string; readonly bar: cliProgress.SingleBar } | null = null;
  const stop = (): void => {
    current?.bar.stop();
    current = null;
  };
  return {
    update(stage, done, total, detail) {
      if (stage === current?.stage) {
        current.bar.update(done, { detail });
        return;
      }
      stop();
      const started = newBar(detail === undefined ? "{eta_formatted}" : "{detail}");
      started.start(total, done, { stage, detail });
      current = { stage, bar: started };
    },
    say(line) {
      // The bar is drawn anew below it, within an eighth of a second.
      stream.write(`\r\u001b[K${line}\n`);
    },
    end: stop,
  };
}

function lines(stream: NodeJS.WriteStream): Progress {
  let last = performance.now();
  return {
    update(stage, done, total, detail) {
      if (done < total && performance.now() - last < LINE_EVERY_MS) return;
      last = performance.now();
      stream.write(`${stage}: ${done} of ${total}${detail === undefined ? "" : `, ${detail}`}\n`);
    },
    say(line) {
      stream.write(`${line}\n`);
    },
    end() {},
  };
}
