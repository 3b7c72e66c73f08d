// www/core.js
import init, {
  Experiment,
  Model,
  MonteCarlo,
  OnlineLearning,
  RateSearch,
  Sweep,
  advancePlane,
  axesSvg,
  catalog,
  compiled,
  densitySvg,
  drawAxes,
  drawDensity,
  drawPlane,
  ellipse,
  families,
  initFamily,
  initSync,
  planeNumbers,
  planeSvg
} from "./kl_ball.js";
var starting = /* @__PURE__ */ new Map();
var entries;
var ready = () => start("whole", init);
function start(name, begin) {
  const begun = starting.get(name) ?? begin().then(() => entries = catalog(), (error) => {
    starting.delete(name);
    throw explained(error);
  });
  starting.set(name, begun);
  return begun;
}
function explained(error) {
  if (isUpdate(error)) return error;
  if (globalThis.location?.protocol === "file:") return new Error("a browser reads no other file from a disk: open kl-ball-offline.html instead, or serve this folder");
  if (/unsafe-eval|Content Security|disallowed by embedder|blocked by CSP/i.test(error.message)) return new Error("the policy of this page forbids WebAssembly: its script-src needs 'wasm-unsafe-eval'");
  if (error instanceof TypeError && globalThis.origin === "null") return new Error("this page has no origin: the host of these files must send Access-Control-Allow-Origin: *, or the sandbox must have allow-same-origin");
  return error;
}
var isUpdate = (error) => error instanceof Error && (error.name === "VersionError" || error instanceof SyntaxError);
var catalogue = () => entries;
var modelEntry = (name) => (
  /** @type {ModelEntry} */
  entries.models.find((model) => model.name === name)
);
var isReturn = (name) => modelEntry(name)?.playsEpisodes ?? false;
var ellipseNames = () => entries.balls.filter(({ ellipse: ellipse2 }) => ellipse2).map(({ name }) => name);
var sizeOf = (rule) => (
  /** @type {SizeOption} */
  ruleEntry(rule)?.options.find(({ name }) => name === "rate" || name === "radius")
);
var numbered = /* @__PURE__ */ new Map();
function ruleEntry(key) {
  const known2 = numbered.get(key);
  if (known2) return known2;
  const [name, number2] = key.split("#");
  const entry = (
    /** @type {RuleEntry} */
    entries.rules.find((rule) => rule.name === name)
  );
  if (!number2 || !entry) return entry;
  const made = { ...entry, label: `${entry.label} ${number2}` };
  numbered.set(key, made);
  return made;
}

// www/state/lists.js
var isPlain = (part) => typeof part === "number" && Number.isFinite(part) || typeof part === "string" && part.trim() !== "";
function listText(list2) {
  const all = Array.from(list2);
  const isWord = (part) => typeof part === "string" && !Number.isFinite(Number(part));
  if (all.length > 0 && all.every(isPlain) && (all.length === 1 || !all.some(isWord))) return all.join(" ");
  const named2 = (_, part) => {
    if (typeof part === "bigint" || typeof part === "number" && !Number.isFinite(part)) return String(part);
    return ArrayBuffer.isView(part) ? Array.from(
      /** @type {ArrayBufferView & ArrayLike<unknown>} */
      part
    ) : part;
  };
  return JSON.stringify(all, named2);
}
function found(part) {
  if (part === null || part === void 0) return "missing";
  if (Array.isArray(part)) return `a list of ${part.length}`;
  return typeof part === "object" ? "an object" : `"${part}"`;
}
var numberOf = (part) => {
  const value = typeof part === "string" && part.trim() === "" ? NaN : Number(typeof part === "string" || typeof part === "number" ? part : NaN);
  return Number.isFinite(value) ? value : void 0;
};
var refused = (place, part, allowed = "a finite number") => new Error(`${place} is ${found(part)}; allowed: ${allowed}`);
var numbersOf = (list2, name = "data") => list2.map((part, k) => {
  const value = numberOf(part);
  if (value === void 0) throw refused(`${name}[${k}]`, part);
  return value;
});
var inTurn = (list2) => ({ x: list2.filter((_, k) => k % 2 === 0), y: list2.filter((_, k) => k % 2) });
function pairsOf(list2) {
  if (!list2.some(Array.isArray)) {
    const all = list2.map((part, k) => k % 2 ? label(`data[${k}]`, part) : numbersOf([part], "data")[0]);
    return (
      /** @type {{ x: number[], y: unknown[] }} */
      inTurn(all)
    );
  }
  const pairs = list2.map((part, k) => {
    if (!Array.isArray(part) || part.length !== 2) throw refused(`data[${k}]`, part, "a pair of an input and a label");
    const input = numberOf(part[0]);
    if (input === void 0) throw refused(`data[${k}][0]`, part[0]);
    return [input, label(`data[${k}][1]`, part[1])];
  });
  return { x: pairs.map(([input]) => (
    /** @type {number} */
    input
  )), y: pairs.map(([, one]) => one) };
}
function label(place, part) {
  if (typeof part === "boolean") return Number(part);
  if (isPlain(part)) return typeof part === "string" ? numberOf(part) ?? part : part;
  throw refused(place, part, "a label: 0 or 1, or one of two words");
}

