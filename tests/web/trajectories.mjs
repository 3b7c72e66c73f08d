// A digest of everything that a run computed, for comparing the same core in
// different engines. A page can import this file, too.

const PRIME = 0x100000001b3n;
const START = 0xcbf29ce484222325n;
const LOW = 0xffffffffffffffffn;

/** FNV-1a of 64 bits over doubles. Every NaN counts as the same, because its bits are not defined. */
function mixed(hash, doubles) {
  const words = new DataView(new ArrayBuffer(8));
  for (const x of doubles) {
    words.setFloat64(0, x);
    const word = Number.isNaN(x) ? 0x7ff8000000000000n : words.getBigUint64(0);
    hash = ((hash ^ word) * PRIME) & LOW;
  }
  return hash;
}

const SERIES = ['loss', 'kl', 'kl-reverse', 'fisher-length', 'euclidean-length'];

/** For each run of an experiment the digest of its points and series and of how it ended. */
export function digests(core, spec) {
  const experiment = new core.Experiment(spec);
  try {
    experiment.advance(spec.steps);
    return spec.runs.map(({ chart }, run) => {
      let hash = mixed(START, experiment.trajectory(run, chart));
      for (const name of SERIES) hash = mixed(hash, experiment.series(run, name));
      hash = mixed(hash, new TextEncoder().encode(experiment.status(run)));
      return hash.toString(16).padStart(16, '0');
    });
  } finally {
    experiment.free();
  }
}
