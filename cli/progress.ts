import cliProgress from "cli-progress";

/** How far a piece of work is, told on the standard error stream. */
export type Progress = {
  /** @param stage what is being done, as a word or two */
  update(stage: string, done: number, total: number): void;
  end(): void;
};

const LINE_EVERY_MS = 10_000;

/** A bar on a terminal; elsewhere a plain line every ten seconds, and one when a stage is done. */
export function startProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  return stream.isTTY ? bar(stream) : lines(stream);
}

function bar(stream: NodeJS.WriteStream): Progress {
  const bars = new cliProgress.SingleBar(
    {
      stream,
      format: "{stage} {bar} {value}/{total} {eta_formatted}",
      barsize: 32,
      hideCursor: false,
      clearOnComplete: true,
      fps: 8,
    },
    cliProgress.Presets.rect,
  );
  let current: string | null = null;
  const stop = (): void => {
    if (current !== null) bars.stop();
    current = null;
  };
  return {
    update(stage, done, total) {
      if (stage !== current) {
        stop();
        bars.start(total, done, { stage });
        current = stage;
      } else bars.update(done);
    },
    end: stop,
  };
}

function lines(stream: NodeJS.WriteStream): Progress {
  let last = performance.now();
  return {
    update(stage, done, total) {
      if (done < total && performance.now() - last < LINE_EVERY_MS) return;
      last = performance.now();
      stream.write(`${stage}: ${done} of ${total}\n`);
    },
    end() {},
  };
}