// www/state/words.js
var words = (text) => (text ?? "").match(/[^\s,]+/g) ?? [];
function oneOf(name, word, allowed) {
  const found3 = allowed.find((one) => one === word);
  if (found3 !== void 0) return found3;
  throw new Error(`${name} is "${short(word)}"; allowed: ${allowed.join(", ")}`);
}
var MOST_LETTERS = 60;
function short(text) {
  const letters = [...text.slice(0, 2 * MOST_LETTERS + 2)];
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS).join("")}…` : text;
}
function textOf(value, name) {
  if (value === void 0 || value === null || value === false) return void 0;
  if (value === true) return "";
  if (name === "data" && (ArrayBuffer.isView(value) || Array.isArray(value))) return listText(
    /** @type {ArrayLike<unknown>} */
    value
  );
  if (ArrayBuffer.isView(value) || Array.isArray(value)) return Array.from(
    /** @type {ArrayLike<unknown>} */
    value
  ).join(" ");
  return typeof value === "object" ? asJson(value) : String(value);
}
var asJson = (value) => JSON.stringify(value, (_, part) => ArrayBuffer.isView(part) ? Array.from(
  /** @type {ArrayBufferView & ArrayLike<unknown>} */
  part
) : part);
function unique(name, list2, most) {
  if (list2.length > most) throw new Error(`${name} has ${list2.length} names; allowed: at most ${most}`);
  const twice = list2.find((word, k) => list2.indexOf(word) < k);
  if (twice !== void 0) throw new Error(`${name} has "${short(twice)}" twice; allowed: every name once`);
  return list2;
}
function numbersInWords({ range: [low, high], open = false, whole: isWhole = false }) {
  const ends = [...low > -Infinity ? [open ? `above ${low}` : `from ${low}`] : [], ...high < Infinity ? [open ? `and at most ${high}` : `to ${high}`] : []];
  return [isWhole ? "a whole number" : "a number", ...ends].join(" ");
}
var ANY = { range: [-Infinity, Infinity] };
function numberIn(name, text, numbers = ANY) {
  const value = Number(text);
  const { range: [low, high], open = false, whole: isWhole = false } = numbers;
  const isRight = text.trim() !== "" && value >= low && value <= high && !(open && value === low) && (!isWhole || Number.isInteger(value));
  if (isRight) return value;
  throw new Error(`${name} is "${short(text)}"; allowed: ${numbersInWords(numbers)}`);
}
var numberFrom = (name, text, numbers) => text === null || text === void 0 ? void 0 : numberIn(name, text, numbers);
function pairFrom(name, text) {
  const [a, b, ...more] = words(text).map(Number);
  if (!more.length && Number.isFinite(a) && Number.isFinite(b)) return [a, b];
  throw new Error(`${name} is "${short(text)}"; allowed: two numbers`);
}
function placeFrom(name, text) {
  if (text === null || text === void 0) return void 0;
  const all = words(text);
  const named2 = all.length > 2 ? all[0] : void 0;
  const at = all.slice(-2).map(Number);
  if (all.length < 2 || all.length > 3 || !at.every(Number.isFinite)) {
    throw new Error(`${name} is "${short(text)}"; allowed: two numbers, after the name of their chart unless it is the first`);
  }
  return (
    /** @type {Place} */
    { chart: named2, at }
  );
}
var placeText = ({ chart, at }, charts) => [...chart && chart !== charts[0] ? [chart] : [], ...at].join(" ");

// www/state/rule-keys.js
var MARK = "#";
var ruleName = (key) => key.split(MARK)[0];
function keysOf(names2) {
  const wrong = names2.find((name) => name.includes(MARK));
  if (wrong) throw new Error(`rules has "${short(wrong)}"; allowed: ${catalogue().rules.map(({ name }) => name).join(", ")}`);
  return names2.map((name, k) => names2.indexOf(name) === names2.lastIndexOf(name) ? name : `${name}${MARK}${names2.slice(0, k + 1).filter((other) => other === name).length}`);
}
function valueFor(attribute, text, key, keys) {
  const values = words(text);
  if (values.length < 2) return text;
  const alike = keys.filter((other) => ruleName(other) === ruleName(key));
  if (values.length === alike.length) return values[alike.indexOf(key)];
  const times = alike.length === 1 ? "once" : `${alike.length} times`;
  throw new Error(`${attribute} is "${short(text)}"; allowed: one value${alike.length > 1 ? ` or ${alike.length}` : ""}, because "${ruleName(key)}" stands ${times} in rules`);
}

// www/state/specification.js
function fromSpec(spec, state) {
  const charts = [...new Set(spec.runs.map((run) => run.chart))];
  const keys = runKeys(spec.runs);
  const rules = [...new Set(keys)];
  const settings = {};
  const batch = spec.runs[0]?.batch;
  spec.runs.forEach(({ rule: _, chart, batch: __, ...options2 }, k) => {
    for (const [name, value] of Object.entries(options2)) {
      const shared = settings[`${keys[k]}.${name}`] ??= value;
      if (shared !== value) settings[`${keys[k]}.${name}.${chart}`] = value;
    }
  });
  const { model, data, options, start: start2, steps } = spec;
  const described = (
    /** @type {State} */
    { ...state, model, data, options, charts, rules, start: start2, steps, batch, seed: batch?.seed ?? 0, batches: Boolean(batch), settings }
  );
  const runs = (list2) => list2.map((run) => JSON.stringify(Object.entries(run).sort())).sort().join();
  if (runs(toSpec(described).runs) !== runs(spec.runs)) {
    throw new Error("runs is another list; allowed in a figure: every rule in every chart, equally often, with the same batch");
  }
  return described;
}
function runKeys(runs) {
  const which = runs.map(({ rule, chart }, k) => runs.slice(0, k).filter((other) => other.rule === rule && other.chart === chart).length);
  const order = runs.map(({ rule }, k) => JSON.stringify([rule, which[k]]));
  const firsts = [...new Set(order)];
  const keys = keysOf(firsts.map((one) => JSON.parse(one)[0]));
  return order.map((one) => keys[firsts.indexOf(one)]);
}
function optionsIn(settings, rule, chart) {
  const options = {};
  for (const { name } of ruleEntry(rule)?.options ?? []) {
    const key = `${rule}.${name}`;
    const value = settings.flatMap((from) => [from[`${key}.${chart}`], from[key]]).find((one) => one !== void 0);
    if (value !== void 0) options[name] = value;
  }
  return options;
}
function toSpec(state) {
  const runs = state.rules.flatMap(
    (rule) => state.charts.map((chart) => ({
      rule: ruleName(rule),
      chart,
      ...optionsIn([state.settings, state.fitted ?? {}], rule, chart),
      ...state.batch && { batch: state.batch }
    }))
  );
  const { model, data, options, start: start2, steps } = state;
  return (
    /** @type {FullSpec} */
    { version: 1, model, ...data && { data }, ...options && { options }, start: start2, runs, ...steps !== void 0 && { steps } }
  );
}

// www/compute/matching.js
var EXACT = 1e-4;
var TRIALS = 60;
var PATIENCE = 20;
var FAR = 1e3;
function matchedSize(model, { rule, chart, batch: _, ...options }, { chart: from, at }, wanted) {
  const { name, unit, default: usual2, range } = sizeOf(rule);
  const start2 = from === chart ? at : model.convert(at, from, chart);
  const isBudget = unit === "nats";
  let [low, high, rate2] = [range[0], range[1], isBudget ? wanted : usual2];
  for (let k = 0; k < TRIALS; k += 1) {
    const { kl: kl2, halvings } = model.step({ rule, ...options, [name]: rate2 }, start2, chart);
    const tooMuch = halvings > 0 || kl2 > wanted;
    if (!halvings && Math.abs(kl2 / wanted - 1) < EXACT) return Number(rate2.toPrecision(5));
    [low, high] = tooMuch ? [low, rate2] : [rate2, high];
    const guess = rate2 * Math.sqrt(wanted / kl2);
    const shorter = low === 0 && k > PATIENCE ? high / FAR : (low + high) / 2;
    const halfway = tooMuch ? shorter : Math.min((low + high) / 2, 10 * low);
    rate2 = !halvings && guess > low && guess < high ? guess : halfway;
  }
  return isBudget ? wanted : Number(rate2.toPrecision(5));
}

// www/compute/fitted.js
var WANTED = 0.05;
var MOST = 1;
var TRIAL = 20;
var LEAST = 0.25;
var SHORTER = 3;
var TRIALS2 = 12;
var DIGITS = 2;
var found2 = /* @__PURE__ */ new WeakMap();
function fittedSizes(state, model) {
  const sizes = {};
  const { data, charts, settings, rules } = state;
  if (!data || data.set !== void 0 || modelEntry(state.model).takes === "counts" || state.race) return sizes;
  for (const rule of rules) {
    const name = sizeOf(rule)?.name;
    if (!name || ruleEntry(rule).invariance !== "none") continue;
    for (const chart of charts) {
      const key = `${rule}.${name}`;
      if (settings[key] !== void 0 || settings[`${key}.${chart}`] !== void 0) continue;
      const size = sizeFor(model, { rule: ruleName(rule), chart, ...optionsIn([settings], rule, chart) });
      if (size !== void 0) sizes[charts.length > 1 ? `${key}.${chart}` : key] = size;
    }
  }
  return sizes;
}
function sizeFor(model, run) {
  const known2 = found2.get(model) ?? /* @__PURE__ */ new Map();
  found2.set(model, known2);
  const key = JSON.stringify(run);
  if (!known2.has(key)) known2.set(key, searched(model, run));
  return known2.get(key);
}
function searched(model, run) {
  const { chart, ...rule } = run;
  const { name, default: usual2 } = sizeOf(run.rule);
  const start2 = { chart, at: model.start(chart) };
  const gain = (size2) => gained(model, { ...run, [name]: size2 }, start2);
  const first = model.step({ ...rule, [name]: usual2 }, start2.at, chart);
  const fits = !first.halvings && first.kl <= MOST;
  const least = fits ? gain(usual2) : 0;
  if (least >= LEAST) return void 0;
  let size = rounded(matchedSize(model, run, start2, WANTED));
  let most = gain(size);
  for (let k = 0; k < TRIALS2 && !(most >= 0); k += 1) {
    size = rounded(size / SHORTER);
    most = gain(size);
  }
  return fits && least >= most ? void 0 : size;
}
var rounded = (size) => Number(size.toPrecision(DIGITS));
function gained(model, run, start2) {
  const best = model.optimum(start2.chart);
  const experiment = new Experiment({ start: start2, runs: [run], steps: TRIAL }, model);
  try {
    experiment.advance(TRIAL);
    const loss = experiment.series(0, "loss");
    const gain = loss[0] - loss[loss.length - 1];
    return best ? gain / (loss[0] - model.inspect(best, start2.chart).loss) : gain;
  } finally {
    experiment.free();
  }
}

// www/views/registry.js
var VIEWS = (
  /** @type {string[]} */
  []
);
var here = /* @__PURE__ */ new Map();
var episodic = /* @__PURE__ */ new Set();
var isOfEpisodes = (name) => episodic.has(name);
var viewsOf = (state) => state.views.flatMap((name) => here.get(name) ?? []);

// www/state/held.js
var NAME = /^held:\d+$/;
var heldName = (k) => `held:${k}`;
var isHeld = (text) => text !== void 0 && NAME.test(text);

// www/state/plain.js
var DIGIT = /^[+\-−–]?[.,]?\d/;
var TIGHT = /\d,[\d.]/;
var isUnclear = (text) => TIGHT.test(text) && (/[^\s,]\s+[^\s,]/.test(text) || /^[^,]*,[^,]*$|,\s|,0\d\d/.test(text));
function isTable(text) {
  if (!text.includes("\n")) return false;
  const [first, ...others] = text.split("\n").filter((line) => line.trim() !== "").map((line) => words(line).length);
  return first > 1 && others.every((size) => size === first);
}
function namedCounts(text) {
  const parts2 = text.replace(/,\s*$/, "").split(",", 4).map((part) => part.split(":"));
  return parts2.length === 3 && parts2.every((part) => part.length === 2) ? parts2 : void 0;
}
var last = { text: "", list: (
  /** @type {string[]} */
  []
), given: (
  /** @type {number[]} */
  []
) };
function listIn(text) {
  if (last.text !== text) {
    const list2 = words(text);
    last = { text, list: list2, given: list2.map(Number) };
  }
  return last;
}
var areZerosAndOnes = (given) => given.every((value, k) => k % 2 === 0 || value === 0 || value === 1);
var areOtherLabels = (text) => /"y"\s*:\s*\[(?!\s*(?:[01]\s*,\s*)*[01]?\s*\])[-+\d\s.,e]*\]/.test(text);
function needsReader(source, takes) {
  const text = source?.trim() ?? "";
  if (text === "" || isHeld(text) || !["numbers", "labelled", "counts"].includes(takes ?? "")) return false;
  if (text.startsWith("[")) return takes !== "numbers" && text.includes('"');
  if (text.startsWith("{")) return takes === "labelled" && (/\[[^\]]*"/.test(text) || areOtherLabels(text));
  if (takes === "counts" && namedCounts(text)) return false;
  const { list: list2, given } = listIn(text);
  if (given.some((value, k) => value === 0 && /[1-9].*e/i.test(list2[k]))) return true;
  if (takes === "numbers" && isTable(text)) return true;
  if (given.every(Number.isFinite)) return isUnclear(text) || takes === "labelled" && !areZerosAndOnes(given);
  if (list2.some((word) => /^nan$/i.test(word))) return false;
  return list2.some((word) => DIGIT.test(word)) || takes === "counts" && (list2.length > 1 || text.includes(";"));
}

// www/state/data.js
var readTable;
var recent = [];
var MOST_RECENT = 4;
var knownAs = (text, model) => recent.find((one) => one.text === text && one.model === model);
var readings = /* @__PURE__ */ new WeakMap();
var LONGEST = 1e4;
var MOST_HELD = 20;
var held = /* @__PURE__ */ new Map();
var names = /* @__PURE__ */ new WeakMap();
var named = 0;
var sizeOf2 = ({ x, y }) => (x?.length ?? 0) + (y?.length ?? 0);
var isLong = (data) => data !== void 0 && sizeOf2(data) > LONGEST;
function nameOf(data) {
  const name = names.get(data) ?? heldName(++named);
  names.set(data, name);
  held.delete(name);
  held.set(name, data);
  if (held.size > MOST_HELD) held.delete(held.keys().next().value ?? "");
  return name;
}
var dataText = (data) => isLong(data) ? nameOf(data) : fullText(data);
function fullText(data) {
  const { x = [], y, counts: counts2, names: classes } = data;
  if (data.set !== void 0) return data.set;
  if (!data.x && !counts2) return JSON.stringify(data);
  if (classes && counts2) return counts2.map((count, k) => `${classes[k].replace(/[\s,:]+/g, " ").trim()}: ${count}`).join(", ");
  return y ? Array.from(x, (input, k) => `${input} ${y[k]}`).join(", ") : (counts2 ?? x).join(" ");
}
function dataFrom(text, model) {
  if (text === null || text === void 0) return void 0;
  if (text.trim() === "" || /^\s*\[\s*\]\s*$/.test(text)) throw new Error(`data is empty; allowed: ${allowedFor(model)}`);
  const known2 = knownAs(text, model);
  if (known2) return known2.data;
  const data = read(text, model);
  recent.unshift({ text, model, data });
  recent.length = Math.min(recent.length, MOST_RECENT);
  return data;
}
var noData = (text, model, reason = "") => new Error(`data is "${short(text)}"; allowed: ${allowedFor(model)}${reason}`);
function allowedFor(model) {
  const entry = modelEntry(model);
  const own = entry?.takes === "target" ? ['a target as JSON, such as {"peaks": [[weight, mean, deviation], …]}'] : entry?.takes === "nothing" ? [] : ["numbers"];
  return [...own, ...entry?.data.map(({ name }) => name) ?? []].join(", ") || "none for this model";
}
function read(text, model) {
  const takes = modelEntry(model)?.takes;
  if (/^\s*[{[]/.test(text)) return parsed(text, model);
  if (isHeld(text)) {
    const data = held.get(text);
    if (!data) throw new Error("the data were too long for a link, and only the page that read them had them: put them in again");
    return data;
  }
  const counted = takes === "counts" ? namedCounts(text) : void 0;
  if (counted) return { counts: counted.map(([, count2]) => Number(count2)), names: counted.map(([name]) => name.trim()) };
  if (needsReader(text, takes)) return asTable(text, model);
  const { given } = listIn(text.trim());
  const count = given.filter(Number.isFinite).length;
  if (count === 0) return { set: text.trim() };
  if (count < given.length) throw noData(text, model);
  if (takes === "counts") return { counts: [...given] };
  return packed(takes === "labelled" ? inTurn(given) : { x: [...given] });
}
var packed = (data) => isLong(data) ? Object.fromEntries(Object.entries(data).map(([name, list2]) => [name, asList(list2)])) : data;
function asTable(text, model, how) {
  let reason = readTable ? "" : ". readTable of kl-ball/table reads tables and lists of other forms";
  try {
    if (readTable) {
      const { data, said, quantity } = readTable(text.trim(), { model, ...how });
      readings.set(
        /** @type {Data} */
        data,
        { said, quantity }
      );
      return (
        /** @type {Data} */
        data
      );
    }
  } catch (error) {
    reason = `. Read as a table: ${/** @type {Error} */
    error.message}`;
  }
  throw noData(text.trim().replace(/\s+/g, " "), model, reason);
}
function parsed(text, model) {
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    throw noData(text, model);
  }
  const takes = modelEntry(model)?.takes;
  if (!Array.isArray(given)) return takes === "labelled" && Array.isArray(given?.x) && Array.isArray(given.y) ? labelled(given, model) : given;
  if (takes === "labelled") return labelled(pairsOf(given), model);
  const areWords = given.every((one) => typeof one === "string" && !Number.isFinite(Number(one)));
  if (takes === "counts" && areWords) return asTable(given.map(inOneLine).join("\n"), model);
  const list2 = numbersOf(given);
  return takes === "counts" ? { counts: list2 } : { x: list2 };
}
var inOneLine = (word) => String(word).replace(/[\s"]+/g, " ").trim();
function labelled({ x, y, ...others }, model) {
  const labels = y.map((one) => typeof one === "boolean" ? Number(one) : one);
  const areTwo = labels.every(Number.isFinite) && new Set(labels).size === 2 && labels.some((one) => one !== 0 && one !== 1);
  if (x.length !== y.length || !(areTwo || labels.some((one) => typeof one === "string"))) return (
    /** @type {Data} */
    { ...others, x, y: labels }
  );
  numbersOf(x, "data.x");
  return asTable(x.map((input, k) => `${input}	${inOneLine(labels[k])}`).join("\n"), model, { header: false });
}
var asList = (list2) => Object.defineProperty(Float64Array.from(list2), "toJSON", { value: () => Array.from(list2) });

// www/state/options.js
var setting = (state, key, option) => state.settings[key] ?? state.fitted?.[key] ?? usual(state, key.split(".")[0], option);
function usual(state, rule, option) {
  if (option.kind !== "number") return option.of[0];
  const convention = state.settings[`${rule}.convention`];
  return option.elsewhere?.find(([name]) => name === convention)?.[1] ?? option.default;
}

// www/state/differences.js
function settingsText(state) {
  const written2 = {};
  for (const key of Object.keys(state.settings)) {
    const [rule, option, chart] = key.split(".");
    const name = [ruleName(rule), option, ...chart ? [chart] : []].join("-");
    const alike = state.rules.filter((other) => ruleName(other) === ruleName(rule));
    const values = (alike.length ? alike : [rule]).map((one) => String(valueIn(state, one, option, chart)));
    written2[name] = new Set(values).size === 1 ? values[0] : values.join(" ");
  }
  return written2;
}
function valueIn(state, rule, name, chart) {
  const option = ruleEntry(rule)?.options.find((one) => one.name === name);
  return state.settings[`${rule}.${name}.${chart}`] ?? (option ? setting(state, `${rule}.${name}`, option) : state.settings[`${rule}.${name}`]);
}

// www/state/starts.js
var MOST_STARTS = 9;
var parts = (text) => (text ?? "").split(/[,;]/).map((part) => part.trim()).filter(Boolean);
function readStarts(read4, charts) {
  const more = parts(read4("starts")).map((part) => placeFrom("starts", part));
  if (more.length >= MOST_STARTS) throw new Error(`starts has ${more.length} entries; allowed: at most ${MOST_STARTS - 1}, after the first start`);
  const windows = Object.fromEntries(parts(read4("window")).map((part) => windowFrom(part, charts)));
  return {
    ...more.length && { more: (
      /** @type {Place[]} */
      more
    ) },
    ...Object.keys(windows).length && { windows }
  };
}
function windowFrom(text, charts) {
  const all = words(text);
  const named2 = all.length > 4 ? all[0] : charts[0];
  const sides = all.slice(-4).map(Number);
  const [x0, x1, y0, y1] = sides;
  if (all.length > 5 || !(x0 < x1 && y0 < y1) || !sides.every(Number.isFinite)) {
    throw new Error(`window is "${short(text)}"; allowed: x0 x1 y0 y1 with x0 below x1 and y0 below y1, with a chart before them unless it is the first`);
  }
  return [named2, sides];
}
function rounded2(sides) {
  const [x0, x1, y0, y1] = sides;
  const digits = [[x0, x1], [y0, y1]].map(([low, high]) => Math.min(17, 6 + Math.max(0, Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)) / (high - low))))));
  const shorter = sides.map((side, k) => Number(side.toPrecision(digits[k >> 1])));
  return shorter.every((side, k) => side === sides[k]) ? shorter : rounded2(shorter);
}
function writeStarts({ more, windows, charts }) {
  return {
    ...more?.length && { starts: more.map((place) => placeText(place, charts)).join(", ") },
    ...windows && Object.keys(windows).length && {
      window: Object.entries(windows).map(([chart, sides]) => [...chart === charts[0] ? [] : [chart], ...rounded2(sides)].join(" ")).join(", ")
    }
  };
}
function usualStart(model, charts) {
  const [first] = charts;
  const usual2 = { chart: first, at: model.start(first) };
  if (charts.length === 1) return usual2;
  for (const chart of charts) {
    try {
      const at = model.start(chart);
      for (const shown of charts) if (shown !== chart) model.convert(at, chart, shown);
      return { chart: first, at: chart === first ? at : model.convert(at, chart, first) };
    } catch {
    }
  }
  return usual2;
}

// www/state/attributes.js
var ATTRIBUTES = [
  "view",
  "model",
  "data",
  "data-src",
  "data-x",
  "data-y",
  "data-one",
  "data-zero",
  "chart",
  "rules",
  "start",
  "steps",
  "step",
  "radius",
  "rate",
  "direction",
  "schedule",
  "convention",
  "damping",
  "metric",
  "momentum",
  "decay",
  "epsilon",
  "beta1",
  "beta2",
  "batch",
  "seed",
  "balls",
  "controls",
  "theme",
  "classroom",
  "spec",
  "label",
  "other",
  "stick",
  "units",
  "ellipses",
  "labels",
  "draws",
  "series",
  "goal",
  "predict",
  "learners",
  "order",
  "observations",
  "delay",
  "order-seed",
  "starts",
  "window",
  "gap",
  "target",
  "limit",
  "cells",
  "budget",
  "against",
  "solver",
  "first-kl",
  "parameters",
  "scale",
  "loss",
  "weight",
  "spread",
  "show",
  "field",
  "field-cost",
  "field-length",
  "morph",
  "ticks"
];
var MOST_STEPS = 1e6;
var SIZES = { range: (
  /** @type {[number, number]} */
  [1, 1e5]
), whole: true };
var SEEDS = { range: (
  /** @type {[number, number]} */
  [0, 2 ** 32 - 1]
), whole: true };
var MOST_CHARTS = 8;
var MOST_RULES = 32;
var BALLS = (
  /** @type {const} */
  ["none", "start", "path", "step"]
);
var CONTROLS = (
  /** @type {const} */
  ["all", "some", "none"]
);
var NAMED = ["hand", "play", "scrub", "rate", "radius", "scale", "loss", "labels", "morph", "field-cost", "gap"];
var TICKS = (
  /** @type {[number, number]} */
  [2, 9]
);
var LONGEST2 = 2e3;
var LONG = /* @__PURE__ */ new Set(["data", "data-src", "spec"]);
var limited = (read4) => (name) => {
  const text = read4(name);
  if (text && text.length > LONGEST2 && !LONG.has(name)) throw new Error(`${name} is "${short(text)}", ${text.length} characters; allowed: at most ${LONGEST2}`);
  return text;
};
function fromAttributes(given) {
  const read4 = limited(given);
  const model = read4("model") ?? catalogue().models[0].name;
  const named2 = unique("chart", words(read4("chart")), MOST_CHARTS);
  const charts = named2.length ? named2 : [modelEntry(model)?.charts[0].name];
  const rules = words(read4("rules"));
  if (rules.length > MOST_RULES) throw new Error(`rules has ${rules.length} names; allowed: at most ${MOST_RULES}`);
  if (rules.length > 1 && rules.includes("none")) throw new Error(`rules is "${short(rules.join(" "))}"; allowed: names of rules, or "none" alone`);
  const views = unique("view", words(read4("view") ?? "plane"), VIEWS.length).map((word) => oneOf("view", word, VIEWS));
  const state = (
    /** @type {State} */
    {
      views,
      model,
      data: dataFrom(read4("data"), model),
      ...optionsFrom(read4, model),
      charts,
      rules: rules.length ? keysOf(rules.filter((rule) => rule !== "none")) : defaultRules(views),
      start: placeFrom("start", read4("start")),
      steps: numberFrom("steps", read4("steps"), { range: [0, MOST_STEPS], whole: true }),
      ...readStarts(read4, charts),
      ...batchFrom(read4("batch"), read4("seed")),
      balls: oneOf("balls", read4("balls") ?? (charts.length > 1 ? "none" : "start"), BALLS),
      ellipses: unique("ellipses", words(read4("ellipses")), ellipseNames().length).map((word) => oneOf(
        "ellipses",
        word,
        /** @type {EllipseName[]} */
        ellipseNames()
      )),
      ...controlsFrom(read4("controls")),
      ...ticksFrom(read4("ticks")),
      settings: {}
    }
  );
  readSettings(read4, state);
  refuseUnfit(state);
  for (const view of viewsOf(state)) view.read?.(read4, state);
  return state;
}
function readSettings(read4, { rules, charts, settings }) {
  for (const rule of rules) {
    for (const option of ruleEntry(rule)?.options ?? []) {
      const written2 = (name) => {
        const text = read4(name);
        return text === null || text === void 0 ? void 0 : optionFrom(name, option, valueFor(name, text, rule, rules));
      };
      const all = written2(`${ruleName(rule)}-${option.name}`) ?? written2(option.name);
      if (all !== void 0) settings[`${rule}.${option.name}`] = all;
      for (const chart of charts) {
        const own = written2(`${ruleName(rule)}-${option.name}-${chart}`);
        if (own !== void 0) settings[`${rule}.${option.name}.${chart}`] = own;
      }
    }
  }
}
function refuseUnfit({ views, model, ellipses, charts, windows = {} }) {
  const known2 = modelEntry(model)?.charts.map(({ name }) => name);
  const odd = Object.keys(windows).find((chart) => !charts.includes(chart) && known2?.includes(chart) === false);
  if (odd !== void 0) throw new Error(`window names the chart "${short(odd)}"; allowed with model "${short(model)}": ${known2?.join(", ")}`);
  const wrong = views.find((view) => isOfEpisodes(view) && !isReturn(model));
  if (wrong) {
    const allowed = catalogue().models.filter(({ playsEpisodes }) => playsEpisodes).map(({ name }) => name);
    throw new Error(`model is "${short(model)}"; allowed with view "${wrong}": ${allowed.join(", ")}`);
  }
  if (ellipses.includes("empirical-fisher") && !modelEntry(model)?.hasEmpirical) {
    const allowed = ellipseNames().filter((name) => name !== "empirical-fisher").join(", ");
    throw new Error(`ellipses is "empirical-fisher"; allowed with model "${short(model)}": ${allowed}; the empirical Fisher matrix is made of observations, which this model does not have`);
  }
}
function controlsFrom(text) {
  const all = words(text);
  if (all.length < 2 && CONTROLS.some((word) => word === (all[0] ?? "all"))) return { controls: oneOf("controls", all[0] ?? "all", CONTROLS), sight: void 0 };
  const wrong = all.find((word) => !NAMED.includes(word));
  if (wrong) throw new Error(`controls is "${short(wrong)}"; allowed: ${CONTROLS.join(", ")}, or names of controls that stand in sight: ${NAMED.join(", ")}`);
  return { controls: "all", sight: unique("controls", all, NAMED.length) };
}
function ticksFrom(text) {
  const ticks = numberFrom("ticks", text, { range: TICKS, whole: true });
  return ticks === void 0 ? {} : { ticks };
}
var defaultRules = (views) => views.every((view) => view === "field") ? [] : views.includes("morph") ? ["gradient", "trust-region"] : ["euclidean-ball", "fisher-ball", "kl-ball"];
function toAttributes(state) {
  const { data, start: start2, charts, batch } = state;
  const written2 = {
    view: state.views.join(" "),
    model: state.model,
    chart: charts.join(" "),
    rules: state.rules.map(ruleName).join(" ") || "none",
    balls: state.balls,
    ...data && { data: data.set ?? dataText(data) },
    ...state.options?.scale && { scale: state.options.scale.join(" ") },
    ...state.options?.loss && { loss: state.options.loss },
    ...state.options?.weight !== void 0 && { weight: String(state.options.weight) },
    ...state.options?.spread !== void 0 && { spread: String(state.options.spread) },
    // A start chosen by the core is left out, and will be chosen again.
    ...start2 && !state.unplaced && { start: placeText(start2, charts) },
    ...writeStarts(state),
    ...state.steps !== void 0 && { steps: String(state.steps) },
    ...state.ticks && { ticks: String(state.ticks) },
    ...state.batches && { batch: batch ? String(batch.size) : "all", seed: String(state.seed) },
    ...state.ellipses.length && { ellipses: state.ellipses.join(" ") }
  };
  Object.assign(written2, settingsText(state));
  for (const view of viewsOf(state)) Object.assign(written2, view.write?.(state));
  return written2;
}
function optionsFrom(read4, model) {
  const readers = { scale: pairFrom, loss: (_, text) => text, weight: numberIn, spread: numberIn };
  const written2 = Object.keys(readers).flatMap((name) => {
    const text = read4(name);
    return text ? [{ name, text }] : [];
  });
  for (const { name, text } of written2) {
    if (modelEntry(model)?.options.includes(name) ?? true) continue;
    const having = catalogue().models.filter(({ options: options2 }) => options2.includes(name)).map((one) => one.name);
    throw new Error(`${name} is "${short(text)}"; allowed: none, because model is "${short(model)}"; of ${having.join(", ")} it is an option`);
  }
  const options = Object.fromEntries(written2.map(({ name, text }) => [name, readers[name](name, text)]));
  return written2.length ? { options } : {};
}
function optionFrom(name, option, text) {
  if (option.kind !== "number") return text;
  if (text.trim() !== "" && !Number.isNaN(Number(text))) return Number(text);
  return numberIn(name, text, { range: option.range, open: option.openBelow });
}
function batchFrom(size, seed) {
  const first = numberFrom("seed", seed, SEEDS) ?? 0;
  if (size === null || size === void 0) return { seed: first, batches: false };
  return { seed: first, batches: true, batch: size.trim() === "all" ? void 0 : { size: numberIn("batch", size, SIZES), seed: first } };
}

// www/element/changes.js
var asText = (changes) => (
  /** @type {Written} */
  Object.fromEntries(
    Object.entries(changes ?? {}).map(([name, value]) => [name, textOf(value, name)]).filter(([, text]) => text !== void 0)
  )
);

// www/python/libraries.js
var LIBRARIES = {
  pytorch: {
    install: "torch",
    imports: ["import torch"],
    lines: [
      "def by_torch(plane, theta, kept, optimizer, rate):  # PyTorch takes the step; the gradient is ours",
      '    if not hasattr(kept, "point"):',
      "        kept.point = torch.tensor(theta, requires_grad=True)",
      "        kept.optimizer = optimizer([kept.point])",
      "    kept.point.data, kept.point.grad = torch.tensor(theta), torch.tensor(plane.gradient(theta))",
      '    kept.optimizer.param_groups[0]["lr"] = rate',
      "    kept.optimizer.step()",
      "    return kept.point.detach().numpy() - theta"
    ]
  },
  optax: {
    install: "optax",
    imports: ["import optax"],
    lines: [
      "def by_optax(plane, theta, kept, optimizer):  # Optax takes the step; the gradient is ours",
      '    if not hasattr(kept, "state"):',
      "        kept.state, kept.update = optimizer.init(jnp.array(theta)), jax.jit(optimizer.update)",
      "    step, kept.state = kept.update(jnp.array(plane.gradient(theta)), kept.state, jnp.array(theta))",
      "    return np.asarray(step)"
    ]
  },
  keras: {
    install: "keras",
    imports: ["import os", 'os.environ["KERAS_BACKEND"] = "jax"', "import keras"],
    lines: [
      "def by_keras(plane, theta, kept, optimizer, rate):  # Keras takes the step; the gradient is ours",
      '    if not hasattr(kept, "point"):',
      '        keras.config.set_floatx("float64")',
      '        kept.point, kept.optimizer = keras.Variable(theta, dtype="float64"), optimizer()',
      "        kept.optimizer.build([kept.point])",
      "    kept.point.assign(theta)",
      "    kept.optimizer.learning_rate = rate",
      '    kept.optimizer.apply([keras.ops.convert_to_tensor(plane.gradient(theta), dtype="float64")], [kept.point])',
      "    return np.array(kept.point) - theta"
    ]
  }
};
var OPTIMIZERS = {
  pytorch: {
    gradient: { any: "torch.optim.SGD(points, lr=rate)" },
    momentum: { any: "torch.optim.SGD(points, lr=rate, momentum=momentum)" },
    nesterov: same(["paper", "pytorch", "optax"], "torch.optim.SGD(points, lr=rate, momentum=momentum, nesterov=momentum > 0)"),
    adagrad: { pytorch: "torch.optim.Adagrad(points, lr=rate, eps=epsilon)" },
    rmsprop: same(["paper", "pytorch"], "torch.optim.RMSprop(points, lr=rate, alpha=decay, eps=epsilon)"),
    adam: same(["paper", "pytorch", "optax"], "torch.optim.Adam(points, lr=rate, betas=(beta1, beta2), eps=epsilon)")
  },
  optax: {
    gradient: { any: "optax.sgd(RATE)" },
    momentum: { any: "optax.sgd(RATE, momentum=momentum)" },
    nesterov: same(["paper", "pytorch", "optax"], "optax.sgd(RATE, momentum=momentum, nesterov=True)"),
    adagrad: { paper: "optax.adagrad(RATE, initial_accumulator_value=0.0, eps=epsilon)", ...same(["optax", "keras"], "optax.adagrad(RATE, initial_accumulator_value=0.1, eps=epsilon)") },
    rmsprop: { ...same(["paper", "pytorch"], "optax.rmsprop(RATE, decay=decay, eps=epsilon, eps_in_sqrt=False)"), ...same(["optax", "keras"], "optax.rmsprop(RATE, decay=decay, eps=epsilon)") },
    adam: same(["paper", "pytorch", "optax"], "optax.adam(RATE, b1=beta1, b2=beta2, eps=epsilon)")
  },
  keras: {
    gradient: { any: "keras.optimizers.SGD(rate)" },
    momentum: { constant: "keras.optimizers.SGD(rate, momentum=momentum)" },
    nesterov: { keras: "keras.optimizers.SGD(rate, momentum=momentum, nesterov=True)", constant: "keras.optimizers.SGD(rate, momentum=momentum, nesterov=True)" },
    adagrad: { paper: "keras.optimizers.Adagrad(rate, initial_accumulator_value=0.0, epsilon=epsilon)", ...same(["optax", "keras"], "keras.optimizers.Adagrad(rate, initial_accumulator_value=0.1, epsilon=epsilon)") },
    rmsprop: same(["optax", "keras"], "keras.optimizers.RMSprop(rate, rho=decay, epsilon=epsilon)"),
    adam: { keras: "keras.optimizers.Adam(rate, beta_1=beta1, beta_2=beta2, epsilon=epsilon)" }
  }
};
function same(conventions, expression) {
  return Object.fromEntries(conventions.map((name) => [name, expression]));
}
function libraryLines(run, wanted) {
  const convention = String(run.convention ?? "any");
  const library = (
    /** @type {keyof typeof LIBRARIES} */
    wanted ?? convention
  );
  const timed = run.schedule === "inverse-time";
  const known2 = OPTIMIZERS[library]?.[run.rule];
  const made = known2 && (known2[convention] ?? known2.any ?? (timed ? void 0 : known2.constant));
  if (!made) return void 0;
  const rate2 = timed ? "rate / t" : "rate";
  const line = {
    pytorch: `    return by_torch(plane, theta, kept, lambda points: ${made}, ${rate2})`,
    optax: `    return by_optax(plane, theta, kept, ${made.replace("RATE", timed ? "lambda done: rate / (done + 1)" : "rate")})`,
    keras: `    return by_keras(plane, theta, kept, lambda: ${made}, ${rate2})`
  }[library];
  return { library, lines: [line] };
}

// www/python/charts.js
var GAUSSIAN = {
  variance: { names: ["mu", "v"], to: "mu, v", from: "p[0], p[1]", domain: "v > 0" },
  precision: { names: ["mu", "tau"], to: "mu, 1 / tau", from: "p[0], 1 / p[1]", domain: "tau > 0" },
  "std-dev": { names: ["mu", "sigma"], to: "mu, sigma**2", from: "p[0], jnp.sqrt(p[1])", domain: "sigma > 0" },
  "log-std": { names: ["mu", "log_sigma"], to: "mu, jnp.exp(2 * log_sigma)", from: "p[0], jnp.log(p[1]) / 2" },
  natural: { names: ["eta1", "eta2"], to: "-eta1 / (2 * eta2), -1 / (2 * eta2)", from: "p[0] / p[1], -1 / (2 * p[1])", domain: "eta2 < 0" },
  expectation: { names: ["m1", "m2"], to: "m1, m2 - m1**2", from: "p[0], p[0] ** 2 + p[1]", domain: "m2 > m1**2" }
};
var LOGISTIC = {
  raw: { names: ["w", "b"], to: "w, b", from: "p[0], p[1]" },
  rescaled: { names: ["w_1000", "b"], to: "1000 * w_1000, b", from: "p[0] / 1000, p[1]" },
  whitened: { names: ["w", "b"], to: "w / x.std(), b - x.mean() * w / x.std()", from: "x.std() * p[0], p[1] + x.mean() * p[0]" },
  boundary: { names: ["t", "w"], to: "w, -t * w", from: "-p[1] / p[0], p[0]", domain: "w != 0" }
};
var CLASSES = {
  logit: { names: ["z1", "z2"], to: "jax.nn.log_softmax(jnp.array([z1, z2, 0.0]))", from: "p[0] - p[2], p[1] - p[2]" },
  probability: {
    names: ["p1", "p2"],
    to: "jnp.log(jnp.array([p1, p2, 1 - p1 - p2]))",
    from: "jnp.exp(p[0]), jnp.exp(p[1])",
    domain: "(p1 > 0) & (p2 > 0) & (p1 + p2 < 1)"
  },
  sphere: {
    names: ["y1", "y2"],
    to: "jnp.log(jnp.array([y1**2, y2**2, 1 - y1**2 - y2**2]))",
    from: "jnp.exp(p[0] / 2), jnp.exp(p[1] / 2)",
    domain: "(y1 > 0) & (y2 > 0) & (y1**2 + y2**2 < 1)"
  },
  sequential: { names: ["a", "b"], to: "two_choices(a, b)", from: "jnp.logaddexp(p[1], p[2]) - p[0], p[1] - p[2]" }
};
var MIXTURE = {
  means: { names: ["a", "b"], to: "a, b", from: "p[0], p[1]" },
  centre: { names: ["m", "d"], to: "m - weight * d, m + (1 - weight) * d", from: "(1 - weight) * p[0] + weight * p[1], p[1] - p[0]" },
  moments: {
    names: ["m", "V"],
    to: "two_means(m, V)",
    from: "(1 - weight) * p[0] + weight * p[1], spread**2 + weight * (1 - weight) * (p[1] - p[0]) ** 2",
    domain: "V > spread**2"
  }
};
var CHARTS = { gaussian: GAUSSIAN, variational: GAUSSIAN, logistic: LOGISTIC, categorical: CLASSES, policy: CLASSES, mixture: MIXTURE };
var DUAL = {
  gaussian: { natural: "natural", expectation: "expectation" },
  variational: { natural: "natural", expectation: "expectation" },
  logistic: { natural: "raw" },
  categorical: { natural: "logit", expectation: "probability" },
  policy: { natural: "logit", expectation: "probability" }
};
var HELPERS = {
  two_choices: [
    "def two_choices(a, b):  # first whether to go on, then to what",
    "    go, stop, left, right = (jax.nn.log_sigmoid(z) for z in (a, -a, b, -b))",
    "    return jnp.array([stop, go + left, go + right])"
  ],
  two_means: [
    "def two_means(m, V):  # the two means, a below b",
    "    d = jnp.sqrt((V - spread**2) / (weight * (1 - weight)))",
    "    return m - weight * d, m + (1 - weight) * d"
  ]
};
function chartLines(model, names2, scale = [1, 1]) {
  const all = names2.map((name) => (
    /** @type {const} */
    [name, CHARTS[model][name]]
  ));
  const helpers = Object.entries(HELPERS).filter(([name]) => all.some(([, { to }]) => to.includes(`${name}(`))).flatMap(([, lines2]) => lines2);
  const scaled = (name, chart) => name !== "sequential" || scale[0] === 1 && scale[1] === 1 ? chart : {
    ...chart,
    to: `two_choices(${scale[0]} * a, ${scale[1]} * b)`,
    from: `(jnp.logaddexp(p[1], p[2]) - p[0]) / ${scale[0]}, (p[1] - p[2]) / ${scale[1]}`
  };
  const lines = all.map(([name, chart], k) => {
    const { names: [a, b], to, from, domain } = scaled(name, chart);
    const there = /^\w+[\w.]*\(.*\)$/.test(to) ? to : `jnp.array([${to}])`;
    const ends = [k === 0 ? "charts = {" : "    ", k === all.length - 1 ? "}" : ","];
    return [
      `${ends[0]}"${name}": (lambda ${a}, ${b}: ${there},${k === 0 ? "  # the distribution at two coordinates," : ""}`,
      `        lambda p: jnp.array([${from}]), lambda ${a}, ${b}: ${domain ?? "True"})${ends[1]}${k === 0 ? "  # the way back, and where they may lie" : ""}`
    ];
  });
  return [...helpers, ...lines.flat()];
}

// www/python/numbers.js
var WIDTH = 116;
var MOST_LINES = 9;
function number(value) {
  if (Number.isNaN(value)) return "np.nan";
  if (!Number.isFinite(value)) return value > 0 ? "np.inf" : "-np.inf";
  return String(value);
}
var pair = ([a, b]) => `[${number(a)}, ${number(b)}]`;
var quoted = (text) => JSON.stringify(text);
function list(open, values, close) {
  const texts = Array.from(values, number);
  const whole = `${open}${texts.join(", ")}${close}`;
  if (whole.length <= WIDTH) return [whole];
  const lines = [open];
  let line = "   ";
  for (const text of texts) {
    if (line.length + text.length + 2 > WIDTH) {
      lines.push(line);
      line = "   ";
    }
    line += ` ${text},`;
  }
  lines.push(`${line.slice(0, -1)}${close}`);
  return lines.length <= MOST_LINES ? lines : [whole];
}

// www/python/models.js
var modelLines = (given) => MODELS[given.model].lines(given);
var meanLoss = (batched) => batched ? ["def loss(p, weights=1 / len(x)):  # mean negative log-likelihood, nats; a batch is a set of weights", "    return -jnp.sum(weights * log_likelihood(p))"] : ["def loss(p):  # mean negative log-likelihood, nats", "    return -jnp.mean(log_likelihood(p))"];
var GAUSSIAN_DIVERGENCE = [
  "def divergence(p, q):  # KL(p || q), nats",
  "    ratio = p[1] / q[1]",
  "    return (ratio - 1 - jnp.log(ratio) + (p[0] - q[0]) ** 2 / q[1]) / 2"
];
var CLASSES_DIVERGENCE = ["def divergence(p, q):  # KL(p || q), nats", "    return jnp.sum(jnp.exp(p) * (p - q))"];
var MODELS = {
  gaussian: {
    minima: () => ({ kind: "one", known: "jnp.array([x.mean(), x.var()])  # the best fit" }),
    lines: ({ x = [], source, batched }) => [
      `# Data: ${source}`,
      ...list("x = jnp.array([", x, "])"),
      "",
      "def log_likelihood(p):  # of each observation under N(mu, v), nats",
      "    mu, v = p",
      "    return -jnp.log(2 * jnp.pi * v) / 2 - (x - mu) ** 2 / (2 * v)",
      ...meanLoss(batched),
      ...GAUSSIAN_DIVERGENCE
    ]
  },
  logistic: {
    minima: () => ({ kind: "one", from: "[0.0, 0.0]" }),
    search: "whitened",
    lines: ({ x = [], y = [], source, batched }) => [
      `# Data: ${source}`,
      ...list("x = jnp.array([", x, "])"),
      ...list("y = jnp.array([", y, "])"),
      "",
      "def log_likelihood(p):  # of each label, given its input; log-odds are w x + b",
      "    z = p[0] * x + p[1]",
      "    return y * z - jax.nn.softplus(z)",
      ...meanLoss(batched),
      "def divergence(p, q):  # KL(p || q), nats: the mean over the inputs",
      "    z, new = p[0] * x + p[1], q[0] * x + q[1]",
      "    return jnp.mean(jax.nn.softplus(new) - jax.nn.softplus(z) - jax.nn.sigmoid(z) * (new - z))"
    ]
  },
  categorical: {
    minima: () => ({ kind: "one", known: "jnp.log(share)  # the best fit" }),
    weights: "share",
    lines: ({ x = [], source, batched }) => [
      `# Data: ${source}`,
      ...list("counts = jnp.array([", x, "])"),
      "share = counts / counts.sum()",
      "",
      "def log_likelihood(p):  # of each class; p are the logarithms of three probabilities",
      "    return p",
      ...batched ? ["def loss(p, weights=share):  # mean negative log-likelihood, nats; a batch is a set of weights", "    return -jnp.sum(weights * log_likelihood(p))"] : ["def loss(p):  # mean negative log-likelihood, nats", "    return -jnp.sum(share * log_likelihood(p))"],
      ...CLASSES_DIVERGENCE
    ]
  },
  policy: {
    minima: () => ({ kind: "one", from: "[0.0, 1.0]" }),
    lines: ({ batched }) => [
      "# Door or spin: to spin ends the episode (reward 0); behind the door are treasure (1) and trap (-1).",
      "reward = jnp.array([0.0, 1.0, -1.0])",
      "",
      ...batched ? [
        "def loss(p, weights=None):  # minus the return; from episodes: its gradient is the score-function estimate",
        "    return -jnp.sum(jnp.exp(p) * reward) if weights is None else -jnp.sum(weights * reward * p)"
      ] : ["def loss(p):  # minus the expected return; p are the logarithms of three probabilities", "    return -jnp.sum(jnp.exp(p) * reward)"],
      ...CLASSES_DIVERGENCE
    ]
  },
  variational: {
    minima: minimaOfTarget,
    search: "log-std",
    lines: ({ target, options }) => !target ? [] : [
      ...targetLines(target),
      ...options.loss === "forward" ? forwardLines(target) : [
        "z = jnp.linspace(-13, 13, 4001)  # the trapezoid rule in standard deviations",
        "def loss(p):  # KL(p || target), nats",
        "    mu, v = p",
        "    weight = jnp.exp(-(z**2) / 2) / jnp.sqrt(2 * jnp.pi) * (z[1] - z[0])",
        "    return -jnp.sum(weight * log_target(mu + jnp.sqrt(v) * z)) - jnp.log(2 * jnp.pi * jnp.e * v) / 2"
      ],
      ...GAUSSIAN_DIVERGENCE
    ]
  },
  mixture: {
    minima: () => ({ kind: "many", from: "[[x.min(), x.max()], [x.max(), x.min()]]" }),
    search: "means",
    lines: ({ x = [], source, options, batched }) => [
      `# Data: ${source}`,
      ...list("x = jnp.array([", x, "])"),
      `weight, spread = ${number(Number(options.weight))}, ${number(Number(options.spread))}  # of the second part; of both`,
      "def log_density(p, x):  # (1 - weight) N(a, spread^2) + weight N(b, spread^2)",
      "    a, b = p",
      "    parts = jnp.stack([jnp.log(1 - weight) - ((x - a) / spread) ** 2 / 2, jnp.log(weight) - ((x - b) / spread) ** 2 / 2])",
      "    return jax.scipy.special.logsumexp(parts, axis=0) - jnp.log(2 * jnp.pi * spread**2) / 2",
      "def log_likelihood(p):",
      "    return log_density(p, x)",
      ...meanLoss(batched),
      "def divergence(p, q):  # KL(p || q), nats, by the trapezoid rule; both densities integrate to one",
      "    means = jnp.stack([*p, *q])",
      "    s = jnp.linspace(jax.lax.stop_gradient(means.min() - 12 * spread), jax.lax.stop_gradient(means.max() + 12 * spread), 2001)",
      "    old, new = log_density(p, s), log_density(q, s)",
      "    return jnp.sum(jnp.exp(new) - jnp.exp(old) - jnp.exp(old) * (new - old)) * (s[1] - s[0])"
    ]
  }
};
function targetLines(target) {
  if ("peaks" in target) {
    const [weights, means, sds] = [0, 1, 2].map((k) => target.peaks.map((peak) => peak[k]));
    return [
      ...list("weights = jnp.array([", weights, "])"),
      ...list("means = jnp.array([", means, "])"),
      ...list("sds = jnp.array([", sds, "])"),
      "",
      "def log_target(x):  # a mixture of Gaussians",
      "    parts = -(((x[..., None] - means) / sds) ** 2) / 2 - jnp.log(sds) + jnp.log(weights / weights.sum())",
      "    return jax.scipy.special.logsumexp(parts, axis=-1) - jnp.log(2 * jnp.pi) / 2"
    ];
  }
  if ("count" in target) {
    return [
      `k = ${number(target.count)}  # events seen`,
      "",
      "def log_target(x):  # the posterior of the logarithm of their rate",
      "    return k * x - jnp.exp(x) - jax.scipy.special.gammaln(k)"
    ];
  }
  if ("degrees" in target) {
    return [
      `nu = ${number(target.degrees)}  # degrees of freedom`,
      "",
      "def log_target(x):  # Student's distribution",
      "    return jax.scipy.stats.t.logpdf(x, nu)"
    ];
  }
  return [
    `k, n = ${number(target.successes)}, ${number(target.trials)}  # successes, trials`,
    "",
    "def log_target(x):  # the posterior of the log-odds of success",
    "    return k * x - n * jax.nn.softplus(x) - jax.scipy.special.betaln(k, n - k)"
  ];
}
function forwardLines(target) {
  const moments = "peaks" in target ? [
    "share = weights / weights.sum()",
    "mean = jnp.sum(share * means)",
    "variance = jnp.sum(share * (sds**2 + means**2)) - mean**2",
    "grid = jnp.linspace(jnp.min(means - 13 * sds), jnp.max(means + 13 * sds), 40001)",
    "mean_log = jnp.sum(jnp.exp(log_target(grid)) * log_target(grid)) * (grid[1] - grid[0])"
  ] : "count" in target ? [
    "from jax.scipy.special import digamma, gammaln, polygamma",
    "mean, variance = digamma(k), polygamma(1, k)",
    "mean_log = k * digamma(k) - k - gammaln(k)"
  ] : "degrees" in target ? [
    "from jax.scipy.special import betaln, digamma",
    "mean, variance = 0.0, nu / (nu - 2)",
    "mean_log = (nu + 1) / 2 * (digamma(nu / 2) - digamma((nu + 1) / 2)) - jnp.log(nu) / 2 - betaln(nu / 2, 0.5)"
  ] : [
    "from jax.scipy.special import betaln, digamma, polygamma",
    "mean, variance = digamma(k) - digamma(n - k), polygamma(1, k) + polygamma(1, n - k)",
    "mean_log = k * mean - n * (digamma(n) - digamma(n - k)) - betaln(k, n - k)"
  ];
  return [
    ...moments,
    "def loss(p):  # KL(target || p), nats",
    "    mu, v = p",
    "    return mean_log + jnp.log(2 * jnp.pi * v) / 2 + (variance + (mean - mu) ** 2) / (2 * v)"
  ];
}
var minima = (given, hasBest) => hasBest ? MODELS[given.model].minima(given) : { kind: "none" };
function minimaOfTarget({ target, options }) {
  if (options.loss === "forward") return { kind: "one", known: "jnp.array([mean, variance])  # the best fit" };
  if (target && "peaks" in target) return { kind: "many", from: "[*zip(means, sds**2), (jnp.sum(weights * means) / weights.sum(), jnp.max(sds**2) + means.var())]" };
  return { kind: "one", from: "[0.0, 1.0]" };
}

// www/python/picture.js
function pictureLines({ planes, radius, runs, several }) {
  const cost = "planes[runs[0][1]].kl(*runs[0][2][:2]) if len(runs[0][2]) > 1 else 0.05  # nats: the cost of the first step";
  const many = planes.length > 1;
  const body = [
    `center = plane.at(${several ? "starts[0]" : "start"})`,
    'ax.plot(*(center[:, None] + plane.ellipse(center, radius) @ [np.cos(turn), np.sin(turn)]), "--", label=f"Fisher ellipse, {radius:.3g} nats")',
    ...runs ? ["for name, chart, path in runs:", '    ax.plot(*np.transpose([plane.at(charts[chart][0](*theta)) for theta in path]), "o-", label=f"{name}, {chart}")'] : [several ? 'ax.plot(*np.transpose([plane.at(p) for p in starts]), "ko")' : 'ax.plot(*center, "ko")'],
    "ax.margins(0.3)",
    "x0, x1 = np.meshgrid(np.linspace(*ax.get_xlim(), 120), np.linspace(*ax.get_ylim(), 120))",
    "over = lambda function: np.where(plane.domain(x0, x1), jax.vmap(jax.vmap(function))(jnp.stack([x0, x1], -1)), np.nan)",
    "height = over(plane.value)  # the loss",
    'ax.contourf(x0, x1, height, np.unique(np.nanquantile(height, np.linspace(0, 0.95, 16))), cmap="Greys", alpha=0.6)',
    'ax.contour(x0, x1, over(lambda new: plane.divergence(center, new)), [radius], colors="tab:green")  # the exact ball',
    "ax.set(title=plane.chart, xlabel=plane.names[0], ylabel=plane.names[1])",
    "ax.legend()"
  ];
  return [
    "",
    `radius, turn = ${radius ?? "0.05"}, np.linspace(0, 2 * np.pi, 200)${radius === void 0 ? "" : "  # nats, radians"}`,
    ...radius === void 0 ? [`radius = ${cost}`] : [],
    ...many ? [
      `figure, axes = plt.subplots(1, ${planes.length}, figsize=(${6 * planes.length}, 5))`,
      `for ax, plane in zip(axes, [${planes.map((chart) => `planes[${quoted(chart)}]`).join(", ")}]):`,
      ...body.map((line) => `    ${line}`)
    ] : [`ax, plane = plt.gca(), planes[${quoted(planes[0])}]`, ...body],
    "plt.show()"
  ];
}

// www/python/parts.js
var evenly = (model) => MODELS[model].weights ?? "np.full(len(x), 1 / len(x))";
function planeLines({ needs, given: { model, batched } }) {
  const drawn = batched ? ", *weights" : "";
  const of = (derivative) => batched ? `self.of_batch(${derivative})` : `fast(${derivative})`;
  const weights = batched ? `(weights[0] if weights else ${evenly(model)})` : evenly(model);
  return [
    "",
    "class Stop(Exception): pass  # why there is no further step",
    "def stop(why): raise Stop(why)",
    "def fast(function): return lambda *given, compiled=jax.jit(function): np.asarray(compiled(*given))",
    "",
    "class Plane:  # the model at the coordinates theta of a chart",
    "    def __init__(self, chart):",
    "        self.chart, (own, back, self.domain) = chart, charts[chart]",
    "        self.names, self.at = own.__code__.co_varnames, lambda p: np.asarray(back(p), float)  # the coordinates of a distribution",
    `        self.value = value = lambda theta${drawn}: loss(own(*theta)${drawn})`,
    "        self.divergence = kl = lambda old, new: divergence(own(*old), own(*new))",
    ...batched ? ["        self.weights, self.of_batch = (), lambda function: (lambda run: lambda theta: run(theta, *self.weights))(fast(function))"] : [],
    `        self.kl, self.loss, self.gradient${needs.has("hessian") ? ", self.hessian" : ""} = fast(kl), ${of("value")}, ${of("jax.grad(value)")}${needs.has("hessian") ? `, ${of("jax.hessian(value)")}` : ""}`,
    "        fisher = lambda theta: jax.hessian(kl, 1)(theta, theta)  # the second derivatives of KL(theta || new)",
    "        self.fisher, self.size = fast(fisher), fast(lambda theta, a: a @ jnp.linalg.solve(fisher(theta), a))",
    ...needs.has("dF") ? ["        self.dF = fast(jax.jacfwd(fisher))  # its derivative by each coordinate"] : [],
    ...needs.has("dual") ? ["        self.pull = fast(jax.grad(kl, 1))"] : [],
    ...needs.has("empirical") ? [
      "        scores = lambda theta: jax.jacobian(lambda theta: log_likelihood(own(*theta)))(theta)  # of each observation",
      `        self.empirical = ${of(`lambda theta${drawn}: scores(theta).T @ (${weights}[:, None] * scores(theta))`)}`
    ] : [],
    "        self.inside = lambda theta: bool(self.domain(*theta)) and bool(np.isfinite(self.loss(theta)))",
    "        self.ellipse = lambda theta, radius: np.sqrt(2 * radius) * np.linalg.inv(np.linalg.cholesky(self.fisher(theta))).T",
    "        self.rests = lambda theta, v: all(self.size(theta, a) <= 1e-26 for a in (self.gradient(theta), v))  # both are rounding",
    "    def move(self, theta, step, left=60):  # a step that would leave the domain is halved until it stays inside",
    '        halved = lambda: self.move(theta, step / 2, left - 1) if left else stop("left-domain")',
    "        return theta + step if self.inside(theta + step) else halved()",
    ...needs.has("solve") ? [
      "    def solve(self, theta, matrix):  # matrix^-1 gradient, unless the matrix is singular beside the Fisher matrix",
      "        units = np.sqrt(np.diag(self.fisher(theta)))",
      "        scaled = matrix / np.outer(units, units)",
      "        regular = abs(np.linalg.det(scaled)) > 1e-14 * np.abs(scaled).max() ** 2",
      '        return np.linalg.solve(scaled, self.gradient(theta) / units) / units if regular else stop("singular")'
    ] : []
  ];
}
var edgeLines = (needs, reversed2) => {
  const [argument, passed] = reversed2 ? [", reverse=False", ", reverse"] : ["", ""];
  return [
    "",
    `def reach(plane, old, ray, radius${argument}):  # the first point old + time * ray where KL is the radius, if there is one`,
    ...reversed2 ? ["    kl = lambda new: plane.kl(new, old) if reverse else plane.kl(old, new)"] : [],
    `    excess = lambda time: min(${reversed2 ? "kl(old + time * ray)" : "plane.kl(old, old + time * ray)"} / radius, 4) - 1 if plane.inside(old + time * ray) else 3`,
    "    far = next((far for far in 1.5 ** np.arange(-2, 23) if excess(far) > 0), None)  # at most 7000 Fisher ellipses away",
    "    time = brentq(excess, 0, far, xtol=1e-300, rtol=1e-15) if far else 1e9",
    "    return old + time * ray, abs(excess(time)) < 1e-6",
    ...needs.has("edge") ? [
      `def edge(plane, old, radius, goal${argument}):  # the lowest goal where KL is the radius: by angle, from 24 rays`,
      `    at = lambda angle: reach(plane, old, plane.ellipse(old, radius) @ [np.cos(angle), np.sin(angle)], radius${passed})`,
      "    slope = lambda angle: goal(at(angle + 1e-4)[0]) - goal(at(angle - 1e-4)[0])",
      "    best = min(np.arange(24) * np.pi / 12, key=lambda angle: goal(at(angle)[0]))",
      "    new, found = at(brentq(slope, best - 0.3, best + 0.3)) if slope(best - 0.3) < 0 < slope(best + 0.3) else (old, False)",
      '    return new if found else stop("ill-posed")'
    ] : []
  ];
};
function minimaLines({ kind, known: known2, from }, chart) {
  if (kind === "none") return [];
  if (known2) return [`minimum = ${known2}`];
  const to = `charts[${quoted(chart)}][0]`;
  return [
    `search = planes[${quoted(chart)}]  # for the local minima of the loss`,
    'by = dict(jac=search.gradient, hess=search.hessian, method="trust-exact", options={"gtol": 1e-13})',
    kind === "one" ? `minimum = ${to}(*minimize(search.loss, search.at(jnp.array(${from})), **by).x)` : `minima = sorted((${to}(*minimize(search.loss, search.at(jnp.array(p)), **by).x) for p in ${from}), key=loss)`
  ];
}
function runLines({ spec, functions, given, steps, labels, several }) {
  if (!spec.runs.length) return [];
  const forgetful = [...new Set(functions.filter(({ memory }) => memory === "forgets").map(({ name }) => name))];
  const isLikelihood = !["nothing", "target"].includes(modelEntry(given.model).takes);
  const { batched } = given;
  const chances = isReturn(given.model) ? "np.exp(charts[chart][0](*path[-1]))" : `np.asarray(${evenly(given.model)})`;
  const guards = [...batched ? ["batch is None"] : [], ...forgetful.length ? [`rule not in (${forgetful.join(", ")}${forgetful.length === 1 ? "," : ""})`] : []];
  return [
    "",
    `def run(name, rule, chart, steps${batched ? ", batch=None" : ""}, **settings):`,
    '    plane, kept, status = planes[chart], SimpleNamespace(v=np.zeros(2), m=0, s=0), "running"',
    "    path = [plane.at(start)]",
    ...guards.length ? [`    may_rest = ${guards.join(" and ")}${forgetful.length ? "  # what those remember fades, so they may move again" : ""}`] : [],
    ...batched ? ["    draw = np.random.default_rng(batch[1]) if batch else None"] : [],
    "    try:",
    "        for t in range(1, steps + 1):",
    ...batched ? [
      "            if batch:  # the share of each observation in a sample",
      `                chances = ${chances}`,
      ...isReturn(given.model) ? ["                if 1 - chances[0] ** batch[0] < 1e-3:  # hardly any sample would open the door", '                    stop("collapsed")'] : [],
      "                plane.weights = (draw.multinomial(batch[0], chances / chances.sum()) / batch[0],)"
    ] : [],
    `            rested = ${guards.length ? "may_rest and " : ""}plane.rests(path[-1], kept.v)`,
    "            new = path[-1] if rested else plane.move(path[-1], rule(plane, path[-1], t, kept, **settings))",
    `            path.append(stop("converged") if ${guards.length ? "may_rest and " : ""}np.array_equal(new, path[-1]) else new)`,
    "    except Stop as why:",
    "        status = str(why)",
    ...batched ? ["    plane.weights = ()"] : [],
    ...isLikelihood && !given.best ? [
      `    if status in ("converged", "singular", "ill-posed")${batched ? " and batch is None" : ""} and plane.loss(path[-1]) < plane.loss(path[0]):`,
      '        status = "unbounded"  # the loss has no minimum'
    ] : [],
    '    print(f"# {name}, chart {chart}: {len(path) - 1} steps, {status}", ",".join(["step", *plane.names, "loss"]), sep="\\n")',
    "    for t, theta in enumerate(path):",
    '        print(t, *map(float, theta), float(plane.loss(theta)), sep=",")',
    "    return name, chart, path",
    "",
    ...several ? ["runs = []", "for start in starts:", ...calls("    runs += [", { spec, functions, steps, labels })] : calls("runs = [", { spec, functions, steps, labels })
  ];
}
function calls(open, { spec, functions, steps, labels }) {
  const groups = [];
  spec.runs.forEach((run, k) => {
    const { name, options } = functions[k];
    const settings = options.map((option) => `, ${option}=${number(Number(run[option]))}`).join("");
    const batch = run.batch ? `, batch=(${run.batch.size}, ${run.batch.seed})` : "";
    const call = (chart) => `run(${quoted(labels[k])}, ${name}, ${chart}, ${steps}${batch}${settings})`;
    const last3 = groups.at(-1);
    if (last3 && last3.call("") === call("") && !last3.charts.includes(run.chart)) last3.charts.push(run.chart);
    else groups.push({ call, charts: [run.chart] });
  });
  return groups.map(({ call, charts }, k) => {
    const ends = [k === 0 ? open : `${open.slice(0, open.search(/\S/))}    `, k === groups.length - 1 ? "]" : ","];
    return `${ends[0]}${charts.length === 1 ? call(quoted(charts[0])) : `*[${call("chart")} for chart in [${charts.map(quoted).join(", ")}]]`}${ends[1]}`;
  });
}

// www/python/rules.js
var FORMULAS = ["schedule", "direction", "metric", "convention"];
var rate = ({ schedule }) => schedule === "inverse-time" ? "rate / t" : "rate";
var kl = ({ direction }, old, next) => direction === "new-old" ? `plane.kl(${next}, ${old})` : `plane.kl(${old}, ${next})`;
var klName = ({ direction }) => direction === "new-old" ? "KL(new || old)" : "KL(old || new)";
var reversed = ({ direction }) => direction === "new-old" ? ", reverse=True" : "";
var damped = (matrix, { damping }) => damping ? `${matrix} + damping * np.eye(2)` : matrix;
var RULES = {
  gradient: (run) => ({ says: "Cauchy 1847", lines: [`    return -${rate(run)} * plane.gradient(theta)`] }),
  "euclidean-ball": () => ({
    says: "the lowest linearised loss in a Euclidean ball",
    lines: ["    g = plane.gradient(theta)", "    return -radius * g / np.linalg.norm(g)"]
  }),
  "natural-gradient": (run) => {
    const empirical = run.metric === "empirical";
    const matrix = damped(empirical ? "plane.empirical(theta)" : "plane.fisher(theta)", run);
    return {
      says: empirical ? "the empirical Fisher matrix: squares of the data's own scores" : "Amari 1998",
      needs: empirical ? ["solve", "empirical"] : ["solve"],
      lines: [`    return -${rate(run)} * plane.solve(theta, ${matrix})`]
    };
  },
  "fisher-ball": (run) => ({
    says: "the lowest linearised loss in a Fisher ellipse",
    needs: ["solve"],
    lines: ["    g = plane.gradient(theta)", `    arrow = plane.solve(theta, ${damped("plane.fisher(theta)", run)})`, "    return -np.sqrt(2 * radius / (g @ arrow)) * arrow"]
  }),
  "kl-ray": (run) => ({
    says: `along the natural gradient to where ${klName(run)} is the radius`,
    needs: ["solve", "reach"],
    lines: [
      "    arrow = -plane.solve(theta, plane.fisher(theta))",
      "    arrow = arrow * np.sqrt(2 * radius / -(plane.gradient(theta) @ arrow))",
      `    new, found = reach(plane, theta, arrow, radius${reversed(run)})`,
      '    return new - theta if found else stop("ill-posed")  # the ray never leaves the ball'
    ]
  }),
  "kl-ball": (run) => ({
    says: `the lowest linearised loss where ${klName(run)} <= radius`,
    needs: ["edge"],
    lines: [`    return edge(plane, theta, radius, lambda new, g=plane.gradient(theta): g @ (new - theta)${reversed(run)}) - theta`]
  }),
  "trust-region": (run, { batched, minima: kind }) => {
    const says = `the lowest loss where ${klName(run)} <= radius`;
    const outside = `edge(plane, theta, radius, plane.loss${reversed(run)})`;
    if (batched) {
      return {
        says,
        needs: ["edge", "hessian", "minimize"],
        lines: ['    by = dict(jac=plane.gradient, hess=plane.hessian, method="trust-exact")', "    best = minimize(plane.loss, theta, **by).x", `    return (best if ${kl(run, "theta", "best")} <= radius else ${outside}) - theta`]
      };
    }
    if (kind === "none") return { says, needs: ["edge"], lines: [`    return ${outside} - theta`] };
    if (kind === "one") {
      return { says, needs: ["edge", "minima"], lines: ["    best = plane.at(minimum)", `    return (best if ${kl(run, "theta", "best")} <= radius else ${outside}) - theta`] };
    }
    return {
      says,
      needs: ["edge", "minima"],
      lines: [
        "    best = [plane.at(p) for p in minima]",
        `    places = [new for new in best if ${kl(run, "theta", "new")} <= radius]`,
        "    if not places or places[0] is not best[0]:  # the lowest minimum lies outside",
        `        places.append(${outside})`,
        "    return min(places, key=plane.loss) - theta"
      ]
    };
  },
  trpo: () => ({
    says: "the Fisher ball's step, halved until KL(old || new) <= radius and the loss is lower (Schulman et al. 2015)",
    needs: ["solve"],
    lines: [
      "    g = plane.gradient(theta)",
      "    arrow = plane.solve(theta, plane.fisher(theta))",
      "    steps = [-(0.5**j) * np.sqrt(2 * radius / (g @ arrow)) * arrow for j in range(31)]",
      "    good = lambda new: plane.inside(new) and plane.kl(theta, new) <= radius and plane.loss(new) < plane.loss(theta)",
      "    return next((step for step in steps if good(theta + step)), np.zeros(2))"
    ]
  }),
  mirror: (run, { model, batched }) => {
    const start2 = ["    p = charts[plane.chart][0](*theta)", ...batched ? ["    natural.weights = plane.weights"] : []];
    if (run.direction === "new-old") {
      return {
        says: "the loss linearised in expectation coordinates, plus KL(new || old) / rate",
        needs: ["solve", "natural"],
        lines: [
          ...start2,
          "    eta = natural.at(p)",
          `    eta = natural.move(eta, -${rate(run)} * natural.solve(eta, natural.fisher(eta)))  # d eta = -rate dL/dm`,
          "    return plane.at(charts[natural.chart][0](*eta)) - theta"
        ]
      };
    }
    const says = "the loss linearised in natural coordinates, plus KL(old || new) / rate";
    if (!DUAL[model]?.expectation) {
      return {
        says,
        needs: ["natural", "root", "dual"],
        lines: [
          ...start2,
          "    eta = natural.at(p)",
          `    g, step = natural.gradient(eta), ${rate(run)}`,
          "    for _ in range(61):  # the least of g (new - eta) + KL(eta || new) / rate",
          "        found = root(lambda new: step * g + natural.pull(eta, new), eta, jac=natural.fisher, tol=1e-14)",
          "        if np.abs(found.fun).max() <= 1e-10 * step * np.abs(g).max():",
          "            return plane.at(charts[natural.chart][0](*found.x)) - theta",
          "        step /= 2",
          '    stop("left-domain")'
        ]
      };
    }
    return {
      says,
      needs: ["natural", "expectation"],
      lines: [
        ...start2,
        `    m = expectation.move(expectation.at(p), -${rate(run)} * natural.gradient(natural.at(p)))  # dm = -rate dL/d eta`,
        "    return plane.at(charts[expectation.chart][0](*m)) - theta"
      ]
    };
  },
  geodesic: (run) => ({
    says: "along a shortest path of the Fisher metric; the natural gradient step is its first velocity",
    needs: ["solve", "dF", "solve_ivp"],
    lines: [
      "    def flow(_, state):  # theta'' + Gamma(theta', theta') = 0",
      "        dF, v = plane.dF(state[:2]), state[2:]  # of F[i, j] by coordinate k",
      '        force = np.einsum("ijk,j,k", dF, v, v) - np.einsum("jki,j,k", dF, v, v) / 2',
      "        return [*v, *-np.linalg.solve(plane.fisher(state[:2]), force)]",
      `    velocity = -${rate(run)} * plane.solve(theta, plane.fisher(theta))`,
      "    for _ in range(61):  # halved, as a straight step",
      '        path = solve_ivp(flow, (0, 1), [*theta, *velocity], "DOP853", rtol=1e-12, atol=1e-14)',
      "        if path.success and all(plane.inside(q) for q in path.y[:2].T):",
      "            return path.y[:2, -1] - theta",
      "        velocity = velocity / 2",
      '    stop("left-domain")'
    ]
  }),
  newton: (run) => ({
    says: "with the Hessian",
    needs: ["solve", "hessian"],
    lines: [`    return -${rate(run)} * plane.solve(theta, ${damped("plane.hessian(theta)", run)})`]
  }),
  momentum: (run) => ({
    says: "the heavy ball (Polyak 1964)",
    lines: ["    kept.v = momentum * kept.v + plane.gradient(theta)", `    return -${rate(run)} * kept.v`]
  }),
  nesterov: (run) => ({
    says: "in the form of Sutskever et al. 2013",
    lines: run.convention === "keras" ? [`    g = ${rate(run)} * plane.gradient(theta)  # the rate is kept inside the velocity`, "    kept.v = momentum * kept.v + g", "    return -(g + momentum * kept.v)"] : ["    kept.v = momentum * kept.v + plane.gradient(theta)", `    return -${rate(run)} * (plane.gradient(theta) + momentum * kept.v)`]
  }),
  adagrad: (run) => {
    const convention = String(run.convention);
    const sum = ["optax", "keras"].includes(convention) ? "0.1 + kept.s" : "kept.s";
    return {
      says: "Duchi, Hazan & Singer 2011",
      lines: ["    kept.s = kept.s + plane.gradient(theta) ** 2", `    return -${rate(run)} * plane.gradient(theta) / ${convention === "pytorch" ? "(np.sqrt(kept.s) + epsilon)" : `np.sqrt(${sum} + epsilon)`}`]
    };
  },
  rmsprop: (run) => ({
    says: "Tieleman & Hinton 2012",
    memory: "forgets",
    lines: [
      "    kept.s = decay * kept.s + (1 - decay) * plane.gradient(theta) ** 2",
      `    return -${rate(run)} * plane.gradient(theta) / ${["optax", "keras"].includes(String(run.convention)) ? "np.sqrt(kept.s + epsilon)" : "(np.sqrt(kept.s) + epsilon)"}`
    ]
  }),
  adam: (run) => ({
    says: "Kingma & Ba 2015",
    memory: "forgets",
    lines: [
      "    kept.m = beta1 * kept.m + (1 - beta1) * plane.gradient(theta)",
      "    kept.s = beta2 * kept.s + (1 - beta2) * plane.gradient(theta) ** 2",
      run.convention === "keras" ? `    return -${rate(run)} * np.sqrt(1 - beta2**t) / (1 - beta1**t) * kept.m / (np.sqrt(kept.s) + epsilon)` : `    return -${rate(run)} * kept.m / (1 - beta1**t) / (np.sqrt(kept.s / (1 - beta2**t)) + epsilon)`
    ]
  })
};
function written(run, given, library) {
  const options = Object.keys(run).filter((name2) => ![...FORMULAS, "rule", "chart", "batch"].includes(name2) && !(name2 === "damping" && !run[name2]));
  const by = libraryLines(run, library);
  const { says, lines, needs = [], memory = "rests" } = RULES[run.rule](run, given);
  const name = run.rule.replaceAll("-", "_");
  const head = `def ${name}(plane, theta, t, kept, ${options.join(", ")}):`;
  return by ? { name, lines: [head, ...by.lines], options, needs: [], memory, library: by.library } : { name, lines: [`${head}  # ${says}`, ...lines], options, needs, memory };
}

// www/python/python.js
var STEPS = 20;
var MOST_LINES2 = 120;
var LONGEST3 = 120;
var RADIUS = 0.05;
function pythonOf(spec, { charts: shown, library, more = [] } = {}) {
  const given = givenOf(spec);
  const planes = shown ?? [...new Set(spec.runs.map(({ chart }) => chart))];
  if (!planes.length) planes.push(spec.start.chart);
  const found3 = minima(given, given.best);
  given.minima = found3.kind;
  const functions = functionsOf(spec, given, library);
  const needs = new Set(functions.all.flatMap((one) => one.needs));
  const searched2 = needs.has("minima") && found3.from;
  if (searched2) needs.add("hessian");
  const dual = DUAL[spec.model];
  const starts = [spec.start, ...more];
  const charts = [.../* @__PURE__ */ new Set([
    ...starts.map(({ chart }) => chart),
    ...spec.runs.map(({ chart }) => chart),
    ...planes,
    ...needs.has("natural") ? [dual.natural] : [],
    ...needs.has("expectation") && dual.expectation ? [dual.expectation] : [],
    ...searched2 ? [searchChart(spec.model)] : []
  ])];
  const libraries = [...new Set(functions.all.flatMap((one) => one.library ?? []))].map((name) => LIBRARIES[
    /** @type {keyof typeof LIBRARIES} */
    name
  ]);
  const steps = spec.steps ?? STEPS;
  const lines = [
    ...opening(spec, given, libraries.map(({ install }) => install)),
    ...imports(needs, Boolean(searched2), libraries.flatMap((one) => one.imports)),
    "",
    ...modelLines(given),
    ...chartLines(spec.model, charts, spec.options?.scale),
    ...planeLines({ needs, given }),
    ...needs.has("reach") || needs.has("edge") ? edgeLines(needs, spec.runs.some(({ direction }) => direction === "new-old")) : [],
    ...libraries.flatMap((one) => ["", ...one.lines]),
    ...functions.all.length ? [""] : [],
    ...functions.all.flatMap((one) => one.lines),
    "",
    "planes = {chart: Plane(chart) for chart in charts}",
    ...startLines(starts),
    ...needs.has("natural") ? [`natural = planes[${quoted(dual.natural)}]`] : [],
    ...needs.has("expectation") ? [`expectation = planes[${quoted(String(dual.expectation))}]`] : [],
    ...needs.has("minima") ? minimaLines(found3, searchChart(spec.model)) : [],
    ...runLines({ spec, functions: functions.ofRun, given, steps, several: more.length > 0, labels: spec.runs.map(({ rule }) => ruleEntry(rule).label) }),
    ...pictureLines({ planes, radius: radiusOf(spec), runs: spec.runs.length, several: more.length > 0 })
  ];
  return `${(lines.length > MOST_LINES2 ? denser(lines) : lines).join("\n")}
`;
}
function denser(lines) {
  const dense = [];
  for (const line of lines.filter((one) => one !== "")) {
    const [, head, comment = ""] = /^(def [^#]*:)(\s\s# .*)?$/.exec(dense.at(-1) ?? "") ?? [];
    const joined = `${head} ${line.trim()}${comment}`;
    if (head && line.startsWith("    return ") && joined.length <= LONGEST3) dense[dense.length - 1] = joined;
    else dense.push(line);
  }
  return dense;
}
function startLines(starts) {
  const all = starts.map(({ chart, at }) => `charts[${quoted(chart)}][0](*${pair(at)})`);
  return all.length === 1 ? [`start = ${all[0]}`] : all.map((one, k) => `${k ? "    " : "starts = ["}${one}${k < all.length - 1 ? "," : "]"}`);
}
function givenOf({ model, data, options, runs }) {
  const entry = modelEntry(model);
  const built = new Model({ model, ...data && { data }, ...options && { options } });
  try {
    const set = entry.data.find(({ name }) => name === (setOf(data) ?? (data ? void 0 : entry.data[0].name)));
    const [x, y] = [built.observations, built.labels].map((list2) => Array.from(list2));
    return {
      model,
      x,
      y,
      options: built.spec.options ?? options ?? {},
      target: entry.takes === "target" ? targetOf(data) : void 0,
      source: set ? set.label : "one's own",
      batched: runs.some(({ batch }) => batch),
      minima: "none",
      best: built.optimum(entry.charts[0].name) !== void 0
    };
  } finally {
    built.free();
  }
}
var TARGETS = {
  "two-peaks": { peaks: [[0.65, -1.5, 0.7], [0.35, 2, 0.5]] },
  skewed: { count: 3 },
  "heavy-tailed": { degrees: 3 },
  "log-odds": { successes: 7, trials: 23 }
};
var setOf = (data) => data && "set" in data ? data.set : void 0;
var targetOf = (data) => data && isTarget(data) ? data : TARGETS[setOf(data) ?? "two-peaks"];
var isTarget = (data) => ["peaks", "count", "degrees", "successes"].some((name) => name in data);
var searchChart = (model) => MODELS[model].search ?? Object.keys(CHARTS[model])[0];
function functionsOf(spec, given, library) {
  const known2 = /* @__PURE__ */ new Map();
  const ofRun = spec.runs.map((run) => {
    const one = written(run, given, library);
    const key = one.lines.slice(1).join("\n");
    const twin = known2.get(`${one.name}
${key}`);
    if (twin) return twin;
    const earlier = [...known2.values()].filter(({ lines }) => lines[0].startsWith(`def ${one.name}_`) || lines[0].startsWith(`def ${one.name}(`)).length;
    const name = earlier ? `${one.name}_${earlier + 1}` : one.name;
    const made = { ...one, name, lines: [one.lines[0].replace(one.name, name), ...one.lines.slice(1)] };
    known2.set(`${one.name}
${key}`, made);
    return made;
  });
  return { all: [...known2.values()], ofRun };
}
function opening({ model, runs }, { batched }, installs) {
  const rules = [...new Set(runs.map(({ rule }) => ruleEntry(rule).label))].join(", ");
  return [
    `# ${modelEntry(model).label}${rules ? `: ${rules}` : ""}. Written by kl-ball; to run it: pip install ${["jax", "scipy", "matplotlib", ...installs].join(" ")}`,
    ...batched ? ["# Its batches are drawn by NumPy, so its paths are other samples of the figure's."] : []
  ];
}
function imports(needs, searches, others) {
  const optimize = [(needs.has("reach") || needs.has("edge")) && "brentq", (searches || needs.has("minimize")) && "minimize", needs.has("root") && "root"].filter(Boolean);
  return [
    "from types import SimpleNamespace",
    ...others,
    "import jax, jax.numpy as jnp, matplotlib.pyplot as plt, numpy as np",
    ...needs.has("solve_ivp") ? ["from scipy.integrate import solve_ivp"] : [],
    ...optimize.length ? [`from scipy.optimize import ${optimize.join(", ")}`] : [],
    'jax.config.update("jax_enable_x64", True)'
  ];
}
function radiusOf({ runs }) {
  const run = runs.find(({ rule }) => ruleEntry(rule).options.some(({ name, unit }) => name === "radius" && unit === "nats"));
  return run ? number(Number(run.radius)) : runs.length ? void 0 : number(RADIUS);
}

// www/scene/models.js
function modelOf({ model, data, options, units }) {
  const measured = new Model(
    /** @type {ModelSpec} */
    { model, ...data && { data }, ...options && { options } }
  );
  if (data?.x) counts.set(measured, data.x.length);
  if (!units) return measured;
  try {
    return measured.rescaled(units.scale, units.shift);
  } finally {
    measured.free();
  }
}
var counts = /* @__PURE__ */ new WeakMap();

// www/state/json.js
var MOST_RUNS = 64;
function attributesOf(spec) {
  const { view: _view, balls: _balls, ...said } = toAttributes(fromSpec(spec, fromAttributes(() => null)));
  return said;
}
var last2 = { text: "", said: (
  /** @type {Record<string, string>} */
  {}
) };
function fromJson(text) {
  if (text !== last2.text) last2 = { text, said: read2(text) };
  return last2.said;
}
function read2(text) {
  let given;
  try {
    given = JSON.parse(text);
  } catch {
    if (text === String({})) throw new Error(`spec is "${text}", which is not JSON; allowed: JSON, or the property spec of the element, which takes an object`);
    throw new Error("spec is not JSON; allowed: an experiment as in the interface");
  }
  const { figure, ...experiment } = given ?? {};
  const own = Object.fromEntries(Object.entries(figure ?? {}).map(([name, value]) => [name, String(value)]));
  if (figure && !experiment.runs?.length) return own;
  if (experiment.runs?.length > MOST_RUNS) throw new Error(`runs is a list of ${experiment.runs.length}; allowed in a figure: at most ${MOST_RUNS}`);
  const checked = new Experiment(experiment);
  const spec = (
    /** @type {FullSpec} */
    checked.spec
  );
  checked.free();
  if (spec.data && "csv" in spec.data) spec.data = observed(spec.model, spec.data);
  return { ...attributesOf(spec), ...own };
}
function observed(model, data) {
  const read4 = new Model({ model, data });
  const [x, y] = [read4.observations, read4.labels].map((list2) => Array.from(list2));
  read4.free();
  return y.length ? { x, y } : { x };
}

// www/state/names.js
var OTHERS = ["builder"];
var isKnown = (name) => allNames().has(name);
var known = /* @__PURE__ */ new WeakMap();
function allNames() {
  const { models, rules } = catalogue();
  const found3 = known.get(models);
  if (found3) return found3;
  const charts = [...new Set(models.flatMap((model) => model.charts.map(({ name }) => name)))];
  const options = rules.flatMap(({ name: rule, options: all }) => all.flatMap(({ name }) => [name, `${rule}-${name}`, ...charts.map((chart) => `${rule}-${name}-${chart}`)]));
  const names2 = /* @__PURE__ */ new Set([...ATTRIBUTES, ...OTHERS, ...options]);
  known.set(models, names2);
  return names2;
}

// www/state/misspelt.js
var LONGEST4 = 60;
function refuseUnknown(names2) {
  const wrong = names2.find((name) => !isKnown(name));
  if (wrong !== void 0) throw new Error(saidOf(wrong, nearestTo(wrong.slice(0, LONGEST4), [...allNames()])[0]));
}
var saidOf = (wrong, nearest) => `attribute "${short(wrong)}" is unknown; the nearest that is allowed: "${nearest}"`;
var nearestTo = (word, names2) => names2.map((name) => (
  /** @type {const} */
  [name, edits(word, name)]
)).reduce(
  (best, one) => one[1] < best[1] ? one : best,
  /** @type {const} */
  ["", Infinity]
);
function edits(one, other) {
  let last3 = [];
  let row = Array.from({ length: other.length + 1 }, (_, k) => k);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let k = 1; k <= other.length; k += 1) {
      next[k] = Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + (one[i - 1] === other[k - 1] ? 0 : 1));
      if (i > 1 && k > 1 && one[i - 1] === other[k - 2] && one[i - 2] === other[k - 1]) next[k] = Math.min(next[k], last3[k - 2] + 1);
    }
    [last3, row] = [row, next];
  }
  return row[other.length];
}

// www/python/from-attributes.js
function toPython(given, { library } = {}) {
  if (library !== void 0) oneOf("library", library, ["none", ...Object.keys(LIBRARIES)]);
  return Array.isArray(given?.runs) ? pythonOf(read3(
    /** @type {ExperimentSpec} */
    given
  ), { library }) : ofAttributes(given, library);
}
function read3(spec) {
  const experiment = new Experiment(spec);
  try {
    return (
      /** @type {FullSpec} */
      experiment.spec
    );
  } finally {
    experiment.free();
  }
}
function ofAttributes(attributes, library) {
  const { spec, ...rest } = asText(attributes);
  const written2 = { ...rest, ...spec ? fromJson(spec) : {} };
  refuseUnknown(Object.keys(written2));
  if (written2["data-src"] && !written2.data) {
    throw new Error(`data-src is "${written2["data-src"]}"; allowed here: data, as readTable of kl-ball/table reads them`);
  }
  const bare = /\bfield\b/.test(written2.view ?? "") && !written2.rules;
  const state = fromAttributes((name) => name === "view" ? "" : name === "rules" && bare ? "none" : written2[name] ?? null);
  const { charts } = state;
  complete(state);
  state.start.chart ??= charts[0];
  const more = (state.more ?? []).map(({ chart = charts[0], at }) => ({ chart, at }));
  return pythonOf(experimentOf(state), { charts, library, more });
}
function experimentOf(state) {
  const spec = toSpec(state);
  return spec.runs.length ? read3(spec) : spec;
}
function complete(state) {
  const { model, charts } = state;
  if (!modelEntry(model)) throw new Error(`model is "${model}"; allowed: ${catalogue().models.map(({ name }) => name).join(", ")}`);
  const built = modelOf(state);
  try {
    state.start ??= usualStart(built, charts);
    state.fitted = fittedSizes(state, built);
  } finally {
    built.free();
  }
}

// www/to-python.js
await ready();
export {
  toPython
};
