var __defProp = Object.defineProperty;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __esm = (fn, res, err) => function __init() {
  if (err) throw err[0];
  try {
    return fn && (res = (0, fn[__getOwnPropNames(fn)[0]])(fn = 0)), res;
  } catch (e) {
    throw err = [e], e;
  }
};
var __export = (target, all) => {
  for (var name in all)
    __defProp(target, name, { get: all[name], enumerable: true });
};

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
function start(name, begin2) {
  const begun = starting.get(name) ?? begin2().then(() => entries = catalog(), (error2) => {
    starting.delete(name);
    throw explained(error2);
  });
  starting.set(name, begun);
  return begun;
}
function explained(error2) {
  if (isUpdate(error2)) return error2;
  if (globalThis.location?.protocol === "file:") return new Error("a browser reads no other file from a disk: open kl-ball-offline.html instead, or serve this folder");
  if (/unsafe-eval|Content Security|disallowed by embedder|blocked by CSP/i.test(error2.message)) return new Error("the policy of this page forbids WebAssembly: its script-src needs 'wasm-unsafe-eval'");
  if (error2 instanceof TypeError && globalThis.origin === "null") return new Error("this page has no origin: the host of these files must send Access-Control-Allow-Origin: *, or the sandbox must have allow-same-origin");
  return error2;
}
function ruleEntry(key) {
  const known5 = numbered.get(key);
  if (known5) return known5;
  const [name, number2] = key.split("#");
  const entry2 = (
    /** @type {RuleEntry} */
    entries.rules.find((rule) => rule.name === name)
  );
  if (!number2 || !entry2) return entry2;
  const made2 = { ...entry2, label: `${entry2.label} ${number2}` };
  numbered.set(key, made2);
  return made2;
}
var starting, entries, ready, isUpdate, catalogue, modelEntry, rulesOf, onALine, chartOf, isReturn, seriesEntry, ellipseNames, ballLabel, withUnit, ROUNDING, isLevel, chartEntry, called, coordinates, sizeOf, sizeOfRun, numbered;
var init_core = __esm({
  "www/core.js"() {
    "use strict";
    starting = /* @__PURE__ */ new Map();
    ready = () => start("whole", init);
    isUpdate = (error2) => error2 instanceof Error && (error2.name === "VersionError" || error2 instanceof SyntaxError);
    catalogue = () => entries;
    modelEntry = (name) => (
      /** @type {ModelEntry} */
      entries.models.find((model) => model.name === name)
    );
    rulesOf = (name) => entries.rules.filter(({ needsExponential }) => !needsExponential || modelEntry(name)?.isExponential);
    onALine = (name) => ["numbers", "target"].includes(modelEntry(name)?.takes);
    chartOf = (model, meaning) => modelEntry(model).charts.find((chart) => chart.meaning === meaning)?.name;
    isReturn = (name) => modelEntry(name)?.playsEpisodes ?? false;
    seriesEntry = (name) => (
      /** @type {Catalog["series"][number]} */
      entries.series.find((series) => series.name === name)
    );
    ellipseNames = () => entries.balls.filter(({ ellipse: ellipse2 }) => ellipse2).map(({ name }) => name);
    ballLabel = (name) => entries.balls.find((ball) => ball.name === name)?.label;
    withUnit = (model, loss) => isReturn(model) ? loss : `${loss} nats`;
    ROUNDING = 1e-9;
    isLevel = ({ gradient, fisher }) => gradient.every((part, k) => Math.abs(part) <= ROUNDING * Math.sqrt(fisher[2 * k]));
    chartEntry = (model, name) => (
      /** @type {ChartEntry} */
      modelEntry(model).charts.find((chart) => chart.name === name)
    );
    called = /* @__PURE__ */ new WeakMap();
    coordinates = (model, name) => {
      const { symbols: symbols2 } = chartEntry(model, name);
      const known5 = called.get(symbols2);
      if (known5) return known5;
      const [a, b] = symbols2.map((symbol) => symbol.split(" = ")[0]);
      const names3 = [a, b];
      called.set(symbols2, names3);
      return names3;
    };
    sizeOf = (rule) => (
      /** @type {SizeOption} */
      ruleEntry(rule)?.options.find(({ name }) => name === "rate" || name === "radius")
    );
    sizeOfRun = (run) => Number(run[sizeOf(run.rule).name]);
    numbered = /* @__PURE__ */ new Map();
  }
});

// www/views/registry.js
function announce(name, fetch, about) {
  fetching.set(name, fetch);
  know(name, about);
}
function know(name, { ofEpisodes, isLight, takes: takes2 } = {}) {
  if (!VIEWS.includes(name)) VIEWS.push(name);
  if (ofEpisodes) episodic.add(name);
  if (isLight) light.add(name);
  if (takes2) taking.set(name, takes2);
}
function register(name, view, about) {
  know(name, about);
  here.set(
    name,
    /** @type {View} */
    { name, ...view }
  );
}
var VIEWS, here, episodic, light, fetching, taking, isOfEpisodes, withTaken, fetchViews, viewsOf;
var init_registry = __esm({
  "www/views/registry.js"() {
    "use strict";
    VIEWS = /** @type {string[]} */
    [];
    here = /* @__PURE__ */ new Map();
    episodic = /* @__PURE__ */ new Set();
    light = /* @__PURE__ */ new Set();
    fetching = /* @__PURE__ */ new Map();
    taking = /* @__PURE__ */ new Map();
    isOfEpisodes = (name) => episodic.has(name);
    withTaken = (names3) => names3.flatMap((name) => [name, taking.get(name) ?? []].flat());
    fetchViews = (names3 = VIEWS) => {
      const missing = withTaken(names3).flatMap((name) => here.has(name) ? [] : fetching.get(name) ?? []);
      return Promise.all([...new Set(missing)].map((fetch) => fetch()));
    };
    viewsOf = (state) => state.views.flatMap((name) => here.get(name) ?? []);
  }
});

// www/state/held.js
var NAME, heldName, isHeld;
var init_held = __esm({
  "www/state/held.js"() {
    "use strict";
    NAME = /^held:\d+$/;
    heldName = (k) => `held:${k}`;
    isHeld = (text2) => text2 !== void 0 && NAME.test(text2);
  }
});

// www/state/lists.js
function listText(list) {
  const all = Array.from(list);
  const isWord = (part) => typeof part === "string" && !Number.isFinite(Number(part));
  if (all.length > 0 && all.every(isPlain) && (all.length === 1 || !all.some(isWord))) return all.join(" ");
  const named5 = (_, part) => {
    if (typeof part === "bigint" || typeof part === "number" && !Number.isFinite(part)) return String(part);
    return ArrayBuffer.isView(part) ? Array.from(
      /** @type {ArrayBufferView & ArrayLike<unknown>} */
      part
    ) : part;
  };
  return JSON.stringify(all, named5);
}
function found(part) {
  if (part === null || part === void 0) return "missing";
  if (Array.isArray(part)) return `a list of ${part.length}`;
  return typeof part === "object" ? "an object" : `"${part}"`;
}
function pairsOf(list) {
  if (!list.some(Array.isArray)) {
    const all = list.map((part, k) => k % 2 ? label(`data[${k}]`, part) : numbersOf([part], "data")[0]);
    return (
      /** @type {{ x: number[], y: unknown[] }} */
      inTurn(all)
    );
  }
  const pairs2 = list.map((part, k) => {
    if (!Array.isArray(part) || part.length !== 2) throw refused(`data[${k}]`, part, "a pair of an input and a label");
    const input = numberOf(part[0]);
    if (input === void 0) throw refused(`data[${k}][0]`, part[0]);
    return [input, label(`data[${k}][1]`, part[1])];
  });
  return { x: pairs2.map(([input]) => (
    /** @type {number} */
    input
  )), y: pairs2.map(([, one]) => one) };
}
function label(place, part) {
  if (typeof part === "boolean") return Number(part);
  if (isPlain(part)) return typeof part === "string" ? numberOf(part) ?? part : part;
  throw refused(place, part, "a label: 0 or 1, or one of two words");
}
var isPlain, numberOf, refused, numbersOf, inTurn;
var init_lists = __esm({
  "www/state/lists.js"() {
    "use strict";
    isPlain = (part) => typeof part === "number" && Number.isFinite(part) || typeof part === "string" && part.trim() !== "";
    numberOf = (part) => {
      const value2 = typeof part === "string" && part.trim() === "" ? NaN : Number(typeof part === "string" || typeof part === "number" ? part : NaN);
      return Number.isFinite(value2) ? value2 : void 0;
    };
    refused = (place, part, allowed = "a finite number") => new Error(`${place} is ${found(part)}; allowed: ${allowed}`);
    numbersOf = (list, name = "data") => list.map((part, k) => {
      const value2 = numberOf(part);
      if (value2 === void 0) throw refused(`${name}[${k}]`, part);
      return value2;
    });
    inTurn = (list) => ({ x: list.filter((_, k) => k % 2 === 0), y: list.filter((_, k) => k % 2) });
  }
});

// www/state/words.js
function oneOf(name, word, allowed) {
  const found3 = allowed.find((one) => one === word);
  if (found3 !== void 0) return found3;
  throw new Error(`${name} is "${short(word)}"; allowed: ${allowed.join(", ")}`);
}
function flag(name, text2) {
  const word = (text2 ?? "off").trim();
  if (YES.includes(word) || word === name) return true;
  if (NO.includes(word)) return false;
  throw new Error(`${name} is "${short(word)}"; allowed: on, off`);
}
function short(text2) {
  const letters = [...text2.slice(0, 2 * MOST_LETTERS + 2)];
  return letters.length > MOST_LETTERS ? `${letters.slice(0, MOST_LETTERS).join("")}…` : text2;
}
function textOf(value2, name) {
  if (value2 === void 0 || value2 === null || value2 === false) return void 0;
  if (value2 === true) return "";
  if (name === "data" && (ArrayBuffer.isView(value2) || Array.isArray(value2))) return listText(
    /** @type {ArrayLike<unknown>} */
    value2
  );
  if (ArrayBuffer.isView(value2) || Array.isArray(value2)) return Array.from(
    /** @type {ArrayLike<unknown>} */
    value2
  ).join(" ");
  return typeof value2 === "object" ? asJson(value2) : String(value2);
}
function unique(name, list, most) {
  if (list.length > most) throw new Error(`${name} has ${list.length} names; allowed: at most ${most}`);
  const twice = list.find((word, k) => list.indexOf(word) < k);
  if (twice !== void 0) throw new Error(`${name} has "${short(twice)}" twice; allowed: every name once`);
  return list;
}
function numbersInWords({ range: [low, high], open = false, whole: isWhole2 = false }) {
  const ends = [...low > -Infinity ? [open ? `above ${low}` : `from ${low}`] : [], ...high < Infinity ? [open ? `and at most ${high}` : `to ${high}`] : []];
  return [isWhole2 ? "a whole number" : "a number", ...ends].join(" ");
}
function numberIn(name, text2, numbers = ANY) {
  const value2 = Number(text2);
  const { range: [low, high], open = false, whole: isWhole2 = false } = numbers;
  const isRight = text2.trim() !== "" && value2 >= low && value2 <= high && !(open && value2 === low) && (!isWhole2 || Number.isInteger(value2));
  if (isRight) return value2;
  throw new Error(`${name} is "${short(text2)}"; allowed: ${numbersInWords(numbers)}`);
}
function pairFrom(name, text2) {
  const [a, b, ...more] = words(text2).map(Number);
  if (!more.length && Number.isFinite(a) && Number.isFinite(b)) return [a, b];
  throw new Error(`${name} is "${short(text2)}"; allowed: two numbers`);
}
function placeFrom(name, text2) {
  if (text2 === null || text2 === void 0) return void 0;
  const all = words(text2);
  const named5 = all.length > 2 ? all[0] : void 0;
  const at2 = all.slice(-2).map(Number);
  if (all.length < 2 || all.length > 3 || !at2.every(Number.isFinite)) {
    throw new Error(`${name} is "${short(text2)}"; allowed: two numbers, after the name of their chart unless it is the first`);
  }
  return (
    /** @type {Place} */
    { chart: named5, at: at2 }
  );
}
var words, YES, NO, MOST_LETTERS, asJson, ANY, numberFrom, whole, placeText;
var init_words = __esm({
  "www/state/words.js"() {
    "use strict";
    init_lists();
    words = (text2) => (text2 ?? "").match(/[^\s,]+/g) ?? [];
    YES = ["", "on", "true"];
    NO = ["off", "false"];
    MOST_LETTERS = 60;
    asJson = (value2) => JSON.stringify(value2, (_, part) => ArrayBuffer.isView(part) ? Array.from(
      /** @type {ArrayBufferView & ArrayLike<unknown>} */
      part
    ) : part);
    ANY = { range: [-Infinity, Infinity] };
    numberFrom = (name, text2, numbers) => text2 === null || text2 === void 0 ? void 0 : numberIn(name, text2, numbers);
    whole = (read15, name, otherwise, range) => numberFrom(name, read15(name), { range, whole: true }) ?? otherwise;
    placeText = ({ chart, at: at2 }, charts) => [...chart && chart !== charts[0] ? [chart] : [], ...at2].join(" ");
  }
});

// www/state/plain.js
function isTable(text2) {
  if (!text2.includes("\n")) return false;
  const [first, ...others2] = text2.split("\n").filter((line2) => line2.trim() !== "").map((line2) => words(line2).length);
  return first > 1 && others2.every((size2) => size2 === first);
}
function namedCounts(text2) {
  const parts2 = text2.replace(/,\s*$/, "").split(",", 4).map((part) => part.split(":"));
  return parts2.length === 3 && parts2.every((part) => part.length === 2) ? parts2 : void 0;
}
function listIn(text2) {
  if (last.text !== text2) {
    const list = words(text2);
    last = { text: text2, list, given: list.map(Number) };
  }
  return last;
}
function needsReader(source, takes2) {
  const text2 = source?.trim() ?? "";
  if (text2 === "" || isHeld(text2) || !["numbers", "labelled", "counts"].includes(takes2 ?? "")) return false;
  if (text2.startsWith("[")) return takes2 !== "numbers" && text2.includes('"');
  if (text2.startsWith("{")) return takes2 === "labelled" && (/\[[^\]]*"/.test(text2) || areOtherLabels(text2));
  if (takes2 === "counts" && namedCounts(text2)) return false;
  const { list, given } = listIn(text2);
  if (given.some((value2, k) => value2 === 0 && /[1-9].*e/i.test(list[k]))) return true;
  if (takes2 === "numbers" && isTable(text2)) return true;
  if (given.every(Number.isFinite)) return isUnclear(text2) || takes2 === "labelled" && !areZerosAndOnes(given);
  if (list.some((word) => /^nan$/i.test(word))) return false;
  return list.some((word) => DIGIT.test(word)) || takes2 === "counts" && (list.length > 1 || text2.includes(";"));
}
var DIGIT, TIGHT, isUnclear, last, areZerosAndOnes, areOtherLabels;
var init_plain = __esm({
  "www/state/plain.js"() {
    "use strict";
    init_held();
    init_words();
    DIGIT = /^[+\-−–]?[.,]?\d/;
    TIGHT = /\d,[\d.]/;
    isUnclear = (text2) => TIGHT.test(text2) && (/[^\s,]\s+[^\s,]/.test(text2) || /^[^,]*,[^,]*$|,\s|,0\d\d/.test(text2));
    last = { text: "", list: (
      /** @type {string[]} */
      []
    ), given: (
      /** @type {number[]} */
      []
    ) };
    areZerosAndOnes = (given) => given.every((value2, k) => k % 2 === 0 || value2 === 0 || value2 === 1);
    areOtherLabels = (text2) => /"y"\s*:\s*\[(?!\s*(?:[01]\s*,\s*)*[01]?\s*\])[-+\d\s.,e]*\]/.test(text2);
  }
});

// www/state/data.js
async function loadReader(load) {
  readTable ??= (await load()).readTable;
}
function isUnread(text2, named5) {
  if (readTable || text2 === null || text2 === void 0) return false;
  const model = named5 ?? catalogue().models[0].name;
  return !knownAs(text2, model) && needsReader(text2, modelEntry(model)?.takes);
}
function refuseColumns(written2) {
  const address = written2("data-src");
  if (address?.trim() === "") throw new Error('data-src is ""; allowed: the address of a text file such as CSV');
  const name = ["data-x", "data-y", "data-one", "data-zero"].find((one) => written2(one) !== void 0);
  if (name && address === void 0) throw new Error(`${name} is "${short(
    /** @type {string} */
    written2(name)
  )}"; allowed: only with data-src, the address of a table`);
}
function nameOf(data) {
  const name = names.get(data) ?? heldName(++named);
  names.set(data, name);
  held.delete(name);
  held.set(name, data);
  if (held.size > MOST_HELD) held.delete(held.keys().next().value ?? "");
  return name;
}
function fullText(data) {
  const { x = [], y, counts: counts2, names: classes2 } = data;
  if (data.set !== void 0) return data.set;
  if (!data.x && !counts2) return JSON.stringify(data);
  if (classes2 && counts2) return counts2.map((count4, k) => `${classes2[k].replace(/[\s,:]+/g, " ").trim()}: ${count4}`).join(", ");
  return y ? Array.from(x, (input, k) => `${input} ${y[k]}`).join(", ") : (counts2 ?? x).join(" ");
}
function dataFrom(text2, model) {
  if (text2 === null || text2 === void 0) return void 0;
  if (text2.trim() === "" || /^\s*\[\s*\]\s*$/.test(text2)) throw new Error(`data is empty; allowed: ${allowedFor(model)}`);
  const known5 = knownAs(text2, model);
  if (known5) return known5.data;
  const data = read(text2, model);
  recent.unshift({ text: text2, model, data });
  recent.length = Math.min(recent.length, MOST_RECENT);
  return data;
}
function allowedFor(model) {
  const entry2 = modelEntry(model);
  const own2 = entry2?.takes === "target" ? ['a target as JSON, such as {"peaks": [[weight, mean, deviation], …]}'] : entry2?.takes === "nothing" ? [] : ["numbers"];
  return [...own2, ...entry2?.data.map(({ name }) => name) ?? []].join(", ") || "none for this model";
}
function read(text2, model) {
  const takes2 = modelEntry(model)?.takes;
  if (/^\s*[{[]/.test(text2)) return parsed(text2, model);
  if (isHeld(text2)) {
    const data = held.get(text2);
    if (!data) throw new Error("the data were too long for a link, and only the page that read them had them: put them in again");
    return data;
  }
  const counted2 = takes2 === "counts" ? namedCounts(text2) : void 0;
  if (counted2) return { counts: counted2.map(([, count5]) => Number(count5)), names: counted2.map(([name]) => name.trim()) };
  if (needsReader(text2, takes2)) return asTable(text2, model);
  const { given } = listIn(text2.trim());
  const count4 = given.filter(Number.isFinite).length;
  if (count4 === 0) return { set: text2.trim() };
  if (count4 < given.length) throw noData(text2, model);
  if (takes2 === "counts") return { counts: [...given] };
  return packed(takes2 === "labelled" ? inTurn(given) : { x: [...given] });
}
function asTable(text2, model, how) {
  let reason = readTable ? "" : ". readTable of kl-ball/table reads tables and lists of other forms";
  try {
    if (readTable) {
      const { data, said, quantity } = readTable(text2.trim(), { model, ...how });
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
  } catch (error2) {
    reason = `. Read as a table: ${/** @type {Error} */
    error2.message}`;
  }
  throw noData(text2.trim().replace(/\s+/g, " "), model, reason);
}
function parsed(text2, model) {
  let given;
  try {
    given = JSON.parse(text2);
  } catch {
    throw noData(text2, model);
  }
  const takes2 = modelEntry(model)?.takes;
  if (!Array.isArray(given)) return takes2 === "labelled" && Array.isArray(given?.x) && Array.isArray(given.y) ? labelled(given, model) : given;
  if (takes2 === "labelled") return labelled(pairsOf(given), model);
  const areWords = given.every((one) => typeof one === "string" && !Number.isFinite(Number(one)));
  if (takes2 === "counts" && areWords) return asTable(given.map(inOneLine).join("\n"), model);
  const list = numbersOf(given);
  return takes2 === "counts" ? { counts: list } : { x: list };
}
function labelled({ x, y, ...others2 }, model) {
  const labels2 = y.map((one) => typeof one === "boolean" ? Number(one) : one);
  const areTwo = labels2.every(Number.isFinite) && new Set(labels2).size === 2 && labels2.some((one) => one !== 0 && one !== 1);
  if (x.length !== y.length || !(areTwo || labels2.some((one) => typeof one === "string"))) return (
    /** @type {Data} */
    { ...others2, x, y: labels2 }
  );
  numbersOf(x, "data.x");
  return asTable(x.map((input, k) => `${input}	${inOneLine(labels2[k])}`).join("\n"), model, { header: false });
}
var readTable, recent, MOST_RECENT, knownAs, readings, readingOf, measured, LONGEST, MANY, MOST_HELD, held, names, named, sizeOf2, isLong, isMany, dataKey, dataText, noData, packed, inOneLine, asList;
var init_data = __esm({
  "www/state/data.js"() {
    "use strict";
    init_core();
    init_held();
    init_lists();
    init_plain();
    init_words();
    recent = [];
    MOST_RECENT = 4;
    knownAs = (text2, model) => recent.find((one) => one.text === text2 && one.model === model);
    readings = /* @__PURE__ */ new WeakMap();
    readingOf = (data) => (data && readings.get(data)) ?? { said: "" };
    measured = ({ data, quantity }) => data && data.set === void 0 ? quantity : void 0;
    LONGEST = 1e4;
    MANY = 500;
    MOST_HELD = 20;
    held = /* @__PURE__ */ new Map();
    names = /* @__PURE__ */ new WeakMap();
    named = 0;
    sizeOf2 = ({ x, y }) => (x?.length ?? 0) + (y?.length ?? 0);
    isLong = (data) => data !== void 0 && sizeOf2(data) > LONGEST;
    isMany = (data) => data !== void 0 && sizeOf2(data) > MANY;
    dataKey = (data) => data && isLong(data) ? nameOf(data) : JSON.stringify(data ?? null);
    dataText = (data) => isLong(data) ? nameOf(data) : fullText(data);
    noData = (text2, model, reason = "") => new Error(`data is "${short(text2)}"; allowed: ${allowedFor(model)}${reason}`);
    packed = (data) => isLong(data) ? Object.fromEntries(Object.entries(data).map(([name, list]) => [name, asList(list)])) : data;
    inOneLine = (word) => String(word).replace(/[\s"]+/g, " ").trim();
    asList = (list) => Object.defineProperty(Float64Array.from(list), "toJSON", { value: () => Array.from(list) });
  }
});

// www/state/rule-keys.js
function keysOf(names3) {
  const wrong = names3.find((name) => name.includes(MARK));
  if (wrong) throw new Error(`rules has "${short(wrong)}"; allowed: ${catalogue().rules.map(({ name }) => name).join(", ")}`);
  return names3.map((name, k) => names3.indexOf(name) === names3.lastIndexOf(name) ? name : `${name}${MARK}${names3.slice(0, k + 1).filter((other) => other === name).length}`);
}
function valueFor(attribute, text2, key, keys) {
  const values = words(text2);
  if (values.length < 2) return text2;
  const alike = keys.filter((other) => ruleName(other) === ruleName(key));
  if (values.length === alike.length) return values[alike.indexOf(key)];
  const times2 = alike.length === 1 ? "once" : `${alike.length} times`;
  throw new Error(`${attribute} is "${short(text2)}"; allowed: one value${alike.length > 1 ? ` or ${alike.length}` : ""}, because "${ruleName(key)}" stands ${times2} in rules`);
}
function setRules(state, rules) {
  const keys = keysOf(rules.map(ruleName));
  const settings = {};
  for (const [key, value2] of Object.entries(state.settings)) {
    const [rule, ...rest] = key.split(".");
    const k = rules.indexOf(rule);
    if (k >= 0) settings[[keys[k], ...rest].join(".")] = value2;
    else if (!keys.includes(rule)) settings[key] = value2;
  }
  state.rules = keys;
  state.settings = settings;
}
var MARK, ruleName, ruleNumber;
var init_rule_keys = __esm({
  "www/state/rule-keys.js"() {
    "use strict";
    init_core();
    init_words();
    MARK = "#";
    ruleName = (key) => key.split(MARK)[0];
    ruleNumber = (key) => Number(key.split(MARK)[1] ?? 0);
  }
});

// www/state/options.js
function usual(state, rule, option) {
  if (option.kind !== "number") return option.of[0];
  const convention = state.settings[`${rule}.convention`];
  return option.elsewhere?.find(([name]) => name === convention)?.[1] ?? option.default;
}
var setting;
var init_options = __esm({
  "www/state/options.js"() {
    "use strict";
    init_core();
    init_rule_keys();
    setting = (state, key, option) => state.settings[key] ?? state.fitted?.[key] ?? usual(state, key.split(".")[0], option);
  }
});

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
function difference(state, key, say) {
  if (!ruleNumber(key)) return "";
  const alike = state.rules.filter((other) => ruleName(other) === ruleName(key));
  const found3 = ruleEntry(key).options.filter(({ name }) => new Set(alike.map((other) => valueIn(state, other, name))).size > 1);
  return found3.slice(0, MOST).map((option) => `, ${say(option, valueIn(state, key, option.name))}`).join("");
}
var MOST;
var init_differences = __esm({
  "www/state/differences.js"() {
    "use strict";
    init_core();
    init_options();
    init_rule_keys();
    MOST = 2;
  }
});

// www/state/starts.js
function readStarts(read15, charts) {
  const more = parts(read15("starts")).map((part) => placeFrom("starts", part));
  if (more.length >= MOST_STARTS) throw new Error(`starts has ${more.length} entries; allowed: at most ${MOST_STARTS - 1}, after the first start`);
  const windows = Object.fromEntries(parts(read15("window")).map((part) => windowFrom(part, charts)));
  return {
    ...more.length && { more: (
      /** @type {Place[]} */
      more
    ) },
    ...Object.keys(windows).length && { windows }
  };
}
function windowFrom(text2, charts) {
  const all = words(text2);
  const named5 = all.length > 4 ? all[0] : charts[0];
  const sides = all.slice(-4).map(Number);
  const [x0, x1, y0, y1] = sides;
  if (all.length > 5 || !(x0 < x1 && y0 < y1) || !sides.every(Number.isFinite)) {
    throw new Error(`window is "${short(text2)}"; allowed: x0 x1 y0 y1 with x0 below x1 and y0 below y1, with a chart before them unless it is the first`);
  }
  return [named5, sides];
}
function rounded(sides) {
  const [x0, x1, y0, y1] = sides;
  const digits = [[x0, x1], [y0, y1]].map(([low, high]) => Math.min(17, 6 + Math.max(0, Math.ceil(Math.log10(Math.max(Math.abs(low), Math.abs(high)) / (high - low))))));
  const shorter = sides.map((side, k) => Number(side.toPrecision(digits[k >> 1])));
  return shorter.every((side, k) => side === sides[k]) ? shorter : rounded(shorter);
}
function writeStarts({ more, windows, charts }) {
  return {
    ...more?.length && { starts: more.map((place) => placeText(place, charts)).join(", ") },
    ...windows && Object.keys(windows).length && {
      window: Object.entries(windows).map(([chart, sides]) => [...chart === charts[0] ? [] : [chart], ...rounded(sides)].join(" ")).join(", ")
    }
  };
}
function usualStart(model, charts) {
  const [first] = charts;
  const usual3 = { chart: first, at: model.start(first) };
  if (charts.length === 1) return usual3;
  for (const chart of charts) {
    try {
      const at2 = model.start(chart);
      for (const shown of charts) if (shown !== chart) model.convert(at2, chart, shown);
      return { chart: first, at: chart === first ? at2 : model.convert(at2, chart, first) };
    } catch {
    }
  }
  return usual3;
}
function numberOfStart(pin) {
  const order = orderOf(pin);
  return order === void 0 ? void 0 : order + 2;
}
var MOST_STARTS, parts, orderOf, pinOf;
var init_starts = __esm({
  "www/state/starts.js"() {
    "use strict";
    init_words();
    MOST_STARTS = 9;
    parts = (text2) => (text2 ?? "").split(/[,;]/).map((part) => part.trim()).filter(Boolean);
    orderOf = (pin) => pin.startsWith("more.") ? Number(pin.slice("more.".length)) : void 0;
    pinOf = (k) => `more.${k}`;
  }
});

// www/language.js
var FAMILIES, ELLIPSES, CHART_DASHES, familyColor;
var init_language = __esm({
  "www/language.js"() {
    "use strict";
    FAMILIES = {
      euclidean: { color: "--kl-euclidean", marker: "dot", ball: [] },
      natural: { color: "--kl-natural", marker: "diamond", ball: [6, 4] },
      exact: { color: "--kl-exact", marker: "square", ball: [] },
      momentum: { color: "--kl-momentum", marker: "triangle", ball: [12, 5] },
      adaptive: { color: "--kl-adaptive", marker: "wedge", ball: [9, 3, 2, 3] },
      newton: { color: "--kl-newton", marker: "bar", ball: [2, 3] }
    };
    ELLIPSES = {
      fisher: { color: "natural", dash: [6, 4] },
      "empirical-fisher": { color: "empirical", dash: [3, 3] },
      hessian: { color: "newton", dash: [2, 3] },
      "kl-old-new": { color: "exact", dash: [] },
      replicator: { color: "muted", dash: [1, 4] },
      bound: { color: "ink", dash: [6, 4] }
    };
    CHART_DASHES = [[], [7, 4], [2, 3], [9, 3, 2, 3], [12, 4], [1, 4]];
    familyColor = (found3, family) => found3[
      /** @type {ColorName} */
      FAMILIES[family].color.slice("--kl-".length)
    ];
  }
});

// www/marks/marks.js
function arrow([x0, y0], [x1, y1], color, ground) {
  const length = Math.hypot(x1 - x0, y1 - y0);
  if (!(length > 1)) return [];
  const [ux, uy] = [(x1 - x0) / length, (y1 - y0) / length];
  const head = Math.min(HEAD, MOST2 * length);
  const [x, y] = [x1 - head * ux, y1 - head * uy];
  const [across, down] = [0.5 * head * uy, 0.5 * head * ux];
  return [
    line([x0, y0, x, y], color, 2.4, { casing: ground }),
    area([x1, y1, x - across, y + down, x + across, y - down], color)
  ];
}
var line, area, symbols, circle, text, rect, clip, clipTo, group, HEAD, MOST2, flat;
var init_marks = __esm({
  "www/marks/marks.js"() {
    "use strict";
    line = (points2, stroke3, width, more) => ({ kind: "line", points: points2, stroke: stroke3, width, ...more });
    area = (points2, fill2, opacity) => ({ kind: "area", points: points2, fill: fill2, opacity });
    symbols = (marker, points2, size2, color, ground, more) => ({ kind: "symbols", marker, points: points2, size: size2, color, ground, ...more });
    circle = (x, y, radius, more) => ({ kind: "circle", x, y, radius, ...more });
    text = (text2, x, y, color, more) => ({ kind: "text", text: text2, x, y, color, ...more });
    rect = (x, y, width, height, fill2, opacity) => ({ kind: "rect", x, y, width, height, fill: fill2, opacity });
    clip = ([left, top, right, bottom], marks15) => ({ kind: "clip", box: [left, top, right, bottom], marks: marks15 });
    clipTo = (points2, marks15) => ({ kind: "clip", points: points2, marks: marks15 });
    group = (x, y, marks15, text2) => ({ kind: "group", x, y, marks: marks15, text: text2 });
    HEAD = 11;
    MOST2 = 0.6;
    flat = (pairs2) => pairs2.flat();
  }
});

// www/compute/ground.js
function planeGround({ windows, ticks }, chart) {
  const window = windows?.[chart];
  return window || ticks ? { ...window && { window }, ...ticks && { quiet: true } } : void 0;
}
function roundedGround(model, chart, home, style, options) {
  const at2 = (
    /** @type {Place["at"]} */
    home.at
  );
  const [left, top, right, bottom, ...window] = planeNumbers(model, chart, model.convert(at2, home.chart, chart), style, options).frame;
  return { ...options, window: rounded2(options?.window ?? window, (right - left) / (bottom - top)) };
}
function rounded2([x0, x1, y0, y1], aspect) {
  const more = (y1 - y0) * aspect - (x1 - x0);
  return more > 0 ? [x0 - more / 2, x1 + more / 2, y0, y1] : [x0, x1, y0, y1 - more / aspect];
}
var isRound;
var init_ground = __esm({
  "www/compute/ground.js"() {
    "use strict";
    init_core();
    isRound = (state, chart) => Boolean(state.windows?.[chart]) && chart === state.charts[0] && state.field?.kind === "balls";
  }
});

// www/marks/outline.js
function outline(pen, points2, closed) {
  if (isLong2(points2.length / 2)) return longLine(pen, points2);
  let [drawing, whole3] = [false, true];
  for (let k = 0; k < points2.length; k += 2) {
    const [x, y] = [points2[k], points2[k + 1]];
    if (x !== x || y !== y) drawing = whole3 = false;
    else if (drawing) pen.lineTo(x, y);
    else {
      pen.moveTo(x, y);
      drawing = true;
    }
  }
  if (!whole3 || !points2.length) return true;
  if (closed) pen.closePath();
  return false;
}
function longLine(pen, points2) {
  const seen = /* @__PURE__ */ new Set();
  let [at2, left] = [-1, -1];
  for (let k = 0; k < points2.length; k += 2) {
    const [x, y] = [points2[k], points2[k + 1]];
    if (Number.isNaN(x + y)) {
      at2 = left = -1;
      continue;
    }
    const before = seen.size;
    if (at2 >= 0 && k < points2.length - 2 && before === seen.add(65536 * Math.floor(x / CELL) + Math.floor(y / CELL)).size) {
      left = k;
      continue;
    }
    if (at2 < 0) pen.moveTo(x, y);
    else if (left >= 0 && Math.abs(points2[left] - points2[at2]) + Math.abs(points2[left + 1] - points2[at2 + 1]) > 2 * CELL) {
      pen.moveTo(points2[left], points2[left + 1]);
      pen.lineTo(x, y);
    } else pen.lineTo(x, y);
    at2 = k;
    left = -1;
  }
  return true;
}
function triangle(pen, x, y, up) {
  pen.moveTo(x, y - up);
  pen.lineTo(x + up, y + 0.8 * up);
  pen.lineTo(x - up, y + 0.8 * up);
  pen.closePath();
}
function symbolLook({ marker, size: size2, color, ground, hollow }) {
  const width = hollow ? 1.6 : 1;
  const [outer, inner] = hollow ? [color, ground] : [ground, color];
  const dots = marker === "dot" ? 2 * size2 - width : 0;
  return { outer, inner, dots, width: dots + 2 * width, size: size2 - width / 2 };
}
function symbolPath(pen, { marker, points: points2 }, size2) {
  const add = MARKERS[marker];
  for (let k = 0; k < points2.length; k += 2) add(pen, points2[k], points2[k + 1], size2);
}
var LONG2, CELL, isLong2, MARKERS, CASING, CIRCLE_CASING;
var init_outline = __esm({
  "www/marks/outline.js"() {
    "use strict";
    LONG2 = 4e3;
    CELL = 2;
    isLong2 = (count4) => count4 > LONG2;
    MARKERS = {
      dot: (pen, x, y) => {
        pen.moveTo(x, y);
        pen.lineTo(x + 0.01, y);
      },
      square: (pen, x, y, size2) => pen.rect(x - size2 * 0.88, y - size2 * 0.88, size2 * 1.76, size2 * 1.76),
      bar: (pen, x, y, size2) => pen.rect(x - size2 * 0.5, y - size2 * 1.2, size2, size2 * 2.4),
      triangle: (pen, x, y, size2) => triangle(pen, x, y, 1.15 * size2),
      wedge: (pen, x, y, size2) => triangle(pen, x, y, -1.15 * size2),
      diamond: (pen, x, y, size2) => {
        const reach2 = 1.25 * size2;
        pen.moveTo(x, y - reach2);
        pen.lineTo(x + reach2, y);
        pen.lineTo(x, y + reach2);
        pen.lineTo(x - reach2, y);
        pen.closePath();
      }
    };
    CASING = 2.3;
    CIRCLE_CASING = 3.6;
  }
});

// www/marks/canvas.js
function remembered(known5, key, make) {
  const last4 = known5.get(key);
  if (last4 !== void 0) return last4;
  if (known5.size >= MOST3) known5.clear();
  const made2 = make();
  known5.set(key, made2);
  return made2;
}
function prepare2(context, { face, text: text2, ratio }) {
  context.lineJoin = context.lineCap = "round";
  context.textBaseline = "middle";
  context.font = `${text2}px ${face}`;
  lettering.set(context, { face, text: text2, ratio, font: context.font });
}
function withFont(context, font, act) {
  const look = lookOf(context);
  if (font === `${look.text}px ${look.face}`) return act();
  context.font = font;
  const done = act();
  context.font = look.font;
  return done;
}
function paint(context, marks15) {
  let path2;
  for (const mark of marks15) {
    context.globalAlpha = "opacity" in mark ? mark.opacity ?? 1 : 1;
    if (mark.kind === "line" || mark.kind === "area") {
      const closed = mark.kind === "area" || Boolean(mark.closed);
      if (path2?.points !== mark.points || path2.closed !== closed && !path2.either) {
        context.beginPath();
        path2 = { points: mark.points, closed, either: outline(context, mark.points, closed) };
      }
      if (mark.kind === "line") strokeLine(context, mark);
      else fill(context, mark.fill);
    } else {
      path2 = void 0;
      paintOther(context, mark);
    }
  }
  context.globalAlpha = 1;
}
function fill(context, color) {
  context.fillStyle = color;
  context.fill();
}
function stroke(context, color, width, dash) {
  context.lineWidth = width;
  context.strokeStyle = color;
  if (dash?.length) context.setLineDash(dash);
  context.stroke();
  if (dash?.length) context.setLineDash([]);
}
function strokeLine(context, { stroke: color, width, dash, casing }) {
  if (casing) stroke(context, casing, width + CASING);
  stroke(context, color, width, dash);
}
function write(context, text2, x, y, color, halo) {
  if (halo) {
    context.lineWidth = HALO;
    context.strokeStyle = halo;
    context.strokeText(text2, x, y);
  }
  context.fillStyle = color;
  context.fillText(text2, x, y);
}
function writePicture(context, { text: text2, y, color, halo }, left, font, { ratio }) {
  const whole3 = (place) => Math.round(place * ratio) / ratio;
  const { picture: picture2, wide, high, aside } = remembered(
    pictures,
    `${font}|${ratio}|${color}${halo}${text2}`,
    () => pictured(context, text2, color, halo, font, ratio)
  );
  context.drawImage(picture2, whole3(left) - aside, whole3(y) - high / 2, wide, high);
}
function pictured(context, text2, color, halo, font, ratio) {
  const { width, fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = withFont(context, font, () => context.measureText(text2));
  const aside = Math.ceil(HALO * ratio + 1) / ratio;
  const [wide, high] = [width + 2 * aside, 2 * (Math.max(up, down) + aside)].map((side) => 2 * Math.ceil(side * ratio / 2));
  const picture2 = Object.assign(document.createElement("canvas"), { width: wide, height: high });
  picture2.addEventListener("contextlost", () => pictures.clear());
  const inside3 = contextOf(picture2);
  inside3.scale(ratio, ratio);
  Object.assign(inside3, { font, lineJoin: "round", textBaseline: "middle" });
  write(inside3, text2, aside, high / 2 / ratio, color, halo);
  return { picture: picture2, wide: wide / ratio, high: high / ratio, aside };
}
function cellsOf(context, { cells, columns, rows }) {
  const last4 = images.get(context);
  if (last4?.cells === cells) return last4.canvas;
  const canvas = Object.assign(last4?.canvas ?? document.createElement("canvas"), { width: columns, height: rows });
  contextOf(canvas).putImageData(new ImageData(
    /** @type {Uint8ClampedArray<ArrayBuffer>} */
    cells,
    columns,
    rows
  ), 0, 0);
  images.set(context, { cells, canvas });
  return canvas;
}
var HALO, MOST3, widths2, pictures, contextOf, lettering, lookOf, PAINT, paintOther, images;
var init_canvas = __esm({
  "www/marks/canvas.js"() {
    "use strict";
    init_outline();
    HALO = 4;
    MOST3 = 500;
    widths2 = /* @__PURE__ */ new Map();
    pictures = /* @__PURE__ */ new Map();
    contextOf = (canvas) => (
      /** @type {CanvasRenderingContext2D} */
      canvas.getContext("2d")
    );
    lettering = /* @__PURE__ */ new WeakMap();
    lookOf = (context) => (
      /** @type {Look & { font: string }} */
      lettering.get(context)
    );
    PAINT = {
      symbols(context, mark) {
        const { outer, inner, dots, width, size: size2 } = symbolLook(mark);
        context.beginPath();
        symbolPath(context, mark, size2);
        stroke(context, outer, width);
        if (dots) stroke(context, inner, dots);
        else fill(context, inner);
      },
      circle(context, mark) {
        context.beginPath();
        context.arc(mark.x, mark.y, mark.radius, 0, 2 * Math.PI);
        if (mark.fill) fill(context, mark.fill);
        if (mark.casing) stroke(context, mark.casing, (mark.width ?? 1) + CIRCLE_CASING);
        if (mark.stroke) stroke(context, mark.stroke, mark.width ?? 1, mark.dash);
      },
      rect(context, { x, y, width, height, fill: color }) {
        context.fillStyle = color;
        context.fillRect(x, y, width, height);
      },
      text(context, mark) {
        const look = lookOf(context);
        const font = `${mark.weight ? `${mark.weight} ` : ""}${mark.size ?? look.text}px ${look.face}`;
        const width = mark.anchor && mark.anchor !== "start" ? remembered(widths2, `${font}|${mark.text}`, () => withFont(context, font, () => context.measureText(mark.text).width)) : 0;
        const left = mark.x - (mark.anchor === "end" ? width : width / 2);
        if (mark.passing || !mark.halo) withFont(context, font, () => write(context, mark.text, left, mark.y, mark.color, mark.halo));
        else writePicture(context, mark, left, font, look);
      },
      image(context, mark) {
        context.imageSmoothingEnabled = false;
        context.drawImage(cellsOf(context, mark), mark.x, mark.y, mark.width, mark.height);
        context.imageSmoothingEnabled = true;
      },
      clip(context, { box, points: points2, marks: marks15 }) {
        context.save();
        context.beginPath();
        if (box) context.rect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
        else outline(context, points2 ?? [], true);
        context.clip();
        paint(context, marks15);
        context.restore();
      },
      group(context, { x, y, text: text2, marks: marks15 }) {
        const look = lookOf(context);
        context.translate(x, y);
        if (text2) prepare2(context, { ...look, text: text2 });
        paint(context, marks15);
        if (text2) prepare2(context, look);
        context.translate(-x, -y);
      },
      backdrop(context, { picture: picture2, width, height }) {
        if (typeof picture2 !== "string") context.drawImage(picture2, 0, 0, width, height);
      }
    };
    paintOther = (context, mark) => PAINT[mark.kind](context, mark);
    images = /* @__PURE__ */ new WeakMap();
  }
});

// www/state/specification.js
function fromSpec(spec, state) {
  const charts = [...new Set(spec.runs.map((run) => run.chart))];
  const keys = runKeys(spec.runs);
  const rules = [...new Set(keys)];
  const settings = {};
  const batch = spec.runs[0]?.batch;
  spec.runs.forEach(({ rule: _, chart, batch: __, ...options2 }, k) => {
    for (const [name, value2] of Object.entries(options2)) {
      const shared2 = settings[`${keys[k]}.${name}`] ??= value2;
      if (shared2 !== value2) settings[`${keys[k]}.${name}.${chart}`] = value2;
    }
  });
  const { model, data, options, start: start2, steps: steps2 } = spec;
  const described = (
    /** @type {State} */
    { ...state, model, data, options, charts, rules, start: start2, steps: steps2, batch, seed: batch?.seed ?? 0, batches: Boolean(batch), settings }
  );
  const runs = (list) => list.map((run) => JSON.stringify(Object.entries(run).sort())).sort().join();
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
    const value2 = settings.flatMap((from) => [from[`${key}.${chart}`], from[key]]).find((one) => one !== void 0);
    if (value2 !== void 0) options[name] = value2;
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
  const { model, data, options, start: start2, steps: steps2 } = state;
  return (
    /** @type {FullSpec} */
    { version: 1, model, ...data && { data }, ...options && { options }, start: start2, runs, ...steps2 !== void 0 && { steps: steps2 } }
  );
}
var rulesKey, runIndex, placeOfRun, firstRuns;
var init_specification = __esm({
  "www/state/specification.js"() {
    "use strict";
    init_core();
    init_rule_keys();
    rulesKey = ({ rules, charts, settings, fitted = {}, batch, steps: steps2, more }) => JSON.stringify([rules, charts, settings, fitted, batch, steps2, more?.length ?? 0]);
    runIndex = (state, rule, chart) => state.rules.indexOf(rule) * state.charts.length + state.charts.indexOf(chart);
    placeOfRun = ({ rules, charts }, k) => ({ rule: rules[Math.floor(k / charts.length)], chart: charts[k % charts.length] });
    firstRuns = (runs, { rules, charts }) => rules.map((_, r) => runs[r * charts.length]);
  }
});

// www/compute/matching.js
function matchedSize(model, { rule, chart, batch: _, ...options }, { chart: from, at: at2 }, wanted) {
  const { name, unit, default: usual3, range } = sizeOf(rule);
  const start2 = from === chart ? at2 : model.convert(at2, from, chart);
  const isBudget = unit === "nats";
  let [low, high, rate] = [range[0], range[1], isBudget ? wanted : usual3];
  for (let k = 0; k < TRIALS; k += 1) {
    const { kl, halvings } = model.step({ rule, ...options, [name]: rate }, start2, chart);
    const tooMuch = halvings > 0 || kl > wanted;
    if (!halvings && Math.abs(kl / wanted - 1) < EXACT) return Number(rate.toPrecision(5));
    [low, high] = tooMuch ? [low, rate] : [rate, high];
    const guess = rate * Math.sqrt(wanted / kl);
    const shorter = low === 0 && k > PATIENCE ? high / FAR : (low + high) / 2;
    const halfway = tooMuch ? shorter : Math.min((low + high) / 2, 10 * low);
    rate = !halvings && guess > low && guess < high ? guess : halfway;
  }
  return isBudget ? wanted : Number(rate.toPrecision(5));
}
var EXACT, TRIALS, PATIENCE, FAR;
var init_matching = __esm({
  "www/compute/matching.js"() {
    "use strict";
    init_core();
    EXACT = 1e-4;
    TRIALS = 60;
    PATIENCE = 20;
    FAR = 1e3;
  }
});

// www/compute/budget.js
function budgetOf(scene) {
  const inNats = scene.runs.find(({ entry: { ball } }) => ball && ball !== "euclidean");
  return inNats && scene.spec.runs[inNats.index].radius;
}
function costAndBudget(scene, run, k) {
  const { radius, direction } = scene.spec.runs[run.index];
  const own2 = hasOwn(run);
  const budget = own2 ? radius : haveSeveral(scene) ? void 0 : budgetOf(scene);
  if (budget === void 0) return void 0;
  const reverse = own2 && direction === "new-old";
  const cost = reverse ? run.klReverse[k] : run.kl[k];
  return { cost, budget, of: reverse ? " of KL(new ‖ old)" : "", part: cost / budget };
}
var budgetsOf, hasOwn, haveSeveral;
var init_budget = __esm({
  "www/compute/budget.js"() {
    "use strict";
    budgetsOf = (scene) => new Set(scene.runs.filter(hasOwn).map(({ index }) => scene.spec.runs[index].radius));
    hasOwn = ({ entry: { ball } }) => Boolean(ball) && ball !== "euclidean";
    haveSeveral = (scene) => budgetsOf(scene).size > 1;
  }
});

// www/compute/remembered.js
function remembered2(ask) {
  const known5 = {};
  return (name) => (
    /** @type {Value} */
    known5[name] ??= ask(name)
  );
}
function lastOf(ask) {
  const last4 = {};
  return (chart, step) => {
    if (last4[chart]?.[0] !== step) last4[chart] = [step, ask(chart, step)];
    return last4[chart][1];
  };
}
function madeOnce() {
  const all = /* @__PURE__ */ new WeakMap();
  return (owner, key, make) => {
    const known5 = all.get(owner);
    if (known5 && known5.key.length === key.length && key.every((part, k) => part === known5.key[k])) return known5.value;
    const value2 = make();
    all.set(owner, { key, value: value2 });
    return value2;
  };
}
var init_remembered = __esm({
  "www/compute/remembered.js"() {
    "use strict";
  }
});

// www/scene/dashes.js
function pathDash({ charts, rules }, rule, k) {
  const again = Math.max(0, ruleNumber(rule) - 1);
  const which = charts.length > 1 ? k + again * charts.length : kin(rules, rule).indexOf(rule);
  return CHART_DASHES[which % CHART_DASHES.length];
}
var kin, isHollow, ballDash, keyDash, curveDash;
var init_dashes = __esm({
  "www/scene/dashes.js"() {
    "use strict";
    init_core();
    init_language();
    init_rule_keys();
    kin = (rules, rule) => rules.filter((other) => ruleEntry(other).family === ruleEntry(rule).family);
    isHollow = (rule, k) => k > 0 !== (ruleNumber(rule) % 2 === 0 && ruleNumber(rule) > 0);
    ballDash = (rule) => ruleNumber(rule) > 1 ? CHART_DASHES[ruleNumber(rule) % CHART_DASHES.length] : FAMILIES[ruleEntry(rule).family].ball;
    keyDash = (state, rule) => ruleNumber(rule) || state.charts.length === 1 ? curveDash(state, rule, 0) : FAMILIES[ruleEntry(rule).family].ball;
    curveDash = (state, rule, k) => state.charts.length > 1 || kin(state.rules, rule).length > 1 ? pathDash(state, rule, k) : FAMILIES[ruleEntry(rule).family].ball;
  }
});

// www/compute/distances.js
function distancesOf(state, experiment) {
  return state.rules.map((rule) => {
    const pairs2 = pairsOf2(state.charts.map((chart) => runIndex(state, rule, chart)));
    return remembered2((step) => pairs2.map(([one, other]) => experiment.apart(one, other, step)));
  });
}
function isAlike(runs, step) {
  const [a, b] = runs.map(({ loss, steps: steps2 }) => loss[Math.min(step, steps2)]);
  return Math.abs(a - b) <= ALIKE * Math.max(1, Math.abs(a));
}
function greatestOf(distances, runs) {
  const pairs2 = pairsOf2(runs);
  return (step) => Math.max(...distances(step).map((distance, k) => distance < SAME && !isAlike(pairs2[k], step) ? NaN : distance));
}
var SAME, pairsOf2, isOnePath, ALIKE;
var init_distances = __esm({
  "www/compute/distances.js"() {
    "use strict";
    init_specification();
    init_remembered();
    SAME = 1e-9;
    pairsOf2 = (all) => all.flatMap((one, k) => all.slice(k + 1).map((other) => (
      /** @type {[Thing, Thing]} */
      [one, other]
    )));
    isOnePath = (distance, last4) => [...Array(last4 + 1).keys()].every((step) => distance(step) < SAME);
    ALIKE = 1e-6;
  }
});

// www/text/format.js
function number(value2, digits = 3) {
  if (value2 === void 0 || Number.isNaN(value2)) return "–";
  if (!Number.isFinite(value2)) return value2 > 0 ? "∞" : `${MINUS}∞`;
  if (value2 === 0) return "0";
  const size2 = Math.abs(Number(value2.toPrecision(digits)));
  if (size2 < 1e-3 || size2 >= 1e5) return powerOfTen(value2, digits);
  const decimals = Math.max(0, digits - 1 - Math.floor(Math.log10(size2)));
  return value2.toFixed(Math.min(decimals, 6)).replace("-", MINUS);
}
function share(value2) {
  if (!Number.isFinite(value2)) return "–";
  if (value2 > 0 && value2 < 1e-3) return "< 0.1 %";
  return value2 < MANY2 ? `${number(100 * value2)} %` : `${number(value2)}×`;
}
function chance(p) {
  const rest = 100 * Math.min(p, 1 - p);
  if (!(rest > 1e-4)) return p < 0.5 ? "< 0.0001 %" : p >= 0.5 ? "> 99.9999 %" : "–";
  const decimals = rest >= 9.95 ? 1 : Math.max(1, 1 - Math.floor(Math.log10(rest)));
  return `${(100 * p).toFixed(Math.min(decimals, 4))} %`;
}
function spoken(value2) {
  const size2 = Math.abs(value2);
  if (!(size2 < SMALL) || size2 < NOTHING) return amount(value2);
  return size2 < ALMOST ? "almost 0" : plainly(value2, 2);
}
function powerOfTen(value2, digits) {
  const [mantissa, exponent] = value2.toExponential(digits - 1).split("e");
  const raised = [...String(Math.abs(Number(exponent)))].map((digit) => SUPERSCRIPTS[Number(digit)]).join("");
  const sign = Number(exponent) < 0 ? "⁻" : "";
  return `${mantissa.replace("-", MINUS)}·10${sign}${raised}`;
}
var MINUS, SUPERSCRIPTS, chosen, MANY2, NOTHING, amount, ALMOST, SMALL, plainly, chosenCost, nats, times, counted, listed, capital, pair, matrix;
var init_format = __esm({
  "www/text/format.js"() {
    "use strict";
    MINUS = "−";
    SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    chosen = (value2) => {
      const text2 = number(value2);
      return text2.includes(".") && !text2.includes("·") ? text2.replace(/\.?0+$/, "") : text2;
    };
    MANY2 = 10;
    NOTHING = 1e-9;
    amount = (value2) => number(Math.abs(value2) < NOTHING ? 0 : value2);
    [ALMOST, SMALL] = [1e-5, 1e-3];
    plainly = (value2, digits) => value2.toFixed(digits - 1 - Math.floor(Math.log10(Math.abs(value2)))).replace(/\.?0+$/, "").replace("-", MINUS);
    chosenCost = (value2) => value2 >= 1e-6 && value2 < SMALL ? plainly(value2, 3) : chosen(value2);
    nats = (value2) => `${chosenCost(value2)} ${value2 === 1 ? "nat" : "nats"}`;
    times = (count4) => ["never", "once", "twice"][count4] ?? `${count4} times`;
    counted = (count4, thing) => `${count4} ${thing}${count4 === 1 ? "" : "s"}`;
    listed = (words8) => words8.length < 2 ? words8.join("") : `${words8.slice(0, -1).join(", ")} and ${words8[words8.length - 1]}`;
    capital = (text2) => text2[0].toUpperCase() + text2.slice(1);
    pair = (values) => `(${Array.from(values).map((value2) => number(value2)).join(", ")})`;
    matrix = (entries2) => {
      const [a, b, c] = entries2.map((entry2) => number(entry2));
      return `[${a}, ${b}; ${b}, ${c}]`;
    };
  }
});

// www/text/labels.js
var CHOICES, labelled2;
var init_labels = __esm({
  "www/text/labels.js"() {
    "use strict";
    init_core();
    init_differences();
    init_format();
    CHOICES = /** @type {Partial<Record<string, string>>} */
    {
      "old-new": "KL(old ‖ new)",
      "new-old": "KL(new ‖ old)",
      constant: "constant rate",
      "inverse-time": "rate / t",
      fisher: "Fisher",
      empirical: "empirical Fisher"
    };
    labelled2 = (state, rule) => ruleEntry(rule).label + difference(state, rule, (option, value2) => {
      if (option.kind !== "number") return CHOICES[value2] ?? String(value2);
      return `${option.symbol || option.label} = ${chosen(Number(value2))}${option.unit ? ` ${option.unit}` : ""}`;
    });
  }
});

// www/compute/points.js
var pairAt, distanceBetween;
var init_points = __esm({
  "www/compute/points.js"() {
    "use strict";
    pairAt = (flat2, k) => [flat2[2 * k], flat2[2 * k + 1]];
    distanceBetween = (one, other) => Math.hypot(one[0] - other[0], one[1] - other[1]);
  }
});

// www/text/told.js
function told(text2, ...fact) {
  if (!facts) return text2;
  return `${facts.push(fact) - 1}${text2}`;
}
var facts, MARKED, plainly2;
var init_told = __esm({
  "www/text/told.js"() {
    "use strict";
    MARKED = /\uE000(\d+)\uE001(.*?)\uE002/gsu;
    plainly2 = (text2) => facts ? text2.replace(MARKED, "$2") : text2;
  }
});

// www/text/status.js
function whereItRests({ leastLoss, minimaAbove }, run) {
  if (leastLoss === void 0) return { words: "at rest" };
  const above = run.loss[run.steps] - leastLoss;
  if (above < ARRIVED) return { words: "arrived" };
  const isMinimum = minimaAbove[run.chart]?.some((other) => Math.abs(above - other) < ARRIVED);
  if (isMinimum) return { words: "arrived at a higher minimum" };
  return isSearched(run) ? { words: "at rest at no minimum", above, because: "its line search finds nothing lower" } : { words: "at rest at no minimum", above, because: "its steps there are too small to move it" };
}
var STATUS, ARRIVED, isSearched, ending;
var init_status = __esm({
  "www/text/status.js"() {
    "use strict";
    STATUS = {
      "left-domain": "left the domain",
      singular: "singular matrix",
      "ill-posed": "no minimum",
      collapsed: "collapsed",
      unbounded: "no best fit to arrive at"
    };
    ARRIVED = 1e-6;
    isSearched = ({ entry: entry2 }) => entry2.needs.lineSearch;
    ending = (scene, run) => run.status === "converged" ? whereItRests(scene, run).words : STATUS[run.status];
  }
});

// www/text/caption.js
function caption(scene, state, cursor) {
  return state.charts.length > 1 ? aboutCharts(scene, state, cursor) : aboutSteps(scene, state, cursor);
}
function aboutSteps(scene, state, cursor) {
  if (state.series === "loss" && scene.leastLoss !== void 0 && cursor >= 1) return aboutLosses(scene, state, Math.floor(cursor));
  const k = Math.floor(cursor);
  if (k > 0 && scene.runs.every(({ steps: steps2, status }) => steps2 === 0 && status === "converged")) {
    const isBest = scene.runs.every((run) => run.loss[0] - (scene.leastLoss ?? NaN) < ARRIVED);
    return `${isBest ? "This is the best fit" : "The gradient is zero here"}: no rule moves.`;
  }
  const first = firstCompared(scene, k);
  return scene.runs.map((run) => aboutStep(scene, run, k, first)).filter(Boolean).join(" ");
}
function firstCompared(scene, k) {
  const used = scene.runs.filter((run) => k <= run.steps).map((run) => ({ run, part: costAndBudget(scene, run, k)?.part }));
  return used.some(({ run, part = 0 }) => isSpent(run, part)) ? void 0 : used.find(({ part }) => part)?.run;
}
function aboutStep(scene, run, k, first) {
  const { label: label2 } = run.entry;
  if (k === 0) return "";
  if (k > run.steps) return ended(scene, run);
  const name = `${label2} step`;
  const halved = run.halvings[k] > 0 ? ` (it ${isSearched(run) ? "was refused" : "would have left the domain"} and was halved ${told(times(run.halvings[k]), "count", "how often", run.halvings[k])})` : "";
  const used = costAndBudget(scene, run, k);
  if (amount(run.kl[k]) === "0") return `The ${name} costs nothing that one could see${halved}.`;
  if (!used) return `The ${name} costs ${told(spoken(run.kl[k]), "cost", run, k)} nats${halved}.`;
  const { cost, budget, of, part } = used;
  const own2 = haveSeveral(scene);
  const the = `${own2 ? "its" : "the"} budget`;
  const much = told(nats(budget), "set", BUDGET);
  if (isSpent(run, part)) return `The ${name} spends ${the} of ${much}${of}, no more and no less${halved}.`;
  const compared = `${told(part < MANY2 ? share(part) : number(part), "part", run, k)} ${part < MANY2 ? "of" : "times"}`;
  return `The ${name} costs ${told(spoken(cost), of ? "reverse" : "cost", run, k)} nats${of}, ${compared} ${the}${own2 || run === first ? ` of ${much}` : ""}${halved}.`;
}
function ended(scene, run) {
  const { steps: steps2, status, entry: { label: label2 } } = run;
  const why2 = ending(scene, run);
  const name = capital(label2);
  const many2 = told(counted(steps2, "step"), "count", `steps of ${label2}`, steps2);
  if (steps2 === 0) return `${name} takes no step${why2 ? `: ${why2}` : ""}.`;
  if (status !== "converged") return `${name} stopped after ${many2}${why2 ? `: ${why2}` : ""}.`;
  const { words: words8, above, because } = whereItRests(scene, run);
  if (above !== void 0) return `${name} came to rest after ${many2}, ${told(spoken(above), "above", run, steps2)} nats above the best fit: ${because}.`;
  return `${name} ${words8.replace(/^arrived$/, "at rest at the best fit").replace(/^(at rest|arrived)/, "came to rest")} after ${many2}.`;
}
function aboutLosses(scene, state, k) {
  const { leastLoss: least = NaN } = scene;
  const left = (run) => {
    const at2 = Math.min(k, run.steps);
    return `${told(spoken(Math.max(0, run.loss[at2] - least)), "above", run, at2)} nats`;
  };
  return `Loss above that of the best fit after ${told(counted(k, "step"), "set", SHOWN_STEP)}: ${perRule(scene, state, left)}.`;
}
function aboutFit({ runs: [run], leastLoss: least = NaN }, { charts: [chart], options }, k) {
  const at2 = Math.min(k, run.steps);
  const loss = options?.loss === "forward" ? "KL(p ‖ q)" : "KL(q ‖ p)";
  const [now, best2] = [run.loss[at2], least].map((value2) => number(value2));
  const rest = now === best2 ? "as small as it gets" : `${told(spoken(Math.max(0, run.loss[at2] - least)), "above", run, at2)} above the best fit`;
  return `After ${told(counted(k, "step"), "set", SHOWN_STEP)} the bell has its mean at ${told(number(run.paths[chart][2 * at2]), "place", run, at2, 0)}, and ${loss} is ${told(now, "loss", run, at2)} nats: ${rest}.`;
}
function perRule(scene, state, say) {
  return state.rules.map((rule) => {
    const runs = scene.runs.filter((run) => run.rule === rule);
    const texts = runs.map(say);
    const { label: label2 } = runs[0].entry;
    if (texts.every((text2) => plainly2(text2) === plainly2(texts[0]))) return `${label2} ${texts[0]}`;
    return `${label2} ${runs.map(({ chart }, c) => `${texts[c]} (${chartEntry(state.model, chart).label})`).join(", ")}`;
  }).join("; ");
}
function aboutCharts(scene, state, cursor) {
  const k = Math.floor(cursor);
  if (k === 0) return "All runs start from one distribution.";
  if (haveOwnRates(state) && scene.leastLoss !== void 0) return aboutLosses(scene, state, k);
  const looks2 = state.charts.length > 2 || state.rules.some(ruleNumber) ? [] : [" (solid)", " (dashed)"];
  const labels2 = state.charts.map((chart, c) => chartEntry(state.model, chart).label + (looks2[c] ?? ""));
  const parts2 = state.rules.map((rule, r) => {
    const distance = scene.chartDistance[r](k);
    const runs = scene.runs.filter((run) => run.rule === rule);
    const { label: label2 } = runs[0].entry;
    const all = labels2.length > 2 ? "all" : "both";
    if (runs.every(({ steps: steps2 }) => steps2 === 0)) return `${label2}: nothing, for no step was taken${ending(scene, runs[0]) ? ` (${ending(scene, runs[0])})` : ""}`;
    if (Number.isNaN(distance)) return `${label2}: too far out to be measured`;
    if (distance >= SAME) return `${label2}: ${told(number(distance), "apart", r, k)}`;
    const arrived = runs.every((run) => run.loss[Math.min(k, run.steps)] - (scene.leastLoss ?? NaN) < ARRIVED);
    return `${label2}: ${isOnePath(scene.chartDistance[r], k) ? `one path in ${all}` : arrived ? `nothing any more, for ${all} have arrived` : "nothing at this step"}`;
  });
  return `After ${told(counted(k, "step"), "set", SHOWN_STEP)}, how far apart (${scene.chartDistanceName}${labels2.length > 2 ? ", the greatest" : ""}) are the runs in ${labels2.join(" and in ")}? ${capital(parts2.join("; "))}.`;
}
function aboutBatches({ batch }, count4) {
  if (!batch) return "";
  const seed = `seed ${told(String(batch.seed ?? 0), "set", "the seed of the draws")}`;
  const size2 = (thing) => told(counted(batch.size ?? 0, thing), "set", "the size of a batch");
  if (!count4) return `Each step plays ${size2("episode")}; ${seed}.`;
  return `Each step sees ${size2("observation")}, drawn from the ${told(String(count4), "count", "observations in the data", count4)} with replacement, the same for every rule; ${seed}.`;
}
function describePin(scene, state, pin, chart) {
  const symbols2 = scene.symbols[chart];
  const [a, b] = (scene.pins[pin] ?? scene.pins.start)[chart];
  const names3 = (
    /** @type {Partial<Record<Pin, string>>} */
    { start: scene.pins.other ? "p" : "Start", other: "q", guess: "Your guess" }
  );
  const name = names3[pin] ?? `Start ${numberOfStart(pin)}`;
  return `${name} in the ${chartEntry(state.model, chart).label} chart: ${symbols2[0]} ${number(a)}, ${symbols2[1]} ${number(b)}. Arrow keys move it.`;
}
var SHOWN_STEP, BUDGET, TOLERANCE, isSpent, haveOwnRates;
var init_caption = __esm({
  "www/text/caption.js"() {
    "use strict";
    init_core();
    init_format();
    init_told();
    init_budget();
    init_rule_keys();
    init_starts();
    init_distances();
    init_status();
    [SHOWN_STEP, BUDGET] = ["the step that is shown", "the budget of a step"];
    TOLERANCE = 5e-3;
    isSpent = ({ entry: { ball } }, part) => ball === "kl" && Math.abs(part - 1) < TOLERANCE;
    haveOwnRates = ({ settings }) => Object.keys(settings).some((key) => key.split(".").length > 2);
  }
});

// www/compute/matrices.js
function differs([a, b, c], [d, e, f]) {
  return Math.max(Math.abs(a - d) / d, Math.abs(c - f) / f, Math.abs(b - e) / Math.sqrt(d * f));
}
var SAME2, flaw, isDownhill, withoutRounding, meanInDeviations;
var init_matrices = __esm({
  "www/compute/matrices.js"() {
    "use strict";
    SAME2 = 1e-9;
    flaw = ([a, b, c]) => a * c < b * b ? "indefinite" : a < 0 ? "negative" : "";
    isDownhill = ({ mean, gradient, moment }) => mean.every((part, k) => Math.abs(part + gradient[k]) <= SAME2 * Math.sqrt(moment[2 * k]));
    withoutRounding = (vector, moment) => vector.map((part, k) => Math.abs(part) <= SAME2 * Math.sqrt(moment[2 * k]) ? 0 : part);
    meanInDeviations = ({ mean, fisher }) => Math.max(Math.abs(mean[0]) / Math.sqrt(fisher[0]), Math.abs(mean[1]) / Math.sqrt(fisher[2]));
  }
});

// www/elements.js
function element(tag, className = "", text2 = "") {
  const made2 = document.createElement(tag);
  if (className) made2.className = className;
  if (text2) made2.textContent = text2;
  return made2;
}
function button(text2, press, className = "press") {
  const made2 = element("button", className, text2);
  made2.type = "button";
  made2.addEventListener("click", press);
  return made2;
}
function setText(node, text2) {
  const child = node.firstChild;
  if (child instanceof Text && !child.nextSibling) {
    if (child.data !== text2) child.data = text2;
  } else if (node.textContent !== text2) node.textContent = text2;
}
function picture(className) {
  const made2 = element("canvas", className);
  made2.setAttribute("aria-hidden", "true");
  return made2;
}
function heading(scope, text2 = "") {
  const made2 = element("th", "", text2);
  made2.scope = scope;
  return made2;
}
function table(className, headings) {
  const [root, top, row, body] = [element("table", className), element("thead"), element("tr"), element("tbody")];
  const heads2 = headings.map((text2) => heading("col", text2));
  row.append(...heads2);
  top.append(row);
  root.append(...headings.length ? [top] : [], body);
  return { root, heads: heads2, body };
}
function rowOf2({ body }, [sample2, name, ...notes2], cells) {
  const [row, head] = [element("tr"), heading("row")];
  head.append(...sample2 ? [sample2] : [], element("span", "", name), ...notes2);
  row.append(head, ...cells);
  body.append(row);
  return row;
}
function noted(className) {
  const [cell, text2, note] = [element("td", className), element("span"), element("small")];
  cell.append(text2, note);
  return { cell, text: text2, note };
}
function heeded(row, rule, emphasize) {
  row.dataset.rule = rule;
  row.addEventListener("pointerenter", () => emphasize(rule));
  row.addEventListener("pointerleave", () => emphasize(void 0));
}
var init_elements = __esm({
  "www/elements.js"() {
    "use strict";
  }
});

// www/text/unbounded.js
var REASONS, noFit;
var init_unbounded = __esm({
  "www/text/unbounded.js"() {
    "use strict";
    REASONS = {
      "one-label": ["all labels are the same", "the loss falls for ever, towards that label everywhere"],
      separable: ["the labels can be told apart without error", "the loss falls for ever, and the path runs to infinity"],
      "quasi-separable": ["a threshold tells all labels apart but those at the threshold itself", "the loss falls for ever, though not to zero, and the slope grows without end"],
      "unseen-class": ["a class was never seen", "the loss falls for ever as its probability goes to zero"]
    };
    noFit = (reason) => `There is no best fit: ${REASONS[reason].join(", so ")}.`;
  }
});

// www/table/reader.js
var reader_exports = {};
__export(reader_exports, {
  answer: () => answer
});
async function answer({ id, text: text2, options }) {
  try {
    const { readTable: readTable2 } = await tables2;
    const { data, ...rest } = readTable2(text2, options);
    const { x, y } = data;
    return { id, result: { ...rest, data: { ...data, ...x && { x: Float64Array.from(x) }, ...y && { y: Float64Array.from(y) } } } };
  } catch (error2) {
    const { message, columns, chosen: chosen2 } = (
      /** @type {TableError} */
      error2
    );
    return { id, error: { message, columns, chosen: chosen2 } };
  }
}
var tables2;
var init_reader = __esm({
  "www/table/reader.js"() {
    "use strict";
    tables2 = import("./table.js");
    if ("WorkerGlobalScope" in globalThis) {
      globalThis.onmessage = async ({ data }) => {
        const reply = await answer(data);
        const { x, y } = (
          /** @type {{ x?: Float64Array, y?: Float64Array }} */
          reply.result?.data ?? {}
        );
        const moved2 = [x, y].flatMap((list) => list ? [list.buffer] : []);
        globalThis.postMessage(reply, { transfer: moved2 });
      };
    }
  }
});

// www/marks/frame.js
function points([left, top, right, bottom, x0, x1, y0, y1], flat2, from = 0, to = flat2.length / 2 - 1) {
  const [across, up] = [(right - left) / (x1 - x0), (bottom - top) / (y1 - y0)];
  const found3 = new Float64Array(2 * Math.max(0, to - from + 1));
  for (let k = 0; k < found3.length; k += 2) {
    const x = left + (flat2[2 * from + k] - x0) * across;
    const y = bottom - (flat2[2 * from + k + 1] - y0) * up;
    const reach2 = Math.max(Math.abs(x), Math.abs(y));
    const scale = reach2 < FAR2 ? 1 : Number.isFinite(reach2) ? FAR2 / reach2 : NaN;
    found3[k] = x * scale;
    found3[k + 1] = y * scale;
  }
  return found3;
}
function nearPoints(frame, flat2, from = 0, to = flat2.length / 2 - 1) {
  const found3 = [];
  for (let k = from; k <= to; k += 1) {
    const at2 = pixel(frame, [flat2[2 * k], flat2[2 * k + 1]]);
    if (isNear(at2)) found3.push(...at2);
  }
  return found3;
}
function between({ window: [x0, x1, y0, y1], x, y }, [left, top, right, bottom]) {
  const [across, up] = [share2(x, x0, x1), share2(y, y0, y1)];
  return (a, b) => [left + across(a) * (right - left), bottom - up(b) * (bottom - top)];
}
var FAR2, isNear, pixel, clamp, value, inside, share2;
var init_frame = __esm({
  "www/marks/frame.js"() {
    "use strict";
    FAR2 = 1e5;
    isNear = ([x, y]) => Math.abs(x) < FAR2 && Math.abs(y) < FAR2;
    pixel = ([left, top, right, bottom, x0, x1, y0, y1], at2) => [
      left + (at2[0] - x0) / (x1 - x0) * (right - left),
      bottom - (at2[1] - y0) / (y1 - y0) * (bottom - top)
    ];
    clamp = (value2, low, high) => Math.min(high, Math.max(low, value2));
    value = ([left, top, right, bottom, x0, x1, y0, y1], [x, y]) => [
      x0 + (clamp(x, left, right) - left) / (right - left) * (x1 - x0),
      y0 + (bottom - clamp(y, top, bottom)) / (bottom - top) * (y1 - y0)
    ];
    inside = ([left, top, right, bottom], [x, y]) => x >= left - 1 && x <= right + 1 && y >= top - 1 && y <= bottom + 1;
    share2 = ({ logarithmic }, low, high) => logarithmic ? (at2) => Math.log(at2 / low) / Math.log(high / low) : (at2) => (at2 - low) / (high - low);
  }
});

// www/compute/overlays.js
var overlays, ellipsesIn, cloudsIn;
var init_overlays = __esm({
  "www/compute/overlays.js"() {
    "use strict";
    overlays = ({ columns }) => (
      /** @type {Overlays[]} */
      Object.values(columns)
    );
    ellipsesIn = (scene, chart) => [...scene.ellipses[chart] ?? [], ...overlays(scene).flatMap(({ ellipses: ellipses2 }) => ellipses2?.[chart] ?? [])];
    cloudsIn = (scene) => overlays(scene).flatMap(({ clouds: clouds2 }) => clouds2 ?? []);
  }
});

// www/marks/leaving.js
function leaving(frame, flat2, last4) {
  const at2 = (k) => pixel(frame, [flat2[2 * k], flat2[2 * k + 1]]);
  let to = at2(last4);
  if (inside(frame, to)) return void 0;
  for (let k = last4 - 1; k >= Math.max(0, last4 - MOST5); k -= 1) {
    const from = at2(k);
    if (inside(frame, from)) return atEdge(frame, from, to);
    to = from;
  }
  return void 0;
}
function atEdge([left, top, right, bottom], from, to) {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length = Math.hypot(dx, dy);
  if (!Number.isFinite(length) || length === 0) return void 0;
  const rooms = [dx > 0 ? (right - from[0]) / dx : (left - from[0]) / dx, dy > 0 ? (bottom - from[1]) / dy : (top - from[1]) / dy];
  const share3 = Math.min(1, ...rooms.filter((room) => room >= 0));
  const along2 = (
    /** @type {Pair} */
    [dx / length, dy / length]
  );
  const head = (
    /** @type {Pair} */
    [from[0] + share3 * dx - SHORT_OF * along2[0], from[1] + share3 * dy - SHORT_OF * along2[1]]
  );
  return { tail: (
    /** @type {Pair} */
    [head[0] - LONG3 * along2[0], head[1] - LONG3 * along2[1]]
  ), head };
}
var MOST5, LONG3, SHORT_OF;
var init_leaving = __esm({
  "www/marks/leaving.js"() {
    "use strict";
    init_frame();
    MOST5 = 400;
    LONG3 = 15;
    SHORT_OF = 2;
  }
});

// www/compute/filling.js
var here3, provideFilling, filling;
var init_filling = __esm({
  "www/compute/filling.js"() {
    "use strict";
    provideFilling = (given) => {
      here3 = given;
    };
    filling = () => here3;
  }
});

// www/state/classes.js
function classesOf({ model, data }) {
  if (data?.counts) return data.names;
  const sets = modelEntry(model).data;
  return (data ? sets.find(({ name }) => name === data.set) : sets[0])?.classes;
}
var namesOfClasses;
var init_classes = __esm({
  "www/state/classes.js"() {
    "use strict";
    init_core();
    namesOfClasses = (state) => classesOf(state) ?? ["class 1", "class 2", "class 3"];
  }
});

// www/compute/metric-field.js
function metricField(model, chart, window) {
  const nodes = nodesOf(window).filter((at2) => model.contains(at2, chart));
  const outline3 = (at2, radius) => model.ball("fisher", at2, radius, FIELD.points, chart);
  const reaches = nodes.map((at2) => reach(outline3(at2, 1), at2, window)).filter(Number.isFinite).sort((one, other) => one - other);
  const typical = reaches[Math.floor(TYPICAL * reaches.length)] ?? 1;
  return nodes.map((at2) => outline3(at2, (FIELD.fill / typical) ** 2));
}
function nodesOf([x0, x1, y0, y1]) {
  const nodes = [];
  for (let i = 0; i < FIELD.across; i += 1) {
    for (let j = 0; j < FIELD.down; j += 1) {
      nodes.push([x0 + (i + 0.5) / FIELD.across * (x1 - x0), y0 + (j + 0.5) / FIELD.down * (y1 - y0)]);
    }
  }
  return nodes;
}
function reach(outline3, at2, [x0, x1, y0, y1]) {
  const farthest2 = (axis) => Math.max(...outline3.filter((_, k) => k % 2 === axis)) - at2[axis];
  return Math.max(farthest2(0) / (x1 - x0) * FIELD.across, farthest2(1) / (y1 - y0) * FIELD.down);
}
var FIELD, TYPICAL;
var init_metric_field = __esm({
  "www/compute/metric-field.js"() {
    "use strict";
    FIELD = { across: 7, down: 5, fill: 0.4, points: 28 };
    TYPICAL = 0.9;
  }
});

// www/compute/steepest.js
function steepest({ inspection: { gradient: [a, b] }, spec }) {
  const size2 = Math.hypot(a, b);
  if (!(size2 > 0)) return void 0;
  return { along: [-a / size2, -b / size2], length: spec.runs.find(({ rule }) => ruleEntry(rule).ball === "euclidean")?.radius };
}
var init_steepest = __esm({
  "www/compute/steepest.js"() {
    "use strict";
    init_core();
  }
});

// www/compute/plane.js
function ownerOf(panel2, chart) {
  const known5 = owners.get(panel2) ?? {};
  owners.set(panel2, known5);
  return known5[chart] ??= {};
}
function answersIn(chart, { panel: panel2, state, cursor, stage }, sources, frame) {
  const owner = ownerOf(panel2, chart);
  const { scene, model, modelKey } = sources;
  return {
    corners: cornersOf(chart, panel2, state, sources),
    balls: stage >= BALLS3 ? [...scene.more.flatMap(({ runs }) => runs), ...scene.runs].map((run) => ballsAt(run, chart, cursor)) : [],
    ...Math.floor(stage) === METRIC && { ellipses: ellipsesOnce(owner, [modelKey, frame], () => metricField(model, chart, frame.slice(4))) },
    ...stage >= GRADIENT && stage < BALLS3 + 1 && chart === state.charts[0] && { downhill: steepest(scene) },
    ...state.field && filling().patternIn(chart, panel2, model, modelKey, frame, state.field)
  };
}
function ballsAt(run, chart, cursor) {
  if (!run.ballOfStep) return (run.balls[chart] ?? []).filter(([step2]) => step2 <= cursor);
  const step = Math.min(Math.max(0, Math.ceil(cursor) - 1), run.steps - 1);
  return step < 0 ? [] : [[step, run.ballOfStep(chart, step)]];
}
function cornersIn(state, model, chart) {
  const probabilities = chartOf(state.model, "probabilities");
  const classes2 = classesOf(state);
  if (!probabilities || !classes2) return [];
  const near = 1e-9;
  const corners = [[1 - 2 * near, near], [near, 1 - 2 * near], [near, near]];
  return corners.map((corner, k) => ({ name: classes2[k], at: model.convert(corner, probabilities, chart) }));
}
var GRADIENT, METRIC, BALLS3, owners, cornersOnce, ellipsesOnce, cornersOf, withRuns, askPlane, askMap, runsOfMap;
var init_plane = __esm({
  "www/compute/plane.js"() {
    "use strict";
    init_core();
    init_classes();
    init_filling();
    init_metric_field();
    init_remembered();
    init_steepest();
    GRADIENT = 1;
    METRIC = 2;
    BALLS3 = 3;
    owners = /* @__PURE__ */ new WeakMap();
    cornersOnce = madeOnce();
    ellipsesOnce = madeOnce();
    cornersOf = (chart, panel2, state, { model, modelKey }) => cornersOnce(ownerOf(panel2, chart), [modelKey], () => cornersIn(state, model, chart));
    withRuns = ({ scene, ...sources }, runs) => ({ ...sources, scene: (
      /** @type {Scene} */
      Object.create(scene, { runs: { value: runs } })
    ) });
    askPlane = (moment, sources, { frame }) => answersIn(moment.panel.chart, moment, sources, frame);
    askMap = (moment, sources, size2) => askPlane(moment, withRuns(sources, runsOfMap(moment.panel, sources.scene.runs)), size2);
    runsOfMap = ({ rule, chart }, runs) => runs.filter((run) => run.rule === rule && run.chart === chart);
  }
});

// www/state/field.js
function fieldFrom(read15, state) {
  const kind = oneOf("field", read15("field") ?? (state.views.some((view) => view === "field" || view === "morph") ? "balls" : "none"), KINDS);
  if (kind === "none") return void 0;
  const length = above0(read15, "field-length");
  const cost = above0(read15, "field-cost");
  return { kind, cost: cost ?? COST, ...cost === void 0 && { auto: true }, ...length !== void 0 && { length } };
}
function above0(read15, name) {
  const text2 = read15(name);
  if (text2 === null || text2 === void 0) return void 0;
  const value2 = Number(text2);
  if (text2.trim() !== "" && value2 > 0 && Number.isFinite(value2)) return value2;
  throw new Error(`${name} is "${short(text2)}"; allowed: a finite number above 0`);
}
function costing({ kind, length }, cost) {
  return { kind, cost, ...length !== void 0 && { length } };
}
var KINDS, COST, COSTS, fieldText;
var init_field = __esm({
  "www/state/field.js"() {
    "use strict";
    init_words();
    KINDS = /** @type {const} */
    ["none", "balls", "arrows"];
    COST = 0.01;
    COSTS = /** @type {[number, number]} */
    [1e-4, 1];
    fieldText = ({ field: field2 }) => field2 ? {
      field: field2.kind,
      "field-cost": String(field2.cost),
      ...field2.length !== void 0 && { "field-length": String(field2.length) }
    } : {};
  }
});

// www/views/plane/away.js
function falling({ scene, chart, frame, colors }) {
  const end = endOf(frame, awayIn(scene, chart));
  return end ? arrow(end.tail, end.head, colors.ink, colors.ground) : [];
}
function endOf(frame, way2) {
  const [left, top, right, bottom] = frame;
  const inner = [left + EDGE, top + EDGE, right - EDGE, bottom - EDGE];
  let at2 = (
    /** @type {Pair | undefined} */
    void 0
  );
  let along2 = (
    /** @type {Pair | undefined} */
    void 0
  );
  for (let k = 0; 2 * k < way2.length; k += 1) {
    const next = pixel(frame, [way2[2 * k], way2[2 * k + 1]]);
    if (at2) {
      const [dx, dy] = [next[0] - at2[0], next[1] - at2[1]];
      const size2 = Math.hypot(dx, dy);
      if (size2 > TELLING) along2 = [dx / size2, dy / size2];
      if (!within(inner, next)) {
        const shares = [[dx, left + EDGE - at2[0]], [dx, right - EDGE - at2[0]], [dy, top + EDGE - at2[1]], [dy, bottom - EDGE - at2[1]]].filter(([d, room]) => d * room > 0 || room === 0).map(([d, room]) => d === 0 ? 1 : room / d).filter((share4) => share4 >= 0 && share4 <= 1);
        const share3 = within(inner, at2) ? Math.min(1, ...shares) : 0;
        at2 = [at2[0] + share3 * dx, at2[1] + share3 * dy];
        break;
      }
    }
    at2 = next;
  }
  if (!at2 || !along2 || !within(frame, at2)) return void 0;
  return { tail: [at2[0] - AWAY * along2[0], at2[1] - AWAY * along2[1]], head: at2 };
}
var awayIn, EDGE, AWAY, TELLING, within;
var init_away = __esm({
  "www/views/plane/away.js"() {
    "use strict";
    init_frame();
    init_marks();
    awayIn = (scene, chart) => scene.falling?.[chart] ?? new Float64Array();
    [EDGE, AWAY, TELLING] = [6, 34, 2];
    within = ([left, top, right, bottom], [x, y]) => x >= left && x <= right && y >= top && y <= bottom;
  }
});

// www/marks/labels.js
var GAP2, PLACES, FARTHEST, Labels;
var init_labels2 = __esm({
  "www/marks/labels.js"() {
    "use strict";
    init_marks();
    GAP2 = 13;
    PLACES = [[1, 0], [1, -1], [-1, 0], [-1, -1], [1, 1], [-1, 1], [0, -1], [0, 1]];
    FARTHEST = 12;
    Labels = class {
      #area;
      #ground;
      #size;
      #gap;
      #measure;
      /** Boxes that no word may cover, side by side: left, top, right, bottom. @type {number[]} */
      #taken = [];
      /** The words that have found a place, and lines to those that are far off. @type {import("./marks.js").Mark[]} */
      marks = [];
      /**
       * Labels inside the plotting area of a sheet.
       * @param {{ frame: ArrayLike<number>, style: { ground: string, text: number }, measure: (text: string) => number }} sheet
       */
      constructor({ frame, style: { ground, text: size2 }, measure }) {
        this.#area = frame;
        this.#ground = ground;
        this.#size = size2;
        this.#gap = GAP2 * Math.max(1, size2 / 12);
        this.#measure = measure;
      }
      /** Keeps words off a point. @param {ArrayLike<number>} at @param {number} reach */
      keepOff({ 0: x, 1: y }, reach2) {
        this.#taken.push(x - reach2, y - reach2, x + reach2, y + reach2);
      }
      /** Keeps words off the line through some points. @param {ArrayLike<number>[]} points @param {number} reach */
      keepOffLine(points2, reach2) {
        points2.forEach((from, k) => {
          const to = points2[Math.min(k + 1, points2.length - 1)];
          for (let part = 0; part < 1; part += 1 / 8) {
            this.keepOff([from[0] + part * (to[0] - from[0]), from[1] + part * (to[1] - from[1])], reach2);
          }
        });
      }
      /** Writes a word beside a point, if one of its places is free; returns whether one was. @param {string} word @param {ArrayLike<number>} at @param {string} color */
      write(word, { 0: x, 1: y }, color) {
        const width = this.#measure(word);
        const [half, gap2] = [this.#size * 0.62, this.#gap];
        for (const [across, down] of PLACES) {
          const left = across > 0 ? x + gap2 * (down ? 0.5 : 1) : across < 0 ? x - gap2 * (down ? 0.5 : 1) - width : x - width / 2;
          const middle = y + down * gap2 * (across ? 1 : 1.35);
          if (!this.#isFree(left - 2, middle - half, left + width + 2, middle + half)) continue;
          this.#taken.push(left - 4, middle - half - 2, left + width + 4, middle + half + 2);
          this.marks.push(text(word, left, middle, color, { halo: this.#ground, of: [x, y] }));
          return true;
        }
        return false;
      }
      /** Writes a word some way off, with a thin line to its point; returns whether there was room. @param {string} word @param {Pair} at @param {string} color */
      writeFar(word, [x, y], color) {
        const [width, half] = [this.#measure(word), this.#size * 0.62];
        for (let far = 2; far <= FARTHEST; far += 1) {
          for (const [across, down] of PLACES) {
            const reach2 = far * this.#gap;
            const [toX, toY] = [x + across * reach2, y + down * reach2];
            const left = across > 0 ? toX : across < 0 ? toX - width : x - width / 2;
            if (!this.#isFree(left - 2, toY - half, left + width + 2, toY + half)) continue;
            this.#taken.push(left - 4, toY - half - 2, left + width + 4, toY + half + 2);
            const end = across ? [toX - 3 * across, toY] : [x, toY - down * half];
            this.marks.push(line([x, y, ...end], color, 1, { opacity: 0.7 }), text(word, left, toY, color, { halo: this.#ground, of: [x, y] }));
            return true;
          }
        }
        return false;
      }
      /** Writes a number or a word centred at a point, even if there is something. @param {string} word @param {ArrayLike<number>} at @param {string} color */
      center(word, { 0: x, 1: y }, color) {
        this.marks.push(text(word, x, y, color, { anchor: "middle", halo: this.#ground, passing: true }));
      }
      /** The same where nothing is in the way; returns whether it was written. @param {string} word @param {ArrayLike<number>} at @param {string} color */
      centerIfFree(word, { 0: x, 1: y }, color) {
        const [wide, high] = [this.#measure(word) / 2, this.#size * 0.62];
        if (!this.#isFree(x - wide - 2, y - high, x + wide + 2, y + high)) return false;
        this.#taken.push(x - wide - 4, y - high - 2, x + wide + 4, y + high + 2);
        this.center(word, [x, y], color);
        return true;
      }
      /** @param {number} left @param {number} top @param {number} right @param {number} bottom */
      #isFree(left, top, right, bottom) {
        const { 0: areaLeft, 1: areaTop, 2: areaRight, 3: areaBottom } = this.#area;
        if (!(left >= areaLeft && right <= areaRight && top >= areaTop && bottom <= areaBottom)) return false;
        const taken2 = this.#taken;
        for (let k = 0; k < taken2.length; k += 4) {
          if (right >= taken2[k] && left <= taken2[k + 2] && bottom >= taken2[k + 1] && top <= taken2[k + 3]) return false;
        }
        return true;
      }
    };
  }
});

// www/views/plane/ellipses.js
function namesOfEllipses(scene, chart, frame) {
  const drawn4 = ellipsesIn(scene, chart).map(({ kind, outline: outline3 }) => ({ name: BALLS4[kind] ?? ballLabel(kind) ?? "", color: ELLIPSES[kind].color, at: points(frame, outline3) })).filter(({ name, at: at2 }) => name && at2.length);
  if (drawn4.length < 2) return [];
  const groups = [];
  for (const one of drawn4) {
    const same = groups.find(({ at: at2 }) => boxOf(at2).every((side, k) => Math.abs(side - boxOf(one.at)[k]) < ONE));
    if (same) same.name += ` = ${one.name}`;
    else groups.push(one);
  }
  return groups.map(({ name, color, at: at2 }, k) => ({ name, color, at: farthest(at2, SIDES[k % SIDES.length]) }));
}
function nameOfFlow(scene, chart, frame) {
  const flow = ellipsesIn(scene, chart).find(({ kind }) => kind === "replicator");
  if (!flow) return [];
  const flat2 = points(frame, flow.outline);
  const seen = [];
  for (let k = 0; k < flat2.length && inside(frame, [flat2[k], flat2[k + 1]]); k += 2) seen.push([flat2[k], flat2[k + 1]]);
  if (!seen.length) return [];
  const far = (at2) => Math.hypot(at2[0] - seen[0][0], at2[1] - seen[0][1]);
  const most = Math.max(...seen.map(far));
  return [{ name: FLOW, color: ELLIPSES[flow.kind].color, at: seen.find((at2) => far(at2) >= ALONG * most) ?? seen[0] }];
}
function boxOf(at2) {
  const [right, left] = [farthest(at2, [1, 0]), farthest(at2, [-1, 0])];
  return [left[0], right[0], right[1], farthest(at2, [0, -1])[1], farthest(at2, [0, 1])[1]];
}
function farthest(flat2, [across, down]) {
  let [best2, most] = [0, -Infinity];
  for (let k = 0; k < flat2.length; k += 2) {
    const along2 = across * flat2[k] + down * flat2[k + 1];
    if (along2 > most) [best2, most] = [k, along2];
  }
  return [flat2[best2], flat2[best2 + 1]];
}
var BALLS4, ONE, FLOW, ALONG, SIDES;
var init_ellipses = __esm({
  "www/views/plane/ellipses.js"() {
    "use strict";
    init_core();
    init_language();
    init_frame();
    init_overlays();
    BALLS4 = /** @type {Partial<Record<string, string>>} */
    { "kl-old-new": "KL ball" };
    ONE = 0.5;
    FLOW = "natural gradient in tiny steps";
    ALONG = 0.6;
    SIDES = [[0.3, -1], [-1, 0.3], [-0.3, 1]];
  }
});

// www/views/plane/names.js
function labels({ scene, cursor, chart, frame, pins, corners, colors }, size2, { all = false, alone: alone4 = false } = {}) {
  const words8 = new Labels(size2);
  const write11 = (name, at2, color) => inside(frame, at2) && words8.write(name, at2, color);
  const ends = scene.runs.map((run) => {
    const k = Math.min(Math.floor(cursor), run.steps);
    const flat2 = run.paths[chart];
    return { run, k, at: leaving(frame, flat2, k)?.tail ?? pixel(frame, [flat2[2 * k], flat2[2 * k + 1]]) };
  });
  const optimum2 = scene.optima[chart];
  const away = optimum2 ? void 0 : endOf(frame, awayIn(scene, chart));
  const best2 = optimum2 ? pixel(frame, optimum2) : away?.tail;
  for (const [, place] of pinsOf2(pins)) words8.keepOff(pixel(frame, place), 9);
  if (best2) words8.keepOff(best2, 6);
  if (away) words8.keepOffLine([away.tail, away.head], 12);
  for (const { run, k } of ends) keepOffPath(words8, frame, run.paths[chart], k);
  for (const [pin, place] of pinsOf2(pins)) {
    const name = pin === "start" && !pins.other ? scene.columns.divergence?.target ? "q" : "start" : PINS[pin] ?? String(numberOfStart(pin));
    write11(name, pixel(frame, place), pinColor(pin, colors));
  }
  if (best2) write11(away ? "no best fit" : "best fit", best2, colors.ink);
  const others2 = scene.minima[chart].slice(1);
  others2.forEach((minimum, k) => write11(others2.length > 1 ? `minimum ${k + 2}` : "another minimum", pixel(frame, minimum), colors.muted));
  for (const { name, at: at2 } of corners) write11(name, pixel(frame, at2), colors.muted);
  const named5 = ends.filter(({ run, k }) => k > 0 && !run.stale && (all || run.chartIndex === 0));
  const nameOf5 = (run, at2) => write11(run.entry.label, at2, familyColor(colors, run.entry.family));
  const left = named5.filter(({ run, at: at2 }) => !nameOf5(run, at2));
  if (all) for (const { run, k } of left) stepsBack(run.paths[chart], k).some((step) => nameOf5(run, pixel(frame, step)));
  else if (alone4 && named5.length <= MANY3) {
    for (const { run, at: at2 } of left) if (inside(frame, at2)) words8.writeFar(run.entry.label, at2, familyColor(colors, run.entry.family));
  }
  for (const { name, at: at2, color } of [...namesOfEllipses(scene, chart, frame), ...nameOfFlow(scene, chart, frame)]) write11(name, at2, colors[color]);
  return words8.marks;
}
function keepOffPath(words8, frame, flat2, last4) {
  const past = [];
  for (let k = Math.max(0, last4 - LEGIBLE); k <= last4; k += 1) past.push(pixel(frame, [flat2[2 * k], flat2[2 * k + 1]]));
  if (last4 > 0 && last4 <= FEW && past.every((at2) => Math.hypot(...at2) < FAR2)) words8.keepOffLine(past, 3);
  else for (const at2 of past) words8.keepOff(at2, 3);
}
var LEGIBLE, FEW, MANY3, PINS, pinsOf2, pinColor, stepsBack;
var init_names = __esm({
  "www/views/plane/names.js"() {
    "use strict";
    init_language();
    init_frame();
    init_labels2();
    init_leaving();
    init_starts();
    init_away();
    init_ellipses();
    LEGIBLE = 40;
    FEW = 3;
    MANY3 = 3;
    PINS = /** @type {Partial<Record<Pin, string>>} */
    { start: "p", other: "q", guess: "your guess" };
    pinsOf2 = (pins) => (
      /** @type {[Pin, Pair][]} */
      Object.entries(pins)
    );
    pinColor = (pin, colors) => pin === "other" ? colors.other : colors.ink;
    stepsBack = (flat2, last4) => Array.from({ length: last4 }, (_, k) => (
      /** @type {Pair} */
      [flat2[2 * (last4 - k)], flat2[2 * (last4 - k) + 1]]
    ));
  }
});

// www/views/plane.js
function marks(state, columns, size2, colors) {
  const plane = planeOf(state.panel.chart, state, columns, size2, colors);
  return { marks: [...drawn2(plane), ...labels(plane, size2, { alone: Boolean(state.planes) })], handles: handlesOf(plane) };
}
function groundOf(chart, state, columns, size2, colors) {
  const plane = planeOf(chart, state, { ...columns, scene: withRuns2(columns.scene, []) }, size2, colors);
  return { marks: drawn2(plane), handles: handlesOf(plane) };
}
function drawn2(plane) {
  const { scene, state, cursor, stage, highlight } = plane;
  const emphasized = (run) => !highlight || highlight === run.rule;
  const all = [...scene.more.flatMap(({ runs }) => runs), ...scene.runs];
  const seen = [
    ...Math.floor(stage) === METRIC ? ellipsesOfEqualCost(plane) : [],
    ...stage >= BALLS3 ? all.flatMap((run, k) => balls(plane, run, plane.balls[k], emphasized(run))) : [],
    ...clouds(plane),
    ...ellipses(plane),
    ...singular(plane),
    ...optimum(plane),
    ...downhill(plane),
    ...all.flatMap((run) => path(plane, run, cursor, emphasized(run))),
    ...falling(plane),
    ...plane.pins.other ? [stick(plane)] : [],
    ...pinsOf2(plane.pins).flatMap(([pin]) => ring(plane, pin))
  ];
  const pattern = state.field ? [{ ...clip(plane.frame, filling().fieldMarks({ ...plane, bends: true })), pattern: true }] : [];
  return [...pattern, clip(plane.frame, seen)];
}
function planeOf(chart, moment, { scene, answers }, { frame }, colors) {
  const pins = Object.fromEntries(Object.entries(scene.pins).map(([pin, places]) => [pin, places[chart]]));
  return { ...moment, ...answers, scene, colors, chart, frame, pins: (
    /** @type {Plane["pins"]} */
    pins
  ) };
}
function ellipsesOfEqualCost({ ellipses: ellipses2 = [], frame, colors }) {
  return ellipses2.flatMap((outline3) => outlined(points(frame, outline3), colors.natural, 0.12, { width: 1, opacity: 0.7 }));
}
function downhill({ downhill: found3, frame, pins, colors }) {
  if (!found3) return [];
  const [left, top, right, bottom, x0, x1, y0, y1] = frame;
  const [across, down] = [found3.along[0] * (right - left) / (x1 - x0), -found3.along[1] * (bottom - top) / (y1 - y0)];
  const length = found3.length ?? ARROW * (bottom - top) / Math.hypot(across, down);
  const [x, y] = pixel(frame, pins.start);
  return arrow([x, y], [x + length * across, y + length * down], colors.ink, colors.ground);
}
function balls({ state, frame, colors }, run, outlines, emphasized) {
  const { family } = run.entry;
  return outlines.flatMap(([step, outline3]) => {
    const loud = step === 0 || state.balls === "step";
    return outlined(points(frame, outline3), familyColor(colors, family), emphasized ? 0.1 : 0.03, {
      width: loud ? 1.7 : 1.1,
      opacity: !emphasized ? 0.2 : loud ? 0.95 : 0.45,
      dash: ballDash(run.rule)
    });
  });
}
function path({ chart, frame, colors }, run, cursor, emphasized) {
  const { dash, stale, entry: { family } } = run;
  const flat2 = run.paths[chart];
  const last4 = Math.min(Math.floor(cursor), run.steps);
  const color = familyColor(colors, family);
  const opacity = stale ? 0.15 : emphasized ? 1 : 0.25;
  const at2 = (from, to, size2) => symbols(
    FAMILIES[family].marker,
    nearPoints(frame, flat2, from, to),
    size2,
    color,
    colors.ground,
    { hollow: run.hollow, opacity }
  );
  return [
    line(points(frame, flat2, 0, last4), color, 2.2, { dash, opacity, casing: colors.ground }),
    ...partOfStep(frame, flat2, last4, cursor, run).map((part) => line(part, color, 2.2, { dash, opacity })),
    // In a long run markers would overlap.
    ...isLong2(run.steps) || stale || last4 < 2 ? [] : [at2(1, last4 - 1, run.steps > 3 ? 2.3 : 4.6)],
    ...last4 > 0 && !stale ? [at2(last4, last4, 4.6), ...edgeMark(frame, flat2, last4, color, colors)] : []
  ];
}
function edgeMark(frame, flat2, last4, color, { ground }) {
  const ends = leaving(frame, flat2, last4);
  return ends ? arrow(ends.tail, ends.head, color, ground) : [];
}
function pathsIn(chart, runs, state, columns, size2, colors) {
  const plane = planeOf(chart, state, columns, size2, colors);
  const { cursor, highlight } = state;
  return runs.flatMap((run) => path(plane, run, cursor, !highlight || highlight === run.rule));
}
function partOfStep(frame, flat2, last4, cursor, { steps: steps2 }) {
  const part = cursor - last4;
  if (part <= 0 || last4 >= steps2) return [];
  const [x, y, toX, toY] = [last4, last4 + 1].flatMap((k) => pixel(frame, [flat2[2 * k], flat2[2 * k + 1]]));
  return [[x, y, x + part * (toX - x), y + part * (toY - y)]];
}
function optimum({ scene, chart, frame, colors }) {
  return scene.minima[chart].map((minimum, k) => crossAt(pixel(frame, minimum), k ? colors.muted : colors.ink, colors.ground));
}
function singular({ state, chart, frame, colors }) {
  const ends = chartEntry(state.model, chart).singularLine;
  if (!ends) return [];
  const [, , , , x0, x1] = frame;
  const [[a, b], [c, d]] = ends;
  const at2 = (x) => pixel(frame, [x, b + (x - a) / (c - a) * (d - b)]);
  return [line([...at2(x0), ...at2(x1)], colors.muted, 1.5, { dash: [6, 4] })];
}
function ring({ frame, pins, colors }, pin) {
  const at2 = pixel(frame, pins[pin] ?? pins.start);
  if (!inside(frame, at2)) return [];
  const color = pinColor(pin, colors);
  const dash = pin === "guess" ? [4, 3] : [];
  return [
    circle(...at2, 8, { stroke: color, width: 2.4, dash, casing: colors.ground }),
    ...pin === "guess" ? [] : [circle(...at2, 2, { fill: color })]
  ];
}
function planeTitle(model, chart) {
  const { label: label2, symbols: symbols2 } = chartEntry(model, chart);
  if (modelEntry(model).takes !== "numbers") return capital(label2);
  return `The plane of ${symbols2[0] === "μ" ? "mean and " : ""}${label2}`;
}
var ARROW, panels, backdrop, namesIn, withRuns2, handlesOf, outlined, clouds, ellipses, crossAt, stick, read5;
var init_plane2 = __esm({
  "www/views/plane.js"() {
    "use strict";
    init_core();
    init_caption();
    init_format();
    init_language();
    init_frame();
    init_dashes();
    init_overlays();
    init_leaving();
    init_marks();
    init_outline();
    init_ground();
    init_filling();
    init_plane();
    init_field();
    init_away();
    init_names();
    init_registry();
    ARROW = 0.2;
    panels = (state) => state.charts.map((chart) => ({ name: "plane", chart, title: planeTitle(state.model, chart) }));
    backdrop = ({ panel: { chart }, home, state, planes }) => {
      const options = planes?.[chart] ?? planeGround(state, chart);
      return { figure: "plane", chart, home, ...options && { options } };
    };
    namesIn = (chart, runs, state, columns, size2, colors) => labels(planeOf(chart, state, { ...columns, scene: withRuns2(columns.scene, runs) }, size2, colors), size2, { all: true });
    withRuns2 = (scene, runs) => ({ ...scene, runs });
    handlesOf = ({ scene, state, chart, frame, pins, withWords }) => pinsOf2(pins).map(([pin, at2]) => ({
      pin,
      at: at2,
      shown: inside(frame, pixel(frame, at2)),
      words: withWords ? describePin(scene, state, pin, chart) : void 0
    }));
    outlined = (at2, color, opacity, { width, ...look }) => [
      area(at2, color, opacity),
      line(at2, color, width, { closed: true, ...look })
    ];
    clouds = ({ scene, chart, frame, colors }) => cloudsIn(scene).flatMap(({ family, places }) => {
      const at2 = nearPoints(frame, places[chart]);
      const { marker } = FAMILIES[family];
      return Array.from({ length: at2.length / 2 }, (_, k) => symbols(marker, [at2[2 * k], at2[2 * k + 1]], 3, familyColor(colors, family), colors.ground));
    });
    ellipses = ({ scene, chart, frame, colors }) => ellipsesIn(scene, chart).flatMap(({ kind, outline: outline3 }) => {
      const { color, dash } = ELLIPSES[kind];
      const both = outlined(points(frame, outline3), colors[color], 0.07, { width: 2, dash });
      return kind === "replicator" ? both.slice(1) : both;
    });
    crossAt = ([x, y], color, ground) => line([x - 5, y - 5, x + 5, y + 5, NaN, NaN, x - 5, y + 5, x + 5, y - 5], color, 2, { casing: ground, anchor: [x, y] });
    stick = ({ state, frame, pins, colors }) => line(
      [...pixel(frame, pins.start), ...pixel(frame, pins.other ?? pins.start)],
      colors.muted,
      1.8,
      { casing: colors.ground, dash: state.stick ? [] : [2, 4] }
    );
    read5 = (given, state) => {
      state.field = fieldFrom(given, state);
    };
    register("plane", { panels, backdrop, ask: askPlane, marks, read: read5, write: fieldText }, { isLight: true });
  }
});

// www/compute/chances.js
function builtIn({ model, data }) {
  const sets = modelEntry(model).data;
  return data ? sets.find(({ name }) => name === data.set) : sets[0];
}
function chances(scene, state, model) {
  const chart = state.charts[0];
  const landmark = builtIn(state)?.landmark;
  const isLabelled = modelEntry(state.model).takes === "labelled";
  const xs = isLabelled ? landmark && Float64Array.of(landmark.at) : onALine(state.model) ? void 0 : CLASSES;
  if (!xs) return {};
  const best2 = scene.optima[chart];
  return {
    chances: { landmark, before: model.density(scene.starts[chart], chart, xs), best: best2 && model.density(best2, chart, xs) },
    after: (run, k) => model.density(pairAt(run.paths[chart], k), chart, xs)
  };
}
var CLASSES;
var init_chances = __esm({
  "www/compute/chances.js"() {
    "use strict";
    init_core();
    init_points();
    CLASSES = Float64Array.of(1, 2, 3);
  }
});

// www/compute/curves.js
var SAMPLES, COARSE, evenly;
var init_curves = __esm({
  "www/compute/curves.js"() {
    "use strict";
    SAMPLES = 240;
    COARSE = 60;
    evenly = ([, , , , x0, x1], count4) => Float64Array.from({ length: count4 }, (_, k) => x0 + (x1 - x0) * k / (count4 - 1));
  }
});

// www/compute/densities.js
function askDensity({ panel: panel2, state, cursor }, { scene, model, columns: { after } }, { frame }) {
  const { takes: takes2 } = modelEntry(state.model);
  const [chart] = state.charts;
  const steps2 = scene.runs.map((run) => Math.min(Math.floor(cursor), run.steps));
  const chances2 = scene.runs.map((run, r) => steps2[r] > 0 ? after?.(run, steps2[r]) : void 0);
  const labelled5 = takes2 === "labelled";
  if (!onALine(state.model) && !labelled5) return { learners: [], chances: chances2 };
  const xs = xsOnce(panel2, [frame], () => evenly(frame, SAMPLES));
  return {
    curves: {
      before: model.density(scene.starts[chart], chart, xs),
      after: scene.runs.map(({ paths }, r) => model.density(pairAt(paths[chart], steps2[r]), chart, xs)),
      target: takes2 === "target" ? model.targetDensity(xs) : void 0
    },
    learners: onALine(state.model) ? [] : learnersIn(scene, model, chart, evenly(frame, COARSE)),
    chances: chances2
  };
}
var xsOnce, learnersIn;
var init_densities = __esm({
  "www/compute/densities.js"() {
    "use strict";
    init_core();
    init_curves();
    init_overlays();
    init_points();
    init_remembered();
    xsOnce = madeOnce();
    learnersIn = (scene, model, chart, xs) => cloudsIn(scene).flatMap(({ family, places: { [chart]: flat2 } }) => Array.from({ length: flat2.length / 2 }, (_, k) => pairAt(flat2, k)).filter((at2) => model.contains(at2, chart)).map((at2) => ({ family, ys: model.density(at2, chart, xs) })));
  }
});

// www/views/density/notes.js
function notes({ state }, { scene, columns: { chances: chances2 }, answers }, { frame, style, measure }, colors, ys) {
  const [left, top, right, bottom, x0, x1] = frame;
  const x = left + ((chances2?.landmark?.at ?? NaN) - x0) / (x1 - x0) * (right - left);
  const found3 = notesOf(scene, chances2, answers.chances, state, colors).map((note) => ({ ...note, y: bottom - note.p * (bottom - top) }));
  const mark = ({ marker, color, hollow }, ...at2) => symbols(marker, at2, 4, color, colors.ground, { hollow });
  const onCurves = found3.map((note) => mark(note, x, note.y));
  if (found3.length > MOST_NOTES) return onCurves;
  const high = 1.3 * style.text;
  const namings = [({ name, where: where2 }) => ` ${name}${where2}`, ({ name, where: where2 }) => where2 || ` ${name}`, () => ""];
  for (const naming of namings) {
    const written2 = found3.map((note) => {
      const words8 = chance(note.p) + naming(note);
      const end = x + ASIDE + 9 + measure(words8);
      return { ...note, words: words8, end, walls: wallsOf(frame, ys, x + 0.5 * ASIDE, end, high) };
    });
    const places = spread(written2, high, top + RUG + 0.6 * high, bottom - 2.4 * high);
    if (!places || written2.some(({ end }) => end > right)) continue;
    return [...onCurves, ...written2.flatMap((note, k) => [
      line([x, note.y, x + ASIDE, places[k]], note.color, 0.8),
      mark(note, x, note.y),
      mark(note, x + ASIDE, places[k]),
      text(note.words, x + ASIDE + 9, places[k], note.color, { halo: colors.ground, passing: true })
    ])];
  }
  return onCurves;
}
function wallsOf([left, top, right, bottom], all, from, to, high) {
  return all.map((ys) => {
    const [first, last4] = [from, to].map((x) => (ys.length - 1) * (x - left) / (right - left));
    const part = ys.subarray(Math.floor(first), Math.ceil(last4) + 1);
    return [bottom - Math.max(...part) * (bottom - top) - 0.7 * high, bottom - Math.min(...part) * (bottom - top) + 0.7 * high];
  });
}
function notesOf({ runs }, chances2, after, { model }, colors) {
  if (!chances2) return [];
  const notes2 = [{ name: "before", where: "", p: chances2.before[0], color: colors.ink, marker: "dot", hollow: true, charts: [] }];
  for (const [r, { entry: entry2, chart, hollow }] of runs.entries()) {
    const [p] = after[r] ?? [];
    if (p === void 0) continue;
    const known5 = notes2.find(({ name, p: other }) => name === entry2.label && Math.abs(p - other) < NEARLY);
    if (known5) known5.charts.push(chart);
    else notes2.push({ name: entry2.label, where: "", p, color: familyColor(colors, entry2.family), marker: FAMILIES[entry2.family].marker, hollow, charts: [chart] });
  }
  for (const note of notes2) {
    const { name, charts } = note;
    const several = notes2.filter((other) => other.name === name).length > 1;
    note.where = several ? ` (${charts.length > 1 ? `${charts.length} charts` : chartEntry(model, charts[0]).label})` : "";
  }
  return notes2.sort((one, other) => other.p - one.p);
}
function spread(notes2, line2, low, high) {
  const clear = (y, walls, way2) => {
    const wall = walls.find(([above, below]) => y > above && y < below);
    return wall ? clear(wall[way2], walls, way2) : y;
  };
  const places = [];
  for (const { y, walls } of notes2) places.push(clear(Math.max(y, low, (places.at(-1) ?? -Infinity) + line2), walls, 1));
  for (let k = places.length - 1, most = high; k >= 0; k -= 1, most = places[k + 1] - line2) {
    if (places[k] > most) places[k] = clear(most, notes2[k].walls, 0);
  }
  return places[0] >= low ? places : void 0;
}
var NEARLY, MOST_NOTES, ASIDE, RUG;
var init_notes = __esm({
  "www/views/density/notes.js"() {
    "use strict";
    init_core();
    init_language();
    init_marks();
    init_format();
    NEARLY = 5e-3;
    MOST_NOTES = 6;
    ASIDE = 18;
    RUG = 10;
  }
});

// www/figure/background.js
function parentOf(element2) {
  if (element2.assignedSlot) return element2.assignedSlot;
  const { parentNode } = element2;
  return parentNode && "host" in parentNode ? (
    /** @type {ShadowRoot} */
    parentNode.host
  ) : element2.parentElement;
}
var init_background = __esm({
  "www/figure/background.js"() {
    "use strict";
    init_language();
  }
});

// www/figure/place.js
function placeOf2(element2) {
  const whole3 = element2.ownerDocument.createElement("i");
  whole3.style.cssText = "position: absolute; left: 0; top: 0; width: 0; height: 0; contain: size; visibility: hidden";
  for (const [x, y] of [[0, 0], [DISTANCE, 0], [0, DISTANCE]]) {
    const mark = element2.ownerDocument.createElement("i");
    mark.style.cssText = `position: absolute; left: ${x}px; top: ${y}px; width: 0; height: 0`;
    whole3.append(mark);
  }
  element2.append(whole3);
  const zoom = zoomOf(element2);
  const [origin, right, below] = [...whole3.children].map((mark) => {
    const { left, top } = mark.getBoundingClientRect();
    return (
      /** @type {[number, number]} */
      [zoom * left, zoom * top]
    );
  });
  whole3.remove();
  const unit = (to) => [(to[0] - origin[0]) / DISTANCE, (to[1] - origin[1]) / DISTANCE];
  return { origin, across: unit(right), down: unit(below) };
}
function inLayout(placed2, [x, y]) {
  const { across, down } = placed2;
  const area2 = areaOf(placed2);
  if (!area2) return [0, 0];
  return [(x * down[1] - y * down[0]) / area2, (y * across[0] - x * across[1]) / area2];
}
function pointerIn(element2, { clientX, clientY }) {
  const placed2 = placeOf2(element2);
  return inLayout(placed2, [clientX - placed2.origin[0], clientY - placed2.origin[1]]);
}
var DISTANCE, zoomOf, areaOf;
var init_place = __esm({
  "www/figure/place.js"() {
    "use strict";
    init_background();
    DISTANCE = 1e3;
    zoomOf = (element2) => !element2 || Reflect.has(element2, "currentCSSZoom") ? 1 : (Number(getComputedStyle(element2).zoom) || 1) * zoomOf(parentOf(element2));
    areaOf = ({ across, down }) => across[0] * down[1] - across[1] * down[0];
  }
});

// www/figure/handle.js
var STRIDE, ARROWS, Handle;
var init_handle = __esm({
  "www/figure/handle.js"() {
    "use strict";
    init_place();
    STRIDE = 0.01;
    ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
    Handle = class {
      #hooks;
      /** Where the pointer took hold: of what point in the panel, where on the page, and how the panel lies on the screen. */
      #grip = { at: [0, 0], page: [0, 0], placed: (
        /** @type {Placed} */
        { origin: [0, 0], across: [1, 0], down: [0, 1] }
      ) };
      /** @param {Moves} hooks */
      constructor(hooks) {
        this.#hooks = hooks;
        this.root = document.createElement("div");
        this.root.className = "handle";
        this.root.tabIndex = 0;
        this.root.setAttribute("role", "application");
        this.root.setAttribute("aria-roledescription", "draggable point");
        this.root.addEventListener("pointerdown", (event) => this.#down(event));
        this.root.addEventListener("pointermove", (event) => this.#move(event));
        for (const end of ["pointerup", "pointercancel"]) {
          this.root.addEventListener(end, () => this.#end());
        }
        this.root.addEventListener("keydown", (event) => this.#key(event));
      }
      /**
       * Places the handle at the ring.
       * @param {number} x
       * @param {number} y
       * @param {boolean} shown
       */
      place(x, y, shown) {
        this.root.style.transform = `translate(${x}px, ${y}px)`;
        if (this.root.hidden !== shown) return;
        const isHeld2 = this.root.matches(":focus");
        this.root.hidden = !shown;
        if (isHeld2) this.root.parentElement?.focus({ preventScroll: true });
      }
      /** @param {string} sentence */
      describe(sentence) {
        this.root.setAttribute("aria-label", sentence);
      }
      get dragging() {
        return this.root.classList.contains("dragging");
      }
      /** @param {PointerEvent} event */
      #down(event) {
        if (event.button !== 0) return;
        event.preventDefault();
        this.root.focus({ preventScroll: true });
        this.root.setPointerCapture(event.pointerId);
        this.root.classList.add("dragging");
        this.#grip = { at: this.#hooks.position(), page: [event.pageX, event.pageY], placed: placeOf2(
          /** @type {HTMLElement} */
          this.root.parentElement
        ) };
      }
      /** @param {PointerEvent} event */
      #move(event) {
        if (!this.dragging) return;
        const { at: at2, page, placed: placed2 } = this.#grip;
        const [x, y] = inLayout(placed2, [event.pageX - page[0], event.pageY - page[1]]);
        this.#hooks.move(at2[0] + x, at2[1] + y);
      }
      #end() {
        if (!this.dragging) return;
        this.root.classList.remove("dragging");
        this.#hooks.end();
      }
      /** @param {KeyboardEvent} event */
      #key(event) {
        const arrow2 = ARROWS[event.key];
        if (!arrow2 || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        const stride = STRIDE * (event.shiftKey ? 10 : 1) * (event.altKey ? 0.1 : 1);
        this.#hooks.nudge(arrow2[0] * stride, arrow2[1] * stride);
        this.#hooks.end();
      }
    };
  }
});

// www/compute/peaks.js
function peaksOf({ target }) {
  const { peaks = [] } = (
    /** @type {{ peaks?: Peak[] }} */
    target ?? {}
  );
  const total = peaks.reduce((sum, [weight]) => sum + weight, 0);
  return peaks.map(([weight, mean, sd]) => [weight / total, mean, sd]);
}
function gripAt(peak, grip) {
  const [, mean, sd] = peak;
  const height = heightOf(peak);
  return grip === "top" ? [mean, height] : [mean + sd, height * Math.exp(-0.5)];
}
function moved(peaks, k, grip, [to, height], [least, greatest]) {
  const [weight, mean, sd] = peaks[k];
  const x = Math.min(greatest, Math.max(least, to));
  if (grip === "shoulder") {
    const width = Math.max(NARROWEST * (greatest - least), Math.min(greatest - mean, Math.abs(x - mean)));
    return peaks.with(k, [weight, mean, rounded4(width)]);
  }
  const most = peaks.length > 1 ? 1 - LEAST4 * (peaks.length - 1) : 1;
  const wanted = peaks.length > 1 ? Math.min(most, Math.max(LEAST4, height * sd * Math.sqrt(2 * Math.PI))) : 1;
  const rest = peaks.reduce((sum, [other], j) => j === k ? sum : sum + other, 0);
  return peaks.map(([other, at2, width], j) => j === k ? [rounded4(wanted), rounded4(x), width] : [rounded4(other * (1 - wanted) / rest), at2, width]);
}
var MOST6, LEAST4, NARROWEST, DIGITS2, rounded4, heightOf;
var init_peaks = __esm({
  "www/compute/peaks.js"() {
    "use strict";
    MOST6 = 4;
    LEAST4 = 0.02;
    NARROWEST = 0.01;
    DIGITS2 = 4;
    rounded4 = (value2) => Number(value2.toPrecision(DIGITS2));
    heightOf = ([weight, , sd]) => weight / (sd * Math.sqrt(2 * Math.PI));
  }
});

// www/views/peaks.js
var peaks_exports = {};
__export(peaks_exports, {
  PeakHandles: () => PeakHandles
});
var GRIPS, wordsOf, PeakHandles;
var init_peaks2 = __esm({
  "www/views/peaks.js"() {
    "use strict";
    init_handle();
    init_peaks();
    init_format();
    GRIPS = ["top", "shoulder"];
    wordsOf = ([weight, mean, sd], k, grip) => grip === "top" ? `Peak ${k + 1} of the target: ${share(weight)} of it, around ${number(mean)}. Left and right move it, up and down change its share.` : `Width of peak ${k + 1} of the target: standard deviation ${number(sd)}. Left and right change it.`;
    PeakHandles = class {
      #panel;
      #hooks;
      /** @type {Peak[]} */
      #peaks = [];
      /** @type {Map<string, { handle: Handle, at: Pair }>} */
      #handles = /* @__PURE__ */ new Map();
      /** @param {LivePanel} panel @param {Hooks} hooks */
      constructor(panel2, hooks) {
        this.#panel = panel2;
        this.#hooks = hooks;
      }
      /** Places the handles where the peaks are now. @param {Pick<Shared, "model">} shared */
      follow({ model }) {
        const { frame, held: { highest = 0 } } = this.#panel;
        this.#peaks = frame.length >= 6 && highest ? peaksOf(model).slice(0, MOST6) : [];
        const [left, top, right, bottom, x0, x1] = frame;
        const names3 = this.#peaks.flatMap((peak, k) => GRIPS.map((grip) => {
          const name = `peak ${k + 1} ${grip}`;
          const known5 = this.#handles.get(name) ?? this.#make(name, k, grip);
          const [x, height] = gripAt(peak, grip);
          known5.at = [left + (x - x0) / (x1 - x0) * (right - left), bottom - height / highest * (bottom - top)];
          known5.handle.place(...known5.at, known5.at[0] >= left - 1 && known5.at[0] <= right + 1);
          known5.handle.describe(wordsOf(peak, k, grip));
          return name;
        }));
        for (const [name, { handle }] of this.#handles) if (!names3.includes(name)) handle.place(0, 0, false);
      }
      rest() {
        this.#release();
      }
      /** @param {string} name @param {number} k @param {Grip} grip */
      #make(name, k, grip) {
        const known5 = { at: [0, 0], handle: (
          /** @type {Handle} */
          /** @type {unknown} */
          void 0
        ) };
        known5.handle = new Handle({
          move: (x, y) => this.#move(k, grip, [x, y]),
          nudge: (dx, dy) => {
            const [left, top, right, bottom] = this.#panel.frame;
            this.#move(k, grip, [known5.at[0] + dx * (right - left), known5.at[1] - dy * (bottom - top)]);
          },
          end: () => {
            this.#release();
            this.#hooks.end();
            this.#hooks.redraw();
          },
          position: () => known5.at
        });
        known5.handle.root.classList.add("of-peak", `of-${grip}`);
        known5.handle.root.dataset.held = name;
        this.#panel.panel.append(known5.handle.root);
        this.#handles.set(name, known5);
        return known5;
      }
      /** The axis and the scale stay while a peak is held, so that it stays under the hand. */
      #hold() {
        this.#panel.grip = { axis: true };
        return this.#panel.held.highest ?? 1;
      }
      #release() {
        this.#panel.grip = void 0;
      }
      /** @param {number} k @param {Grip} grip @param {Pair} at pixels */
      #move(k, grip, at2) {
        const { frame: [left, top, right, bottom, x0, x1] } = this.#panel;
        const highest = this.#hold();
        const x = x0 + (at2[0] - left) / (right - left) * (x1 - x0);
        const height = (bottom - at2[1]) / (bottom - top) * highest;
        const peaks = moved(this.#peaks, k, grip, [x, height], [x0, x1]);
        this.#hooks.change((state) => {
          state.data = /** @type {Data} */
          /** @type {unknown} */
          { peaks };
        });
      }
    };
  }
});

// www/views/density.js
function caption2(scene, state, cursor, { chances: chances2, after }) {
  if (onALine(state.model) || !scene.runs.length) return void 0;
  const k = Math.floor(cursor);
  const sentences = [];
  const learned = k > 0 && scene.leastLoss !== void 0 && scene.steps > 1;
  sentences.push(learned ? aboutLosses(scene, state, k) : caption(scene, state, cursor));
  if (chances2?.landmark && after) {
    const [chart] = state.charts;
    const { at: input } = chances2.landmark;
    const ofLabel = (p, named5, place) => told(chance(p), "label", named5, place, input);
    const says = (run) => {
      const at2 = Math.min(k, run.steps);
      return run.steps ? ofLabel(after(run, at2)[0], run.chart, pairAt(run.paths[run.chart], at2)) : "takes no step";
    };
    const best2 = chances2.best ? `the best fit says ${ofLabel(
      chances2.best[0],
      chart,
      /** @type {Pair} */
      scene.optima[chart]
    )}; ` : "";
    const now = k > 0 ? perRule(scene, state, says) : `the start says ${ofLabel(chances2.before[0], chart, scene.starts[chart])}`;
    sentences.push(`${chances2.landmark.label}: ${best2}${now}.`);
  } else if (chances2?.best) {
    const classes2 = classesOf(state);
    const shares = Array.from(chances2.best, (p, c) => `${classes2 ? `${classes2[c]} ` : ""}${told(chance(p), "observed", c)}`);
    sentences.push(`The best fit is what was observed, the level marks: ${shares.join(", ")}.`);
  }
  return sentences.filter(Boolean).join(" ");
}
function highestOf(ys) {
  let best2 = 0;
  for (let k = 1; k < ys.length; k += 1) if (ys[k] > ys[best2]) best2 = k;
  return best2;
}
function live(panel2, _, hooks) {
  let handles;
  let asked2 = false;
  const fetched = async () => {
    const { PeakHandles: PeakHandles2 } = await Promise.resolve().then(() => (init_peaks2(), peaks_exports));
    handles = new PeakHandles2(panel2, hooks);
    hooks.redraw();
  };
  return {
    follow(shared2) {
      handles?.follow(shared2);
      if (asked2 || modelEntry(shared2.state.model).takes !== "target") return;
      asked2 = true;
      void fetched();
    },
    rest: () => handles?.rest()
  };
}
function marks2(state, columns, size2, colors) {
  const kind = takes(state.state);
  const densities = onALine(state.state.model);
  return densities || kind === "labelled" ? curves(state, columns, size2, colors, densities) : { marks: classes(state, columns, size2.frame, colors) };
}
function curves(moment, numbers, size2, colors, densities) {
  const { cursor, highlight, held: held3, grip } = moment;
  const { scene, columns: { chances: chances2 }, answers } = numbers;
  const { frame } = size2;
  if (!answers.curves) return { marks: [] };
  const { before, target } = answers.curves;
  const found3 = answers.curves.after;
  const after = scene.runs.map((run, r) => ({ run, k: Math.min(Math.floor(cursor), run.steps), ys: found3[r] }));
  const peak = (ys) => ys[highestOf(ys)];
  const own2 = densities ? Math.max(peak(before), ...after.map(({ ys }) => peak(ys)), target ? peak(target) : 0) / HEADROOM : 1;
  const highest = (grip && held3.highest) ?? own2;
  const seen = [
    ...target ? targetBehind(frame, target, highest, colors) : [],
    ...answers.learners.map(({ family, ys }) => line(curve(frame, ys, 1), familyColor(colors, family), 1, { opacity: 0.3 })),
    line(curve(frame, before, highest), colors.ink, 1.6, { dash: BEFORE }),
    ...after.filter(({ k }) => k > 0).map(({ run, ys }) => line(
      curve(frame, ys, highest),
      familyColor(colors, run.entry.family),
      2.2,
      { dash: run.curve, opacity: highlight && highlight !== run.rule ? 0.2 : 1 }
    ))
  ];
  const words8 = () => withoutOverlaps([
    ...target ? after.slice(0, 1).filter(({ k }) => k > 0).map(({ run, ys }) => nameAt("q", ys, highest, size2, familyColor(colors, run.entry.family))) : [],
    ...target ? [nameAt("target p", target, highest, size2, colors.muted)] : [],
    nameAt("before", before, highest, size2, colors.ink)
  ], size2);
  const written2 = chances2 && !densities ? notes(moment, numbers, size2, colors, [before, ...after.map(({ ys }) => ys)]) : words8();
  return { marks: [clip(frame, seen), ...written2], held: { highest } };
}
function curve([left, top, right, bottom], ys, highest) {
  const [across, up] = [(right - left) / (ys.length - 1), (bottom - top) / highest];
  const points2 = new Float64Array(2 * ys.length);
  for (let k = 0; k < ys.length; k += 1) {
    points2[2 * k] = left + k * across;
    points2[2 * k + 1] = bottom - ys[k] * up;
  }
  return points2;
}
function targetBehind(frame, target, highest, colors) {
  const [left, , right, bottom] = frame;
  const edge2 = curve(frame, target, highest);
  return [area([...edge2, right, bottom, left, bottom], colors.muted, TARGET), line(edge2, colors.muted, 1)];
}
function nameAt(name, ys, highest, { frame: [left, top, right, bottom], style, measure, room = NEAR }, color) {
  const peak = highestOf(ys);
  const x = left + peak / (ys.length - 1) * (right - left);
  const y = bottom - ys[peak] / highest * (bottom - top);
  const width = measure(name);
  const at2 = Math.min(right - width, Math.max(left, x - width / 2));
  const middle = Math.max(0.5 * style.text + 2, y - room - 0.5 * style.text);
  return text(name, at2, middle, color, { halo: style.ground });
}
function classes({ highlight }, { scene, columns: { chances: chances2 }, answers }, frame, colors) {
  if (!chances2) return [];
  const [left, , right, , x0, x1] = frame;
  const taken2 = scene.runs.flatMap((run, r) => {
    const after = answers.chances[r];
    return after ? [{ run, after }] : [];
  });
  const room = 2 * BARS * (right - left) / (x1 - x0);
  const width = room / (taken2.length + 1);
  const middle = (c) => left + (CLASSES[c] - x0) / (x1 - x0) * (right - left);
  const bars4 = (slot, values, looks2) => Array.from(values).flatMap((p, c) => bar(frame, middle(c) - room / 2 + (slot + 0.5) * width, 0.38 * width, p, looks2));
  return [
    ...chances2.best ? observed2(frame, chances2.best, middle, room, colors) : [],
    ...bars4(0, chances2.before, { color: colors.ink, dash: BEFORE, fill: 0 }),
    ...taken2.flatMap(({ run, after }, index) => bars4(index + 1, after, {
      color: familyColor(colors, run.entry.family),
      ground: colors.ground,
      faint: Boolean(highlight) && highlight !== run.rule,
      fill: run.chartIndex > 0 ? 0.08 : 0.3,
      marker: FAMILIES[run.entry.family].marker,
      hollow: run.hollow
    }))
  ];
}
function bar([, top, , bottom], x, half, p, { color, ground = "none", dash, fill: fill2, faint, marker, hollow }) {
  const y = bottom - p * (bottom - top);
  const opacity = faint ? 0.3 : 1;
  return [
    ...fill2 ? [rect(x - half, y, 2 * half, bottom - y, color, fill2 * opacity)] : [],
    line([x - half, bottom, x - half, y, x + half, y, x + half, bottom], color, 1.6, { dash, opacity }),
    ...marker ? [symbols(marker, [x, y], Math.min(4, half), color, ground, { hollow, opacity })] : []
  ];
}
var HEADROOM, BARS, BEFORE, NEAR, TARGET, takes, panels2, backdrop2, withoutOverlaps, observed2;
var init_density = __esm({
  "www/views/density.js"() {
    "use strict";
    init_caption();
    init_core();
    init_format();
    init_classes();
    init_data();
    init_language();
    init_marks();
    init_chances();
    init_points();
    init_densities();
    init_notes();
    init_registry();
    init_told();
    HEADROOM = 0.94;
    BARS = 0.3;
    BEFORE = [2, 4];
    NEAR = 4;
    TARGET = 0.16;
    takes = (state) => modelEntry(state.model).takes;
    panels2 = (state) => [{
      name: "density",
      title: takes(state) === "labelled" ? "What it predicts" : "The distributions"
    }];
    backdrop2 = ({ state, axis, grip }) => ({ figure: "density", still: grip?.axis, axis, quantity: measured(state) });
    withoutOverlaps = (words8, { style, measure }) => words8.filter((one, k) => !words8.slice(0, k).some((other) => {
      const [left, right] = one.x < other.x ? [one, other] : [other, one];
      return Math.abs(one.y - other.y) < 1.2 * style.text && right.x - left.x < measure(left.text) + 4;
    }));
    observed2 = ([, top, , bottom], frequencies, middle, room, colors) => Array.from(frequencies, (p, c) => {
      const y = bottom - p * (bottom - top);
      return line([middle(c) - room / 2 - 6, y, middle(c) + room / 2 + 6, y], colors.ink, 1.6);
    });
    register("density", { panels: panels2, backdrop: backdrop2, ask: askDensity, marks: marks2, live, prepare: chances, caption: caption2 });
  }
});

// www/compute/lines.js
function linesOf(scene, state) {
  const { leastLoss: least = NaN } = scene;
  const gap2 = state.series === "loss" && scene.leastLoss !== void 0;
  const { logarithmic, of } = seriesEntry(state.series);
  return {
    logarithmic: logarithmic && (gap2 || state.series !== "loss"),
    label: gap2 ? "loss − least loss (nats)" : axisLabel(state),
    from: of === "step" ? 1 : 0,
    values: scene.runs.map(({ series = new Float64Array() }) => gap2 ? series.map((loss) => loss - least) : series),
    level: state.series.startsWith("kl") ? { value: budgetOf(scene), text: "the budget" } : void 0
  };
}
function axisLabel({ model, series }) {
  const { label: label2, unit } = seriesEntry(series);
  return unit && !(series === "loss" && isReturn(model)) ? `${label2} (${unit})` : label2;
}
var besideFirst;
var init_lines = __esm({
  "www/compute/lines.js"() {
    "use strict";
    init_core();
    init_budget();
    besideFirst = (costs, k) => costs[k] / costs[1];
  }
});

// www/marks/bounds.js
function ample(value2) {
  if (!(value2 > 0 && Number.isFinite(value2))) return 1;
  const power = 10 ** Math.floor(Math.log10(value2));
  return Number((power * (ROUND.find((round2) => round2 * power >= value2 * (1 - 1e-9)) ?? 10)).toPrecision(2));
}
function steadyPowers(kept, [least, most], ends = [1]) {
  const low = Math.max(...rounds(least, ends).filter((round2) => round2 <= least * (1 + SAME3)));
  const high = Math.min(...rounds(most, ends).filter((round2) => round2 >= most * (1 - SAME3)));
  const fits = (bound, needed) => Math.abs(Math.log10(bound / needed)) < 2.5;
  return [
    kept && kept[0] <= low && fits(kept[0], low) ? kept[0] : low,
    kept && kept[1] >= high && fits(kept[1], high) ? kept[1] : Math.max(high, 10 * low)
  ];
}
var ROUND, SAME3, ROOMY, steady, rounds;
var init_bounds = __esm({
  "www/marks/bounds.js"() {
    "use strict";
    ROUND = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
    SAME3 = 1e-12;
    ROOMY = 0.4;
    steady = (kept, wanted) => kept !== void 0 && kept > 0 && kept >= wanted && wanted >= ROOMY * kept ? kept : ample(wanted);
    rounds = (value2, ends) => {
      const power = Math.floor(Math.log10(value2));
      return [power - 1, power, power + 1].flatMap((exponent) => ends.map((end) => Number(`${end}e${exponent}`)));
    };
  }
});

// www/views/series.js
function read6(attribute, state) {
  state.series = oneOf("series", attribute("series") ?? "kl", catalogue().series.map(({ name }) => name));
}
function caption3(scene, state, cursor) {
  if (state.series !== "kl" || state.charts.length > 1) return void 0;
  const k = Math.floor(cursor);
  if (k < 2) return void 0;
  const going = scene.runs.filter(({ steps: steps2 }) => steps2 >= k).map((run) => {
    const { entry: entry2, kl } = run;
    const ratio = besideFirst(kl, k);
    const same = Math.abs(ratio - 1) < FLAT;
    const cost = amount(kl[k]);
    const now = same ? ", and this one as much" : cost === "0" ? ", and nothing any more this one" : `, ${told(cost, "cost", run, k)} nats this one${Number.isFinite(ratio) ? `, ${told(number(ratio), "ofFirst", run, k)} times as much` : ""}`;
    return `${entry2.label}: ${told(amount(kl[1]), "cost", run, 1)} nats the first step${now}`;
  });
  const others2 = scene.runs.filter(({ steps: steps2 }) => steps2 < k).map((run) => ended(scene, run));
  const costs = going.length ? [`What step ${told(String(k), "set", SHOWN_STEP)} costs, measured by what it changes. ${capital(going.join("; "))}.`] : [];
  return [...costs, ...others2].join(" ");
}
function brief(scene, state, cursor) {
  const k = Math.floor(cursor);
  if (state.series !== "kl" || state.charts.length > 1 || k < 2) return void 0;
  const parts2 = scene.runs.filter(({ steps: steps2 }) => steps2 >= k).map((run) => {
    const { entry: entry2, kl } = run;
    const ratio = besideFirst(kl, k);
    return `${Math.abs(ratio - 1) < FLAT ? "" : `${told(number(ratio), "ofFirst", run, k)} times `}as much as step 1 with the ${entry2.label}`;
  });
  return parts2.length ? `Step ${told(String(k), "set", SHOWN_STEP)} costs ${parts2.join(", and ")}.` : void 0;
}
function axesOf(lines, steps2, { bounds: before }) {
  const bounds = lines.range ? steadyPowers(before, lines.range, FINE) : lines.logarithmic ? powers(lines, before) : plain2(lines, before);
  return { figure: "axes", axes: {
    window: [...lines.span ?? [0, Math.max(1, steps2)], ...bounds],
    x: lines.x ?? { label: "step" },
    y: { label: lines.label, logarithmic: lines.logarithmic }
  } };
}
function drawn3(lines, runs, { cursor, colors, highlight }, size2) {
  const { frame, backdrop: { axes } } = size2;
  const pixel2 = between(axes, frame);
  const shown = runs.map((run, k) => {
    const points2 = pointsOf(lines, k, pixel2, axes.window, cursor);
    return { run, points: points2, past: points2.filter(({ step }) => step <= cursor && !(step > (lines.done?.[k] ?? Infinity))) };
  });
  const level = lines.level?.value ? { text: lines.level.text, y: pixel2(0, lines.level.value)[1] } : void 0;
  const [left, top, right, bottom] = frame;
  const [x] = pixel2(cursor, axes.window[3]);
  const seen = [
    ...level ? [line([left, level.y, right, level.y], colors.ink, 1.2, { dash: [5, 4] })] : [],
    ...lines.at ? [] : [line([x, top, x, bottom], colors.ink, 1, { opacity: 0.5 })],
    ...shown.flatMap((one) => lineOf(one, runs.length, frame, colors, highlight && highlight !== one.run.rule ? 0.2 : 1))
  ];
  const [, , low, high] = axes.window;
  return { marks: [clip(grown(frame), seen), ...words3(shown, level, size2, colors)], held: { bounds: (
    /** @type {Pair} */
    [low, high]
  ) } };
}
function pointsOf(lines, k, pixel2, [, , low], cursor) {
  const values = lines.values[k];
  return stepsOf(values, lines.from, Math.floor(cursor)).filter((step) => Number.isFinite(values[step])).map((step) => ({ step, at: pixel2(lines.at?.[k][step] ?? step, Math.max(low, values[step])) }));
}
function lineOf({ run, points: points2, past }, count4, frame, colors, opacity) {
  const { dash, stale, entry: { family } } = run;
  const color = familyColor(colors, family);
  const [left, , right, bottom] = grown(frame);
  const [, top] = frame;
  const whole3 = line(placesOf2(points2), color, 1.6, { dash, opacity: 0.25 * opacity });
  if (stale) return [clip([left, top, right, bottom], [whole3])];
  const few = points2.length <= MARKED2 && points2.length * count4 <= MOST_MARKERS;
  const marker = (place, size2) => symbols(FAMILIES[family].marker, place, size2, color, colors.ground, { hollow: run.hollow, opacity });
  const markers = past.flatMap(({ at: at2 }, j) => {
    const last4 = j === past.length - 1;
    return (few || last4) && at2[1] >= grown(frame)[1] ? [marker(at2, last4 ? 4.6 : 2.6)] : [];
  });
  return [
    clip([left, top, right, bottom], [whole3, line(placesOf2(past), color, 2.2, { dash, opacity, casing: colors.ground })]),
    ...markers
  ];
}
function words3(all, level, size2, colors) {
  const labels2 = new Labels(size2);
  const shown = all.filter(({ run, past }) => past.length && !run.stale);
  const name = (lines) => {
    const { run, past } = lines[lines.length - 1];
    labels2.write(lines.map(({ run: { entry: entry2 } }) => entry2.label).join(" = "), past[past.length - 1].at, familyColor(colors, run.entry.family));
  };
  const groups = coinciding(shown.filter(({ run }) => run.chartIndex === 0));
  const crowded = groups.length > FEW2;
  if (crowded) {
    for (const { past } of shown) labels2.keepOff(past[past.length - 1].at, 4);
    groups.filter(isFirst).forEach(name);
  }
  for (const { past } of shown) for (const { at: at2 } of past.slice(-MARKED2)) labels2.keepOff(at2, 3);
  groups.filter((lines) => !crowded || !isFirst(lines)).forEach(name);
  if (level) labels2.write(level.text, [size2.frame[0], level.y], colors.ink);
  return labels2.marks;
}
function coinciding(lines) {
  const groups = [];
  for (const line2 of lines) {
    const same = groups.find(([other]) => isOne(line2.past, other.past));
    if (same) same.push(line2);
    else groups.push([line2]);
  }
  return groups;
}
function stepsOf(values, from, shown) {
  const steps2 = [];
  const portion = isLong2(values.length) ? Math.ceil(values.length / PORTIONS) : 1;
  for (let first = from; first < values.length; first += portion) {
    let [least, most] = [first, first];
    const end = Math.min(first + portion, values.length);
    for (let step = first; step < end; step += 1) {
      if (values[step] < values[least]) least = step;
      if (values[step] > values[most]) most = step;
    }
    const drawn4 = [least, most, ...shown >= first && shown < end ? [shown] : [], ...end === values.length ? [end - 1] : []];
    steps2.push(...new Set(drawn4.sort((one, other) => one - other)));
  }
  return steps2;
}
function extremes({ values, from }, bound = -Infinity) {
  let [least, most] = [Infinity, -Infinity];
  for (const series of values) {
    for (let step = from; step < series.length; step += 1) {
      const value2 = series[step];
      if (!(value2 > bound && value2 < Infinity)) continue;
      least = Math.min(least, value2);
      most = Math.max(most, value2);
    }
  }
  return least <= most ? [least, most] : [];
}
function powers(lines, before) {
  const [least, most] = extremes(lines, LEAST5);
  if (least === void 0 || most === void 0) return before ?? [0.01, 1];
  return steadyPowers(before, [Math.max(least, most / SPAN), most], FINE);
}
function plain2(lines, before = [0, 0]) {
  const [least = 0, most = 0] = extremes(lines);
  const [low, high] = [-Math.min(0, least), Math.max(0, most)];
  return [low > 0 ? -steady(-before[0], low) : 0, steady(before[1], high)];
}
var LEAST5, FINE, SPAN, FLAT, MARKED2, MOST_MARKERS, panels3, write3, backdrop3, marks3, placesOf2, NONE2, isOne, FEW2, FIRST2, isFirst, grown, PORTIONS;
var init_series = __esm({
  "www/views/series.js"() {
    "use strict";
    init_core();
    init_caption();
    init_format();
    init_language();
    init_lines();
    init_bounds();
    init_frame();
    init_labels2();
    init_marks();
    init_outline();
    init_words();
    init_registry();
    init_told();
    LEAST5 = 1e-12;
    FINE = [1, 2, 5];
    SPAN = 1e9;
    FLAT = 5e-3;
    MARKED2 = 40;
    MOST_MARKERS = 200;
    panels3 = (state) => [{ name: "series", title: seriesEntry(state.series).title }];
    write3 = ({ series }) => ({ series });
    backdrop3 = ({ held: held3 }, { scene, columns }) => axesOf(columns, scene.steps, held3);
    marks3 = ({ cursor, highlight }, { columns, scene }, size2, colors) => drawn3(columns, scene.runs, { cursor, highlight, colors }, size2);
    placesOf2 = (points2) => points2.flatMap(({ at: at2 }) => at2);
    NONE2 = 0.5;
    isOne = (points2, others2) => points2.length === others2.length && points2.every(({ at: [x, y] }, k) => Math.abs(x - others2[k].at[0]) < NONE2 && Math.abs(y - others2[k].at[1]) < NONE2);
    FEW2 = 4;
    FIRST2 = ["gradient", "natural-gradient"];
    isFirst = (lines) => lines.some(({ run }) => FIRST2.includes(run.entry.name));
    grown = ([left, top, right, bottom]) => [left - 6, top - 6, right + 6, bottom + 6];
    PORTIONS = 1500;
    register("series", { panels: panels3, backdrop: backdrop3, marks: marks3, read: read6, write: write3, prepare: linesOf, grows: true, caption: caption3, brief });
  }
});

// www/views/usual.js
var usual_exports = {};
var init_usual = __esm({
  "www/views/usual.js"() {
    "use strict";
    init_density();
    init_series();
  }
});

// www/controls/inputs.js
function named3(name, control) {
  control.dataset.sets = name;
  return control;
}
function slider(label2, option, value2, set) {
  const input = element("input");
  input.type = "range";
  input.min = "0";
  input.max = String(STEPS_OF_A_SLIDER);
  input.step = "1";
  const [low, high] = option.slider;
  const toSlider = (x) => option.logarithmic ? Math.log(x / low) / Math.log(high / low) : (x - low) / (high - low);
  const fromSlider = (u) => option.logarithmic ? low * (high / low) ** u : low + u * (high - low);
  input.value = String(Math.round(toSlider(value2) * STEPS_OF_A_SLIDER));
  const output = element("output");
  const show = (x) => {
    const text2 = option.text?.(x) ?? `${option.symbol ? `${option.symbol} = ` : ""}${chosen(x)}${option.unit ? ` ${option.unit}` : ""}`;
    output.textContent = text2;
    input.setAttribute("aria-valuetext", text2);
  };
  show(value2);
  input.addEventListener("input", () => {
    const exact = fromSlider(Number(input.value) / STEPS_OF_A_SLIDER);
    const x = option.whole ? Math.round(exact) : Number(exact.toPrecision(3));
    show(x);
    set(x);
  });
  return labelled3(label2, input, output);
}
function menu(label2, entries2, current, set) {
  const select = element("select");
  for (const [value2, text2] of entries2) {
    const option = element("option", "", text2);
    option.value = value2;
    option.selected = value2 === current;
    select.append(option);
  }
  select.addEventListener("change", () => set(select.value));
  return labelled3(label2, select);
}
function choice(label2, entries2, current, set) {
  const group2 = element("fieldset", "control choice");
  const row = element("div");
  const name = `choice-${count2 += 1}`;
  for (const [value2, text2] of entries2) {
    const input = Object.assign(element("input"), { type: "radio", name, value: value2, checked: value2 === current });
    input.addEventListener("change", () => set(value2));
    const option = element("label");
    option.append(input, element("span", "", text2));
    row.append(option);
  }
  group2.append(element("legend", "name", label2), row);
  return group2;
}
function toggle(text2, value2, set) {
  const input = element("input");
  input.type = "checkbox";
  input.checked = value2;
  input.addEventListener("change", () => set(input.checked));
  const label2 = element("label", "toggle");
  label2.append(input, element("span", "", text2));
  return label2;
}
function labelled3(text2, control, output) {
  const label2 = element("label", "control");
  label2.htmlFor = control.id = `control-${count2 += 1}`;
  const heading2 = element("span", "name", text2);
  label2.append(heading2, ...output ? [output] : [], control);
  return label2;
}
var STEPS_OF_A_SLIDER, entry, count2;
var init_inputs = __esm({
  "www/controls/inputs.js"() {
    "use strict";
    init_core();
    init_elements();
    init_format();
    init_labels();
    init_options();
    init_rule_keys();
    STEPS_OF_A_SLIDER = 400;
    entry = (value2, text2) => [value2, text2];
    count2 = 0;
  }
});

// www/compute/disc-and-ball.js
function referenceIn(model, chart) {
  const known5 = references.get(model) ?? {};
  references.set(model, known5);
  return known5[chart] ??= model.optimum(chart) ?? model.start(chart);
}
function hasOwn2(model) {
  const known5 = own.get(model) ?? isOwn(model.spec.data);
  own.set(model, known5);
  return known5;
}
function lengthOf(model, chart, { cost, length }) {
  if (length !== void 0) return length;
  const [a, b, c] = model.metrics(referenceIn(model, chart), chart);
  const stiffness = Math.sqrt(a * c - b * b);
  const stiffest = 0.5 * (a + c) + Math.hypot(0.5 * (a - c), b);
  const radius = Math.sqrt(2 * cost / (stiffest > LONGEST4 * stiffness && hasOwn2(model) ? stiffest : stiffness));
  return radius > 0 && Number.isFinite(radius) ? Number(radius.toPrecision(2)) : void 0;
}
function extentOf({ 0: a, 1: b, 2: c }, cost) {
  const scale = Math.sqrt(2 * cost / (a * c - b * b));
  return [scale * Math.sqrt(c), scale * Math.sqrt(a)];
}
function discsOf(frame, nodes, length) {
  const [left, top, right, bottom, x0, x1, y0, y1] = frame;
  const [across, up] = [length * (right - left) / (x1 - x0), length * (bottom - top) / (y1 - y0)];
  return Array.from({ length: nodes.length / 2 }, (_, k) => {
    const [x, y] = pixel(frame, [nodes[2 * k], nodes[2 * k + 1]]);
    const outline3 = new Float64Array(2 * ROUND2);
    for (let i = 0; i < ROUND2; i += 1) {
      const angle = 2 * Math.PI * i / ROUND2;
      outline3[2 * i] = x + across * Math.cos(angle);
      outline3[2 * i + 1] = y - up * Math.sin(angle);
    }
    return outline3;
  });
}
var BALL, LONGEST4, references, own, isOwn, ROUND2;
var init_disc_and_ball = __esm({
  "www/compute/disc-and-ball.js"() {
    "use strict";
    init_frame();
    BALL = "kl-old-new";
    LONGEST4 = 10;
    references = /* @__PURE__ */ new WeakMap();
    own = /* @__PURE__ */ new WeakMap();
    isOwn = (data) => typeof data === "object" && data !== null && !("set" in data);
    ROUND2 = 40;
  }
});

// www/compute/places.js
function fieldOf(model, chart, frame, cost, length) {
  const nodes = placesIn(model, chart, frame, cost, length);
  const costs = length === void 0 ? new Float64Array(1.5 * nodes.length).fill(NaN) : model.discCosts(nodes, length, chart);
  return { nodes, costs, outlines: model.balls(BALL, nodes, cost, POINTS, chart), length: length ?? 0 };
}
function placesIn(model, chart, frame, cost, length = 0) {
  const found3 = thoseInside(model, chart, nodesOf2(model, chart, frame, cost, length));
  const times2 = found3.length / 2 / MOST_PLACES;
  return times2 > 1 ? thoseInside(model, chart, nodesOf2(model, chart, frame, cost, length, Math.sqrt(1.2 * times2))) : found3;
}
function thoseInside(model, chart, nodes) {
  const forms = model.metrics(nodes, chart);
  return nodes.filter((_, k) => Number.isFinite(forms[3 * Math.floor(k / 2)]));
}
function nodesOf2(model, chart, frame, cost, length, spread2 = 1) {
  const slope = slopeOf(model, chart, frame);
  const room = roomIn(model, chart, frame, cost, length, slope);
  const box = within2(frame, chartEntry(model.spec.model, chart).bounds);
  const [, top, , bottom] = box;
  const denser = Math.min(DENSEST, Math.max(1, Math.sqrt(FULL / room.share)));
  const [wide, high] = [(frame[2] - frame[0]) * spread2 / ACROSS2 / 2 / denser, (frame[3] - frame[1]) * spread2 / DOWN3 / 2 / denser];
  const more = Math.abs(slope) * (frame[2] - frame[0]) / 2;
  const found3 = [];
  let edge2 = bottom + more;
  for (let y = edge2; y > top - more; y -= 1) {
    const half = Math.max(room.height(y), high);
    if (!(edge2 - y >= half && y - half >= top - more)) continue;
    for (const x of rowAt(room, y, half, box, wide)) found3.push(...value(frame, [x, y - room.fall(x)]));
    edge2 = y - half;
  }
  return Float64Array.from(found3);
}
function slopeOf(model, chart, [left, top, right, bottom, x0, x1, y0, y1]) {
  const [a, b, c] = model.metrics(referenceIn(model, chart), chart);
  const slope = -b / c * ((bottom - top) / (y1 - y0) / ((right - left) / (x1 - x0)));
  return b * b > SLANTED * a * c && Math.abs(slope) < STEEPEST * (bottom - top) / (right - left) ? -slope : 0;
}
function roomIn(model, chart, frame, cost, length, slope) {
  const [left, over, right, under, x0, x1, y0, y1] = frame;
  const [across, up] = [(right - left) / (x1 - x0), (under - over) / (y1 - y0)];
  const more = Math.abs(slope) * (right - left) / 2;
  const [top, bottom] = [over - more, under + more];
  const fall = (x) => -slope * (x - (left + right) / 2);
  const samples = new Float64Array(2 * COLUMNS * ROWS2);
  const seen = new Uint8Array(COLUMNS * ROWS2);
  for (let k = 0; k < COLUMNS * ROWS2; k += 1) {
    const x = left + (k % COLUMNS + 0.5) / COLUMNS * (right - left);
    const y = top + (Math.floor(k / COLUMNS) + 0.5) / ROWS2 * (bottom - top) - fall(x);
    samples.set(value(frame, [x, y]), 2 * k);
    seen[k] = Number(y >= over && y <= under);
  }
  const forms = model.metrics(samples, chart);
  const disc = Math.hypot(up * length, slope * across * length);
  const cells = Array.from({ length: COLUMNS * ROWS2 }, (_, k) => {
    const [a, b, c] = forms.subarray(3 * k, 3 * k + 3);
    const [wide, high] = extentOf([a, b, c], cost);
    const tilt = up * Math.abs(b / c) / across;
    const thick = slope ? up * Math.hypot(Math.sqrt(2 * cost / c), wide * across * (Math.abs(slope) - tilt) / up) : up * high;
    return [across * Math.max(length, wide) + GAP3 / 2, Math.max(slope ? disc : up * length, thick) + GAP3 / 2, up * Math.max(length, high)];
  });
  const heights = Array.from({ length: ROWS2 }, (_, row) => {
    const all = cells.slice(row * COLUMNS, (row + 1) * COLUMNS).map(([, high]) => high).filter(Number.isFinite).sort((one, other) => one - other);
    return all[Math.floor(MOST7 * all.length)] ?? NaN;
  });
  const height = (y) => {
    const row = Math.min(ROWS2 - 1, Math.max(0, (y - top) / (bottom - top) * ROWS2 - 0.5));
    const [first, next] = [heights[Math.floor(row)], heights[Math.ceil(row)]];
    const between3 = first + (row - Math.floor(row)) * (next - first);
    return Number.isNaN(between3) ? Number.isNaN(first) ? next : first : between3;
  };
  const place = (share3, count4) => Math.min(count4 - 1, Math.max(0, Math.floor(share3 * count4)));
  const inside3 = seen.filter((is, k) => is && Number.isFinite(forms[3 * k]));
  return { share: inside3.length / seen.filter(Boolean).length, fall, height, at: (x, y) => cells[place((y - top) / (bottom - top), ROWS2) * COLUMNS + place((x - left) / (right - left), COLUMNS)] };
}
function within2(frame, [[least, greatest], [lowest, highest]]) {
  const [left, top, right, bottom] = frame;
  const at2 = (x, y) => pixel(frame, [x, y]);
  return [
    least === null ? left : Math.max(left, at2(least, 0)[0]),
    highest === null ? top : Math.max(top, at2(0, highest)[1]),
    greatest === null ? right : Math.min(right, at2(greatest, 0)[0]),
    lowest === null ? bottom : Math.min(bottom, at2(0, lowest)[1])
  ];
}
function rowAt(room, y, half, [left, top, right, bottom], least) {
  const places = [];
  let edge2 = left;
  let slanted = false;
  for (let x = left; x < right; x += 1) {
    const [wide, high, above] = room.at(x, y);
    const taken2 = Math.max(wide, least);
    const fall = room.fall(x);
    slanted ||= fall !== 0;
    if (!(high <= HIGHER * half && x - edge2 >= taken2 && x + taken2 <= right)) continue;
    if (fall && !(y - fall - above >= top && y - fall + above <= bottom)) continue;
    places.push(x);
    edge2 = x + taken2;
  }
  return slanted ? places : places.map((x) => x + (right - edge2) / 2);
}
function arrowsOf(model, chart, frame) {
  const [left, top, right, bottom, x0, x1, y0, y1] = frame;
  const [across, up] = [(right - left) / (x1 - x0), (bottom - top) / (y1 - y0)];
  const places = Array.from({ length: ACROSS2 * DOWN3 }, (_, k) => [
    left + (k % ACROSS2 + 0.5) / ACROSS2 * (right - left),
    top + (Math.floor(k / ACROSS2) + 0.5) / DOWN3 * (bottom - top)
  ]);
  const gradients = model.gradients(places.flatMap((place) => value(frame, place)), chart);
  const room = REACH * Math.min((right - left) / ACROSS2, (bottom - top) / DOWN3);
  const ends = (first) => {
    const all = places.map((place, k) => ({ place, along: [-gradients[4 * k + first] * across, gradients[4 * k + first + 1] * up] })).filter(({ along: along2 }) => along2.every(Number.isFinite) && Math.hypot(...along2) > 0);
    const lengths = all.map(({ along: along2 }) => Math.hypot(...along2)).sort((one, other) => one - other);
    const scale = room / (lengths[Math.floor(TYPICAL2 * lengths.length)] ?? 1);
    return all.flatMap(({ place: [x, y], along: [dx, dy] }) => {
      const size2 = Math.min(scale, room / Math.hypot(dx, dy));
      return [x, y, x + size2 * dx, y + size2 * dy];
    });
  };
  return { gradient: ends(0), natural: ends(2) };
}
var ACROSS2, DOWN3, MOST_PLACES, FULL, DENSEST, POINTS, SLANTED, STEEPEST, GAP3, COLUMNS, ROWS2, MOST7, HIGHER, REACH, TYPICAL2;
var init_places = __esm({
  "www/compute/places.js"() {
    "use strict";
    init_disc_and_ball();
    init_core();
    init_frame();
    [ACROSS2, DOWN3] = [12, 9];
    MOST_PLACES = 120;
    FULL = 0.7;
    DENSEST = 2.2;
    POINTS = 36;
    SLANTED = 0.9;
    STEEPEST = 12;
    GAP3 = 7;
    [COLUMNS, ROWS2] = [17, 33];
    MOST7 = 0.75;
    HIGHER = 1.25;
    [REACH, TYPICAL2] = [0.8, 0.7];
  }
});

// www/compute/pattern.js
function patternIn(chart, panel2, model, modelKey, frame, settings) {
  const owner = ownerOf(panel2, chart);
  const place = frame.join();
  if (settings.kind === "arrows") return { arrows: arrowsOnce(owner, [modelKey, place], () => arrowsOf(model, chart, frame)) };
  const length = lengthOf(model, chart, settings);
  return { field: fieldOnce(owner, [modelKey, place, settings.cost, length], () => fieldOf(model, chart, frame, settings.cost, length)) };
}
var fieldOnce, arrowsOnce;
var init_pattern = __esm({
  "www/compute/pattern.js"() {
    "use strict";
    init_disc_and_ball();
    init_places();
    init_plane();
    init_remembered();
    fieldOnce = madeOnce();
    arrowsOnce = madeOnce();
  }
});

// www/compute/bells.js
function askField({ panel: panel2, state }, { scene, model, modelKey, columns: { rivals } }, { frame }) {
  if (panel2.name !== "bells") return patternIn(
    panel2.chart,
    panel2,
    model,
    modelKey,
    frame,
    /** @type {FieldSettings} */
    state.field
  );
  const [chart] = state.charts;
  const xs = areBars(state) ? CLASSES : evenly(frame, SAMPLES);
  return { bells: placesOf3(scene.starts[chart], rivals[chart]).map(({ name, at: at2 }) => ({ name, ys: model.density(at2, chart, xs) })) };
}
var areBars, placesOf3;
var init_bells = __esm({
  "www/compute/bells.js"() {
    "use strict";
    init_core();
    init_chances();
    init_curves();
    init_pattern();
    areBars = ({ model }) => !onALine(model) && modelEntry(model).takes !== "labelled";
    placesOf3 = (handle, { onBall, costliest, worst = NaN }) => [
      { name: "handle", at: handle },
      ...onBall ? [{ name: (
        /** @type {const} */
        "ball"
      ), at: onBall }] : [],
      ...costliest && Number.isFinite(worst) ? [{ name: (
        /** @type {const} */
        "disc"
      ), at: costliest }] : []
    ];
  }
});

// www/compute/tails.js
function axisOfBells(state, scene, model, { rivals: { [state.charts[0]]: rivals } }) {
  return reaching(() => [scene.starts[state.charts[0]], rivals.onBall, Number.isFinite(rivals.worst) ? rivals.costliest : void 0], state, model);
}
function reaching(points2, { model: name, charts: [chart] }, model) {
  const own2 = (
    /** @type {Pair} */
    model.axis
  );
  if (!onALine(name)) return own2;
  return points2().reduce((ends, at2) => at2 ? withTails(ends, own2, (xs) => model.density(at2, chart, xs)) : ends, own2);
}
function withTails(ends, [low, high], density) {
  const [middle, wide] = [(low + high) / 2, WIDER * (high - low)];
  const xs = new Float64Array(VALUES);
  for (let k = 0; k < VALUES; k += 1) xs[k] = middle + (k / (VALUES - 1) - 0.5) * wide;
  const heights = density(xs);
  let most = 0;
  for (const height of heights) most = Math.max(most, height);
  const least = TAIL * most;
  if (!(least > 0)) return ends;
  const isSeen = (height) => height >= least;
  const [first, last4] = [heights.findIndex(isSeen), heights.findLastIndex(isSeen)];
  return [Math.min(ends[0], crossing(first, first - 1)), Math.max(ends[1], crossing(last4, last4 + 1))];
  function crossing(k, outside2) {
    const far = outside2 in xs ? (heights[k] - least) / (heights[k] - heights[outside2]) : 0;
    return far > 0 ? xs[k] + far * (xs[outside2] - xs[k]) : xs[k];
  }
}
var TAIL, VALUES, WIDER;
var init_tails = __esm({
  "www/compute/tails.js"() {
    "use strict";
    init_core();
    init_points();
    TAIL = 0.03;
    VALUES = 600;
    WIDER = 9;
  }
});

// www/compute/rivals.js
function rivalsOf(scene, state, model) {
  const { charts } = state;
  const settings = (
    /** @type {FieldSettings} */
    state.field
  );
  const rivals = Object.fromEntries(charts.flatMap((chart) => startsOf(scene).map(([pin, places]) => [nameOf2(pin, chart), rivalsAt(model, chart, settings, places[chart])])));
  return { rivals, ...settings.kind === "balls" && { axis: axisOfBells(state, scene, model, { rivals }) } };
}
function rivalsAt(model, chart, settings, at2) {
  const length = lengthOf(model, chart, settings);
  const outline3 = model.ball(BALL, at2, settings.cost, OUTLINE2, chart);
  const reference = referenceIn(model, chart);
  if (length === void 0) return { cost: settings.cost, outline: outline3 };
  const [[worst, ...costliest], [elsewhere, ...costliestThere]] = [at2, reference].map((place) => [...model.discCosts(place, length, chart)]);
  return { cost: settings.cost, outline: outline3, length, worst, elsewhere, reference, costliestThere: (
    /** @type {Pair} */
    costliestThere
  ), costliest: (
    /** @type {Pair} */
    costliest
  ), onBall: towards(
    outline3,
    at2,
    /** @type {Pair} */
    costliest
  ) };
}
function towards(outline3, at2, to) {
  const [u, v] = [to[0] - at2[0], to[1] - at2[1]];
  let [best2, found3] = [
    -Infinity,
    /** @type {Pair | undefined} */
    void 0
  ];
  for (let k = 0; k < outline3.length; k += 2) {
    const [x, y] = [outline3[k] - at2[0], outline3[k + 1] - at2[1]];
    const cosine = (u * x + v * y) / Math.hypot(x, y);
    if (cosine > best2) [best2, found3] = [cosine, [outline3[k], outline3[k + 1]]];
  }
  return found3;
}
var OUTLINE2, startsOf, nameOf2, timesOf;
var init_rivals = __esm({
  "www/compute/rivals.js"() {
    "use strict";
    init_starts();
    init_disc_and_ball();
    init_tails();
    OUTLINE2 = 180;
    startsOf = ({ pins }) => (
      /** @type {[Pin, Scene["starts"]][]} */
      Object.entries(pins).filter(([pin]) => pin === "start" || numberOfStart(pin) !== void 0)
    );
    nameOf2 = (pin, chart) => pin === "start" ? chart : `${pin} ${chart}`;
    timesOf = ({ worst = NaN, cost }) => worst / cost;
  }
});

// www/views/field/bells.js
function bells({ state }, { columns, answers }, size2, colors) {
  const { cost, worst = NaN } = columns.rivals[state.charts[0]];
  const looks2 = {
    handle: { name: "at the handle", color: colors.ink, dash: BEFORE, width: 1.8 },
    ball: { name: `on the ball: ${nats(cost)}`, color: colors.exact, width: 2.4 },
    disc: { name: `on the disc: ${spoken(worst)} nats`, color: colors.euclidean, width: 2.4 }
  };
  const all = (answers.bells ?? []).map(({ name, ys }) => ({ ...looks2[name], ys }));
  const { frame } = size2;
  if (areBars(state)) return [clip(frame, bars(all, frame)), ...keyOf2(all, size2, 1)];
  const [left, top, right, bottom] = frame;
  const above = wideOf(all, size2) > BESIDE * (right - left) ? heightOf2(all, size2) / (bottom - top) : 0;
  const highest = (onALine(state.model) ? Math.max(...all.map(({ ys }) => ys[highestOf(ys)])) / HEADROOM : 1) / (1 - above);
  const lines = all.map(({ ys, color, dash, width }) => line(curve(frame, ys, highest), color, width, { dash }));
  const [{ ys: first }] = all;
  const below = all.length > 1 ? [area([...curve(frame, first, highest), frame[2], frame[3], frame[0], frame[3]], colors.ink, 0.05)] : [];
  return [clip(frame, [...below, ...lines]), ...keyOf2(all, size2, highestOf(first) < first.length / 2 ? 1 : 0)];
}
function bars(all, frame) {
  const [left, , right, , x0, x1] = frame;
  const width = 0.6 * (right - left) / (x1 - x0) / all.length;
  return all.flatMap(({ ys, color, dash }, k) => Array.from(ys, (p, c) => {
    const x = left + (CLASSES[c] - x0) / (x1 - x0) * (right - left) + (k - (all.length - 1) / 2) * width;
    return bar(frame, x, 0.38 * width, p, { color, dash, fill: dash ? 0 : 0.3 });
  }).flat());
}
function keyOf2(all, size2, side) {
  const { frame: [left, top, right], style } = size2;
  const x = side ? right - wideOf(all, size2) - 6 : left + 8;
  return all.flatMap(({ name, color, dash, width }, k) => {
    const y = top + (k + 0.75) * LINE * style.text;
    return [
      line([x, y, x + SAMPLE, y], color, width, { dash }),
      text(name, x + SAMPLE + GAP4, y, color, { halo: style.ground, passing: true })
    ];
  });
}
var SAMPLE, GAP4, LINE, BESIDE, wideOf, heightOf2;
var init_bells2 = __esm({
  "www/views/field/bells.js"() {
    "use strict";
    init_bells();
    init_chances();
    init_core();
    init_format();
    init_marks();
    init_density();
    [SAMPLE, GAP4] = [22, 7];
    [LINE, BESIDE] = [1.45, 0.35];
    wideOf = (all, { measure }) => SAMPLE + GAP4 + Math.max(...all.map(({ name }) => measure(name)));
    heightOf2 = (all, { style }) => (all.length + 0.4) * LINE * style.text;
  }
});

// www/views/field/pattern.js
function fieldMarks(plane) {
  const { frame, colors, field: field2, arrows, bends } = plane;
  if (arrows) return arrowMarks(arrows, colors);
  return field2 ? marksOnce(field2, [frame, colors, bends], () => ballMarks(plane, field2)) : [];
}
function ballMarks(plane, { nodes, outlines, length }) {
  const { frame, colors } = plane;
  const rims = joined(outlines.map((outline3) => points(frame, outline3)));
  return [area(rims, colors.exact, 0.15), line(rims, colors.exact, 1.3, { opacity: 0.85 }), ...discs(plane, nodes, length)];
}
function discs({ frame, colors, bends }, nodes, length) {
  const [left, top, right, bottom, x0, x1, y0, y1] = frame;
  const [across, up] = [length * (right - left) / (x1 - x0), length * (bottom - top) / (y1 - y0)];
  const look = { width: 1.3, opacity: 0.85 };
  if (!length) return [];
  if (bends || Math.abs(across - up) > CIRCLE) return [line(joined(discsOf(frame, nodes, length)), colors.euclidean, look.width, look)];
  return Array.from({ length: nodes.length / 2 }, (_, k) => circle(...pixel(frame, [nodes[2 * k], nodes[2 * k + 1]]), (across + up) / 2, { stroke: colors.euclidean, ...look }));
}
function joined(outlines) {
  const all = [];
  for (const outline3 of outlines) {
    let whole3 = true;
    for (let k = 0; k < outline3.length; k += 1) {
      all.push(outline3[k]);
      whole3 &&= outline3[k] === outline3[k];
    }
    if (whole3) all.push(outline3[0], outline3[1]);
    all.push(NaN, NaN);
  }
  return Float64Array.from(all);
}
function arrowMarks({ gradient, natural }, colors) {
  return [{ ends: gradient, color: colors.euclidean }, { ends: natural, color: colors.natural }].flatMap(({ ends, color }) => {
    return [line(shafts(ends), color, ARROW2.width, { opacity: 0.9 }), area(heads(ends), color, 0.9)];
  });
}
function shafts(ends) {
  const found3 = [];
  for (let k = 0; k < ends.length; k += 4) found3.push(...ends.slice(k, k + 4), NaN, NaN);
  return found3;
}
function heads(ends) {
  const found3 = [];
  for (let k = 0; k < ends.length; k += 4) {
    const [x0, y0, x1, y1] = ends.slice(k, k + 4);
    const length = Math.hypot(x1 - x0, y1 - y0);
    const [u, v] = [(x1 - x0) / length, (y1 - y0) / length];
    const head = Math.min(ARROW2.head, 0.7 * length);
    if (!(length > 0)) continue;
    found3.push(
      x1 + 0.4 * head * u,
      y1 + 0.4 * head * v,
      x1 - head * u - 0.55 * head * v,
      y1 - head * v + 0.55 * head * u,
      x1 - head * u + 0.55 * head * v,
      y1 - head * v - 0.55 * head * u,
      NaN,
      NaN
    );
  }
  return found3;
}
var ARROW2, marksOnce, CIRCLE;
var init_pattern2 = __esm({
  "www/views/field/pattern.js"() {
    "use strict";
    init_disc_and_ball();
    init_remembered();
    init_frame();
    init_marks();
    ARROW2 = { width: 1.5, head: 5 };
    marksOnce = madeOnce();
    CIRCLE = 0.5;
  }
});

// www/views/field.js
var field_exports = {};
function marks4(moment, numbers, size2, colors) {
  const { panel: { name, chart }, state, withWords } = moment;
  if (name === "bells") return { marks: bells(moment, numbers, size2, colors) };
  const { scene, columns: { rivals }, answers } = numbers;
  const { frame } = size2;
  const plane = { ...answers, frame, colors, settings: settingsOf(state) };
  const starts = startsOf(scene).reverse();
  const handles = starts.map(([pin, { [chart]: at2 }]) => ({ pin, at: at2, shown: inside(frame, pixel(frame, at2)), words: withWords ? describePin(scene, state, pin, chart) : void 0 }));
  const seen = [...fieldMarks(plane), ...best(scene, chart, frame, colors), ...starts.flatMap(([pin, { [chart]: at2 }]) => held2(pin, at2, rivals[nameOf2(pin, chart)], frame, colors, plane.settings))];
  return { marks: [clip(frame, seen), ...words4(chart, moment, numbers, size2, plane)], handles };
}
function best(scene, chart, frame, colors) {
  const optimum2 = scene.optima[chart];
  return optimum2 ? [crossAt(pixel(frame, optimum2), colors.ink, colors.ground)] : [];
}
function held2(pin, place, { outline: outline3, length, worst = NaN, costliest, onBall }, frame, colors, { kind }) {
  const at2 = pixel(frame, place);
  const size2 = pin === "start" ? handleIn(frame) : SMALL_HANDLE;
  const ring2 = circle(...at2, size2, { fill: colors.accent, stroke: colors.ink, width: 2, casing: colors.ground });
  if (kind === "arrows") return [ring2];
  const ball = points(frame, outline3);
  const disc = length ? discsOf(frame, place, length)[0] : [];
  const away = (end) => Math.hypot(end[0] - at2[0], end[1] - at2[1]);
  const ends = [
    { marker: "square", end: onBall && pixel(frame, onBall), color: colors.exact },
    { marker: "dot", end: costliest && Number.isFinite(worst) ? pixel(frame, costliest) : void 0, color: colors.euclidean }
  ];
  return [
    area(ball, colors.exact, 0.25),
    circle(...at2, HALO3 * size2, { fill: colors.accent, opacity: 0.5 }),
    line(disc, colors.euclidean, 2.8, { closed: true, casing: colors.ground }),
    ring2,
    line(ball, colors.exact, 2.6, { closed: true }),
    ...ends.flatMap(({ marker, end, color }) => end && away(end) > size2 + 3 ? [symbols(marker, end, 4.6, color, colors.ground)] : [])
  ];
}
function words4(chart, { home }, { scene, columns }, size2, plane) {
  const { frame, colors } = plane;
  const labels2 = new Labels(size2);
  const at2 = pixel(frame, scene.starts[chart]);
  const { outline: outline3, length } = columns.rivals[chart];
  const balls2 = plane.settings.kind === "balls";
  const rim = balls2 ? points(frame, outline3) : [];
  const disc = balls2 && length ? discsOf(frame, scene.starts[chart], length)[0] : [];
  labels2.keepOff(at2, HALO3 * handleIn(frame) + 1);
  for (const edge2 of [rim, disc]) for (let k = 0; k < edge2.length; k += 8) labels2.keepOff([edge2[k], edge2[k + 1]], 2);
  for (const [pin, places] of startsOf(scene)) {
    const name = numberOfStart(pin);
    if (name) labels2.write(`start ${name}`, pixel(frame, places[chart]), colors.ink);
  }
  const untouched = home.chart in scene.starts && scene.starts[home.chart].every((x, k) => x === home.at[k]);
  if (untouched && inside(frame, at2)) labels2.write("drag me", [Math.min(Math.max(at2[0] + handleIn(frame), rightmost(rim, disc) - 4), at2[0] + BESIDE2), at2[1]], colors.ink);
  const optimum2 = scene.optima[chart];
  if (optimum2 && inside(frame, pixel(frame, optimum2))) labels2.write("best fit", pixel(frame, optimum2), colors.ink);
  if (balls2) {
    if (!plane.field?.outlines.length) labels2.center(NO_ROOM, [(frame[0] + frame[2]) / 2, frame[3] - 16], colors.muted);
    for (const { word, discs: discs2 } of extremes2(plane, at2)) {
      discs2.some(({ cost, places }) => [`${word}: ${plain3(cost)}`, word].some((text2) => (text2 === word || size2.measure(text2) < WIDEST * (frame[2] - frame[0])) && places.some((place) => labels2.centerIfFree(text2, place, colors.euclidean))));
    }
  }
  return labels2.marks;
}
function extremes2(plane, handle) {
  const { frame, settings: { cost: budget } } = plane;
  const { nodes, costs, length } = (
    /** @type {Field} */
    plane.field
  );
  const up = length * (frame[3] - frame[1]) / (frame[7] - frame[6]);
  const all = Array.from({ length: nodes.length / 2 }, (_, k) => ({ cost: costs[3 * k], at: pixel(frame, [nodes[2 * k], nodes[2 * k + 1]]) })).filter(({ cost, at: [x, y] }) => Number.isFinite(cost) && Math.hypot(x - handle[0], y - handle[1]) > AWAY2);
  const costly = all.map(({ cost }) => cost);
  const [least, most] = [Math.min(...costly), Math.max(...costly)];
  const near = (share3, fits, first) => {
    const x = frame[0] + share3 * (frame[2] - frame[0]);
    return all.filter(({ cost }) => fits(cost)).sort((one, other) => Math.abs(one.at[0] - x) - Math.abs(other.at[0] - x)).map(({ cost, at: at2 }) => ({ cost, places: [first, -first].map((side) => [at2[0], at2[1] + side * (up + CLEAR)]).map(([left, y]) => [left, y < frame[3] + CLEAR / 2 ? Math.min(y, frame[3] - CLEAR + 3) : y]) }));
  };
  return [
    { word: "timid", discs: near(TIMID_AT, (cost) => cost < budget / AGREES && cost <= NEARLY2 * least, -1) },
    { word: "reckless", discs: near(RECKLESS_AT, (cost) => cost > budget * AGREES && cost >= most / NEARLY2, 1) }
  ];
}
function caption4(scene, state, _, { rivals }) {
  const [chart] = state.charts;
  const { kind } = settingsOf(state);
  if (kind === "arrows") return "Each kind of arrow is drawn on one scale; arrows that would reach their neighbours are cut short. Natural gradient descent goes where the distribution improves fastest, and that is the same way in every chart.";
  const { cost, length, worst = NaN, elsewhere = NaN } = rivals[chart];
  if (length === void 0) return `Every ball costs ${told(nats(cost), "set", BALL_COST)}, here as everywhere.`;
  const where2 = scene.optima[chart] ? "at the best fit" : "at the suggested start";
  const there = Number.isFinite(elsewhere) ? ` The same disc costs ${dear(chart, rivals[chart].reference, rivals[chart].costliestThere, elsewhere)} nats ${where2}.` : "";
  return aboutDisc(chart, scene.starts[chart], rivals[chart], worst, cost) + there;
}
function aboutDisc(chart, at2, rivals, worst, cost) {
  if (Number.isNaN(worst)) return `Every ball costs ${told(nats(cost), "set", BALL_COST)}.`;
  if (!Number.isFinite(worst)) return `Here the disc is more than reckless: it holds points that are no distribution at all. The ball costs ${told(nats(cost), "set", BALL_COST)}, here as everywhere.`;
  const times2 = timesOf(rivals);
  const disc = dear(chart, at2, rivals.costliest, worst);
  const ball = told(chosenCost(cost), "set", BALL_COST);
  const ratio = (text2) => told(text2, "ratio", worst, cost, ["the cost of the disc", "that of the ball"], times2 < 1 ? "share" : void 0);
  if (times2 > AGREES) return `Here the disc is reckless: at its worst point it costs ${disc} nats, ${ratio(number(times2, 2))} times the ball’s ${ball}.`;
  if (times2 < 1 / AGREES) return `Here the disc is timid: even its worst point costs only ${disc} nats, ${ratio(share(times2))} of the ball’s ${ball}.`;
  return `Here disc and ball nearly agree: the disc’s worst point costs ${disc} nats, every point of the ball’s edge ${ball}.`;
}
var AGREES, NEARLY2, TIMID_AT, RECKLESS_AT, WIDEST, LITTLE, MUCH, HANDLE, SMALL_HANDLE, NARROW2, AWAY2, HALO3, CLEAR, BESIDE2, BALL_COST, NO_ROOM, handleIn, settingsOf, panels4, QUIET, backdrop4, plain3, rightmost, dear, COST_SLIDER, controls, read7;
var init_field2 = __esm({
  "www/views/field.js"() {
    "use strict";
    init_inputs();
    init_bells();
    init_disc_and_ball();
    init_filling();
    init_pattern();
    init_rivals();
    init_field();
    init_starts();
    init_caption();
    init_format();
    init_frame();
    init_labels2();
    init_marks();
    init_bells2();
    init_pattern2();
    init_plane2();
    init_registry();
    init_data();
    init_told();
    AGREES = 1.25;
    NEARLY2 = 1.3;
    [TIMID_AT, RECKLESS_AT] = [0.28, 0.72];
    WIDEST = 0.25;
    [LITTLE, MUCH] = [5e-5, 1e3];
    [HANDLE, SMALL_HANDLE] = [10, 7];
    NARROW2 = 480;
    AWAY2 = 70;
    HALO3 = 1.8;
    CLEAR = 12;
    BESIDE2 = 60;
    BALL_COST = "the cost of each ball";
    NO_ROOM = "no room for more balls here: zoom out, or let each cost less";
    handleIn = ([left, , right]) => right - left < NARROW2 ? SMALL_HANDLE : HANDLE;
    settingsOf = (state) => (
      /** @type {FieldSettings} */
      state.field
    );
    panels4 = (state) => [
      ...state.charts.map((chart) => ({
        name: "field",
        chart,
        row: state.charts.length === 1 ? (
          /** @type {const} */
          "field"
        ) : void 0,
        title: state.charts.length > 1 ? planeTitle(state.model, chart) : settingsOf(state).kind === "arrows" ? "Orange: steepest descent in this chart. Blue: natural gradient descent" : "Green: balls that all cost the same. Orange: discs that all have the same radius"
      })),
      ...settingsOf(state).kind === "arrows" ? [] : [{ name: "bells", title: "What the ball and the disc at the handle do to the distribution", row: (
        /** @type {const} */
        "strip"
      ) }]
    ];
    QUIET = { quiet: true };
    backdrop4 = ({ panel: { name, chart }, home, planes, axis, state }, { columns }) => name === "field" ? { figure: "plane", chart, home, options: planes?.[chart] ? { ...planes[chart], ...QUIET } : QUIET } : { figure: "density", axis: axis ?? columns.axis, quantity: measured(state) };
    plain3 = (cost) => cost >= MUCH ? `over ${MUCH} nats` : cost >= 1e-3 ? `${number(cost, 2)} nats` : cost < LITTLE ? "almost nothing" : `${cost.toFixed(4)} nats`;
    rightmost = (...all) => Math.max(...all.flatMap((points2) => Array.from(points2).filter((x, k) => k % 2 === 0 && Number.isFinite(x))));
    dear = (chart, at2, costliest, cost) => at2 && costliest ? told(spoken(cost), "kl", "centre ‖ worst point of the disc", chart, at2, costliest) : spoken(cost);
    COST_SLIDER = { slider: COSTS, logarithmic: true, symbol: "δ", unit: "nats" };
    controls = (state, change) => settingsOf(state).kind === "arrows" ? [] : [
      named3("field-cost", slider("cost of each ball", COST_SLIDER, settingsOf(state).cost, (value2) => change((now) => {
        now.field = costing(settingsOf(now), value2);
      })))
    ];
    read7 = (given, state) => {
      state.field = fieldFrom(given, state);
      if (!state.field && state.views.includes("field")) throw new Error('field is "none"; allowed where the view is a field: balls, arrows');
    };
    provideFilling({ patternIn, fieldMarks });
    register("field", { panels: panels4, backdrop: backdrop4, ask: askField, marks: marks4, prepare: rivalsOf, caption: caption4, controls, read: read7, write: fieldText, timeless: true });
  }
});

// www/marks/moving.js
function movedTo(marks15, vertices, opacity = 1) {
  let at2 = 0;
  const move = (mark) => {
    if (mark.kind === "clip") return [{ ...mark, marks: mark.marks.flatMap(move) }];
    const seen = opacity < 1 ? dimmed(mark, opacity) : mark;
    if (mark.kind === "line" && mark.anchor) {
      const [dx, dy] = [vertices[at2] - mark.anchor[0], vertices[at2 + 1] - mark.anchor[1]];
      at2 += 2;
      return [
        /** @type {Mark} */
        { ...seen, anchor: [mark.anchor[0] + dx, mark.anchor[1] + dy], points: shifted(mark.points, dx, dy) }
      ];
    }
    if ("points" in mark && mark.points) {
      const points2 = vertices.subarray(at2, at2 += mark.points.length);
      return [
        /** @type {Mark} */
        { ...seen, points: mark.kind === "symbols" ? whole2(points2) : points2 }
      ];
    }
    if (mark.kind !== "circle" && mark.kind !== "text") return [seen];
    const [x, y] = [vertices[at2], vertices[at2 + 1]];
    at2 += 2;
    if (Number.isNaN(x + y)) return [];
    if (mark.kind === "text" && mark.of) return [
      /** @type {Mark} */
      { ...seen, x: mark.x + x - mark.of[0], y: mark.y + y - mark.of[1], of: [x, y] }
    ];
    return [
      /** @type {Mark} */
      { ...seen, x, y }
    ];
  };
  return marks15.flatMap(move);
}
function whole2(points2) {
  const found3 = [];
  for (let k = 0; k < points2.length; k += 2) if (!Number.isNaN(points2[k] + points2[k + 1])) found3.push(points2[k], points2[k + 1]);
  return found3;
}
function placesAt(from, to, motion, t) {
  if (motion.torn) return new Float64Array(t < 0.5 ? from : to);
  if (motion.early) return placesAt(to, from, { ...motion, early: false, quarters: back(motion) }, 1 - t);
  if (t <= 0 || t >= 1) return new Float64Array(t <= 0 ? from : to);
  const { center: [x0, y0], quarters, mirrored } = motion;
  const flow = smooth(mirrored ? t / (1 - TURN) : t);
  const over = mirrored ? smooth((t - 1 + TURN) / TURN) : 0;
  const [upright, raised] = [Math.cos(Math.PI * over), NEARER * Math.sin(Math.PI * over)];
  const flip = mirrored ? -1 : 1;
  const [cosine, sine] = [[1, 0], [0, 1], [-1, 0], [0, -1]][quarters];
  const angle = Math.PI / 2 * (quarters === 3 ? -1 : quarters) * flow;
  const [across, up] = [Math.cos(angle), Math.sin(angle)];
  const places = new Float64Array(from.length);
  for (let k = 0; k < places.length; k += 2) {
    const [dx, dy] = [to[k] - x0, to[k + 1] - y0];
    const [endX, endY] = [cosine * dx + sine * dy, flip * (cosine * dy - sine * dx)];
    const x = (1 - flow) * (from[k] - x0) + flow * endX;
    const y = (1 - flow) * (from[k + 1] - y0) + flow * endY;
    const depth = 1 + raised * y / (Math.abs(y) + Math.abs(y0) + 1);
    const [seenX, seenY] = [x * depth, y * upright * depth];
    places[k] = x0 + across * seenX - up * seenY;
    places[k + 1] = y0 + up * seenX + across * seenY;
  }
  return places;
}
var TURN, NEARER, verticesOf, dimmed, faded, shifted, smooth, back;
var init_moving = __esm({
  "www/marks/moving.js"() {
    "use strict";
    TURN = 0.3;
    NEARER = 0.18;
    verticesOf = (marks15) => marks15.flatMap((mark) => {
      if (mark.kind === "line" && mark.anchor) return mark.anchor;
      if (mark.kind === "text" && mark.of) return mark.of;
      if ("points" in mark && mark.kind !== "clip" && mark.points) return Array.from(mark.points);
      if (mark.kind === "clip") return verticesOf(mark.marks);
      return mark.kind === "circle" || mark.kind === "text" ? [mark.x, mark.y] : [];
    });
    dimmed = (mark, opacity) => (
      /** @type {Mark} */
      { ...mark, opacity: (
        /** @type {{ opacity?: number }} */
        (mark.opacity ?? 1) * opacity
      ) }
    );
    faded = (marks15, opacity) => opacity <= 0 ? [] : opacity >= 1 ? marks15 : marks15.map((mark) => dimmed(mark, opacity));
    shifted = (points2, dx, dy) => Float64Array.from(points2, (x, k) => x + (k % 2 ? dy : dx));
    smooth = (t) => {
      const inside3 = Math.min(1, Math.max(0, t));
      return inside3 * inside3 * (3 - 2 * inside3);
    };
    back = ({ quarters, mirrored }) => (
      /** @type {Motion["quarters"]} */
      mirrored ? quarters : (4 - quarters) % 4
    );
  }
});

// www/compute/folds.js
function fewestFolds(edges2, carry) {
  const jacobians = jacobiansOf(edges2, carry);
  const folds = TURNS.map(([quarters, mirrored]) => jacobians.filter((jacobian) => isFolded(jacobian, quarters, mirrored)).length);
  const least = Math.min(...folds);
  return { turn: TURNS[folds.indexOf(least)], folds: least };
}
function jacobiansOf({ 0: left, 1: top, 2: right, 3: bottom }, carry) {
  const places = [];
  for (let k = 0; k < ACROSS3 * DOWN4; k += 1) {
    const x = left + (k % ACROSS3 + 0.5) / ACROSS3 * (right - left);
    const y = top + (Math.floor(k / ACROSS3) + 0.5) / DOWN4 * (bottom - top);
    places.push(x - STEP, y, x + STEP, y, x, y - STEP, x, y + STEP);
  }
  const ends = carry(places);
  const found3 = [];
  const [wide, high] = [OUTSIDE * (right - left), OUTSIDE * (bottom - top)];
  for (let k = 0; k < ends.length; k += 8) {
    const [ax, ay, bx, by, cx, cy, dx, dy] = ends.subarray(k, k + 8);
    const seen = ax > left - wide && ax < right + wide && ay > top - high && ay < bottom + high;
    if (seen) found3.push([bx - ax, dx - cx, by - ay, dy - cy].map((difference2) => difference2 / (2 * STEP)));
  }
  return found3.filter((jacobian) => jacobian.every(Number.isFinite));
}
function isFolded([a, b, c, d], quarters, mirrored) {
  const [cosine, sine] = [[1, 0], [0, 1], [-1, 0], [0, -1]][quarters];
  const flip = mirrored ? -1 : 1;
  const turned = [cosine * a + sine * c, cosine * b + sine * d, flip * (cosine * c - sine * a), flip * (cosine * d - sine * b)];
  const [trace, determinant] = [turned[0] + turned[3], turned[0] * turned[3] - turned[1] * turned[2]];
  const root = trace * trace / 4 - determinant;
  return root >= 0 && trace / 2 - Math.sqrt(root) < 0;
}
function isMirrored(model, chart) {
  const first = modelEntry(model.spec.model).charts[0].name;
  const [x, y] = model.start(chart);
  const small = 1e-4;
  const near = [x, y, x + small * (Math.abs(x) + small), y, x, y + small * (Math.abs(y) + small)];
  const [ax, ay, bx, by, cx, cy] = model.convertAll(near, chart, first);
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax) < 0;
}
var ACROSS3, DOWN4, STEP, OUTSIDE, TURNS;
var init_folds = __esm({
  "www/compute/folds.js"() {
    "use strict";
    init_core();
    [ACROSS3, DOWN4, STEP] = [25, 17, 0.25];
    OUTSIDE = 0.6;
    TURNS = [[0, false], [0, true], [1, false], [3, false], [2, false], [1, true], [3, true], [2, true]];
  }
});

// www/compute/passage.js
function carried(model, from, to, places) {
  const [left, top, right, bottom, x0, x1, y0, y1] = from.frame;
  const [across, up] = [(x1 - x0) / (right - left), (y1 - y0) / (bottom - top)];
  const coordinates2 = new Float64Array(places.length);
  for (let k = 0; k < places.length; k += 2) {
    coordinates2[k] = x0 + (places[k] - left) * across;
    coordinates2[k + 1] = y0 + (bottom - places[k + 1]) * up;
  }
  return points(to.frame, model.convertAll(coordinates2, from.chart, to.chart));
}
function motionOf(model, from, to) {
  const { turn: [quarters, mirrored], folds } = fewestFolds(from.frame, (places) => carried(model, from, to, places));
  const [left, top, right, bottom] = from.frame;
  const motion = { center: [(left + right) / 2, (top + bottom) / 2], quarters, mirrored, early: mirrored && isMirrored(model, from.chart), torn: folds > 0 };
  return { motion, folds };
}
function movingOf(model, from, to, marks15, drawnIn) {
  const own2 = new Float64Array(verticesOf(marks15));
  return drawnIn === "from" ? { from: own2, to: carried(model, from, to, own2) } : { from: carried(model, to, from, own2), to: own2 };
}
var marksAt, movingOnce, marksOnWay;
var init_passage = __esm({
  "www/compute/passage.js"() {
    "use strict";
    init_frame();
    init_moving();
    init_folds();
    init_remembered();
    marksAt = (marks15, { from, to }, motion, t, opacity = 1) => opacity > 0 ? movedTo(marks15, placesAt(from, to, motion, t), opacity) : [];
    movingOnce = madeOnce();
    marksOnWay = ({ from, to, motion, t, layers }, model) => layers.flatMap(({ marks: marks15, opacity, drawnIn }) => {
      if (!drawnIn) return faded(marks15, opacity);
      if (!(opacity > 0)) return [];
      return marksAt(marks15, movingOnce(marks15, [model, from, to, drawnIn], () => movingOf(model, from, to, marks15, drawnIn)), motion, t, opacity);
    });
  }
});

// www/compute/morph.js
function askMorph(moment, sources, { style }) {
  const { panel: panel2, state, home } = moment;
  const { scene, model, modelKey } = sources;
  const [from, to] = state.charts.slice(0, 2).map((chart) => sheetIn(panel2, { model, modelKey, chart, home, style, options: groundIn(chart, moment, sources, style) }));
  return {
    ends: [from, to],
    planes: [answersIn(from.chart, moment, withRuns(sources, []), from.frame), { corners: cornersOf(to.chart, panel2, state, sources), balls: [] }],
    motion: motionOnce(panel2, [from, to], () => motionOf(model, from, to).motion),
    groups: groupsOnce(panel2, [scene.runs, scene.chartDistance, scene.reached], () => groupsOf(scene))
  };
}
function groundIn(chart, { panel: panel2, state, home, planes }, { model, modelKey }, style) {
  const options = planes?.[chart] ?? planeGround(state, chart);
  if (planes?.[chart] || !isRound(state, chart)) return options;
  const key = JSON.stringify([modelKey, home, options, style.width, style.height, style.text]);
  return roundOnce(panel2, [key], () => roundedGround(model, chart, home, style, options));
}
function groupsOf({ runs, chartDistance, reached, spec }) {
  const rules = [...new Set(runs.map(({ rule }) => rule))];
  const isOne2 = ({ rule }) => isOnePath(chartDistance[rules.indexOf(rule)], Math.min(reached, spec.steps));
  const those = (fits) => runs.flatMap((run, k) => fits(run) ? [k] : []);
  return [
    those((run) => run.chartIndex === 0 && isOne2(run)),
    those((run) => run.chartIndex === 0 && !isOne2(run)),
    those((run) => run.chartIndex === 1 && !isOne2(run))
  ];
}
var sheetOnce, roundOnce, motionOnce, groupsOnce, sheetIn;
var init_morph = __esm({
  "www/compute/morph.js"() {
    "use strict";
    init_core();
    init_distances();
    init_ground();
    init_passage();
    init_plane();
    init_remembered();
    sheetOnce = madeOnce();
    roundOnce = madeOnce();
    motionOnce = madeOnce();
    groupsOnce = madeOnce();
    sheetIn = (panel2, { model, modelKey, chart, home, style, options }) => sheetOnce(ownerOf(panel2, chart), [JSON.stringify([modelKey, home, style, options])], () => {
      const { frame, ...numbers } = planeNumbers(model, chart, model.convert(home.at, home.chart, chart), style, options);
      return { ...numbers, chart, frame: Array.from(frame) };
    });
  }
});

// www/text/paths.js
function aboutPaths(scene, state, cursor) {
  const k = Math.floor(cursor);
  if (!k || haveOwnRates(state) || scene.runs.some(({ steps: steps2 }) => !steps2)) return caption(scene, state, cursor);
  const where2 = `takes another path in ${chartEntry(state.model, state.charts[1]).label}, ${state.morph ? "dashed" : "drawn on the way there"}: after ${told(counted(k, "step"), "set", SHOWN_STEP)}`;
  return state.rules.map((rule, r) => {
    const apart = scene.chartDistance[r](k);
    const name = capital(ruleEntry(rule).label);
    if (isOnePath(scene.chartDistance[r], k)) return `${name} takes one path in both.`;
    return `${name} ${where2} the ${scene.chartDistanceName} of the two is ${told(number(apart < SAME ? 0 : apart), "apart", r, k)}.`;
  }).join(" ");
}
var init_paths = __esm({
  "www/text/paths.js"() {
    "use strict";
    init_core();
    init_distances();
    init_caption();
    init_format();
    init_told();
  }
});

// www/views/morph/sheet.js
function marksOf({ frame, ticks, names: names3, fills, contours }, style, colors) {
  return {
    contours: [clip(frame, [...fills.map(({ color, points: at2 }) => area(points(frame, at2), color)), ...contours.map(({ strength, points: at2 }) => line(points(frame, at2), colors.contour, 1, { opacity: strength }))])],
    grid: [clip(frame, gridOf(frame, ticks, colors))],
    axes: axesOf2(frame, ticks, names3, style, colors)
  };
}
function gridOf(frame, [across, up], colors) {
  const [left, top, right, bottom] = frame;
  const shares = Array.from({ length: ALONG2 }, (_, k) => k / (ALONG2 - 1));
  const lines = [
    ...across.map(([x]) => shares.flatMap((share3) => [pixel(frame, [x, 0])[0], bottom - share3 * (bottom - top)])),
    ...up.map(([y]) => shares.flatMap((share3) => [left + share3 * (right - left), pixel(frame, [0, y])[1]]))
  ];
  return lines.map((at2) => line(at2, colors.ink, 1, { opacity: GRID }));
}
function axesOf2(frame, [across, up], [first, second], style, { ink }) {
  const [left, top, right, bottom] = frame;
  const marks15 = [line([left - 0.5, top, left - 0.5, bottom, right, bottom], ink, 1, { opacity: AXIS })];
  const words8 = [];
  for (const [value2, label2] of across) {
    const [x] = pixel(frame, [value2, 0]);
    marks15.push(line([x, bottom, x, bottom + TICK], ink, 1, { opacity: AXIS }));
    words8.push(text(label2, x, bottom + LABEL + style.text / 2, ink, { anchor: "middle" }));
  }
  for (const [value2, label2] of up) {
    const [, y] = pixel(frame, [0, value2]);
    marks15.push(line([left - TICK, y, left, y], ink, 1, { opacity: AXIS }));
    words8.push(text(label2, left - LABEL, y, ink, { anchor: "end" }));
  }
  const size2 = NAME2 * style.text;
  return [
    ...marks15,
    ...words8,
    text(first, right, style.height - 2 - size2 / 2, ink, { anchor: "end", size: size2 }),
    text(second, left - 6, 2 + size2 / 2, ink, { size: size2 })
  ];
}
var AXIS, GRID, ALONG2, TICK, LABEL, NAME2, marksOnce2, marksOfSheet;
var init_sheet = __esm({
  "www/views/morph/sheet.js"() {
    "use strict";
    init_remembered();
    init_marks();
    init_frame();
    [AXIS, GRID, ALONG2] = [0.45, 0.16, 49];
    [TICK, LABEL, NAME2] = [4, 8, 1.15];
    marksOnce2 = madeOnce();
    marksOfSheet = (sheet, style, colors) => marksOnce2(sheet, [style.height, style.text, colors.ink, colors.contour], () => marksOf(sheet, style, colors));
  }
});

// www/views/morph.js
function backdrop5({ panel: { chart }, home, state, planes }) {
  const options = planes?.[chart] ?? planeGround(state, chart);
  return { figure: "frame", chart, home, ...options && { options }, ...!planes?.[chart] && isRound(state, chart) && { round: true } };
}
function marks5(moment, numbers, size2, colors) {
  const { panel: panel2, state } = moment;
  const { ends: [from, to], motion } = numbers.answers;
  const t = state.morph ?? 0;
  const [old, next] = [from, to].map((sheet) => marksOfSheet(sheet, size2.style, colors));
  const { handles, layers } = layersOnce(panel2, [keyOf3(moment, numbers, size2, colors)], () => layersOf(moment, numbers, size2, colors));
  const s = smooth(t);
  const leaving2 = (some, opacity = 1) => ({ marks: some, opacity, drawnIn: "from" });
  const arriving = (some, opacity = 1) => ({ marks: some, opacity, drawnIn: "to" });
  return {
    marks: [],
    way: { from, to, motion, t, layers: [
      // The ground of the second chart lies below that of the first, in the same colours: both look like one.
      ...t > 0 ? [arriving(next.contours)] : [],
      leaving2(old.contours, 1 - s),
      leaving2(old.grid, 1 - OLD_GRID * s),
      arriving(next.grid, s),
      { marks: old.axes, opacity: 1 - t / NUMBERS },
      { marks: next.axes, opacity: (t - 1) / NUMBERS + 1 },
      leaving2(layers.rest),
      leaving2(layers.old, 1 - (1 - OLD_PATHS) * s),
      leaving2(layers.later, s),
      leaving2(layers.kept),
      // Names are placed for the nearer end, where they do not cover each other.
      s < 0.5 ? leaving2(layers.names) : arriving(layers.newNames)
    ] },
    // At both ends the start can be dragged, in the chart that is shown there.
    handles: t < 1 ? handles.map((handle) => ({ ...handle, shown: handle.shown && t === 0 })) : handles.map((handle) => inChart(handle, state.charts[1], numbers.scene, to.frame))
  };
}
function inChart(handle, chart, scene, frame) {
  const at2 = (scene.pins[handle.pin] ?? scene.pins.start)[chart];
  return { ...handle, at: at2, shown: inside(frame, pixel(frame, at2)), where: { chart, frame } };
}
function layersOf(moment, numbers, size2, colors) {
  const { scene, answers: { ends: [from, to], planes, groups } } = numbers;
  const [here4, there] = [from, to].map(({ frame }) => ({ ...size2, frame }));
  const [inFirst, inSecond] = planes.map((answers) => ({ ...numbers, answers }));
  const { marks: rest, handles } = groundOf(from.chart, moment, inFirst, here4, colors);
  const runs = groups.map((group2) => group2.map((k) => scene.runs[k]));
  const [kept, old, later] = runs.map((some) => [clip(here4.frame, pathsIn(from.chart, some, moment, inFirst, here4, colors))]);
  const names3 = namesIn(from.chart, [...runs[0], ...runs[1]], moment, inFirst, here4, colors);
  const newNames = namesIn(to.chart, [...runs[0], ...runs[2]], moment, inSecond, there, colors);
  return { handles, layers: { kept, old, later, rest, names: names3, newNames } };
}
function caption5(scene, state, cursor) {
  const t = state.morph ?? 0;
  const [first, last4] = [labelOf(state, 0), labelOf(state, 1)];
  const where2 = t <= 0 ? `This is ${first}: the orange discs are discs here.` : t >= 1 ? `This is ${last4}: the discs of ${first} are eggs here.` : `On the way from ${first} to ${last4}: every point is the distribution it was.`;
  return state.rules.length ? `${where2} ${aboutPaths(scene, state, cursor)}` : where2;
}
var NUMBERS, OLD_GRID, OLD_PATHS, labelOf, panels5, SAMPLE2, keyOf3, layersOnce, controls2, read8, write4;
var init_morph2 = __esm({
  "www/views/morph.js"() {
    "use strict";
    init_inputs();
    init_core();
    init_ground();
    init_morph();
    init_passage();
    init_remembered();
    init_paths();
    init_field();
    init_words();
    init_frame();
    init_marks();
    init_moving();
    init_sheet();
    init_plane2();
    init_registry();
    NUMBERS = 0.15;
    [OLD_GRID, OLD_PATHS] = [0.5, 0.55];
    labelOf = (state, k) => chartEntry(state.model, state.charts[k]).label;
    panels5 = (state) => [{ name: "morph", chart: state.charts[0], row: "square", title: `From ${labelOf(state, 0)} to ${labelOf(state, 1)}: every point stays the distribution that it is` }];
    SAMPLE2 = "KL ball, 0.0123 nats";
    keyOf3 = ({ state, cursor, stage, highlight, withWords }, { modelKey, scene, answers: { ends: [from, to] } }, { style, room, measure }, colors) => JSON.stringify([{ ...state, morph: void 0, data: void 0 }, modelKey, cursor, stage, highlight, colors, style, room, measure(SAMPLE2), withWords, scene.reached, from.frame, to.frame]);
    layersOnce = madeOnce();
    controls2 = (state, change) => {
      const label2 = `${labelOf(state, 0)} → ${labelOf(state, 1)}`;
      const share3 = { slider: [0, 1], text: (value2) => `${Math.round(100 * value2)} %` };
      return [named3("morph", slider(label2, share3, state.morph ?? 0, (value2) => change((now) => {
        now.morph = value2;
      })))];
    };
    read8 = (given, state) => {
      state.morph = numberFrom("morph", given("morph"), { range: [0, 1] }) ?? 0;
      state.field = fieldFrom(given, state);
      const other = modelEntry(state.model)?.charts.find(({ name }) => name !== state.charts[0]);
      if (state.charts.length < 2 && other) state.charts.push(other.name);
    };
    write4 = (state) => ({ ...fieldText(state), ...state.morph && { morph: String(state.morph) } });
    register("morph", { panels: panels5, backdrop: backdrop5, ask: askMorph, marks: marks5, carry: marksOnWay, caption: caption5, controls: controls2, read: read8, write: write4, instead: true });
  }
});

// www/compute/with-target.js
function lossesOf(model) {
  if (last3?.of === model) return last3.losses;
  last3?.losses.forward?.free();
  last3?.losses.reverse.free();
  const { spec } = model;
  const of = (loss) => new Model({ ...spec, options: { ...spec.options, loss } });
  const reverse = of("reverse");
  let forward;
  try {
    forward = of("forward");
  } catch {
  }
  last3 = { of: model, losses: { forward, reverse } };
  return last3.losses;
}
function againstTarget({ pins: { start: start2 } }, model, chart) {
  const { forward, reverse } = lossesOf(model);
  const at2 = start2[chart];
  return {
    forward: forward ? forward.inspect(at2, chart).loss : Infinity,
    reverse: reverse.inspect(at2, chart).loss,
    distance: void 0,
    charts: [],
    target: true
  };
}
function curvesWithTarget({ pins: { start: start2 } }, model, chart, xs) {
  const at2 = start2[chart];
  const both = model.targetIntegrands(at2, chart, xs);
  return {
    xs,
    inputs: xs,
    p: model.targetDensity(xs),
    q: model.density(at2, chart, xs),
    forward: both.filter((_, k) => k % 2 === 0),
    reverse: both.filter((_, k) => k % 2 === 1)
  };
}
var isWithTarget, last3;
var init_with_target = __esm({
  "www/compute/with-target.js"() {
    "use strict";
    init_core();
    isWithTarget = ({ pins }, model) => !pins.other && model.target !== void 0;
  }
});

// www/compute/pairs.js
function everyChart(state, scene, model) {
  const [first] = state.charts;
  const { start: start2, other = start2 } = scene.pins;
  return modelEntry(state.model).charts.flatMap(({ name, label: label2 }) => {
    try {
      const [p, q] = [start2, other].map((pin) => pin[name] ?? model.convert(pin[first], first, name));
      return [{ name, label: label2, p, q }];
    } catch {
      return [];
    }
  });
}
function divergenceOf(scene, state, model) {
  const found3 = divergences(state, scene, model);
  const greater = found3.forward > found3.reverse ? "forward" : "reverse";
  const classes2 = classNames(state);
  const [chart] = state.charts;
  const [p, q] = pairIn(scene, chart);
  return { ...found3, classes: classes2, greater, ...classes2 && { bars: bars2(scene, chart, model), largest: greater === "forward" ? largestPart(classes2, model, p, q, chart) : largestPart(classes2, model, q, p, chart) } };
}
function classNames(state) {
  const { takes: takes2 } = modelEntry(state.model);
  if (takes2 !== "counts" && takes2 !== "nothing") return void 0;
  return namesOfClasses(state);
}
function divergences(state, scene, model) {
  if (isWithTarget(scene, model)) return againstTarget(scene, model, state.charts[0]);
  const [first] = state.charts;
  const charts = everyChart(state, scene, model).map((chart) => ({ ...chart, length: distanceBetween(chart.p, chart.q) }));
  return {
    ...between2(...pairIn(scene, first), first, model),
    charts,
    ...state.units && { before: inFirstUnit(state.units, charts, first, model) }
  };
}
function inFirstUnit({ scale, shift }, charts, first, model) {
  const back2 = (at2, chart) => model.affine(at2, chart, 1 / scale, -shift / scale);
  const then = charts.map(({ name, p, q }) => ({ name, p: back2(p, name), q: back2(q, name) }));
  const [shown] = then.filter(({ name }) => name === first);
  return {
    ...between2(shown.p, shown.q, first, model),
    lengths: Object.fromEntries(then.map(({ name, p, q }) => [name, distanceBetween(p, q)]))
  };
}
function largestPart(classes2, model, here4, there, chart) {
  const parts2 = model.integrand(here4, there, chart, CLASSES);
  const k = parts2.indexOf(Math.max(...parts2));
  return { name: classes2[k], part: parts2[k], chances: [here4, there].map((at2) => model.density(at2, chart, CLASSES)[k]) };
}
function curves2(scene, chart, model, [x0, x1], labelled5) {
  const xs = Float64Array.from({ length: SAMPLES2 }, (_, k) => x0 + (x1 - x0) * k / (SAMPLES2 - 1));
  const inputs = labelled5 ? Float64Array.from(model.observations) : xs;
  const found3 = isWithTarget(scene, model) ? curvesWithTarget(scene, model, chart, xs) : { xs, inputs, ...curvesOfPair(pairIn(scene, chart), model, chart, xs, inputs) };
  if (labelled5) return { ...found3, highest: 1 };
  const sum = (values) => (x1 - x0) / (SAMPLES2 - 1) * values.reduce((total, value2) => total + value2, 0);
  return {
    ...found3,
    highest: Math.max(...[found3.p, found3.q, found3.forward, found3.reverse].map((values) => Math.max(...values))),
    seen: { forward: sum(found3.forward), reverse: sum(found3.reverse) }
  };
}
function askDivergence({ state }, { scene, model, columns }, { frame }) {
  if (columns.classes) return {};
  const ends = frame.slice(4);
  return { curves: curvesOnce(columns, [ends.join()], () => curves2(scene, state.charts[0], model, ends, modelEntry(state.model).takes === "labelled")) };
}
function bars2(scene, chart, model) {
  const [p, q] = pairIn(scene, chart);
  const found3 = {
    p: model.density(p, chart, CLASSES),
    q: model.density(q, chart, CLASSES),
    forward: model.integrand(p, q, chart, CLASSES),
    reverse: model.integrand(q, p, chart, CLASSES)
  };
  return { ...found3, highest: Math.max(...Object.values(found3).map((values) => Math.max(...values))) };
}
var SAMPLES2, pairIn, between2, curvesOfPair, curvesOnce, timesGreater;
var init_pairs = __esm({
  "www/compute/pairs.js"() {
    "use strict";
    init_core();
    init_classes();
    init_chances();
    init_points();
    init_remembered();
    init_with_target();
    SAMPLES2 = 200;
    pairIn = ({ pins: { start: start2, other = start2 } }, chart) => [start2[chart], other[chart]];
    between2 = (p, q, chart, model) => ({
      forward: model.kl(p, q, chart),
      reverse: model.kl(q, p, chart),
      distance: model.distance(p, q, chart)
    });
    curvesOfPair = ([p, q], model, chart, xs, inputs) => ({
      p: model.density(p, chart, xs),
      q: model.density(q, chart, xs),
      forward: model.integrand(p, q, chart, inputs),
      reverse: model.integrand(q, p, chart, inputs)
    });
    curvesOnce = madeOnce();
    timesGreater = (one, other) => Math.max(one, other) / Math.min(one, other);
  }
});

// www/compute/units.js
function inUnitOf(state, model, units) {
  const old = state.units ?? PLAIN;
  const scale = units.scale / old.scale;
  const shift = units.shift - old.shift * scale;
  for (
    const name of
    /** @type {const} */
    ["start", "other"]
  ) {
    const { chart, at: at2 } = state[name] ?? state.start;
    state[name] = { chart, at: model.affine(at2, chart, scale, shift) };
  }
  state.units = unlessPlain(units);
}
var PLAIN, unlessPlain;
var init_units = __esm({
  "www/compute/units.js"() {
    "use strict";
    PLAIN = { scale: 1, shift: 0 };
    unlessPlain = (units) => units.scale === 1 && units.shift === 0 ? void 0 : units;
  }
});

// www/accounts/samples.js
function paintSample(canvas, marks15, ratio, width = SAMPLE3.width) {
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(SAMPLE3.height * ratio);
  canvas.style.setProperty("--width", `${width}px`);
  const context = contextOf(canvas);
  context.scale(ratio, ratio);
  prepare2(context, { face: "sans-serif", text: 12, ratio });
  paint(context, marks15);
}
var SAMPLE3;
var init_samples = __esm({
  "www/accounts/samples.js"() {
    "use strict";
    init_canvas();
    SAMPLE3 = { width: 32, height: 14 };
  }
});

// www/accounts/measures.js
var Measures;
var init_measures = __esm({
  "www/accounts/measures.js"() {
    "use strict";
    init_elements();
    init_marks();
    init_samples();
    Measures = class {
      /** @type {Map<string | number, Row>} */
      #rows = /* @__PURE__ */ new Map();
      #made;
      #lines;
      /**
       * A table with these headings, the first for the names of the rows. With `lines`, rows show a sample of their line.
       * @param {string[]} headings
       * @param {boolean} [lines]
       */
      constructor(headings, lines = false) {
        this.#lines = lines;
        this.#made = table("ledger measures", headings);
        this.root = this.#made.root;
      }
      /**
       * Changes the heading of a column.
       * @param {number} column
       * @param {string} text
       */
      head(column, text2) {
        setText(this.#made.heads[column], text2);
        for (const { cells } of this.#rows.values()) if (column) cells[column - 1].dataset.label = text2;
      }
      /**
       * Writes the numbers of a row, which is created when it is first written; `classes` are classes for its cells.
       * @param {string | number} name
       * @param {string} label
       * @param {string[]} texts
       * @param {string[]} [classes]
       */
      write(name, label2, texts, classes2 = []) {
        const cells = this.#cells(name, label2);
        cells.forEach((cell, k) => {
          setText(cell, texts[k] ?? "");
          cell.className = classes2[k] ?? "";
        });
      }
      /** Removes rows that are no longer needed. @param {(string | number)[]} names */
      keep(names3) {
        for (const [name, { row }] of this.#rows) if (!names3.includes(name)) {
          row.remove();
          this.#rows.delete(name);
        }
      }
      /**
       * Draws a piece of the line that a row is about: `lookOf(name)` is its colour and dash.
       * @template {string | number} Name
       * @param {(name: Name) => { color: string, dash?: number[] }} lookOf
       * @param {number} ratio
       */
      paint(lookOf2, ratio) {
        const piece = [1, SAMPLE3.height / 2, SAMPLE3.width - 1, SAMPLE3.height / 2];
        for (const [name, { sample: sample2 }] of this.#rows) {
          const { color, dash } = lookOf2(
            /** @type {Name} */
            name
          );
          paintSample(sample2, [line(piece, color, 2.2, { dash })], ratio);
        }
      }
      /**
       * @param {string | number} name
       * @param {string} label
       */
      #cells(name, label2) {
        const known5 = this.#rows.get(name);
        if (known5) return known5.cells;
        const sample2 = picture("sample");
        const cells = this.#made.heads.slice(1).map((head) => {
          const cell = element("td");
          cell.dataset.label = head.textContent ?? "";
          return cell;
        });
        const row = rowOf2(this.#made, [this.#lines && sample2, label2], cells);
        row.dataset.measure = String(name);
        this.#rows.set(name, { row, cells, sample: sample2 });
        return cells;
      }
    };
  }
});

// www/state/pins.js
function readPins(read15, state) {
  state.other = placeFrom("other", read15("other"));
  state.stick = flag("stick", read15("stick"));
}
function completePins(state, model) {
  if (state.other || model.target) return;
  const [chart] = state.charts;
  const { chart: named5, at: at2 } = state.start;
  const near = () => {
    const [a, b] = model.ball("kl-old-new", model.convert(at2, named5, chart), 0.3, 8, chart);
    return (
      /** @type {Pair} */
      [a, b]
    );
  };
  state.other = { chart, at: model.optimum(chart) ?? near(), unplaced: true };
}
var writePins;
var init_pins = __esm({
  "www/state/pins.js"() {
    "use strict";
    init_words();
    writePins = (state) => ({
      ...state.other && !state.other.unplaced && { other: placeText(state.other, state.charts) },
      stick: state.stick ? "on" : "off"
    });
  }
});

// www/views/divergence-panels.js
function backdrop6({ state, axis, held: held3 }, { columns: { classes: classes2, bars: found3 } }) {
  if (!classes2) return { figure: "density", axis, quantity: measured(state) };
  const end = steady(held3.end, Math.max(1, found3?.highest ?? 1));
  return { figure: "axes", axes: {
    window: [0.5, 3.5, Math.min(LOWEST, -ROOM * end), end],
    x: { label: "", names: classes2 },
    y: { label: "probability; nats" },
    zero: true
  } };
}
function curves3({ panel: { direction }, state, held: held3 }, { columns, modelKey, answers: { curves: found3 } }, size2, colors) {
  const { frame } = size2;
  const [left, top, right, bottom, x0, x1] = frame;
  const labelled5 = modelEntry(state.model).takes === "labelled";
  if (!found3) return { marks: [] };
  const highest = Math.max(held3.top?.of === modelKey ? held3.top.value : 0, found3.highest);
  const [share3, below] = labelled5 ? [1, 0] : [HEADROOM2, BELOW];
  const zero = bottom - below * (bottom - top);
  const x = (value2) => left + (value2 - x0) / (x1 - x0) * (right - left);
  const y = (value2) => zero - value2 / highest * share3 * (1 - below) * (bottom - top);
  const points2 = (values2, xs = found3.xs) => Array.from(values2, (value2, k) => (
    /** @type {Pair} */
    [x(xs[k]), y(value2)]
  ));
  const tone = colors[DIRECTIONS[direction].color];
  const values = points2(found3[direction], found3.inputs);
  const [p, q] = [found3.p, found3.q].map((one) => points2(one));
  const seen = [
    ...labelled5 ? values.map(([at2, tip]) => line([at2, zero, at2, tip], tone, 5, { opacity: 0.45 })) : integral(values, zero, frame, tone),
    line(q.flat(), colors.other, 2, { casing: colors.ground }),
    line(p.flat(), colors.ink, 2, { casing: colors.ground })
  ];
  const words8 = labelled5 ? besideCurves([p, q], size2, colors) : abovePeaks([p, q], size2, colors, [columns.target ? "target p" : "p", "q"]);
  const amount2 = amountOf(columns[direction], found3.seen?.[direction]);
  return { marks: [clip(frame, seen), ...words8], amount: amount2, held: { top: { of: modelKey, value: highest } } };
}
function besideCurves([p, q], size2, colors) {
  const labels2 = new Labels(size2);
  labels2.write("p", p[20], colors.ink);
  labels2.write("q", q[q.length - 20], colors.other);
  return labels2.marks;
}
function abovePeaks(both, size2, colors, names3) {
  const labels2 = new Labels(size2);
  const { text: text2 } = size2.style;
  const peaks = both.map((points2) => points2.reduce((best2, at2) => at2[1] < best2[1] ? at2 : best2));
  const [[px, py], [qx, qy]] = peaks;
  const room = names3.reduce((sum, name) => sum + 0.5 * size2.measure(name), 0.6 * text2);
  const close = Math.abs(px - qx) < room && Math.abs(py - qy) < text2;
  peaks.forEach(([x, y], k) => {
    const aside = close ? (k - 0.5) * Math.max(1.5 * text2, room) * (qx < px ? -1 : 1) : 0;
    labels2.center(names3[k], [x + aside, (close ? Math.min(py, qy) : y) - 0.8 * text2], k ? colors.other : colors.ink);
  });
  return labels2.marks;
}
function bars3({ panel: { direction } }, { columns, columns: { bars: found3 } }, size2, colors) {
  if (!found3) return { marks: [] };
  const pixel2 = between(size2.backdrop.axes, size2.frame);
  const labels2 = new Labels(size2);
  const tones = { p: colors.ink, q: colors.other, part: colors[DIRECTIONS[direction].color] };
  const drawn4 = [0, 1, 2].flatMap((k) => {
    const values = { p: found3.p[k], q: found3.q[k], part: found3[direction][k] };
    return (
      /** @type {(keyof typeof BARS)[]} */
      Object.keys(BARS2).flatMap((name) => {
        const [from, to] = BARS2[name];
        const [[left, end], [right, zero]] = [pixel2(k + 1 + from, values[name]), pixel2(k + 1 + to, 0)];
        const word = name === "part" ? signed(values.part) : name;
        labels2.center(word, [(left + right) / 2, end + (end > zero ? 0.9 : -0.8) * size2.style.text], tones[name]);
        return bar2([left, end, right, zero], tones[name], name === "part");
      })
    );
  });
  return { marks: [...drawn4, ...labels2.marks], amount: `${amount(columns[direction])} nats`, held: { end: size2.backdrop.axes.window[3] } };
}
function integral(values, zero, [left, top, right, bottom], color) {
  const points2 = values.flat();
  const around = [values[0][0], zero, ...points2, values[values.length - 1][0], zero];
  return [
    clip([left, top, right, zero], [area(around, color, 0.3)]),
    clip([left, zero, right, bottom], [clipTo(around, [hatch([left, zero, right, bottom], color)])]),
    line(points2, color, 1.2, { opacity: 0.8 }),
    line([left, zero, right, zero], color, 1, { opacity: 0.8 })
  ];
}
function hatch([left, top, right, bottom], color) {
  const rise = bottom - top;
  const points2 = [];
  for (let x = left - rise; x < right; x += HATCH) points2.push(x, bottom, x + rise, top, NaN, NaN);
  return line(points2, color, 1, { opacity: 0.7 });
}
function bar2([left, end, right, zero], color, part) {
  const [top, bottom] = [Math.min(end, zero), Math.max(end, zero)];
  return [
    part && end > zero ? clip([left, top, right, bottom], [hatch([left, top, right, bottom], color)]) : rect(left, top, right - left, bottom - top, color, part ? 0.3 : 0.1),
    line([left, top, right, top, right, bottom, left, bottom], color, 1.4, { closed: true })
  ];
}
var BELOW, HEADROOM2, LOWEST, ROOM, NOTHING2, BARS2, UNSEEN, HATCH, DIRECTIONS, marks6, amountOf, signed;
var init_divergence_panels = __esm({
  "www/views/divergence-panels.js"() {
    "use strict";
    init_core();
    init_bounds();
    init_frame();
    init_labels2();
    init_marks();
    init_format();
    init_data();
    BELOW = 0.27;
    HEADROOM2 = 0.82;
    LOWEST = -0.45;
    ROOM = 0.16;
    NOTHING2 = 5e-4;
    BARS2 = { p: [-0.42, -0.22], q: [-0.2, 0], part: [0.1, 0.38] };
    UNSEEN = 0.02;
    HATCH = 5;
    DIRECTIONS = /** @type {const} */
    {
      forward: { name: "KL(p ‖ q)", under: "p", from: "start", to: "other", color: "ink" },
      reverse: { name: "KL(q ‖ p)", under: "q", from: "other", to: "start", color: "other" }
    };
    marks6 = (state, columns, size2, colors) => (columns.columns.classes ? bars3 : curves3)(state, columns, size2, colors);
    amountOf = (amount2, seen = amount2) => `${amount(amount2)} nats${amount2 - seen > UNSEEN * amount2 ? ", not all in sight" : ""}`;
    signed = (part) => Math.abs(part) < NOTHING2 ? "0" : `${part > 0 ? "+" : ""}${number(part, 2)}`;
  }
});

// www/views/divergence.js
function read9(attribute, state) {
  readPins(attribute, state);
  const text2 = attribute("units");
  if (text2 === null || text2 === void 0) return;
  const [scale, shift = 0, ...more] = text2.trim().split(/[\s,]+/).map(Number);
  if (state.rules.length || more.length || !(scale > 0) || !Number.isFinite(shift)) {
    throw new Error(`units is "${short(String(text2))}"; allowed: a scale above 0 and a shift, in a figure without rules`);
  }
  state.units = unlessPlain({ scale, shift });
}
function account(state) {
  const units = modelEntry(state.model).takes === "numbers";
  const withTarget = isWithTarget2(state);
  const columns = units ? ["from p to q", UNIT] : ["from p to q"];
  const [nats2, lengths] = [
    new Measures(["between the distributions", ...columns]),
    new Measures(["between the parameters", ...columns])
  ];
  const root = element("div", "tables");
  root.append(nats2.root, ...withTarget ? [] : [lengths.root]);
  return { root, update: (_, now, __, { forward, reverse, distance, charts, before }) => {
    for (const table2 of units ? [nats2, lengths] : []) table2.head(2, now.units ? `by x → ${inUnit(now.units)}` : UNIT);
    const row = (table2, name, label2, text2, value2, then) => {
      const change = hasChanged(value2, then);
      const changedBy = then === void 0 || value2 === void 0 ? "–" : change ? `× ${number(value2 / then)}` : "unchanged";
      table2.write(name, label2, [text2, changedBy], ["", change ? "changed" : ""]);
    };
    row(nats2, "forward", DIRECTIONS.forward.name, `${amount(forward)} nats`, forward, before?.forward);
    row(nats2, "reverse", DIRECTIONS.reverse.name, `${amount(reverse)} nats`, reverse, before?.reverse);
    if (withTarget) return;
    row(nats2, "distance", "Fisher–Rao distance", distance === void 0 ? "no closed form" : number(distance), distance, before?.distance);
    for (const { name, label: label2, length } of charts) {
      row(lengths, name, `in ${label2}`, number(length), length, before?.lengths[name]);
    }
    lengths.keep(charts.map(({ name }) => name));
  } };
}
function controls3(state, change) {
  const row = element("div", "controls");
  if (isWithTarget2(state)) return [];
  row.append(toggle("q keeps its distance when p is dragged", Boolean(state.stick), (stick2) => change((now) => {
    now.stick = stick2;
  })));
  if (modelEntry(state.model).takes !== "numbers") return [row];
  const { scale, shift } = state.units ?? PLAIN;
  const to = (part) => (value2) => change((now, _, model) => inUnitOf(now, model, { ...PLAIN, ...now.units, [part]: value2 }));
  row.append(
    slider("scale the data: a x + b", SCALE2, scale, to("scale")),
    slider("shift the data: a x + b", SHIFT, shift, to("shift"))
  );
  return [row];
}
function caption6(_, state, __, columns) {
  const { forward, reverse, charts, classes: classes2, largest: most, target } = columns;
  if (target) return aboutTarget(forward, reverse, state);
  const [chart] = state.charts;
  const [found3] = charts.filter(({ name }) => name === chart);
  const { p, q } = found3;
  const both = `${isSo("forward", told(amount(forward), "kl", "p ‖ q", chart, p, q))}, ${isSo("reverse", told(amount(reverse), "kl", "q ‖ p", chart, q, p))}`;
  if (forward === 0 && reverse === 0) return "p and q are one distribution: nothing is surprising, in either direction.";
  const where2 = state.charts.length > 1 ? `the plane of ${found3.label}` : "this plane";
  const sentences = [`In ${where2} p and q are ${told(number(found3.length), "length", p, q)} apart; ${both}.`, why(columns, state, classes2 && most)];
  if (modelEntry(state.model).takes === "numbers") sentences.push(invariance(columns, state));
  return sentences.filter(Boolean).join(" ");
}
function aboutTarget(forward, reverse, state) {
  const loss = DIRECTIONS[state.options?.loss === "forward" ? "forward" : "reverse"].name;
  const far = Number.isFinite(forward) ? `${told(number(forward), "target", "forward", forward)} nats, a mean over what the target draws` : "infinite, because the target has no variance";
  return `${DIRECTIONS.reverse.name} = ${told(number(reverse), "target", "reverse", reverse)} nats, a mean over what q draws. ${DIRECTIONS.forward.name} = ${far}. The loss here is ${loss}.`;
}
function why({ forward, reverse, greater }, state, most) {
  const even = Math.abs(forward - reverse) <= SAME4 * Math.max(forward, reverse);
  if (most) {
    const [under, than] = greater === "forward" ? ["p", "q"] : ["q", "p"];
    const [a, b] = most.chances;
    const [here4, there] = [a, b].map((chance2, k) => told(number(chance2), "set", `what ${[under, than][k]} says of ${most.name}, where you put it`));
    const which = even ? "They are equal here" : `${DIRECTIONS[greater].name} is the greater`;
    return `${which}; ${most.name} adds most to it, ${told(number(most.part), "classPart", most.name, a, b)} nats: its probability is ${here4} under ${under} and ${there} under ${than}.`;
  }
  if (modelEntry(state.model).takes === "labelled") return "Each is the mean, over the inputs, of the divergence between the labels there.";
  if (even) return "They are equal, because p and q are equally wide.";
  const wide = greater === "forward" ? "p" : "q";
  const narrow = wide === "p" ? "q" : "p";
  const times2 = timesGreater(forward, reverse);
  if (times2 < 1 + NEARLY3) return "They are nearly equal, because p and q are nearly equally wide.";
  return `${DIRECTIONS[greater].name} is ${told(number(times2), "ratio", Math.max(forward, reverse), Math.min(forward, reverse), ["the greater", "the smaller"])} times the other: ${wide} is the wider, and what it often draws would be rare under ${narrow}.`;
}
function invariance(columns, { units }) {
  if (!units) return "Scale and shift the data, as another unit would, and see which numbers change and which do not.";
  const { charts, before } = columns;
  const changed = charts.filter(({ name, length }) => hasChanged(length, before?.lengths[name])).length;
  const kept = (
    /** @type {const} */
    ["forward", "reverse", "distance"].every((name) => !hasChanged(columns[name], before?.[name]))
  );
  return `With x → ${inUnit(units)}, ${told(String(changed), "count", "distances that have changed", changed)} of ${told(String(charts.length), "count", "charts that hold both", charts.length)} distances between parameters have changed${kept ? "; neither divergence has, nor the Fisher–Rao distance" : ""}.`;
}
var SAME4, SCALE2, SHIFT, UNIT, write5, panels6, inUnit, NEARLY3, hasChanged, isSo, isWithTarget2;
var init_divergence = __esm({
  "www/views/divergence.js"() {
    "use strict";
    init_pairs();
    init_units();
    init_core();
    init_inputs();
    init_elements();
    init_format();
    init_measures();
    init_pins();
    init_divergence_panels();
    init_words();
    init_registry();
    init_told();
    SAME4 = 1e-8;
    SCALE2 = { slider: [0.1, 10], logarithmic: true, symbol: "a", unit: "" };
    SHIFT = { slider: [-10, 10], logarithmic: false, symbol: "b", unit: "" };
    UNIT = "by x → a x + b";
    write5 = (state) => ({
      ...writePins(state),
      ...!state.rules.length && modelEntry(state.model)?.takes === "numbers" && { units: Object.values(state.units ?? PLAIN).join(" ") }
    });
    panels6 = () => (
      /** @type {(keyof typeof DIRECTIONS)[]} */
      Object.keys(DIRECTIONS).map((direction) => ({ direction, ...DIRECTIONS[direction] })).map(({ direction, name, under }) => ({
        name: "divergence",
        direction,
        title: `${name}: the mean of ln(${under}/${under === "p" ? "q" : "p"}) under ${under}`
      }))
    );
    inUnit = ({ scale, shift }) => {
      const scaled = scale === 1 ? "x" : `${chosen(scale)} x`;
      return shift === 0 ? scaled : `${scaled} ${shift > 0 ? "+" : "−"} ${chosen(Math.abs(shift))}`;
    };
    NEARLY3 = 0.05;
    hasChanged = (now, then) => now !== void 0 && then !== void 0 && Math.abs(now - then) > SAME4 * then;
    isSo = (direction, size2) => `${DIRECTIONS[direction].name} = ${size2} nats`;
    isWithTarget2 = (state) => modelEntry(state.model).takes === "target" && !state.other;
    register("divergence", { panels: panels6, backdrop: backdrop6, ask: askDivergence, marks: marks6, read: read9, write: write5, complete: completePins, prepare: divergenceOf, controls: controls3, account, caption: caption6 });
  }
});

// www/compute/scores.js
function scoresOf(scene, state, model) {
  const { labels: labels2, draws, seed } = state.scores;
  const [chart] = state.charts;
  const { points: points2, mean, moment } = model.scores(
    scene.starts[chart],
    chart,
    /** @type {"model"} */
    labels2,
    draws,
    seed
  );
  return {
    labels: labels2,
    points: points2,
    mean,
    moment,
    ...scene.inspection,
    count: points2.length / 2,
    outlines: {
      fisher: ellipse(scene.inspection.fisher, DEVIATIONS, OUTLINE3),
      moment: ellipse(moment, DEVIATIONS, OUTLINE3)
    }
  };
}
function rangeOf({ labels: labels2, fisher, moment, mean }, k) {
  const wanted = [REACH2 * Math.sqrt(fisher[2 * k]), MARGIN2 * Math.abs(mean[k])];
  if (labels2 === "data") wanted.push(MARGIN2 * DEVIATIONS * Math.sqrt(moment[2 * k]));
  return Math.max(...wanted);
}
function together(points2) {
  const columns = /* @__PURE__ */ new Map();
  const spots = [];
  for (let k = 0; k < points2.length; k += 2) {
    const [a, b] = [points2[k], points2[k + 1]];
    const column = columns.get(a) ?? [];
    if (!column.length) columns.set(a, column);
    const spot = column.find((one) => one[1] === b);
    if (spot) spot[2] += 1;
    else {
      const made2 = [a, b, 1];
      column.push(made2);
      spots.push(made2);
    }
  }
  return spots;
}
var DEVIATIONS, REACH2, OUTLINE3, MARGIN2;
var init_scores = __esm({
  "www/compute/scores.js"() {
    "use strict";
    init_core();
    DEVIATIONS = 2;
    REACH2 = 3;
    OUTLINE3 = 120;
    MARGIN2 = 1.1;
  }
});

// www/views/score.js
function read10(attribute, state) {
  const labels2 = oneOf("labels", attribute("labels") ?? "model", ["model", "data"]);
  state.scores = {
    labels: labels2,
    draws: whole(attribute, "draws", DRAWS, [1, MOST_DRAWS]),
    seed: whole(attribute, "seed", 0, [0, 2 ** 32 - 1])
  };
}
function write6({ scores }) {
  return { labels: scores.labels, draws: String(scores.draws), seed: String(scores.seed) };
}
function controls4(state, change) {
  const row = element("div", "controls");
  const set = (apply) => change((now) => {
    now.scores = { ...now.scores };
    apply(now.scores);
  });
  const draws = slider(
    "draws",
    { slider: SLIDER, logarithmic: true, whole: true, symbol: "n" },
    state.scores.draws,
    (value2) => set((scores) => {
      scores.draws = value2;
    })
  );
  const again = button("Draw again", () => set((scores) => {
    scores.seed = (scores.seed + 1) % 2 ** 32;
  }));
  const enable = (labels2) => {
    for (const control of [...draws.querySelectorAll("input"), again]) control.disabled = labels2 === "data";
    draws.classList.toggle("off", labels2 === "data");
  };
  enable(state.scores.labels);
  if (!["nothing", "target"].includes(modelEntry(state.model).takes)) {
    row.append(named3("labels", choice(
      `${labelled4(state) ? "labels" : "observations"} from`,
      [["model", "the model"], ["data", "the data"]],
      state.scores.labels,
      (labels2) => {
        enable(labels2);
        set((scores) => {
          scores.labels = labels2 === "data" ? "data" : "model";
        });
      }
    )));
  }
  row.append(draws, again);
  return [row];
}
function backdrop7({ state, held: held3 }, { scene, columns: scores }) {
  const [a, b] = [0, 1].map((k) => steady(held3.halves?.[k], rangeOf(scores, k)));
  const [first, second] = scene.symbols[state.charts[0]].map(derivativeBy);
  return { figure: "axes", axes: {
    window: [-a, a, -b, b],
    x: { label: `∂ ln p / ∂${first} (nats per chart unit)` },
    y: { label: `∂ ln p / ∂${second} (nats per chart unit)` },
    zero: true
  } };
}
function marks7({ panel: panel2 }, { columns: scores }, size2, colors) {
  const { frame, style, backdrop: { axes } } = size2;
  const pixel2 = between(axes, frame);
  const [, a, , b] = axes.window;
  const color = colors[ORIGINS[scores.labels]];
  const spots = spotsOnce(panel2, [scores.points], () => together(scores.points));
  const cloud = spots.map(([first, second, count4]) => {
    const [x, y] = pixel2(first, second);
    return { x, y, radius: radiusOf(count4, scores, style) };
  });
  const outlines = { moment: outline2(scores.outlines.moment, pixel2), fisher: outline2(scores.outlines.fisher, pixel2) };
  const [zero, mean] = [pixel2(0, 0), pixel2(...scores.mean)];
  const seen = [
    ...cloud.map(({ x, y, radius }) => circle(x, y, radius, { fill: color, opacity: 0.4 })),
    line(outlines.moment, color, 2.2, { closed: true }),
    line(outlines.fisher, colors.natural, 2.2, { closed: true, dash: [6, 4] }),
    ...Math.hypot(mean[0] - zero[0], mean[1] - zero[1]) > SHORT3 ? arrow(zero, mean, colors.ink, colors.ground) : [cross(mean, colors)]
  ];
  return { marks: [clip(frame, seen), ...words5(scores, { cloud, outlines, zero, mean, color }, size2, colors)], held: { halves: [a, b] } };
}
function words5(scores, { cloud, outlines: { fisher, moment }, zero, mean, color }, size2, colors) {
  const labels2 = new Labels(size2);
  const data = scores.labels === "data";
  const alongMean = (part) => [0, 1].map((axis) => zero[axis] + part * (mean[axis] - zero[axis]));
  labels2.keepOffLine([zero, mean], 6);
  for (const { x, y, radius } of cloud) labels2.keepOff([x, y], radius);
  for (const flat2 of [fisher, moment]) for (let k = 0; k < flat2.length; k += 6) labels2.keepOff([flat2[k], flat2[k + 1]], 3);
  const means = isDownhill(scores) ? ["mean = −∇L", "mean"] : ["mean"];
  means.some((word) => [1, 0.75, 0.5, 0.25, 0].some((part) => labels2.write(word, alongMean(part), colors.ink)));
  ROUND3.some((part) => labels2.write("Fisher matrix F", at(fisher, (part + 1 / 8) % 1), colors.natural));
  ROUND3.some((part) => labels2.write(data ? "empirical Fisher matrix" : "second moment", at(moment, (part + 5 / 8) % 1), color));
  const [, a, , b] = size2.backdrop.axes.window;
  const beyond = beyondEdge(scores.points, [a, b]);
  const [left, top, right, bottom] = size2.frame;
  if (beyond) [[right, top], [left, top], [right, bottom], [left, bottom]].some((corner) => labels2.write(`${beyond} of ${scores.count} beyond the edge`, corner, colors.muted));
  return labels2.marks;
}
function beyondEdge(points2, [a, b]) {
  let count4 = 0;
  for (let k = 0; k < points2.length; k += 2) if (Math.abs(points2[k]) > a || Math.abs(points2[k + 1]) > b) count4 += 1;
  return count4;
}
function outline2(flat2, pixel2) {
  const points2 = [];
  for (let k = 0; k < flat2.length; k += 2) points2.push(...pixel2(flat2[k], flat2[k + 1]));
  return points2;
}
function at(flat2, part) {
  const k = 2 * Math.floor(part * flat2.length / 2);
  return [flat2[k], flat2[k + 1]];
}
function remark(entries2, others2) {
  if (!entries2) return "";
  const equal = others2.find(([, other]) => other && differs(entries2, other) < SAME2);
  return equal ? `= ${equal[0]}` : flaw(entries2);
}
function account2() {
  const made2 = table("ledger moments", []);
  const rows = Object.entries(ROWS3).map(([quantity, { name, color, dash }]) => {
    const [swatch, value2, badge] = [element("span", "swatch"), element("td"), element("td", "badge")];
    if (color) swatch.style.setProperty("--color", `var(--kl-${color})`);
    swatch.style.setProperty("--dash", dash ?? "none");
    rowOf2(made2, [swatch, name], [value2, badge]).dataset.quantity = quantity;
    return { swatch, value: value2, badge };
  });
  return [{ root: made2.root, update: (_, __, ___, scores) => tell(rows, scores) }];
}
function tell(rows, scores) {
  const { mean, gradient, moment, fisher, empiricalFisher, hessian, labels: labels2 } = scores;
  const others2 = [["F", fisher], ["E", empiricalFisher]];
  const off = differs(moment, fisher);
  const texts = [
    [pair(withoutRounding(mean, moment)), isDownhill(scores) ? "= −∇L" : `off 0 by ${share(meanInDeviations(scores))} of their spread`],
    [`∇L = ${pair(withoutRounding(gradient, moment))}`, ""],
    [matrix(moment), remark(moment, others2) || `within ${share(off)} of F`],
    [matrix(fisher), ""],
    [empiricalFisher ? matrix(empiricalFisher) : "there are no data", remark(empiricalFisher, [["F", fisher]])],
    [matrix(hessian), remark(hessian, others2)]
  ];
  rows[2].swatch.style.setProperty("--color", `var(--kl-${ORIGINS[labels2]})`);
  rows.forEach(({ value: value2, badge }, k) => {
    setText(value2, texts[k][0]);
    setText(badge, texts[k][1]);
    badge.classList.toggle("equal", texts[k][1].startsWith("="));
  });
}
function caption7(_, state, __, scores) {
  const { labels: labels2, count: count4, mean, moment, fisher } = scores;
  const what = labelled4(state) ? "labels" : "observations";
  const off = ofDiagonal(differs(moment, fisher));
  const first = labels2 === "model" ? `${told(String(count4), "set", "the number of draws")} ${what} drawn from the model itself: their scores cancel, all but ${meanInDeviations(scores) < 1 ? `${told(share(meanInDeviations(scores)), "scores", 0)} of a standard deviation` : `${told(number(meanInDeviations(scores)), "scores", 0)} standard deviations`}, and their second moment is the Fisher matrix to within ${off}. On average four times as many draws halve both.` : `The ${told(String(count4), "count", "observations in the data", count4)} ${what} of the data: the mean of their scores is ${isLevel(scores) ? "zero, as it is at the best fit" : `(${mean.map((part, k) => told(number(part), "scores", 1 + k)).join(", ")}), the way down the loss, not zero`}. Their second moment is the empirical Fisher matrix, ${differs(moment, fisher) < SAME2 ? "here the Fisher matrix itself" : `whose entries differ from those of the Fisher matrix by up to ${off}`}.`;
  return `${first} ${aboutHessian(scores)}`;
}
function aboutHessian(scores) {
  const { hessian, fisher, empiricalFisher } = scores;
  if (differs(hessian, fisher) < SAME2) {
    return isLevel(scores) ? "At the best fit the Hessian of the loss is the Fisher matrix, in any chart." : "In this chart the Hessian of the loss is the Fisher matrix.";
  }
  const indeed = { "": "", indefinite: ", and indefinite: a valley one way, a ridge the other", negative: ", and negative: a hill" }[flaw(hessian)];
  if (empiricalFisher && differs(hessian, empiricalFisher) < SAME2) return `In this chart the Hessian is the empirical Fisher matrix, not the Fisher matrix${indeed}.`;
  return `The Hessian of the loss is yet another matrix here${indeed}.`;
}
var DRAWS, MOST_DRAWS, SLIDER, ALL, LEAST6, SHORT3, ROUND3, ORIGINS, ROWS3, panels7, labelled4, spotsOnce, radiusOf, derivativeBy, cross, ofDiagonal;
var init_score = __esm({
  "www/views/score.js"() {
    "use strict";
    init_matrices();
    init_remembered();
    init_scores();
    init_inputs();
    init_core();
    init_elements();
    init_format();
    init_bounds();
    init_frame();
    init_labels2();
    init_marks();
    init_words();
    init_registry();
    init_told();
    DRAWS = 500;
    MOST_DRAWS = 5e3;
    SLIDER = [20, 2e3];
    ALL = 0.045;
    LEAST6 = 1.5;
    SHORT3 = 16;
    ROUND3 = Array.from({ length: 16 }, (_, k) => k / 16);
    ORIGINS = { model: "natural", data: "empirical" };
    ROWS3 = {
      mean: { name: "mean of the scores" },
      gradient: { name: "gradient of the loss" },
      moment: { name: "their second moment M", dash: "solid" },
      fisher: { name: "Fisher matrix F", color: "natural", dash: "dashed" },
      "empirical-fisher": { name: "empirical Fisher matrix E" },
      hessian: { name: "Hessian of the loss H" }
    };
    panels7 = () => [{ name: "score", title: "Scores ∇ ln p: where each observation pulls the parameters" }];
    labelled4 = (state) => modelEntry(state.model).takes === "labelled";
    spotsOnce = madeOnce();
    radiusOf = (count4, scores, { width }) => Math.max(LEAST6, ALL * width * Math.sqrt(count4 / scores.count));
    derivativeBy = (name) => /[ /]/.test(name) ? `(${name})` : name;
    cross = ([x, y], { ink, ground }) => line([x - 6, y, x + 6, y, NaN, NaN, x, y - 6, x, y + 6], ink, 2, { casing: ground });
    ofDiagonal = (off) => off < 2 ? `${told(share(off), "scores", 3)} of its diagonal` : `${told(number(off), "scores", 3)} times its diagonal`;
    register("score", { panels: panels7, backdrop: backdrop7, marks: marks7, read: read10, write: write6, prepare: scoresOf, controls: controls4, account: account2, instead: true, caption: caption7 });
  }
});

// www/compute/expansion.js
function expansion(scene, state, model) {
  const [first] = state.charts;
  const [p, q] = pairIn(scene, first);
  const quadratic = model.quadratic(p, q, first);
  const along2 = model.along(p, q, first, SHARES);
  const forward = along2.filter((_, k) => k % 2 === 0);
  const reverse = along2.filter((_, k) => k % 2 === 1);
  const at2 = (t) => ({ forward: forward[indexOf(t)], reverse: reverse[indexOf(t)], quadratic: t * t * quadratic });
  return {
    quadratic,
    forward,
    reverse,
    whole: at2(1),
    half: at2(0.5),
    edges: [edge(model, p, q, first, forward, -1), edge(model, p, q, first, forward, 1)],
    charts: everyChart(state, scene, model).map(({ name, label: label2, p: from, q: to }) => ({
      name,
      label: label2,
      quadratic: model.quadratic(from, to, name)
    })),
    ...state.ellipses.includes("fisher") && { ellipses: Object.fromEntries(state.charts.map((chart) => [chart, ballOfThatCost(scene, model, chart)])) }
  };
}
function ballOfThatCost(scene, model, chart) {
  const radius = model.quadratic(...pairIn(scene, chart), chart);
  return radius > 0 ? [{ kind: "kl-old-new", outline: model.ball("kl-old-new", scene.pins.start[chart], radius, OUTLINE4, chart) }] : [];
}
function edge(model, p, q, chart, values, side) {
  let k = indexOf(0);
  while (k + side >= 0 && k + side < values.length && !Number.isNaN(values[k + side])) k += side;
  if (k + side < 0 || k + side >= values.length) return void 0;
  const between3 = Float64Array.from({ length: FINE2 }, (_, i) => SHARES[k] + side * i / (FINE2 * PER_UNIT));
  const finer = model.along(p, q, chart, between3).filter((_, i) => i % 2 === 0);
  const out = finer.findIndex(Number.isNaN);
  return between3[out < 0 ? FINE2 - 1 : Math.max(0, out - 1)];
}
var FROM, TO, PER_UNIT, SHARES, indexOf, FINE2, OUTLINE4, inUnits, relativeError;
var init_expansion = __esm({
  "www/compute/expansion.js"() {
    "use strict";
    init_pairs();
    [FROM, TO, PER_UNIT] = [-1, 1.5, 40];
    SHARES = Float64Array.from({ length: (TO - FROM) * PER_UNIT + 1 }, (_, k) => (k + FROM * PER_UNIT) / PER_UNIT);
    indexOf = (t) => Math.round((t - FROM) * PER_UNIT);
    FINE2 = 50;
    OUTLINE4 = 80;
    inUnits = ({ quadratic, forward, reverse }) => quadratic > 0 ? {
      quadratic: SHARES.map((t) => t * t),
      forward: forward.map((cost) => cost / quadratic),
      reverse: reverse.map((cost) => cost / quadratic)
    } : void 0;
    relativeError = (cost, exact) => exact > 0 ? cost / exact - 1 : void 0;
  }
});

// www/views/expansion.js
function marks8(_, { columns }, size2, colors) {
  const { edges: edges2 } = columns;
  const values = inUnits(columns);
  if (!values) return { marks: [] };
  const { frame } = size2;
  const pixel2 = between(AXES, frame);
  const curves4 = KINDS2.map((kind) => ({ ...CURVES[kind], values: values[kind] }));
  const seen = [
    ...outside(edges2, frame, pixel2, colors),
    // A line at q.
    line([...pixel2(1, 0), ...pixel2(1, HIGHEST)], colors.other, 1.4, { dash: [2, 4] }),
    // Points far above the panel may be drawn anywhere above it.
    ...curves4.map(({ values: values2, color, dash }) => line(
      Array.from(values2, (value2, k) => pixel2(SHARES[k], Math.min(value2, 100 * HIGHEST))).flat(),
      colors[color],
      2.2,
      { dash, casing: colors.ground }
    )),
    ...curves4.flatMap(({ values: values2, color }) => dot(pixel2(1, values2[indexOf(1)]), colors[color], colors.ground))
  ];
  return { marks: [clip(frame, [...seen, ...names2(curves4, size2, pixel2, colors)])] };
}
function outside([below, above], [left, top, right, bottom], pixel2, { ink }) {
  const shaded = (from, to) => rect(from, top, to - from, bottom - top, ink, 0.07);
  return [
    ...below === void 0 ? [] : [shaded(left, pixel2(below, 0)[0])],
    ...above === void 0 ? [] : [shaded(pixel2(above, 0)[0], right)]
  ];
}
function names2(curves4, size2, pixel2, colors) {
  const labels2 = new Labels(size2);
  for (const { values } of curves4) {
    values.forEach((value2, k) => {
      if (value2 <= HIGHEST) labels2.keepOff(pixel2(SHARES[k], value2), 2);
    });
  }
  for (const { values, name, color } of curves4) {
    NAMED_AT.some((t) => values[indexOf(t)] <= 0.95 * HIGHEST && labels2.write(name, pixel2(t, values[indexOf(t)]), colors[color]));
  }
  return labels2.marks;
}
function account3() {
  const costs = new Measures(["cost", "of Δ (nats)", "½ΔᵀFΔ is off by", "at ½Δ by"], true);
  const charts = new Measures(["½ΔᵀFΔ of the same p and q", "nats", "differs from KL(p ‖ q) by"]);
  for (const [key, { name }] of Object.entries(CURVES)) costs.write(key, name, []);
  const root = element("div", "tables");
  root.append(costs.root, charts.root);
  return {
    root,
    update: (_, __, ___, { whole: whole3, half, charts: all }) => {
      for (const key of KINDS2) {
        const { name } = CURVES[key];
        const off = key === "quadratic" ? ["–", "–"] : [whole3, half].map((at2) => error(at2.quadratic, at2[key]));
        costs.write(key, name, [number(whole3[key]), ...off]);
      }
      for (const { name, label: label2, quadratic } of all) {
        charts.write(name, `in ${label2}`, [number(quadratic), error(quadratic, whole3.forward)]);
      }
      charts.keep(all.map(({ name }) => name));
    },
    paint: (colors, ratio) => costs.paint((key) => ({ ...CURVES[key], color: colors[CURVES[key].color] }), ratio)
  };
}
function error(cost, exact) {
  const off = relativeError(cost, exact);
  return off === void 0 ? "–" : `${off > 0 ? "+" : ""}${number(100 * off)} %`;
}
function caption8({ starts, pins }, state, __, { whole: whole3, half }) {
  if (!(whole3.forward > 0)) return "p and q are one distribution: Δ is zero, and so is every cost.";
  const [chart] = state.charts;
  const forward = told(number(whole3.forward), "kl", "p ‖ q", chart, starts[chart], (pins.other ?? pins.start)[chart]);
  return `Going from p to q costs ${forward} nats; ½ΔᵀFΔ says ${told(number(whole3.quadratic), "quadratic")} nats, ${besides(whole3, "of Δ")}. For half of Δ it is ${besides(half, "of ½Δ")}.${state.ellipses.includes("fisher") ? drawnToo(whole3) : ""}`;
}
function besides({ quadratic, forward }, what) {
  const off = relativeError(quadratic, forward) ?? NaN;
  if (Math.abs(off) < 1e-3) return "as good as exact";
  const ratio = (text2, how) => told(text2, "ratio", quadratic, forward, [`½ΔᵀFΔ ${what}`, `KL(p ‖ q) ${what}`], how);
  return off >= 1 ? `${ratio(number(1 + off))} times as much` : `${ratio(share(Math.abs(off)), "off")} ${off < 0 ? "too little" : "too much"}`;
}
var HIGHEST, AXES, NAMED_AT, CURVES, KINDS2, panels8, backdrop8, dot, drawnToo;
var init_expansion2 = __esm({
  "www/views/expansion.js"() {
    "use strict";
    init_expansion();
    init_elements();
    init_format();
    init_frame();
    init_labels2();
    init_marks();
    init_measures();
    init_pins();
    init_registry();
    init_told();
    HIGHEST = 2.25;
    AXES = {
      window: [FROM, TO, 0, HIGHEST],
      x: { label: "share t of Δ" },
      y: { label: "cost of tΔ" },
      zero: true
    };
    NAMED_AT = Array.from({ length: 36 }, (_, k) => k % 2 ? -0.975 + 0.025 * k : TO - 0.025 * k);
    CURVES = {
      quadratic: { name: "½ΔᵀFΔ", color: "natural", dash: [6, 4] },
      forward: { name: "KL(p ‖ q)", color: "exact", dash: [] },
      reverse: { name: "KL(q ‖ p)", color: "exact", dash: [2, 4] }
    };
    KINDS2 = /** @type {Kind[]} */
    Object.keys(CURVES);
    panels8 = () => [{ name: "expansion", title: "The cost on the way from p through q, in units of ½ΔᵀFΔ" }];
    backdrop8 = () => ({ figure: "axes", axes: AXES });
    dot = ([x, y], fill2, ground) => Number.isNaN(y) ? [] : [circle(x, y, 4, { fill: fill2, stroke: ground, width: 1.5 })];
    drawnToo = ({ quadratic }) => ` In the plane, what ${told(number(quadratic), "quadratic")} nats allow: dashed by the quadratic form, solid by the divergence itself.`;
    register("expansion", { panels: panels8, backdrop: backdrop8, marks: marks8, read: readPins, write: writePins, complete: completePins, prepare: expansion, account: account3, caption: caption8 });
  }
});

// www/compute/halving.js
function* gapsOfHalvedSteps({ gaps }, { spec }, { charts }) {
  if (!gaps) return;
  const found3 = gaps.map((levels) => [...levels]);
  for (const [level, divisor] of DIVISORS.entries()) {
    for (const [r, levels] of found3.entries()) {
      levels[level] = yield* gap(refined2(spec, charts.length, r, divisor));
    }
    yield { gaps: found3.map((levels) => [...levels]) };
  }
}
function orderOf2(levels) {
  const [first, second, last4] = levels.slice(-3).map(({ gap: distance }) => distance);
  const ratios = [first / second, second / last4];
  if (Math.max(first, second, last4) < SAME) return { ratios, order: "rounding" };
  const near = (factor) => ratios.every((ratio) => Math.abs(ratio - factor) < CLOSE * factor);
  return { ratios, order: near(2) ? "halves" : near(1) ? "stays" : void 0 };
}
function refined2(spec, charts, r, divisor) {
  const runs = [0, 1].map((c) => {
    const run = spec.runs[r * charts + c];
    const { name, unit } = sizeOf(run.rule);
    return { ...run, [name]: sizeOfRun(run) / (unit === "nats" ? divisor ** 2 : divisor) };
  });
  return { ...spec, runs, steps: spec.steps * divisor };
}
function* gap(spec) {
  const experiment = new Experiment(spec);
  try {
    const { steps: steps2 } = (
      /** @type {FullSpec} */
      experiment.spec
    );
    for (let left = steps2; left > 0; left -= STRIDE2) {
      experiment.advance(Math.min(left, STRIDE2));
      yield;
    }
    const whole3 = [0, 1].every((run) => WHOLE.includes(experiment.status(run)) && experiment.series(run, "halvings").every((count4) => count4 === 0));
    return { gap: experiment.apart(0, 1, steps2), whole: whole3 };
  } finally {
    experiment.free();
  }
}
var DIVISORS, STRIDE2, WHOLE, noGapsYet, dividedBy, CLOSE;
var init_halving = __esm({
  "www/compute/halving.js"() {
    "use strict";
    init_core();
    init_distances();
    DIVISORS = [1, 2, 4, 8, 16];
    STRIDE2 = 16;
    WHOLE = ["running", "converged"];
    noGapsYet = (_scene, { charts, rules }) => charts.length < 2 ? {} : { gaps: rules.map(() => []) };
    dividedBy = (levels, level) => level > 0 && levels[level - 1] && levels[level].gap >= SAME ? levels[level - 1].gap / levels[level].gap : void 0;
    CLOSE = 0.15;
  }
});

// www/accounts/ledger.js
function paintLines(canvas, family, lines, colors, ratio) {
  const color = familyColor(colors, family);
  const marks15 = lines.flatMap(({ dash, hollow }, k) => {
    const [left, y] = [k * (SAMPLE3.width + GAP5), SAMPLE3.height / 2];
    return [
      line([left + 1, y, left + SAMPLE3.width - 1, y], color, 2.2, { dash }),
      symbols(FAMILIES[family].marker, [left + SAMPLE3.width / 2, y], 4, color, colors.ground, { hollow })
    ];
  });
  paintSample(canvas, marks15, ratio, lines.length * (SAMPLE3.width + GAP5) - GAP5);
}
var GAP5;
var init_ledger = __esm({
  "www/accounts/ledger.js"() {
    "use strict";
    init_core();
    init_elements();
    init_format();
    init_budget();
    init_language();
    init_marks();
    init_dashes();
    init_labels();
    init_distances();
    init_status();
    init_unbounded();
    init_samples();
    GAP5 = 5;
  }
});

// www/views/halving.js
function backdrop9({ held: held3 }, { scene, columns }) {
  const [low, high] = rangeOf2(columns, held3);
  const decades = Math.round(Math.log10(high / low));
  return { figure: "axes", axes: {
    window: [...EDGES, 0.4, POWERS + decades],
    x: { label: "step, as a share of the chosen one", names: [...SHARES2].reverse() },
    y: { label: scene.chartDistanceName, names: ["0", ...powers2(low, decades)] }
  } };
}
function marks9({ state, highlight, held: held3 }, { columns }, size2, colors) {
  const { frame, backdrop: { axes } } = size2;
  const pixel2 = between(axes, frame);
  const [low, high] = rangeOf2(columns, held3);
  const shown = resultsOf(columns, held3);
  const faint = shown === (columns.gaps ?? shown) ? 1 : 0.35;
  const lines = shown.map((levels, r) => {
    const rule = state.rules[r];
    const entry2 = ruleEntry(rule);
    return {
      entry: entry2,
      levels,
      points: levels.map(({ gap: gap2 }, level) => pixel2(DIVISORS.length - level, gap2 < SAME ? ZERO : POWERS + Math.log10(gap2) - Math.log10(low))),
      zero: levels.every(({ gap: gap2 }) => gap2 < SAME),
      opacity: highlight && highlight !== rule ? 0.2 * faint : faint
    };
  });
  return { marks: [
    ...breakAt(frame, pixel2(0, BREAK)[1], colors),
    clip(frame, lines.flatMap((one) => lineOf2(one, colors))),
    ...words6(lines.filter(({ points: points2 }) => points2.length), size2, colors)
  ], held: { gaps: [low, high], last: isWhole(shown) ? shown : held3.last } };
}
function words6(lines, size2, colors) {
  const { frame: [left, , right], measure } = size2;
  const labels2 = new Labels(size2);
  for (const { points: points2 } of lines) labels2.keepOffLine(points2, 5);
  for (const { entry: entry2, points: points2, zero } of lines) {
    if (!zero) points2.some((point) => labels2.write(entry2.label, point, familyColor(colors, entry2.family)));
  }
  const zeros = lines.filter(({ zero }) => zero);
  if (zeros.length) {
    const names3 = `${zeros.map(({ entry: entry2 }) => entry2.label).join(", ")}: 0 to rounding`;
    const fits = measure(names3) < 0.8 * (right - left);
    labels2.write(fits ? names3 : `${zeros.length} rules: 0 to rounding`, zeros[0].points[zeros[0].points.length - 1], familyColor(colors, zeros[0].entry.family));
  }
  return labels2.marks;
}
function extremes3(found3, window) {
  const gaps = found3.flat().filter((one) => one.gap >= SAME).map(({ gap: gap2 }) => gap2);
  return gaps.length ? [Math.min(...gaps), Math.max(...gaps)] : window ?? [0.01, 1];
}
function lineOf2({ entry: { family }, points: points2, levels, opacity }, colors) {
  const color = familyColor(colors, family);
  return [
    line(flat(points2), color, 2.2, { casing: colors.ground, opacity }),
    ...points2.map((at2, level) => symbols(FAMILIES[family].marker, at2, 4.6, color, colors.ground, { hollow: !levels[level].whole, opacity }))
  ];
}
function account4(state, hooks) {
  const made2 = table("ledger halvings", ["step", ...SHARES2]);
  const rows = state.rules.map((rule) => {
    const { label: label2, invariance: invariance2, family } = ruleEntry(rule);
    const canvas = picture("sample");
    const cells = DIVISORS.map(() => noted());
    heeded(rowOf2(made2, [canvas, label2, element("small", "", WORDS[invariance2])], cells.map(({ cell }) => cell)), rule, hooks.emphasize);
    return { cells, canvas, family };
  });
  return [{
    root: made2.root,
    update: (_, __, ___, { gaps }) => tell2(rows, gaps),
    /**
     * @param {Colors} colors
     * @param {number} ratio
     */
    paint: (colors, ratio) => {
      for (const { canvas, family } of rows) paintLines(canvas, family, CHART_DASHES.slice(0, 2).map((dash, k) => ({ dash, hollow: k > 0 })), colors, ratio);
    }
  }];
}
function tell2(rows, found3) {
  rows.forEach(({ cells }, r) => cells.forEach(({ cell, text: text2, note }, level) => {
    const one = found3?.[r][level];
    cell.classList.toggle("old", !one);
    if (!one || !found3) return;
    setText(text2, `${one.gap < SAME ? "0" : number(one.gap)}${one.whole ? "" : "*"}`);
    const divided = dividedBy(found3[r], level);
    setText(note, divided === void 0 ? " " : `÷ ${number(divided)}`);
  }));
}
function caption9(_, state, __, { gaps }) {
  if (!gaps) return "Two charts are needed here: the same rule is run in both.";
  const labels2 = state.charts.slice(0, 2).map((chart) => chartEntry(state.model, chart).label);
  const last4 = DIVISORS.length - 1;
  const parts2 = gaps.map((levels, r) => {
    const { label: label2 } = ruleEntry(state.rules[r]);
    return `${label2}: ${levels[last4] ? inWords(levels, r) : "it is being measured …"}`;
  });
  const broken = gaps.flat().some(({ whole: whole3 }) => !whole3) ? " (* there a run stopped, or had steps that were shortened.)" : "";
  const first = `Run in ${labels2.join(" and in ")} with the step at a sixteenth, and sixteen times as many steps, the two ends are this far apart. `;
  return `${first}${capital(parts2.join("; "))}.${broken}`;
}
function inWords(levels, rule) {
  const { ratios, order } = orderOf2(levels);
  if (order === "rounding") return "nothing but rounding";
  const verdict = order === "halves" ? "it halves with the step" : order === "stays" ? "it stays" : `the last two halvings divided it by ${ratios.map((ratio, which) => told(number(ratio), "divided", rule, which)).join(" and by ")}`;
  return `${told(number(levels[levels.length - 1].gap), "gap", rule)}, ${verdict}`;
}
var SHARES2, EDGES, ZERO, BREAK, POWERS, MOST_POWERS, WORDS, panels9, isWhole, resultsOf, rangeOf2, powers2, breakAt;
var init_halving2 = __esm({
  "www/views/halving.js"() {
    "use strict";
    init_halving();
    init_core();
    init_elements();
    init_format();
    init_language();
    init_bounds();
    init_frame();
    init_labels2();
    init_marks();
    init_ledger();
    init_distances();
    init_registry();
    init_told();
    SHARES2 = ["1", "1/2", "1/4", "1/8", "1/16"];
    EDGES = /** @type {const} */
    [0.5, 5.7];
    [ZERO, BREAK, POWERS] = [1, 1.5, 2];
    MOST_POWERS = 8;
    WORDS = {
      exact: "chart-free exactly",
      "in-the-limit": "chart-free in the limit of small steps",
      affine: "chart-free between affine charts only",
      none: "never chart-free"
    };
    panels9 = () => [{ name: "halving", title: "How far apart the two runs end" }];
    isWhole = (gaps) => gaps.length > 0 && gaps.every((levels) => levels.length === DIVISORS.length);
    resultsOf = ({ gaps = [] }, { last: last4 }) => isWhole(gaps) || last4?.length !== gaps.length ? gaps : last4;
    rangeOf2 = (columns, held3) => steadyPowers(held3.gaps, extremes3(resultsOf(columns, held3), held3.gaps));
    powers2 = (low, decades) => Array.from({ length: decades + 1 }, (_, k) => k % Math.ceil(decades / MOST_POWERS) ? "" : chosen(low * 10 ** k).replace("1.00·", ""));
    breakAt = ([left, , right], y, colors) => [
      line([left, y, right, y], colors.contour, 1, { dash: [2, 4] }),
      line([left, y - 1, left, y + 1], colors.ground, 5),
      ...[-3, 3].map((side) => line([left - 5, y + side + 2, left + 4, y + side - 2], colors.ink, 1))
    ];
    register("halving", { panels: panels9, backdrop: backdrop9, marks: marks9, prepare: noGapsYet, refine: gapsOfHalvedSteps, account: account4, instead: true, caption: caption9, timeless: true });
  }
});

// www/compute/learners.js
function orderOf3(scene, state, model) {
  const count4 = seenBy(state, model);
  const radius = radiusOfBound(count4);
  const ellipses2 = Object.fromEntries(state.charts.map((chart) => [chart, ellipseOfBound(model, scene.optima[chart], radius, chart)]));
  return { count: count4, radius, learners: [], clouds: [], ellipses: ellipses2 };
}
function* learning(columns, _, state, model) {
  const [chart] = state.charts;
  const { radius } = columns;
  const learners = [];
  const clouds2 = [];
  for (const [index, rule] of state.order.learners.entries()) {
    const work = new OnlineLearning(specOf(state, rule));
    try {
      for (let done = 0; done < LEARNERS; done += PORTION2) {
        work.advance(PORTION2);
        const [ends, outcome2] = [work.ends(), work.outcome()];
        learners[index] = { rule, outcome: outcome2, inside: inside2(model, ends, outcome2.truth, chart, radius) };
        clouds2[index] = { family: ruleEntry(rule).family, places: placesOf4(model, ends, state.charts) };
        yield { ...columns, learners: [...learners], clouds: [...clouds2] };
      }
    } finally {
      work.free();
    }
  }
}
function placesOf4(model, ends, [first, ...others2]) {
  const into = (chart) => Float64Array.from(pairs(ends).flatMap((at2) => model.contains(at2, first) ? Array.from(model.convert(at2, first, chart)) : [NaN, NaN]));
  return { [first]: ends, ...Object.fromEntries(others2.map((chart) => [chart, into(chart)])) };
}
function shareOfBound({ spreads, bound }) {
  const { variance } = spreads[spreads.length - 1];
  return Math.max(0, variance[0] / bound[0], variance[2] / bound[2]);
}
var LEARNERS, PORTION2, INSIDE, OUTLINE5, seenBy, radiusOfBound, ellipseOfBound, specOf, inside2, UNCERTAIN, pairs;
var init_learners = __esm({
  "www/compute/learners.js"() {
    "use strict";
    init_core();
    LEARNERS = 50;
    PORTION2 = 5;
    INSIDE = 0.95;
    OUTLINE5 = 120;
    seenBy = ({ order }, model) => order.kind === "shuffled" ? model.observations.length : order.observations;
    radiusOfBound = (count4) => -Math.log(1 - INSIDE) / count4;
    ellipseOfBound = (model, optimum2, radius, chart) => optimum2 ? [{ kind: "bound", outline: model.ball("fisher", optimum2, radius, OUTLINE5, chart) }] : [];
    specOf = ({ model, data, options, start: start2, charts, order }, rule) => (
      /** @type {OnlineSpec} */
      {
        model,
        ...data && { data },
        ...options && { options },
        start: start2,
        run: { rule, rate: order.rates[rule], schedule: "inverse-time", chart: charts[0] },
        order: order.kind,
        observations: order.observations,
        delay: order.delay,
        seeds: LEARNERS,
        seed: order.seed
      }
    );
    inside2 = (model, ends, truth, chart, radius) => pairs(ends).filter((at2) => model.contains(at2, chart) && model.quadratic(truth, at2, chart) <= radius).length;
    UNCERTAIN = 1 / Math.sqrt(LEARNERS);
    pairs = (flat2) => Array.from({ length: flat2.length / 2 }, (_, k) => [flat2[2 * k], flat2[2 * k + 1]]);
  }
});

// www/views/needs-fit.js
function refuseNoFit(view, allowed, data, { unbounded }) {
  if (!unbounded) return;
  const written2 = data ? short(fullText(data)) : "left out";
  throw new Error(`data is "${written2}"; allowed with view "${view}": ${allowed}. ${noFit(unbounded)}`);
}
var init_needs_fit = __esm({
  "www/views/needs-fit.js"() {
    "use strict";
    init_data();
    init_words();
    init_unbounded();
  }
});

// www/views/order.js
function read11(read15, state) {
  const learners = unique("learners", words(read15("learners") ?? "gradient natural-gradient"), catalogue().rules.length);
  learners.forEach(rateOption);
  const kind = oneOf(
    "order",
    read15("order") ?? "fresh",
    /** @type {Order["kind"][]} */
    Object.keys(ORDERS)
  );
  const count4 = (name, otherwise) => numberFrom(name, read15(name), { range: [0, Infinity], whole: true }) ?? otherwise;
  const rate = (rule) => numberFrom(`${rule}-rate`, words(read15(`${rule}-rate`))[0]) ?? usualRate(rule);
  state.order = {
    kind,
    learners,
    observations: count4("observations", 100),
    delay: count4("delay", 5),
    seed: count4("order-seed", 0),
    rates: Object.fromEntries(learners.map((rule) => [rule, rate(rule)]))
  };
}
function write7({ order, rules }) {
  const { kind, learners, observations, delay, seed, rates } = order;
  return {
    order: kind,
    learners: learners.join(" "),
    observations: String(observations),
    delay: String(delay),
    "order-seed": String(seed),
    // A rule that also has a run has its rate there, or its rates.
    ...Object.fromEntries(learners.filter((rule) => !rules.map(ruleName).includes(rule) || rules.includes(rule) && rates[rule] !== usualRate(rule)).map((rule) => [`${rule}-rate`, String(rates[rule])]))
  };
}
function rateIn(rule) {
  const option = ruleEntry(rule)?.options.find(({ name }) => name === "rate");
  return option?.kind === "number" ? option : void 0;
}
function rateOption(rule) {
  const option = rateIn(rule);
  if (option) return option;
  const allowed = catalogue().rules.map(({ name }) => name).filter(rateIn);
  throw new Error(`learners has "${short(rule)}"; allowed: ${allowed.join(", ")}`);
}
function controls5(state, change) {
  const row = element("div", "controls");
  const again = button("", () => change((now) => {
    now.order.seed += 1;
  }));
  const count4 = slider(
    "observations of each learner",
    OBSERVATIONS,
    state.order.observations,
    (value2) => change((now) => {
      now.order.observations = value2;
    })
  );
  const suit = (kind) => {
    const input = count4.querySelector("input");
    if (input) input.disabled = kind === "shuffled";
    count4.classList.toggle("off", kind === "shuffled");
    again.textContent = kind === "shuffled" ? "Other orders" : "Other draws";
  };
  suit(state.order.kind);
  row.append(menu("observations", Object.entries(ORDERS), state.order.kind, (kind) => {
    suit(kind);
    change((now) => {
      now.order.kind = /** @type {Order["kind"]} */
      kind;
    });
  }));
  for (const rule of state.order.learners) {
    const option = rateOption(rule);
    const shown = { ...option, symbol: "", unit: "/ (t + delay)", slider: [option.slider[0], 4 * option.slider[1]] };
    row.append(slider(
      `rate of ${ruleEntry(rule).label}`,
      shown,
      state.order.rates[rule],
      (rate) => change((now) => {
        now.order.rates[rule] = rate;
      })
    ));
  }
  const redraw = element("div", "control");
  redraw.append(again);
  row.append(count4, slider("delay", DELAY, state.order.delay, (value2) => change((now) => {
    now.order.delay = value2;
  })), redraw);
  return [row];
}
function sample(canvas, family, colors, ratio) {
  const y = SAMPLE3.height / 2;
  paintSample(canvas, [family ? symbols(FAMILIES[family].marker, [SAMPLE3.width / 2, y], 3.4, familyColor(colors, family), colors.ground) : line([1, y, SAMPLE3.width - 1, y], colors.ink, 1.8, { dash: [6, 4] })], ratio);
}
function caption10(_, state, __, { count: count4, learners }) {
  const { kind, delay } = state.order;
  const [all, wait] = [told(String(LEARNERS), "set", "the number of learners"), told(String(delay), "set", "the delay")];
  const first = kind === "fresh" ? `Each of ${all} learners sees ${told(String(count4), "set", "observations of each learner")} fresh draws from the best fit, one at a time and each once, at a rate that falls as 1/(t + ${wait}).` : `Each of ${all} learners sees the ${told(String(count4), "count", "observations in the data", count4)} observations of the data once, in an order of its own, at a rate that falls as 1/(t + ${wait}).`;
  const done = learners.filter(Boolean);
  if (done.length < state.order.learners.length) return `${first} They are learning.`;
  const last4 = ({ outcome: { spreads } }) => spreads[spreads.length - 1];
  const about = done.map((one) => `${ruleEntry(one.rule).label} ${told(number(last4(one).excess, 2), "excess", one)} times the bound, ${told(String(one.inside), "count", "learners that end inside the ellipse", one.inside)} of ${told(String(one.outcome.done), "count", "learners", one.outcome.done)} inside`).join("; ");
  const stopped = done.filter(({ outcome: outcome2 }) => outcome2.stopped > 0).map(({ rule, outcome: outcome2 }) => ` ${told(counted(outcome2.stopped, "learner"), "count", "learners that were stopped", outcome2.stopped)} of ${ruleEntry(rule).label} ${outcome2.stopped === 1 ? "was" : "were"} thrown so far that learning stopped.`).join("");
  if (kind === "fresh") {
    return `${first} No estimator that is right on average has a squared error below the bound of Cramér and Rao, at which ${told("95 %", "set", "the share that the ellipse is drawn for")} end inside the dashed ellipse. Theirs: ${about}. ${stopped ? "" : `With ${all} learners that is uncertain by some ${told(`${Math.round(100 * UNCERTAIN)} %`, "uncertain", LEARNERS)}. `}A rule whose learners are slightly biased may fall below 1.${stopped}`;
  }
  const order = done.map(({ rule, outcome: outcome2 }) => `${ruleEntry(rule).label} ${told(`${number(100 * shareOfBound(outcome2), 2)} %`, "ofBound", outcome2)}`).join(", ");
  return `${first} The order alone spreads their ends by at most this share of the variance that other data would bring (the dashed ellipse): ${order}.${stopped}`;
}
function complete({ model: name, data }, model) {
  if (!observed3().includes(name)) throw new Error(`model is "${name}"; allowed with view "order": ${observed3().join(", ")}`);
  refuseNoFit("order", "data with a best fit, from which the learners' ends are measured", data, model);
}
var ORDERS, OBSERVATIONS, DELAY, usualRate, account5, Spreads, observed3;
var init_order = __esm({
  "www/views/order.js"() {
    "use strict";
    init_learners();
    init_core();
    init_inputs();
    init_elements();
    init_format();
    init_samples();
    init_language();
    init_marks();
    init_rule_keys();
    init_words();
    init_needs_fit();
    init_registry();
    init_told();
    ORDERS = { fresh: "fresh draws", shuffled: "the data, shuffled" };
    OBSERVATIONS = { slider: [10, 1e3], logarithmic: true, whole: true };
    DELAY = { slider: [0, 50], logarithmic: false, whole: true };
    usualRate = (rule) => ruleEntry(rule).needs.matrix === "fisher" ? 1 : rateOption(rule).default;
    account5 = (state) => [new Spreads(state)];
    Spreads = class {
      #rows;
      #bound;
      /** @type {{ canvas: HTMLCanvasElement, family?: Family }[]} */
      #samples = [];
      /** @param {State} state */
      constructor(state) {
        const [a, b] = coordinates(state.model, state.charts[0]);
        const headings = [`n · variance of ${a}`, `n · variance of ${b}`, "squared error ÷ bound", "inside the ellipse"];
        const made2 = table("ledger stack spreads", [`${LEARNERS} learners`, ...headings]);
        this.root = made2.root;
        const row = (label2, family) => {
          const canvas = picture("sample");
          this.#samples.push({ canvas, family });
          const cells = headings.map((heading2) => {
            const cell = element("td", "", "–");
            cell.dataset.label = heading2;
            return cell;
          });
          rowOf2(made2, [canvas, label2], cells);
          return cells;
        };
        this.#rows = state.order.learners.map((rule) => row(ruleEntry(rule).label, ruleEntry(rule).family));
        this.#bound = row("Cramér–Rao bound");
      }
      /**
       * @param {Scene} _
       * @param {State} __
       * @param {number} ___
       * @param {OrderColumns} columns
       */
      update(_, __, ___, { learners }) {
        this.#rows.forEach((cells, k) => {
          const found3 = learners[k];
          const spread2 = found3?.outcome.spreads.at(-1);
          const texts2 = found3 && spread2 ? [number(spread2.variance[0]), number(spread2.variance[2]), number(spread2.excess), `${found3.inside} of ${found3.outcome.done}`] : ["–", "–", "–", "–"];
          cells.forEach((cell, c) => setText(cell, texts2[c]));
        });
        const bound = learners[0]?.outcome.bound;
        const texts = [bound ? number(bound[0]) : "–", bound ? number(bound[2]) : "–", "1", "95 %"];
        this.#bound.forEach((cell, c) => setText(cell, texts[c]));
      }
      /**
       * @param {Colors} colors
       * @param {number} ratio
       */
      paint(colors, ratio) {
        for (const { canvas, family } of this.#samples) sample(canvas, family, colors, ratio);
      }
    };
    observed3 = () => catalogue().models.filter(({ takes: takes2 }) => ["numbers", "labelled"].includes(takes2)).map(({ name }) => name);
    register("order", { read: read11, write: write7, complete, prepare: orderOf3, refine: learning, controls: controls5, account: account5, caption: caption10 });
  }
});

// www/compute/outcome-codes.js
function codesOf(sweep) {
  const codes = sweep.results();
  const minima = sweep.minima();
  if (minima.every((minimum) => minimum <= 0)) return codes;
  const steps2 = sweep.arrivals();
  return codes.map((code, cell) => minima[cell] > 0 ? codeOf(minima[cell], steps2[cell]) : code);
}
var BEYOND, minimumOf, stepsOf2, codeOf;
var init_outcome_codes = __esm({
  "www/compute/outcome-codes.js"() {
    "use strict";
    BEYOND = 2 ** 20;
    minimumOf = (code) => Math.floor(code / BEYOND);
    stepsOf2 = (code) => code % BEYOND;
    codeOf = (minimum, steps2) => minimum * BEYOND + steps2;
  }
});

// www/work/version.js
var VERSION;
var init_version = __esm({
  "www/work/version.js"() {
    "use strict";
    VERSION = typeof __VERSION__ === "undefined" ? void 0 : __VERSION__;
  }
});

// www/work/turns.js
var turns_exports = {};
__export(turns_exports, {
  Turns: () => Turns
});
function started(job) {
  const { Class, tally, read: read15 } = KINDS3[job.kind];
  const object = new Class(job.spec);
  return {
    /** Does so many portions of work; returns the share done. @param {number} count */
    advance(count4) {
      const reported = object.advance(count4);
      const { done, total } = tally?.(object) ?? { done: 0, total: 1 };
      return reported ?? done / total;
    },
    read: () => read15(object, job),
    free: () => object.free()
  };
}
function advance2(work, it, time) {
  const end = performance.now() + time;
  for (; ; ) {
    const before = performance.now();
    const share3 = it.advance(work.count);
    const now = performance.now();
    if (share3 === 1 || now >= end) return share3;
    if (now < before + SHORT4) work.count *= 2;
    else if (now > before + LONG4) work.count = Math.ceil(work.count / 2);
  }
}
var READING, SHORT4, LONG4, KINDS3, Turns;
var init_turns = __esm({
  "www/work/turns.js"() {
    "use strict";
    init_outcome_codes();
    init_core();
    READING = 90;
    [SHORT4, LONG4] = [1, 4];
    KINDS3 = {
      sweep: { Class: Sweep, read: (it) => ({ results: codesOf(it), stride: it.stride }) },
      "rate-search": { Class: RateSearch, read: (it) => ({ trials: it.trials(), best: it.best() }) },
      "monte-carlo": {
        Class: MonteCarlo,
        tally: (it) => it.tally(),
        read: (it, { levels = [] }) => ({ tally: it.tally(), quantiles: it.quantiles(levels) })
      },
      "online-learning": {
        Class: OnlineLearning,
        tally: (it) => it.outcome(),
        read: (it) => ({ outcome: it.outcome(), ends: it.ends() })
      }
    };
    Turns = class {
      /** Jobs in progress, by number, the next one first. @type {Map<number, Work>} */
      #open = /* @__PURE__ */ new Map();
      #running = false;
      #tell;
      #soon;
      #slice;
      /**
       * `tell` receives the replies, `soon(next)` calls a function after other tasks had their turn, and `slice` is
       * the length of a slice in milliseconds.
       * @param {(reply: Reply) => void} tell
       * @param {(next: () => void) => void} soon
       * @param {number} slice
       */
      constructor(tell3, soon2, slice) {
        this.#tell = tell3;
        this.#soon = soon2;
        this.#slice = slice;
      }
      /** Begins, pauses, continues or cancels a job. @param {Message} message */
      hear({ id, job, paused, over }) {
        if (job) this.#open.set(id, { job, count: 1, readAt: -Infinity, paused: false });
        const work = this.#open.get(id);
        if (!work) return;
        if (paused !== void 0) work.paused = paused;
        if (over) this.#close(id);
        this.#goOn();
      }
      #goOn() {
        if (this.#running) return;
        this.#running = true;
        this.#soon(() => this.#turn());
      }
      /** One slice of the next job. */
      #turn() {
        this.#running = false;
        const next = [...this.#open].find(([, { paused }]) => !paused);
        if (!next) return;
        const [id, work] = next;
        this.#open.delete(id);
        this.#open.set(id, work);
        try {
          this.#do(id, work);
        } catch (error2) {
          this.#close(id);
          this.#tell({ id, error: (
            /** @type {Error} */
            error2.message
          ) });
        }
        this.#goOn();
      }
      /**
       * @param {number} id
       * @param {Work} work
       */
      #do(id, work) {
        work.it ??= started(work.job);
        const share3 = advance2(work, work.it, this.#slice);
        const now = performance.now();
        if (share3 < 1 && now < work.readAt + READING) return;
        const partial = work.it.read();
        work.readAt = now;
        if (share3 === 1) this.#close(id);
        this.#tell({ id, share: share3, partial });
      }
      /** @param {number} id */
      #close(id) {
        this.#open.get(id)?.it?.free();
        this.#open.delete(id);
      }
    };
  }
});

// www/work/work.js
function begin(job, { progress, done, failed } = {}) {
  clearTimeout(resting2);
  const many2 = job.kind === "sweep" ? size() : 1;
  const combine = job.kind === "sweep" ? merging(
    /** @type {SweepSpec} */
    job.spec
  ) : void 0;
  const merge = (parts2) => (
    /** @type {Results[K]} */
    combine ? combine(
      /** @type {Parts["sweep"][]} */
      parts2
    ) : parts2[0]
  );
  const over = () => {
    for (const task of tasks) task.executor?.leave(task);
    tasks.length = 0;
    restSoon2();
  };
  let reportedAt = 0;
  const tasks = Array.from({ length: many2 }, (_, k) => ({
    id: count3 += 1,
    share: 0,
    job: many2 > 1 ? { ...job, spec: { ...job.spec, share: [k, many2] } } : job,
    /** Handles a message of an executor. @param {Reply} reply */
    hear({ share: share3 = 0, partial, error: error2 }) {
      if (!tasks.length) return;
      if (error2 !== void 0) {
        over();
        failed?.(new Error(error2));
        return;
      }
      Object.assign(this, { share: share3, partial });
      const now = performance.now();
      if (tasks.some((task) => !task.partial) || share3 < 1 && now < reportedAt + REPORT) return;
      reportedAt = now;
      const all = tasks.reduce((sum, task) => sum + task.share, 0) / tasks.length;
      const merged = merge(tasks.map((task) => (
        /** @type {Parts[Kind]} */
        task.partial
      )));
      if (all === 1) over();
      if (all < 1) progress?.(all, merged);
      else done?.(merged);
    }
  }));
  if (job.kind === "sweep" && progress && !warm2) setTimeout(() => tasks.length && !reportedAt && glimpse(
    /** @type {SweepSpec} */
    job.spec,
    /** @type {Hearing<Results["sweep"]>["progress"]} */
    progress
  ));
  for (const [k, task] of tasks.entries()) executorFor(k, many2).take(task);
  return {
    cancel: over,
    /** @param {boolean} paused */
    pause(paused) {
      for (const task of tasks) {
        task.paused = paused;
        task.executor?.follow();
      }
    }
  };
}
function executorFor(k, many2) {
  const idle = executors.find((executor) => executor.tasks.length === 0);
  if (alone2) return executors[0] ??= new Executor(pageExecutor);
  while (executors.length < many2 || many2 === 1 && !idle && executors.length < size()) executors.push(new Executor(workerExecutor));
  if (many2 > 1) return executors[k];
  return executors.reduce((least, executor) => executor.tasks.length < least.tasks.length ? executor : least);
}
function workerExecutor(heard2, failed) {
  let worker2;
  try {
    worker2 = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
    worker2.onmessage = ({ data }) => heard2(data);
    worker2.onerror = worker2.onmessageerror = (event) => {
      event.preventDefault();
      failed();
    };
    worker2.postMessage({ module: compiled(), version: VERSION });
  } catch {
    queueMicrotask(failed);
  }
  return { post: (message) => worker2?.postMessage(message), end: () => worker2?.terminate() };
}
function pageExecutor(heard2) {
  const turns = Promise.resolve().then(() => (init_turns(), turns_exports)).then(({ Turns: Turns2 }) => new Turns2(heard2, soon, SLICE_OF_PAGE));
  const post = async (message) => {
    try {
      (await turns).hear(message);
    } catch (error2) {
      heard2({ id: message.id, error: isUpdate(error2) ? "This page was updated: reload it." : (
        /** @type {Error} */
        error2.message
      ) });
    }
  };
  return { post, end() {
  } };
}
function withoutWorkers() {
  if (alone2) return;
  alone2 = true;
  const left = executors.flatMap(({ tasks }) => tasks);
  for (const executor of executors) executor.end();
  executors = [new Executor(pageExecutor)];
  for (const task of left) {
    task.begun = task.waits = false;
    executors[0].take(task);
  }
}
function restSoon2() {
  clearTimeout(resting2);
  if (executors.some(({ tasks }) => tasks.length)) return;
  resting2 = setTimeout(() => {
    for (const executor of executors) executor.end();
    executors = [];
    warm2 = false;
  }, REST2);
}
function glimpse(spec, tell3) {
  let sweep;
  try {
    sweep = new Sweep(spec);
  } catch {
    return;
  }
  const end = performance.now() + GLIMPSE;
  while (sweep.advance(100) < 1 && performance.now() < end) ;
  tell3?.(0, merging(spec)([{ results: codesOf(sweep), stride: sweep.stride }]));
  sweep.free();
}
function merging({ grid }) {
  const pending = -1 - Sweep.outcomes().indexOf("pending");
  let results;
  const shown = (cell, columns) => {
    const [column, row] = [cell % columns, Math.floor(cell / columns)];
    for (let level = 0; level < 31; level += 1) {
      const code = results[(row >> level << level) * columns + (column >> level << level)];
      if (code !== pending || row + column < 1 << level) return code;
    }
    return pending;
  };
  return (parts2) => {
    results ??= parts2[0].results.map(() => pending);
    for (const part of parts2) part.results.forEach((code, cell) => {
      if (code !== pending) results[cell] = code;
    });
    const strides = parts2.map(({ stride: stride2 }) => stride2);
    const stride = strides.includes(0) ? 0 : Math.max(...strides);
    const picture2 = stride === 1 ? results : results.map((_, cell) => shown(cell, grid.size[0]));
    return { results, picture: picture2, stride };
  };
}
var MOST8, REST2, SLICE_OF_PAGE, GLIMPSE, REPORT, executors, alone2, warm2, resting2, count3, size, Executor, soon;
var init_work = __esm({
  "www/work/work.js"() {
    "use strict";
    init_outcome_codes();
    init_core();
    init_version();
    MOST8 = 4;
    REST2 = 2e3;
    SLICE_OF_PAGE = 12;
    GLIMPSE = 8;
    REPORT = 90;
    globalThis.document?.addEventListener("visibilitychange", () => executors.forEach((executor) => executor.follow()));
    executors = [];
    alone2 = false;
    warm2 = false;
    count3 = 0;
    size = () => alone2 ? 1 : Math.max(1, Math.min(MOST8, navigator.hardwareConcurrency || 1));
    Executor = class {
      /** @type {Task[]} */
      tasks = [];
      /** @type {Opened} */
      #worker;
      /** @param {(heard: (reply: Reply) => void, failed: () => void) => Opened} open */
      constructor(open) {
        this.#worker = open((reply) => {
          warm2 = true;
          const task = this.tasks.find(({ id }) => id === reply.id);
          if (!task) return;
          if (reply.share === 1 || reply.error !== void 0) this.#drop(task);
          task.hear(reply);
        }, () => withoutWorkers());
      }
      /** @param {Task} task */
      take(task) {
        task.executor = this;
        this.tasks.push(task);
        this.follow();
      }
      /** Cancels a task. @param {Task} task */
      leave(task) {
        if (!this.tasks.includes(task)) return;
        this.#drop(task);
        if (task.begun) this.#worker.post({ id: task.id, over: true });
      }
      /** @param {Task} task */
      #drop(task) {
        this.tasks.splice(this.tasks.indexOf(task), 1);
      }
      /** Says which tasks are to begin, to wait or to go on. In a hidden tab all of them wait. */
      follow() {
        for (const task of this.tasks) {
          const paused = Boolean(task.paused) || document.hidden;
          if (!task.begun && !paused) this.#worker.post({ id: task.id, job: task.job });
          if (task.begun && paused !== task.waits) this.#worker.post({ id: task.id, paused });
          task.begun ||= !paused;
          task.waits = paused;
        }
      }
      end() {
        this.#worker.end();
      }
    };
    soon = (then) => requestAnimationFrame(() => setTimeout(then));
  }
});

// www/compute/map.js
function sweepSpec(state, rule, chart, grid) {
  const { model, data, options, runs } = toSpec(state);
  const { batch: _, ...run } = runs[runIndex(state, rule, chart)];
  return (
    /** @type {SweepSpec} */
    { model, ...data && { data }, ...options && { options }, run, grid: { chart, ...grid }, ...state.map.goal, steps: state.map.limit }
  );
}
function alone3(state, { rule, chart }, starts) {
  const window = starts[chart].flatMap((x) => [x - 1, x + 1]);
  return new Sweep(sweepSpec(state, rule, chart, { window, size: [1, 1] }));
}
function* outcomeOfStart(columns, scene, state) {
  for (const { rule, chart } of columns.maps) {
    const sweep = alone3(state, { rule, chart }, scene.starts);
    try {
      while (sweep.advance(PORTION3) < 1) yield;
      const [code] = codesOf(sweep);
      yield withFound(scene.columns.map ?? columns, { rule, chart, code });
    } finally {
      sweep.free();
    }
  }
}
function tallied(codes, limit) {
  const names3 = outcomeNames();
  const counts2 = new Uint32Array(limit + 1 + names3.length);
  const others2 = counts2.subarray(limit + 1);
  const minima = [0];
  for (const code of codes) {
    const minimum = Math.max(0, minimumOf(code));
    if (code >= 0) minima[minimum] = (minima[minimum] ?? 0) + 1;
    if (!minimum) counts2[code >= 0 ? stepsOf2(code) : limit - code] += 1;
  }
  const arrived = minima[0];
  const nowhere = others2.reduce((sum, count4, k) => NOWHERE.includes(names3[k]) ? sum + count4 : sum, 0);
  let [median, so] = [0, counts2[0]];
  while (so < arrived / 2) so += counts2[median += 1];
  return { codes, others: others2, minima: Array.from(minima, (count4 = 0) => count4), arrived, starts: codes.length - nowhere, median };
}
function mapOf(spec) {
  const key = keyOf4(spec);
  if (!finished.has(key)) {
    const sweep = new Sweep(spec);
    try {
      while (sweep.advance(LONG_PORTION) < 1) ;
      keep(key, tallied(codesOf(sweep), Number(spec.steps)));
    } finally {
      sweep.free();
    }
  }
  return finished.get(key);
}
function keep(key, found3) {
  finished.set(key, found3);
  const [oldest] = finished.keys();
  if (finished.size > MOST_KEPT) finished.delete(oldest);
}
var SETTLED, MOST_KEPT, PORTION3, LONG_PORTION, NOWHERE, finished, outcomeNames, keyOf4, mapsOf, withFound, MapWork;
var init_map = __esm({
  "www/compute/map.js"() {
    "use strict";
    init_core();
    init_data();
    init_specification();
    init_outcome_codes();
    init_work();
    SETTLED = 150;
    MOST_KEPT = 8;
    PORTION3 = 100;
    LONG_PORTION = 1e5;
    NOWHERE = ["outside", "pending"];
    finished = /* @__PURE__ */ new Map();
    outcomeNames = () => Sweep.outcomes();
    keyOf4 = ({ data, ...rest }) => JSON.stringify(rest) + dataKey(
      /** @type {Data | undefined} */
      data
    );
    mapsOf = ({ starts }, state) => ({ maps: state.rules.flatMap((rule) => state.charts.map((chart) => {
      alone3(state, { rule, chart }, starts).free();
      return { rule, chart };
    })) });
    withFound = ({ maps }, found3) => ({ maps: maps.map((map) => map.rule === found3.rule && map.chart === found3.chart ? { ...map, ...found3 } : map) });
    MapWork = class {
      /** The share done, and the results so far, as `tallied` returns them. */
      done = 1;
      /** @type {MapTally | undefined} */
      found;
      /** Whether the results have been those of an earlier specification for a while, and whether a reader has stopped the work. */
      old = false;
      stopped = false;
      #hooks;
      /** The last specification. @type {SweepSpec | undefined} */
      #spec;
      #key = "";
      /** The job in progress; what the last one was for, and what the results are of. */
      /** @type {Job | undefined} */
      #work;
      #begun = "";
      #heard = "";
      /** When this map was asked for, and the timer that looks whether it has settled. */
      #askedAt = 0;
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      #timer;
      #asked = 0;
      /** `hooks` are those of views. @param {Hooks} hooks */
      constructor(hooks) {
        this.#hooks = hooks;
      }
      /** The last specification. */
      get spec() {
        return this.#spec;
      }
      /** Begins, unless this map is in progress, is done, or has been stopped by a reader. @param {SweepSpec} spec */
      ask(spec) {
        const key = keyOf4(spec);
        if (key !== this.#key) {
          this.#key = key;
          this.#spec = spec;
          this.#asked += 1;
          this.#askedAt = performance.now();
          this.#settleLater();
          Object.assign(this, { done: 0, stopped: false });
        } else if (this.stopped || this.done === 1) {
          return;
        }
        const known5 = finished.get(key);
        if (known5) {
          this.#drop();
          this.#hear(key, 1, known5);
        } else if (!this.#work || this.#begun !== key && this.#heard === this.#begun) {
          this.#begin();
        } else {
          this.#work.pause(false);
        }
      }
      /** Pauses out of sight. A removed panel may come back, too. @param {boolean} gone */
      rest(gone) {
        this.#work?.pause(true);
        if (gone) this.#end();
      }
      /** Stops or continues. */
      toggle() {
        this.stopped = !this.stopped;
        if (this.stopped) this.#end();
        this.#hooks.redraw();
      }
      /** After a while the results of an earlier specification are faint. */
      #settleLater() {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
          if (this.#heard === this.#key) return;
          this.old = true;
          this.#hooks.redraw();
        }, SETTLED);
      }
      #drop() {
        this.#work?.cancel();
        this.#work = void 0;
      }
      #end() {
        clearTimeout(this.#timer);
        this.#drop();
      }
      #begin() {
        this.#drop();
        const [spec, key] = [
          /** @type {SweepSpec} */
          this.#spec,
          this.#key
        ];
        const steps2 = Number(spec.steps);
        this.#begun = key;
        this.#work = begin({ kind: "sweep", spec }, {
          progress: (done, { picture: picture2, stride }) => {
            if (stride && (key !== this.#heard || done >= this.done)) this.#hear(key, done, tallied(picture2, steps2));
          },
          done: ({ results }) => {
            const found3 = tallied(results, steps2);
            keep(key, found3);
            this.#work = void 0;
            this.#hear(key, 1, found3);
          },
          failed: (error2) => {
            this.#work = void 0;
            this.stopped = true;
            this.#hooks.failed(error2);
          }
        });
      }
      /**
       * Takes what was found of a map. In a drag it may no longer be the one asked for.
       * @param {string} key
       * @param {number} done
       * @param {MapTally} found
       */
      #hear(key, done, found3) {
        this.#heard = key;
        this.found = found3;
        if (key === this.#key) this.#arrive(done);
        this.#hooks.redraw();
      }
      /** @param {number} done */
      #arrive(done) {
        Object.assign(this, { done, old: false });
        if (done < 1 || this.#asked === 1) return;
        const asked2 = this.#asked;
        const settled = () => {
          if (this.#asked === asked2 && this.done === 1) this.#hooks.end();
        };
        setTimeout(settled, Math.max(0, this.#askedAt + SETTLED - performance.now()));
      }
    };
  }
});

// www/views/map-codes.js
function aboutMinima(above) {
  const parts2 = above.slice(1).map((far, k) => `${minimumName(k + 1, above.length)} ${far < EQUAL2 ? "is as good as" : `is ${told(number(far), "minimum", far)} nats above`} the best fit`);
  return `${capital(parts2.join(", "))}.`;
}
function itemsOf({ minima, others: others2, starts }, look, limit, several) {
  const item = (name, count4, codes) => ({ words: `${name}: ${share(count4 / starts)}`, cells: pixelsOf(...SAMPLE4, codes, codes.length, look) });
  const scale = (minimum) => Array.from({ length: SAMPLE4[0] }, (_, x) => codeOf(minimum, Math.round((limit + 1) ** (x / (SAMPLE4[0] - 1)) - 1)));
  return [
    ...minima.flatMap((count4, k) => several > 1 && count4 ? item(minimumName(k, several), count4, scale(k)) : []),
    ...Array.from(others2, (count4, k) => count4 && isShown(-1 - k) ? item(words7(-1 - k, limit), count4, [-1 - k]) : []).flat()
  ];
}
function looks(color, colors, limit, minima = 1) {
  const { ink, ground } = colors;
  const faint = minima > 1 ? DISTINCT : FAINT;
  const pixel2 = (hex, opacity) => {
    const bytes2 = [1, 3, 5].map((at2) => parseInt(hex.slice(at2, at2 + 2), 16));
    return new Uint32Array(Uint8Array.of(...bytes2, Math.round(255 * opacity)).buffer)[0];
  };
  const tile = (name) => Uint32Array.from({ length: TILE * TILE }, (_, k) => {
    const late = name === "running";
    const [, inked, opacity = 0.8] = OUTCOMES[name];
    if (inked?.(k % TILE, Math.floor(k / TILE))) return pixel2(late ? ground : ink, opacity);
    return late ? pixel2(color, FULL2) : 0;
  });
  return {
    ramps: Array.from({ length: minima }, (_, minimum) => {
      const hue = minimum ? colorOf(minimum, colors) : color;
      return Uint32Array.from({ length: limit + 1 }, (__, steps2) => pixel2(hue, faint + (FULL2 - faint) * along(steps2, limit)));
    }),
    tiles: outcomeNames().map(tile)
  };
}
function pixelsOf(width, height, codes, across, { ramps, tiles }) {
  const pixels = new Uint32Array(width * height);
  const rows = codes.length / across;
  const [left, top] = [edges(width, across), edges(height, rows)];
  for (let row = 0; row < rows; row += 1) {
    for (let y = top[row]; y < top[row + 1]; y += 1) {
      for (let cell = 0; cell < across; cell += 1) {
        const code = codes[(rows - 1 - row) * across + cell];
        const [from, to] = [left[cell], left[cell + 1]];
        if (code >= 0) pixels.fill(ramps[minimumOf(code)][stepsOf2(code)], y * width + from, y * width + to);
        else for (let x = from; x < to; x += 1) pixels[y * width + x] = tiles[-1 - code][y % TILE * TILE + x % TILE];
      }
    }
  }
  return new Uint8ClampedArray(pixels.buffer);
}
var FAINT, FULL2, EQUAL2, DISTINCT, SAMPLE4, TILE, OUTCOMES, outcome, isShown, words7, QUIET2, minimumName, colorOf, along, TICKS2, ROOM2, ticksOf, edges;
var init_map_codes = __esm({
  "www/views/map-codes.js"() {
    "use strict";
    init_map();
    init_outcome_codes();
    init_format();
    init_told();
    [FAINT, FULL2] = [0.04, 0.92];
    EQUAL2 = 1e-6;
    DISTINCT = 0.3;
    SAMPLE4 = [26, 14];
    TILE = 12;
    OUTCOMES = {
      running: ["not in # steps", (x, y) => (x + y) % 6 < 1],
      converged: ["rests elsewhere", (x, y) => x % 4 < 2 && y % 4 < 2],
      "left-domain": ["leaves the domain", (x, y) => (x + 11 * y) % 6 < 2],
      singular: ["singular matrix", (x, y) => y % 6 < 1, 0.3],
      "ill-posed": ["no step defined", (x) => x % 4 < 1],
      collapsed: ["collapses", (x, y) => x % 6 < 1 || y % 6 < 1],
      outside: ["no distribution"],
      pending: ["not computed yet"],
      unbounded: ["no best fit: runs to infinity", (x, y) => x % 4 < 1 && y % 4 < 1]
    };
    outcome = (code) => outcomeNames()[-1 - code];
    isShown = (code) => code >= 0 || OUTCOMES[outcome(code)][1] !== void 0;
    words7 = (code, limit) => {
      if (code < 0) return OUTCOMES[outcome(code)][0].replace("#", String(limit));
      const [minimum, steps2] = [minimumOf(code), stepsOf2(code)];
      const there = steps2 === 0 ? "there already" : counted(steps2, "step");
      return minimum ? `${there}${steps2 ? " to" : ":"} minimum ${minimum + 1}` : there;
    };
    QUIET2 = ["muted", "ink", "contour"];
    minimumName = (k, count4) => !k ? "the best fit" : count4 > 2 ? `minimum ${k + 1}` : "the other minimum";
    colorOf = (minimum, colors) => colors[QUIET2[(minimum - 1) % QUIET2.length]];
    along = (steps2, limit) => Math.log1p(steps2) / Math.log1p(limit);
    TICKS2 = [0, 1, 3, 10, 30, 100, 300, 1e3, 3e3, 1e4, 3e4];
    ROOM2 = 0.88;
    ticksOf = (limit) => [...TICKS2.filter((steps2) => along(steps2, limit) < ROOM2), limit].map((steps2) => ({ label: String(steps2), at: along(steps2, limit) }));
    edges = (pixels, cells) => Array.from({ length: cells + 1 }, (_, cell) => Math.ceil(cell * pixels / cells - 0.5));
  }
});

// www/views/map-live.js
function sampleOf(cells) {
  const [width, height] = SAMPLE4;
  const sample2 = Object.assign(element("canvas"), { width, height, ariaHidden: "true" });
  contextOf(sample2).putImageData(new ImageData(
    /** @type {Uint8ClampedArray<ArrayBuffer>} */
    cells,
    width,
    height
  ), 0, 0);
  return sample2;
}
var startResult, LiveMap;
var init_map_live = __esm({
  "www/views/map-live.js"() {
    "use strict";
    init_map();
    init_core();
    init_elements();
    init_place();
    init_language();
    init_canvas();
    init_map_codes();
    startResult = (code, limit) => `${code < 0 ? "" : "start: "}${words7(code, limit)}`;
    LiveMap = class {
      #panel;
      #rule;
      #chart;
      #hooks;
      /** @type {MapWork} */
      #map;
      #readout = element("p", "amount");
      #ramp = element("div", "ramp");
      #others = element("ul");
      #bar = Object.assign(element("progress"), { max: 1, ariaLabel: "share of the map that is done" });
      #button = button("Cancel", () => this.#map.toggle());
      /** What the legend was painted for, with its samples by their bytes, and the number of the cell under the pointer. @type {{ key?: string, look?: Looks, found?: MapTally, samples?: Map<string, HTMLCanvasElement> }} */
      #painted = {};
      /** @type {number | undefined} */
      #below;
      /**
       * The work on the map of a panel. The view finds its results among its columns.
       * @param {LivePanel} panel
       * @param {{ rule: string, chart: string }} described
       * @param {Hooks} hooks
       */
      constructor(panel2, { rule, chart }, hooks) {
        this.#panel = panel2;
        this.#rule = rule;
        this.#chart = chart;
        this.#hooks = hooks;
        this.#map = new MapWork({ ...hooks, redraw: () => {
          this.#tell();
          hooks.redraw();
        } });
        const [root, legend, progress] = [element("div", "mapped"), element("div", "legend"), element("div", "progress over")];
        progress.append(this.#bar, this.#button);
        legend.append(this.#ramp, this.#others);
        panel2.panel.append(progress);
        root.append(this.#readout, panel2.panel, legend);
        panel2.root = root;
        panel2.panel.addEventListener("pointermove", (event) => this.#point(event));
        panel2.panel.addEventListener("pointerleave", () => this.#point());
        panel2.panel.addEventListener("click", (event) => this.#click(event));
      }
      /** @param {Shared<MapColumns>} shared */
      follow({ scene, state, colors, columns }) {
        const { cells, limit } = state.map;
        const map = this.#map;
        map.ask(sweepSpec(state, this.#rule, this.#chart, { window: this.#panel.frame.slice(4), size: [cells, cells] }));
        this.#legend(colors, limit, scene.minima[this.#chart].length);
        if (this.#isNews(columns)) {
          this.#tell();
          this.#hooks.redraw();
        }
        const code = this.#own(columns)?.code;
        const below = map.found?.codes[this.#below ?? -1];
        setText(this.#readout, below !== void 0 ? words7(below, limit) : code !== void 0 ? startResult(code, limit) : "");
        this.#bar.value = map.done;
        this.#bar.parentElement?.classList.toggle("over", map.done === 1);
        this.#panel.panel.classList.toggle("old", Boolean(map.old));
        setText(this.#button, map.stopped ? "Compute" : "Cancel");
      }
      /** What the figure knows of this map. @param {MapColumns} columns */
      #own = ({ maps }) => maps.find(({ rule, chart }) => rule === this.#rule && chart === this.#chart);
      /** Whether the figure does not know yet what has been found, such as after a change of its state. @param {MapColumns} columns */
      #isNews(columns) {
        const { found: found3, done, stopped, old } = this.#map;
        const known5 = this.#own(columns);
        return known5?.tally !== found3 || known5?.done !== done || known5?.stopped !== stopped || known5?.isOld !== old;
      }
      /** Tells the figure what has been found, for its marks and its caption. */
      #tell() {
        const { found: found3, done, stopped, old } = this.#map;
        this.#hooks.found("map", (now) => withFound(now, { rule: this.#rule, chart: this.#chart, tally: found3, done, stopped, isOld: old }));
      }
      /** @param {boolean} gone */
      rest(gone) {
        this.#map.rest(gone);
      }
      /** What was painted is lost, the samples too. */
      forget() {
        this.#painted = {};
      }
      /** The point of the chart and the number of the cell under the pointer; nothing beside the map. @param {PointerEvent | MouseEvent} pointer */
      #place(pointer) {
        const [left, top, right, bottom, x0, x1, y0, y1] = this.#panel.frame;
        const [x, y] = pointerIn(this.#panel.panel, pointer);
        const [u, v] = [(x - left) / (right - left), (bottom - y) / (bottom - top)];
        if (!(u >= 0 && u < 1 && v >= 0 && v < 1)) return void 0;
        const [columns, rows] = this.#map.spec?.grid.size ?? [1, 1];
        const theta = [x0 + u * (x1 - x0), y0 + v * (y1 - y0)];
        return { theta, cell: Math.floor(v * rows) * columns + Math.floor(u * columns) };
      }
      /** @param {PointerEvent} [event] */
      #point(event) {
        this.#below = event && this.#panel.frame.length ? this.#place(event)?.cell : void 0;
        this.#hooks.redraw();
      }
      /** @param {MouseEvent} event */
      #click(event) {
        const beside = event.target instanceof Element && event.target.closest(".handle, .progress");
        const at2 = beside ? void 0 : this.#place(event);
        if (!at2) return;
        this.#hooks.move("start", this.#chart, at2.theta);
        this.#hooks.end();
      }
      /**
       * Draws the scale of colours and the other outcomes, if they have changed.
       * @param {Colors} colors
       * @param {number} limit
       * @param {number} several how many minima there are
       */
      #legend(colors, limit, several) {
        const { found: found3 } = this.#map;
        const color = familyColor(colors, ruleEntry(this.#rule).family);
        const key = JSON.stringify([colors, limit, found3?.minima.length, several]);
        const same = key === this.#painted.key;
        if (!found3 || same && this.#painted.found === found3) return;
        const look = same && this.#painted.look || looks(color, colors, limit, found3.minima.length);
        const samples = same && this.#painted.samples || /* @__PURE__ */ new Map();
        this.#painted = { key, look, found: found3, samples };
        if (!same) this.#scale(color, limit);
        this.#others.replaceChildren(...itemsOf(found3, look, limit, several).map((line2) => {
          const item = element("li", "", line2.words);
          const bytes2 = line2.cells.join();
          const sample2 = samples.get(bytes2) ?? sampleOf(line2.cells);
          samples.set(bytes2, sample2);
          item.prepend(sample2);
          return item;
        }));
      }
      /**
       * The scale of colours for a number of steps.
       * @param {string} color
       * @param {number} limit
       */
      #scale(color, limit) {
        this.#ramp.style.setProperty("--hue", color);
        this.#ramp.replaceChildren("steps", ...ticksOf(limit).map(({ label: label2, at: at2 }) => {
          const tick = element("span", "", label2);
          tick.style.left = `${100 * at2}%`;
          return tick;
        }));
      }
    };
  }
});

// www/views/map.js
function read12(read15, state) {
  const target = read15("target") || isReturn(state.model) && !read15("gap") && good();
  const [name, text2] = target ? ["target", target] : ["gap", read15("gap") ?? "0.01"];
  state.map = {
    // If this is not a number, the core says what is allowed.
    goal: { [name]: Number.isNaN(Number(text2)) ? text2 : Number(text2) },
    limit: whole(read15, "limit", 200, [1, MOST_STEPS2]),
    cells: whole(read15, "cells", 256, [1, MOST_CELLS])
  };
}
function complete2({ model: name, data, map: { goal } }, model) {
  if (goal.gap === void 0 || isReturn(name)) return;
  refuseNoFit("map", "data with a best fit, or a target (a loss in nats) in place of the gap", data, model);
}
function marks10(moment, numbers, size2, colors) {
  const { panel: panel2, panel: { rule, chart }, state, held: held3 } = moment;
  const { scene, columns: { maps } } = numbers;
  const above = marks(moment, { ...numbers, scene: withRuns2(scene, runsOfMap(panel2, scene.runs)) }, size2, colors);
  const own2 = maps.find((map2) => map2.rule === rule && map2.chart === chart);
  const map = own2?.tally ? own2 : held3.map;
  if (!map?.tally) return above;
  const color = familyColor(colors, ruleEntry(rule).family);
  const { limit } = state.map;
  const { image, items } = imageOf(panel2, map.tally, color, colors, limit, size2, map.isOld ? OLD : 1, scene.minima[chart].length);
  return { ...above, marks: [image, ...above.marks], held: { map }, scale: { word: "steps", color, strength: [FAINT, FULL2], ticks: ticksOf(limit), sample: SAMPLE4, items } };
}
function imageOf(panel2, found3, color, colors, limit, { frame }, opacity, several) {
  const [left, top, right, bottom] = frame;
  const [columns, rows] = [right - left, bottom - top].map(Math.round);
  const key = JSON.stringify([color, colors, limit, found3.minima.length]);
  const look = looksOnce(panel2, [key], () => looks(color, colors, limit, found3.minima.length));
  const { cells, items } = pixelsOnce(panel2, [columns, rows, look, several, found3], () => ({
    cells: pixelsOf(columns, rows, found3.codes, Math.sqrt(found3.codes.length), look),
    items: itemsOf(found3, look, limit, several)
  }));
  return { image: { kind: "image", x: Math.round(left), y: Math.round(top), width: columns, height: rows, columns, rows, cells, opacity }, items };
}
function titleOf({ model, charts }, rule, chart) {
  const where2 = charts.length > 1 ? `, ${chartEntry(model, chart).label}` : "";
  return `${ruleEntry(rule).label}${where2}`;
}
function controls6(state, change) {
  const row = element("div", "controls");
  const all = rulesOf(state.model).map(({ name, label: label2 }) => entry(name, label2));
  state.rules.forEach((rule, k) => {
    const label2 = state.rules.length > 1 ? `rule of map ${k + 1}` : "rule";
    row.append(menu(label2, all, ruleName(rule), (name) => change((now) => {
      const rules = [...now.rules];
      const other = rules.findIndex((one) => ruleName(one) === name);
      if (other >= 0) rules[other] = rules[k];
      rules[k] = other >= 0 ? now.rules[other] : name;
      setRules(now, rules);
    })));
  });
  if (state.map.goal.gap !== void 0) {
    row.append(named3("gap", slider(
      "goal: above the least loss",
      GAP6,
      state.map.goal.gap,
      (gap2) => change((now) => {
        now.map.goal.gap = gap2;
      })
    )));
  }
  return [row];
}
function caption11(scene, state, _, { maps }) {
  const { goal: { gap: gap2, target }, limit } = state.map;
  const above = scene.minimaAbove[state.charts[0]];
  const several = above.length > 1;
  const goal = gap2 === void 0 ? `at most ${told(chosen(Number(target)), "set", ARRIVES)}` : `at most ${told(chosen(gap2), "set", ARRIVES)} nats above ${several ? "that of the nearest minimum" : "the least"}`;
  const rules = maps.map((map) => {
    const run = scene.spec.runs[runIndex(state, map.rule, map.chart)];
    const { symbol, unit, label: option } = sizeOf(map.rule);
    const title = `${titleOf(state, map.rule, map.chart)} at ${symbol} = ${told(chosen(sizeOfRun(run)), "set", `the ${option} of ${ruleEntry(map.rule).label}`)}${unit ? ` ${unit}` : ""}`;
    return `${capital(title)}: ${outcomesOf(map, scene.minima[map.chart].length)}${map.code === void 0 ? "" : `; from the start shown: ${ofStart(words7(map.code, limit), map, state)}`}.`;
  });
  return `A start arrives when ${several ? "its" : "the"} loss is ${goal}, after ${told(String(limit), "set", "the most steps")} steps at the latest. ${several ? `${aboutMinima(above)} ` : ""}${rules.join(" ")}`;
}
function ofStart(text2, { code = -1 }, { map: { limit } }) {
  if (code < 0) return text2.replace(String(limit), (most) => told(most, "set", "the most steps"));
  return text2.replace(/^\d+ steps?/, (steps2) => told(steps2, "count", "steps until the start that is shown arrives", stepsOf2(code)));
}
function brief2(scene, state, _, { maps }) {
  const parts2 = maps.map((map) => {
    const { symbol, unit, label: option } = sizeOf(map.rule);
    const size2 = `${symbol} = ${told(chosen(sizeOfRun(scene.spec.runs[runIndex(state, map.rule, map.chart)])), "set", `the ${option} of ${ruleEntry(map.rule).label}`)}${unit ? ` ${unit}` : ""}`;
    return `${titleOf(state, map.rule, map.chart)} at ${size2} ${map.tally ? `arrives from ${partOf(map.tally.arrived, map.tally)} of the starts in sight` : "is being computed"}`;
  });
  return `${capital(parts2.join("; "))}.`;
}
function outcomesOf({ tally, done = 1, stopped }, count4) {
  if (!tally) return stopped ? "not computed" : "being computed";
  const { arrived, median, minima } = tally;
  const sofar = done < 1 ? "so far " : "";
  if (count4 > 1) {
    const ends = minima.flatMap((ended2, k) => ended2 ? [{ part: partOf(ended2, tally), name: minimumName(k, count4) }] : []);
    const parts2 = ends.map(({ part, name }, j) => `${part}${j ? "" : " of the starts in sight end"} at ${name}`);
    return `${sofar}${parts2.length ? parts2.join(", ") : "none of the starts in sight end at a minimum"}`;
  }
  const half = !arrived ? "" : median ? `, half of those within ${told(words7(median, median), "count", "steps that half of the starts which arrive need, at most", median)}` : ", half of those before any step";
  return `${sofar}${partOf(arrived, tally)} of the starts in sight arrive${half}`;
}
var ARRIVES, MOST_CELLS, MOST_STEPS2, GAP6, good, write8, panels10, live2, atOnce, OLD, pixelsOnce, looksOnce, partOf;
var init_map2 = __esm({
  "www/views/map.js"() {
    "use strict";
    init_inputs();
    init_remembered();
    init_map();
    init_plane();
    init_core();
    init_elements();
    init_language();
    init_rule_keys();
    init_specification();
    init_words();
    init_format();
    init_map_codes();
    init_map_live();
    init_plane2();
    init_needs_fit();
    init_registry();
    init_outcome_codes();
    init_told();
    ARRIVES = "how near is arrived";
    MOST_CELLS = 512;
    MOST_STEPS2 = 1e5;
    GAP6 = { symbol: "", unit: "nats", slider: [1e-6, 1], logarithmic: true };
    good = () => String(-catalogue().limits.success);
    write8 = ({ map: { goal, limit, cells } }) => Object.fromEntries(Object.entries({ ...goal, limit, cells }).map(([name, value2]) => [name, String(value2)]));
    panels10 = (state) => state.rules.flatMap((rule) => state.charts.map((chart) => ({
      name: "plane",
      rule,
      chart,
      title: titleOf(state, rule, chart)
    })));
    live2 = (panel2, described, hooks) => new LiveMap(panel2, described, hooks);
    atOnce = ({ rule, chart }, { columns, state }, { frame }) => {
      const { cells } = state.map;
      const tally = mapOf(sweepSpec(state, rule, chart, { window: frame.slice(4), size: [cells, cells] }));
      return withFound(columns, { rule, chart, tally, done: 1, stopped: false });
    };
    OLD = 0.35;
    pixelsOnce = madeOnce();
    looksOnce = madeOnce();
    partOf = (ended2, { starts }) => told(share(ended2 / starts), "ratio", ended2, starts, ["starts that end so", "starts in sight"], "share");
    register("map", { panels: panels10, backdrop, ask: askMap, marks: marks10, live: live2, atOnce, read: read12, write: write8, complete: complete2, prepare: mapsOf, refine: outcomeOfStart, controls: controls6, instead: true, caption: caption11, brief: brief2 });
  }
});

// www/compute/arrival.js
function arrival(losses, goal) {
  const step = losses.findIndex((loss) => loss <= goal);
  return step < 0 ? void 0 : step;
}
function startsAround({ optima, inspection, leastLoss }, { charts: [chart], start: start2 }, model) {
  const best2 = optima[chart];
  const gain = inspection.loss - (leastLoss ?? Infinity);
  if (!best2 || !(gain > 0)) return [start2];
  const flat2 = model.ball("kl-old-new", best2, gain, OTHERS2, chart);
  const others2 = Array.from({ length: OTHERS2 }, (_, k) => (
    /** @type {Pair} */
    [flat2[2 * k], flat2[2 * k + 1]]
  ));
  return [start2, ...others2.filter((at2) => at2.every(Number.isFinite) && model.contains(at2, chart)).map((at2) => ({ chart, at: at2 }))];
}
function* meanArrivals(spec, starts, goal) {
  const all = spec.runs.map(() => (
    /** @type {(number | undefined)[]} */
    []
  ));
  for (const start2 of starts) {
    const found3 = yield* arrivals({ ...spec, start: start2, steps: LIMIT }, goal);
    all.forEach((list, k) => list.push(found3[k]));
  }
  return all.map((list) => {
    const reached = list.filter((steps2) => steps2 !== void 0);
    return { mean: reached.reduce((sum, steps2) => sum + steps2, 0) / list.length, arrived: reached.length };
  });
}
function* arrivals(spec, goal) {
  const experiment = new Experiment(spec);
  try {
    let found3 = spec.runs.map(() => (
      /** @type {number | undefined} */
      void 0
    ));
    for (let steps2 = 0; steps2 < LIMIT && found3.includes(void 0); steps2 += STRIDE3) {
      experiment.advance(STRIDE3);
      found3 = found3.map((_, k) => arrival(experiment.series(k, "loss"), goal));
      yield;
    }
    return found3;
  } finally {
    experiment.free();
  }
}
function searchSpec({ spec: { model, data, options, steps: steps2 }, leastLoss }, starts, { gap: gap2 }, run) {
  const aim = leastLoss === void 0 ? { aim: "loss", steps: steps2 } : { gap: gap2, steps: LIMIT };
  return (
    /** @type {Specs["rate-search"]} */
    { model, data, ...options && { options }, run, starts, ...aim }
  );
}
var LIMIT, OTHERS2, STRIDE3;
var init_arrival = __esm({
  "www/compute/arrival.js"() {
    "use strict";
    init_core();
    LIMIT = 200;
    OTHERS2 = 8;
    STRIDE3 = 10;
  }
});

// www/compute/step-cost.js
function costOf({ needs: { matrix: matrix2, trials } }, { solver, parameters }) {
  if (!matrix2) return 1;
  const way2 = matrix2 === "hessian" && solver === "k-fac" ? "cg" : solver;
  return SOLVERS[way2].cost(parameters) + (trials ? TRIALS3 / 3 : 0);
}
function linesOfCosts() {
  const [least, most] = PARAMETERS;
  const at2 = Float64Array.from({ length: POINTS2 + 1 }, (_, k) => least * (most / least) ** (k / POINTS2));
  return {
    values: WAYS.map(({ cost }) => at2.map((parameters) => cost(parameters))),
    logarithmic: true,
    label: "cost of a step (gradients)",
    from: 0,
    range: COSTS2,
    x: { label: "parameters P", logarithmic: true },
    span: PARAMETERS,
    at: WAYS.map(() => at2)
  };
}
var BATCH, LAYERS, PRODUCTS, TRIALS3, SOLVERS, PARAMETERS, COSTS2, POINTS2, WAYS, placeAmong, bytesOfMatrix;
var init_step_cost = __esm({
  "www/compute/step-cost.js"() {
    "use strict";
    BATCH = 256;
    LAYERS = 10;
    PRODUCTS = 10;
    TRIALS3 = 10;
    SOLVERS = {
      dense: { label: "dense matrix", cost: (P) => 1 + P / 6 + P ** 2 / (18 * BATCH) },
      "k-fac": { label: "K-FAC", cost: (P) => 2 + 4 * Math.sqrt(P / LAYERS) / (3 * BATCH) },
      cg: { label: "conjugate gradient", cost: () => 1 + 2 * PRODUCTS }
    };
    PARAMETERS = /** @type {[number, number]} */
    [2, 1e8];
    COSTS2 = /** @type {[number, number]} */
    [0.1, 1e9];
    POINTS2 = 200;
    WAYS = [{ label: "gradient, Adam …", cost: () => 1 }, ...Object.values(SOLVERS)];
    placeAmong = (parameters) => POINTS2 * (Math.log(parameters / PARAMETERS[0]) / Math.log(PARAMETERS[1] / PARAMETERS[0]));
    bytesOfMatrix = (rows) => 8 * rows ** 2;
  }
});

// www/compute/race.js
function raceOf(scene, state, model) {
  const { race } = state;
  const least = scene.leastLoss;
  const goal = least === void 0 ? -Infinity : least + race.gap;
  const costs = scene.runs.map(({ entry: entry2 }) => costOf(entry2, race));
  const done = scene.runs.map(({ loss }) => arrival(loss, goal));
  const starts = startsAround(scene, state, model);
  const paid = done.map((step = Infinity, k) => race.against === "cost" ? step * costs[k] : step);
  const { means = [], rested } = scene.columns.race ?? {};
  return { goal, costs, done, paid, starts, means, rested, lines: linesOf2(scene, race, costs, done) };
}
function linesOf2({ runs, leastLoss: least }, race, costs, done) {
  const most = Math.max(...runs.map(({ steps: steps2 }, k) => costs[k] * (done[k] || steps2)));
  const gaps = runs.map(({ loss }) => least === void 0 ? loss : loss.map((value2) => value2 - least));
  return {
    logarithmic: least !== void 0,
    label: least === void 0 ? "loss" : "loss − least loss (nats)",
    from: 0,
    values: gaps,
    done,
    ...least !== void 0 && {
      range: [race.gap / 50, Math.max(2 * race.gap, 2 * gaps[0]?.[0])],
      level: { value: race.gap, text: "arrived" }
    },
    ...race.against === "cost" && {
      span: [0.5, 10 ** Math.ceil(Math.log10(Math.max(10, most)))],
      x: { label: "cost so far (gradients)", logarithmic: true },
      at: gaps.map((values, k) => Float64Array.from(values, (_, step) => Math.max(0.5, costs[k] * step)))
    }
  };
}
function* meansOf(columns, scene) {
  yield { ...columns, rested: true };
  if (scene.runs.some(({ stale }) => stale)) return;
  const means = yield* meanArrivals(scene.spec, columns.starts, columns.goal);
  yield { ...scene.columns.race ?? columns, means };
}
function keyOfRate(state, k) {
  const { rule, chart } = placeOfRun(state, k);
  return [rule, sizeOf(rule).name, ...state.charts.length > 1 ? [chart] : []].join(".");
}
var init_race = __esm({
  "www/compute/race.js"() {
    "use strict";
    init_core();
    init_specification();
    init_arrival();
    init_step_cost();
  }
});

// www/compute/rate-searches.js
function bestRates(scene, { race }, { starts }) {
  return race.pending.map((k) => {
    const search = new RateSearch(
      /** @type {import("../../pkg/kl_ball.js").RateSearchSpec} */
      searchSpec(scene, starts, race, scene.spec.runs[k])
    );
    try {
      while (search.advance(PORTION4) < 1) ;
      const best2 = search.best();
      return { k, rate: best2 && rounded5(best2) };
    } finally {
      search.free();
    }
  });
}
var DIGITS3, PORTION4, TOGETHER, rounded5, RateSearches;
var init_rate_searches = __esm({
  "www/compute/rate-searches.js"() {
    "use strict";
    init_core();
    init_work();
    init_arrival();
    DIGITS3 = 6;
    PORTION4 = 1e5;
    TOGETHER = 150;
    rounded5 = ({ value: value2 }) => Number(value2.toPrecision(DIGITS3));
    RateSearches = class {
      #hooks;
      #apply;
      /** What the rates are searched for. @type {string | null | undefined} */
      #question;
      /** Jobs in progress, by the number of the run. @type {Map<number, Search>} */
      #jobs = /* @__PURE__ */ new Map();
      #planned = 1;
      /** @type {ReturnType<typeof setTimeout> | undefined} */
      #timer;
      /**
       * `apply(state, k, value)` gives the `k`-th run its rate; `hooks` are those of views.
       * @param {Hooks} hooks
       * @param {(state: State, k: number, value: number) => void} apply
       */
      constructor(hooks, apply) {
        this.#hooks = hooks;
        this.#apply = apply;
      }
      /** Whether any search is in progress. */
      get running() {
        return this.#jobs.size > 0;
      }
      /** The share done of all searches that were begun together. */
      get share() {
        const left = [...this.#jobs.values()].reduce((sum, { share: share3 }) => sum + 1 - share3, 0);
        return this.running ? 1 - left / this.#planned : 0;
      }
      /** The best rate found so far for the `k`-th run. @param {number} k */
      best(k) {
        return this.#jobs.get(k)?.best?.value;
      }
      /**
       * Begins the searches that a scene needs, after a pause, and cancels those that are no longer needed.
       * @param {Scene} scene
       * @param {State} state
       * @param {RaceColumns} columns
       */
      follow(scene, state, { starts, rested }) {
        const { race } = state;
        if (race.budget !== "best" || race.question !== this.#question) this.rest(true);
        for (const { work } of this.#jobs.values()) work?.pause(false);
        if (race.budget !== "best" || race.stopped || this.running || !race.pending.length || !rested) return;
        this.#question = race.question;
        this.#planned = race.pending.length;
        for (const k of race.pending) this.#begin(scene, starts, race, k);
      }
      /**
       * @param {Scene} scene
       * @param {Place[]} starts
       * @param {{ gap: number }} given
       * @param {number} k
       */
      #begin(scene, starts, given, k) {
        const job = { run: scene.spec.runs[k], share: 0 };
        this.#jobs.set(k, job);
        job.work = begin({ kind: "rate-search", spec: searchSpec(scene, starts, given, job.run) }, {
          progress: (share3, { best: best2 }) => {
            Object.assign(job, { share: share3, best: best2 });
            this.#showSoon();
          },
          done: ({ best: best2 }) => {
            Object.assign(job, { share: 1, best: best2, over: true });
            if ([...this.#jobs.values()].every(({ over }) => over)) this.#show();
            else this.#showSoon();
          },
          failed: (error2) => {
            this.rest(true);
            this.#hooks.failed(error2);
          }
        });
      }
      #showSoon() {
        this.#timer ??= setTimeout(() => this.#show(), TOGETHER);
      }
      /** Shows the progress, and sets the rates that have been found since the last time. */
      #show() {
        clearTimeout(this.#timer);
        this.#timer = void 0;
        const found3 = [...this.#jobs].filter(([, { over }]) => over);
        for (const [k] of found3) this.#jobs.delete(k);
        if (found3.length) this.#take(found3);
        else this.#hooks.redraw();
      }
      /**
       * Sets the rates that have been found; runs that are still searched for stay pending.
       * @param {[number, Search][]} found
       * @param {boolean} [stopped]
       */
      #take(found3, stopped = false) {
        this.#hooks.change((now) => {
          for (const [k, { best: best2, over }] of found3) {
            if (best2) this.#apply(now, k, rounded5(best2));
            if (over) now.race.pending = now.race.pending.filter((other) => other !== k);
          }
          now.race.stopped = stopped;
        }, !stopped);
      }
      /** Cancels the searches; runs keep the best rates found so far. */
      stop() {
        const left = [...this.#jobs];
        this.rest(true);
        this.#take(left, true);
      }
      /** Continues cancelled searches, or searches for all rates again. */
      again() {
        this.#hooks.change(({ race, rules, charts }) => {
          race.stopped = race.given = false;
          if (!race.pending.length) race.pending = [...Array(rules.length * charts.length).keys()];
        });
      }
      /** Pauses them until the figure is drawn again, or ends them. @param {boolean} gone */
      rest(gone) {
        for (const { work } of this.#jobs.values()) {
          if (gone) work?.cancel();
          else work?.pause(true);
        }
        if (!gone) return;
        this.#jobs.clear();
        clearTimeout(this.#timer);
        this.#timer = void 0;
      }
    };
  }
});

// www/views/race-cost.js
function bytes(count4) {
  const units = ["bytes", "kB", "MB", "GB", "TB", "PB"];
  let k = 0;
  for (; count4 >= 1e3 && k < units.length - 1; k += 1) count4 /= 1e3;
  return `${number(count4)} ${units[k]}`;
}
var WORDS2, parameterSlider, many, CostModel, CURVES2, LINES, costAxes, costMarks;
var init_race_cost = __esm({
  "www/views/race-cost.js"() {
    "use strict";
    init_step_cost();
    init_inputs();
    init_elements();
    init_format();
    init_language();
    init_series();
    WORDS2 = `A stated model, not a measurement. The unit is the gradient of a batch of ${BATCH} examples, 6 operations for each example and parameter; rules without a matrix pay one a step. A dense matrix takes P/6 more to add up and P²/${18 * BATCH} to solve with. K-FAC takes 2, and 4√(P/${LAYERS})/${3 * BATCH} for its factors in ${LAYERS} square layers; conjugate gradient 1 + 2 · ${PRODUCTS}, for ${PRODUCTS} products. Rules that try out their landing, such as the KL ball, the trust region and TRPO, add ${TRIALS3} forward passes, ${number(TRIALS3 / 3)}; Newton, which has no K-FAC, takes conjugate gradient. The steps are those of exact matrices; approximate ones may take more.`;
    parameterSlider = (value2, set) => slider(
      "parameters of the network",
      { slider: PARAMETERS, logarithmic: true, text: (P) => `P = ${many(P)}` },
      value2,
      set
    );
    many = (P) => Number(P.toPrecision(2)).toLocaleString("en");
    CostModel = class {
      constructor() {
        this.root = element("div");
        this.#now = element("p", "note");
        this.root.append(this.#now, element("p", "note", WORDS2));
      }
      #now;
      /**
       * @param {Scene} scene
       * @param {State} state
       */
      update(scene, { race: { parameters } }) {
        const each = Object.values(SOLVERS).map(({ label: label2, cost }) => `${label2} ${number(cost(parameters))}`);
        setText(this.#now, `With P = ${many(parameters)}, a step in gradients: ${each.join(", ")}. The dense matrix alone would fill ${bytes(bytesOfMatrix(parameters))}.`);
      }
    };
    CURVES2 = WAYS.map(({ label: label2 }, k) => ({
      rule: label2,
      entry: { name: label2, label: label2, family: k ? "natural" : "euclidean" },
      dash: CHART_DASHES[(k || 1) - 1],
      chartIndex: 0,
      hollow: false
    }));
    LINES = linesOfCosts();
    costAxes = ({ held: held3 }, { scene }) => axesOf(LINES, scene.steps, held3);
    costMarks = ({ state: { race } }, _, size2, colors) => drawn3(LINES, CURVES2, { colors, cursor: placeAmong(race.parameters) }, size2);
  }
});

// www/views/race-search.js
function standing({ stopped, pending, given }) {
  if (stopped) return "Called off: grey rates are the best so far.";
  if (pending.length) return "";
  return given ? "These rates came with the figure: a search checks them." : "These rates are the best that were found.";
}
var SearchBar;
var init_race_search = __esm({
  "www/views/race-search.js"() {
    "use strict";
    init_elements();
    SearchBar = class {
      #searches;
      /** The bar of some `searches`; see compute/rate-searches.js. @param {RateSearches} searches */
      constructor(searches2) {
        this.#searches = searches2;
        this.root = element("div", "search");
        this.bar = element("progress");
        this.bar.setAttribute("aria-label", "search for the best rates");
        this.text = element("span");
        this.button = button("Search", () => searches2.running ? searches2.stop() : searches2.again());
        this.root.append(this.button, this.text, this.bar);
      }
      /**
       * @param {Scene} scene
       * @param {State} state
       */
      update(scene, { race }) {
        this.root.hidden = race.budget !== "best";
        if (this.root.hidden) return;
        const { running, share: share3 } = this.#searches;
        setText(this.button, running ? "Cancel" : "Search");
        this.bar.value = share3;
        this.bar.style.visibility = running ? "visible" : "hidden";
        setText(this.text, running ? `${scene.runs.length - race.pending.length} of ${scene.runs.length} rates found` : standing(race));
      }
    };
  }
});

// www/views/race.js
function read13(read15, state) {
  const value2 = (name, otherwise) => numberFrom(name, read15(name), { range: [0, Infinity], open: true }) ?? otherwise;
  const word = (name, allowed) => oneOf(name, read15(name) ?? allowed[0], allowed);
  state.race = {
    budget: word(
      "budget",
      /** @type {Race["budget"][]} */
      Object.keys(BUDGETS)
    ),
    against: word("against", AGAINST),
    solver: word(
      "solver",
      /** @type {Race["solver"][]} */
      Object.keys(SOLVERS)
    ),
    gap: value2("gap", 1e-3),
    first: value2("first-kl", 0.05),
    parameters: value2("parameters", 1e6),
    pending: []
  };
}
function write9({ race: { budget, against, solver, gap: gap2, first, parameters } }) {
  return { budget, against, solver, gap: String(gap2), "first-kl": String(first), parameters: String(parameters) };
}
function complete3(state, model) {
  const { race } = state;
  const { runs, start: start2 } = toSpec(state);
  if (race.budget === "same-kl") runs.forEach((run, k) => {
    state.settings[keyOfRate(state, k)] = matchedSize(model, run, start2, race.first);
  });
  if (race.budget !== "best") {
    race.question = null;
    return;
  }
  const question = JSON.stringify([state.model, state.options, dataKey(state.data), state.charts, state.start, state.batch, race.gap]);
  if (race.question === question) return;
  const given = race.question === void 0 && runs.every((_, k) => state.settings[keyOfRate(state, k)] !== void 0);
  Object.assign(race, { question, given, stopped: false, pending: given ? [] : runs.map((_, k) => k) });
}
function searchOf(hooks) {
  const known5 = searches.get(hooks) ?? new RateSearches(hooks, (now, k, value2) => {
    now.settings[keyOfRate(now, k)] = value2;
  });
  searches.set(hooks, known5);
  return known5;
}
function live3(_, { cost }, hooks) {
  if (cost) return void 0;
  const search = searchOf(hooks);
  return { follow: ({ scene, state, columns }) => search.follow(scene, state, columns), rest: (gone) => search.rest(gone) };
}
function controls7(state, change) {
  const { race } = state;
  const row = element("div", "controls");
  const set = (name) => (value2) => change((now) => Object.assign(now.race, { [name]: value2 }));
  row.append(menu("rates", Object.entries(BUDGETS), race.budget, set("budget")));
  if (race.budget === "same-kl") row.append(slider("KL of the first step", FIRST3, race.first, set("first")));
  row.append(slider("arrived within", GAP7, race.gap, set("gap")));
  row.append(choice("against", AGAINST.map((name) => entry(name, name)), race.against, set("against")));
  if (race.against === "cost") {
    row.append(
      parameterSlider(race.parameters, set("parameters")),
      menu("the matrix", Object.entries(SOLVERS).map(([name, { label: label2 }]) => entry(name, label2)), race.solver, set("solver"))
    );
  }
  return [row];
}
function account6(state, hooks) {
  const search = searchOf(hooks);
  return [new Standings(state, hooks, search), new SearchBar(search), ...state.race.against === "cost" ? [new CostModel()] : []];
}
function searching({ race, rules, charts }) {
  const all = rules.length * charts.length;
  return `${race.stopped ? "The search was called off" : "Searching"}: ${all - race.pending.length} of ${all} rates found. Faint lines have the rates they had.`;
}
function caption12(scene, state, _, columns) {
  const { race } = state;
  const { paid } = columns;
  const sought = scene.runs.some(({ stale }) => stale);
  const first = sought ? searching(state) : ABOUT[race.budget](race, columns, scene);
  if (scene.leastLoss === void 0) return `${first} The loss has no least value here, so that nobody arrives.`;
  const inGradients = race.against === "cost";
  const groups = /* @__PURE__ */ new Map();
  scene.runs.forEach((run, k) => {
    if (!run.stale) groups.set(paid[k], [...groups.get(paid[k]) ?? [], run]);
  });
  const parts2 = [...groups].sort(([a], [b]) => a - b).map(([value2, runs]) => `${arrivalOf(scene, race, runs[0], value2)}: ${runs.map(({ entry: entry2 }) => entry2.label).join(", ")}`);
  if (!parts2.length) return first;
  return `${first} From the start, ${inGradients ? "gradients paid" : "steps"} until arrival: ${parts2.join("; ")}.`;
}
function brief3(scene, { race }, _, { paid }) {
  if (scene.leastLoss === void 0 || scene.runs.some(({ stale }) => stale)) return void 0;
  const arrivals2 = scene.runs.map((run, k) => ({ run, at: paid[k] }));
  const parts2 = arrivals2.sort((one, other) => one.at - other.at).map(({ run, at: at2 }) => `${run.entry.label} ${arrivalOf(scene, race, run, at2)}`);
  return `${race.against === "cost" ? "Gradients paid" : "Steps"} until arrival from the start: ${parts2.join(", ")}.`;
}
var ROUGHLY, BUDGETS, AGAINST, GAP7, FIRST3, searches, COST2, panels11, backdrop10, marks11, atOnce2, Standings, soFar, ABOUT, arrivalOf;
var init_race2 = __esm({
  "www/views/race.js"() {
    "use strict";
    init_inputs();
    init_arrival();
    init_matching();
    init_race();
    init_rate_searches();
    init_step_cost();
    init_core();
    init_elements();
    init_format();
    init_ledger();
    init_dashes();
    init_data();
    init_specification();
    init_words();
    init_race_cost();
    init_race_search();
    init_registry();
    init_series();
    init_told();
    ROUGHLY = 0.01;
    BUDGETS = { best: "each its own best", "same-kl": "same KL in the first step", set: "as set" };
    AGAINST = /** @type {Race["against"][]} */
    ["steps", "cost"];
    GAP7 = { slider: [1e-6, 0.1], logarithmic: true, unit: "nats" };
    FIRST3 = { slider: [1e-3, 1], logarithmic: true, unit: "nats" };
    searches = /* @__PURE__ */ new WeakMap();
    COST2 = "What a step costs, by a stated model";
    panels11 = ({ race }) => [
      { name: "series", title: "Above the least loss" },
      ...race.against === "cost" ? [{ name: "series", cost: true, title: COST2 }] : []
    ];
    backdrop10 = (state, columns, size2, theme) => state.panel.cost ? costAxes(state, columns, size2, theme) : axesOf(columns.columns.lines, columns.scene.steps, state.held);
    marks11 = (state, columns, size2, colors) => state.panel.cost ? costMarks(state, columns, size2, colors) : drawn3(columns.columns.lines, columns.scene.runs, { ...state, colors }, size2);
    atOnce2 = ({ cost }, { scene, state, columns }, _, change) => {
      if (cost || state.race.budget !== "best" || !state.race.pending.length) return;
      const found3 = bestRates(scene, state, columns);
      change((now) => {
        for (const { k, rate } of found3) if (rate !== void 0) now.settings[keyOfRate(now, k)] = rate;
        now.race.pending = [];
      });
    };
    Standings = class {
      #rows;
      #headings;
      #search;
      /**
       * @param {State} state
       * @param {Hooks} hooks
       * @param {RateSearches} search
       */
      constructor(state, { emphasize }, search) {
        this.#search = search;
        const made2 = table("ledger standings", ["rule", "rate", "steps", "mean", "KL of step 1 (nats)"]);
        this.root = made2.root;
        this.#headings = made2.heads.slice(1);
        this.#rows = toSpec(state).runs.map((_, k) => {
          const { rule, chart } = placeOfRun(state, k);
          const canvas = picture("sample");
          const cells = this.#headings.map(() => noted());
          heeded(rowOf2(made2, [canvas, ruleEntry(rule).label], cells.map(({ cell }) => cell)), rule, emphasize);
          const c = state.charts.indexOf(chart);
          return { cells, canvas, family: ruleEntry(rule).family, dash: pathDash(state, rule, c), hollow: isHollow(rule, c) };
        });
      }
      /**
       * @param {Scene} scene
       * @param {State} state
       * @param {number} _
       * @param {RaceColumns} columns
       */
      update(scene, { race }, _, { starts, done, paid, means, goal }) {
        setText(this.#headings[1], `steps to ${chosen(race.gap)} nats`);
        setText(this.#headings[2], starts.length === 1 ? "one start" : `mean of ${starts.length} starts`);
        this.#rows.forEach(({ cells }, k) => {
          cells.forEach(({ cell }, c) => {
            cell.dataset.label = this.#headings[c].textContent ?? "";
          });
          const run = scene.runs[k];
          const option = sizeOf(run.rule);
          const say = (c, text2, note = "") => {
            setText(cells[c].text, text2);
            setText(cells[c].note, note);
          };
          cells[0].cell.classList.toggle("old", Boolean(run.stale));
          say(
            0,
            `${option.symbol ? `${option.symbol} = ` : ""}${number(sizeOfRun(scene.spec.runs[k]))}${option.unit === "nats" ? " nats" : ""}`,
            run.stale ? soFar(this.#search.best(k)) : ""
          );
          const step = done[k];
          say(1, step === void 0 ? "–" : String(step), step === void 0 ? `not in ${scene.steps}` : race.against === "cost" ? `cost ${chosen(paid[k])}` : run.loss.subarray(step).some((loss) => loss > goal) ? "leaves again" : "");
          const { mean, arrived } = means[k] ?? {};
          const all = arrived === starts.length;
          say(2, all ? number(mean) : "–", all || arrived === void 0 ? "" : `${arrived} of ${starts.length} arrive${arrived === 1 ? "s" : ""} in ${LIMIT}`);
          say(3, amount(run.kl[1]));
        });
      }
      /**
       * @param {Colors} colors
       * @param {number} ratio
       */
      paint(colors, ratio) {
        for (const { canvas, family, dash, hollow } of this.#rows) paintLines(canvas, family, [{ dash, hollow }], colors, ratio);
      }
    };
    soFar = (rate) => rate === void 0 ? "" : `so far ${number(rate)}`;
    ABOUT = {
      best: ({ gap: gap2 }, { starts }, { leastLoss }) => leastLoss === void 0 ? "Each rule at its own best rate: with it the loss ends lowest." : `Each rule at its own best rate: with it ${starts.length > 1 ? `the most of ${told(String(starts.length), "count", "starts that are compared", starts.length)} starts of one loss, the one shown among them, come` : "the run comes"} to within ${told(chosen(gap2), "set", "how near is arrived")} nats of the best fit, and in the fewest steps, ${told(String(LIMIT), "set", "the most steps that a search tries")} at most.`,
      "same-kl": ({ first }, _, { runs }) => {
        const others2 = runs.filter(({ kl }) => !(Math.abs(kl[1] - first) < ROUGHLY * first));
        const say = (run) => `${run.entry.label} (${run.steps ? told(number(run.kl[1]), "cost", run, 1) : "no step"})`;
        return `Each rule at the rate with which its first step costs ${told(nats(first), "set", "the cost of each first step")}${others2.length ? `, but for ${others2.map(say).join(", ")}, where none does` : ""}.`;
      },
      set: () => "Rates as they are set now."
    };
    arrivalOf = (scene, { against, gap: gap2 }, run, value2) => !Number.isFinite(value2) ? `not in ${told(String(scene.steps), "set", "the number of steps")}` : against === "cost" ? told(chosen(value2), "paid", run, value2) : told(chosen(value2), "arrival", run, value2, gap2);
    register("race", { panels: panels11, backdrop: backdrop10, marks: marks11, live: live3, atOnce: atOnce2, read: read13, write: write9, complete: complete3, prepare: raceOf, grows: true, refine: meansOf, controls: controls7, account: account6, instead: true, caption: caption12, brief: brief3 });
  }
});

// www/compute/world.js
function worldOf(run, k, { batch }, model) {
  const { chart } = run;
  const size2 = batch?.size ?? EPISODES;
  const [a, b] = run.paths[chart].subarray(2 * k, 2 * k + 2);
  const at2 = [a, b];
  const [spin, treasure, trap] = model.density(at2, chart, OUTCOMES2);
  const door = treasure + trap;
  const played = batch && model.episodes(at2, chart, size2, batch.seed ?? 0, k);
  return {
    size: size2,
    chances: [0, spin, treasure, trap],
    door,
    treasure: treasure / door,
    value: -run.loss[k],
    informative: model.informative(at2, chart, size2),
    counts: played && [0, 1, 2, 3].map((outcome2) => played.filter((one) => one === outcome2).length)
  };
}
function replicatorPath({ model, options, start: start2 }, charts) {
  const run = { rule: "mirror", direction: "new-old", rate: PATH.rate, chart: (
    /** @type {string} */
    chartOf(model, "log-ratios")
  ) };
  const experiment = new Experiment({ model, options, start: start2, runs: [run] });
  try {
    experiment.advance(PATH.steps);
    return Object.fromEntries(charts.map((chart) => [chart, [{ kind: "replicator", outline: [...experiment.trajectory(0, chart), NaN, NaN] }]]));
  } finally {
    experiment.free();
  }
}
var EPISODES, OUTCOMES2, PATH, worldsOf, askPolicies, stepShown;
var init_world = __esm({
  "www/compute/world.js"() {
    "use strict";
    init_core();
    EPISODES = 64;
    OUTCOMES2 = Float64Array.of(1, 2, 3);
    PATH = { steps: 100, rate: 0.1 };
    worldsOf = ({ spec }, state, model) => ({
      worldOf: (run, k) => worldOf(run, k, state, model),
      ...state.views.includes("plane") && { ellipses: replicatorPath(spec, state.charts) }
    });
    askPolicies = ({ cursor }, { scene, columns }) => ({ worlds: scene.runs.map((run) => columns.worldOf(run, stepShown(run, cursor))) });
    stepShown = ({ steps: steps2 }, cursor) => Math.min(Math.floor(cursor), steps2);
  }
});

// www/views/policy.js
function panels12(state) {
  return [{ name: "policy", title: state.batches ? "What the policy does, and the episodes its next step sees" : "What the policy does" }];
}
function marks12({ state, highlight }, { scene, answers: { worlds } }, size2, colors) {
  const { width, height } = size2.style;
  const room = height / scene.runs.length;
  return { marks: scene.runs.flatMap((run, row) => rowOf3({
    within: size2,
    run,
    world: worlds[row],
    name: nameOf3(state, run),
    color: familyColor(colors, run.entry.family),
    colors,
    opacity: highlight && highlight !== run.rule ? 0.25 : 1,
    left: 8,
    right: width - 4,
    top: row * room,
    bottom: (row + 1) * room - 6
  })) };
}
function rowOf3(look) {
  const { within: within4, run, world, name, color, colors, opacity, left, right, top, bottom } = look;
  const { text: size2 } = within4.style;
  const middle = top + 0.7 * size2;
  const [first, last4] = [top + 1.5 * size2, bottom];
  const spacing = (last4 - first) / 3;
  const fork = left + (world.counts ? 0.17 : 0.26) * (right - left);
  const ends = left + (world.counts ? 0.34 : 0.56) * (right - left);
  const thick = 1.2 * spacing;
  const at2 = (number2) => first + (number2 + 0.5) * spacing;
  const start2 = at2(1.5);
  const inside3 = at2(0.5);
  const { chances: chances2, door } = world;
  const branches = [
    { from: [left, start2 - thick * (1 - door) / 2], to: [fork, inside3], share: door },
    { from: [left, start2 + thick * door / 2], to: [ends, at2(2)], share: chances2[1] },
    { from: [fork, inside3 - thick * chances2[3] / 2], to: [ends, at2(0)], share: chances2[2] },
    { from: [fork, inside3 + thick * chances2[2] / 2], to: [ends, at2(1)], share: chances2[3] }
  ];
  const labels2 = new Labels(within4);
  if (spacing > 1.8 * size2) {
    const above = [Math.max(left + 4 * size2, fork), Math.max(first, inside3 - thick * door / 2 - 0.8 * size2)];
    labels2.center(`door ${chance(door)}`, above, colors.ink);
  }
  return [
    symbols(FAMILIES[run.entry.family].marker, [left + 4, middle], 4, color, colors.ground, { hollow: run.hollow, opacity }),
    text(name, left + 14, middle, color, { opacity }),
    ...branches.flatMap((branch) => branchOf(branch, thick, look)),
    ...labels2.marks.map((mark) => ({ ...mark, opacity })),
    ...ENDS.flatMap(({ name: end, outcome: outcome2 }, number2) => endOf2(look, { end, outcome: outcome2, x: ends + 6, y: at2(number2), spacing }))
  ];
}
function branchOf({ from, to, share: share3 }, thick, { color, colors, opacity }) {
  const half = thick * share3 / 2;
  const back2 = curve2(from, to, half);
  const below = [];
  for (let k = back2.length - 2; k >= 0; k -= 2) below.push(back2[k], back2[k + 1]);
  return [
    line(curve2(from, to, 0), colors.muted, 1, { dash: [1, 4], opacity }),
    area([...curve2(from, to, -half), ...below], color, 0.45 * opacity)
  ];
}
function curve2([x0, y0], [x1, y1], down) {
  const points2 = [];
  for (let k = 0; k <= PIECES; k += 1) {
    const t = k / PIECES;
    const [a, b, c, d] = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3];
    points2.push(a * x0 + (b + c) * (x0 + x1) / 2 + d * x1, (a + b) * y0 + (c + d) * y1 + down);
  }
  return points2;
}
function endOf2({ within: within4, world, color, colors, opacity, right }, { end, outcome: outcome2, x, y, spacing }) {
  const { text: size2 } = within4.style;
  const two = spacing > 2.3 * size2;
  const words8 = [
    text(end, x, y - (two ? 0.6 * size2 : 0), colors.ink, { opacity }),
    ...two ? [text(chance(world.chances[outcome2]), x, y + 0.6 * size2, colors.muted, { opacity, passing: true })] : []
  ];
  if (!world.counts) return words8;
  const from = x + 7.2 * size2;
  const [across, down] = [right - from, 0.88 * spacing];
  let pitch = PITCH;
  while (Math.floor(across / pitch) * Math.floor(down / pitch) < world.size && pitch > 2) pitch -= 0.25;
  const rows = Math.floor(down / pitch);
  const look = outcome2 === 1 ? { stroke: colors.muted, width: 1, opacity } : { fill: color, opacity };
  const episodes = Array.from({ length: world.counts[outcome2] }, (_, k) => circle(
    from + (Math.floor(k / rows) + 0.5) * pitch,
    y + (k % rows - (rows - 1) / 2) * pitch,
    0.36 * pitch,
    look
  ));
  const none = outcome2 === 2 && world.counts[1] === world.size;
  return [...words8, ...episodes, ...none ? [text("gradient = 0", from, y, colors.ink, { opacity })] : []];
}
function account7(state) {
  const table2 = new Measures([
    "policy of",
    "return J",
    "q, opens the door",
    "r, then finds treasure",
    "some open it",
    ...state.batches ? ["treasure, trap, spin"] : [],
    "last step"
  ], true);
  table2.root.classList.add("stack", "worlds");
  const runs = state.rules.flatMap((rule) => state.charts.map((chart, chartIndex) => ({ rule, chart, chartIndex })));
  runs.forEach((run, k) => table2.write(k, nameOf3(state, run), []));
  return [{
    root: table2.root,
    update(scene, _, cursor, { worldOf: worldOf2 }) {
      for (const [row, run] of scene.runs.entries()) {
        const k = stepShown(run, cursor);
        const { size: size2, value: value2, door, treasure, informative, counts: counts2 } = worldOf2(run, k);
        table2.head(4, `some of ${size2} open it`);
        table2.write(row, "", [
          number(value2),
          number(door),
          number(treasure),
          chance(informative),
          ...state.batches ? [counts2 ? ENDS.map(({ outcome: outcome2 }) => counts2[outcome2]).join(", ") : "–"] : [],
          stepOf2(run, k)
        ]);
      }
    },
    paint: (colors, ratio) => table2.paint((row) => ({
      color: familyColor(colors, ruleEntry(runs[row].rule).family),
      dash: pathDash(state, runs[row].rule, runs[row].chartIndex)
    }), ratio)
  }];
}
function stepOf2(run, k) {
  if (k === 0) return "–";
  const halved = run.halvings[k];
  const searched2 = !isSearched(run) ? halved > 0 && `halved ${halved}×` : halved >= catalogue().limits.halvings ? "all refused" : halved > 0 ? `${halved}× refused` : "accepted";
  return [`${number(run.kl[k])} nats`, searched2].filter(Boolean).join(", ");
}
function caption13(scene, state, cursor, { worldOf: worldOf2 }) {
  if (!scene.runs.length) return void 0;
  const k = Math.floor(cursor);
  const worlds = scene.runs.map((run) => ({ name: nameOf3(state, run), ...worldOf2(run, stepShown(run, cursor)) }));
  const [{ door, treasure, value: value2, size: size2, chances: chances2 }] = worlds;
  if (k === 0) {
    return `Before any step the policy opens the door with probability ${told(chance(door), "door", chances2)} and finds the treasure behind it with ${told(chance(treasure), "treasure", chances2)}: a return of ${told(number(value2), "return", chances2)} on average. Spinning returns 0.`;
  }
  const returns2 = worlds.map((one) => `${one.name} ${told(number(one.value), "return", one.chances)}, the door ${told(chance(one.door), "door", one.chances)}`).join("; ");
  const gone = worlds.filter(({ informative }) => informative < catalogue().limits.information);
  const after = `After ${told(counted(k, "step"), "set", SHOWN_STEP)}, return and chance of the door: ${returns2}.`;
  const sentences = gone.map((one) => {
    const isZero = one.counts?.[1] === size2;
    const zero = isZero ? `all ${told(counted(size2, "episode"), "set", "the size of a batch")} spin, so its gradient is exactly zero, and ` : "";
    return ` ${capital(one.name)} has ${isZero || !one.counts ? "" : "all but "}collapsed: ${zero}the chance that any of ${told(counted(size2, "episode"), "set", "the size of a batch")} opens the door is ${told(chance(one.informative), "informative", one.chances, size2, one.informative)}.`;
  });
  return after + sentences.join("");
}
function brief4(scene, state, cursor, { worldOf: worldOf2 }) {
  if (!scene.runs.length) return void 0;
  const k = Math.floor(cursor);
  const doors = scene.runs.map((run) => ({ name: nameOf3(state, run), ...worldOf2(run, stepShown(run, cursor)) })).map(({ name, door, chances: chances2 }) => ({ name, door: told(chance(door), "door", chances2) }));
  if (k === 0) return `Before any step the policy opens the door with probability ${doors[0].door}.`;
  return `Chance of opening the door after ${told(counted(k, "step"), "set", SHOWN_STEP)}: ${doors.map(({ name, door }) => `${name} ${door}`).join(", ")}.`;
}
var ENDS, PITCH, PIECES, nameOf3;
var init_policy = __esm({
  "www/views/policy.js"() {
    "use strict";
    init_world();
    init_core();
    init_format();
    init_status();
    init_language();
    init_labels2();
    init_marks();
    init_measures();
    init_dashes();
    init_registry();
    init_caption();
    init_told();
    ENDS = [
      { name: "treasure +1", outcome: 2 },
      { name: "trap −1", outcome: 3 },
      { name: "spin 0", outcome: 1 }
    ];
    PITCH = 11;
    PIECES = 24;
    nameOf3 = (state, { rule, chart }) => ruleEntry(rule).label + (state.charts.length > 1 ? `, ${chartEntry(state.model, chart).label}` : "");
    register("policy", { panels: panels12, ask: askPolicies, marks: marks12, prepare: worldsOf, account: account7, instead: true, caption: caption13, brief: brief4 });
  }
});

// www/compute/seeds.js
function seedsFrom({ spec }, { start: start2 }, model) {
  const chart = unitless(spec.model);
  return { model: spec.model, start: { chart, at: model.convert(start2.at, start2.chart, chart) } };
}
function settingOf({ model, start: start2 }, run, scale, steps2) {
  const { size: size2, seed } = run.batch ?? {};
  return { model, options: { scale }, start: start2, run: (
    /** @type {RunSpec} */
    { ...run, batch: { size: size2 ?? 64, seed: seed ?? 0 } }
  ), steps: steps2, seeds: SEEDS2 };
}
function runAll(specs) {
  for (const spec of specs) {
    if (outcomeOf(spec)) continue;
    const work = new MonteCarlo(spec);
    try {
      do
        work.advance(SEEDS2);
      while (work.tally().done < work.tally().total);
      remember(spec, { tally: work.tally(), quantiles: work.quantiles(LEVELS) });
    } finally {
      work.free();
    }
  }
}
function remember(spec, outcome2) {
  if (known4.size >= MOST9) known4.clear();
  known4.set(JSON.stringify(spec), outcome2);
}
var SEEDS2, LEVELS, stepsOf3, MOST9, known4, outcomeOf, unitless, Seeds;
var init_seeds = __esm({
  "www/compute/seeds.js"() {
    "use strict";
    init_core();
    init_work();
    SEEDS2 = 200;
    LEVELS = [0.05, 0.25, 0.5, 0.75, 0.95];
    stepsOf3 = ({ steps: steps2 }) => steps2 ?? 200;
    MOST9 = 3e3;
    known4 = /* @__PURE__ */ new Map();
    outcomeOf = (spec) => known4.get(JSON.stringify(spec));
    unitless = (model) => (
      /** @type {string} */
      chartOf(model, "log-ratios")
    );
    Seeds = class {
      #hooks;
      /** @type {Job | undefined} */
      #job;
      /** The setting it works on, as text. @type {string | undefined} */
      #doing;
      /** @type {Setting[]} */
      #wanted = [];
      /** @param {Hooks} hooks */
      constructor(hooks) {
        this.#hooks = hooks;
      }
      /** Continues with these settings, and cancels one that is no longer needed. @param {Setting[]} specs */
      want(specs) {
        this.#wanted = specs;
        if (this.#doing && !specs.some((spec) => JSON.stringify(spec) === this.#doing)) this.#stop();
        this.#job?.pause(false);
        this.#next();
      }
      /** Pauses until it is needed again, or ends. @param {boolean} gone */
      rest(gone) {
        if (gone) this.#stop();
        else this.#job?.pause(true);
      }
      #stop() {
        this.#job?.cancel();
        this.#job = this.#doing = void 0;
      }
      #next() {
        const spec = !this.#job && this.#wanted.find((one) => !outcomeOf(one));
        if (!spec) return;
        this.#doing = JSON.stringify(spec);
        this.#job = begin({ kind: "monte-carlo", spec, levels: LEVELS }, {
          done: (outcome2) => {
            remember(spec, outcome2);
            this.#job = this.#doing = void 0;
            this.#hooks.redraw();
            this.#next();
          },
          failed: (error2) => {
            this.#wanted = [];
            this.#stop();
            this.#hooks.failed(error2);
          }
        });
      }
    };
  }
});

// www/accounts/progress.js
var Progress;
var init_progress = __esm({
  "www/accounts/progress.js"() {
    "use strict";
    init_seeds();
    init_elements();
    Progress = class {
      #bar = element("progress");
      #words = element("span");
      #press;
      /** @param {Hooks} hooks */
      constructor({ change }) {
        this.root = element("div", "work");
        this.#bar.setAttribute("aria-label", "settings done");
        this.#press = button("Stop", () => change((now) => {
          now.halted = !now.halted;
        }));
        this.root.append(this.#bar, this.#press, this.#words);
      }
      /**
       * @param {Scene} _
       * @param {State} state
       * @param {number} __
       * @param {WithSettings} columns
       */
      update(_, { halted }, __, { settings }) {
        const done = settings.filter(outcomeOf).length;
        this.root.hidden = settings.length === 0;
        this.#bar.max = settings.length || 1;
        this.#bar.value = done;
        this.#press.disabled = done === settings.length;
        setText(this.#press, halted ? "Go on" : "Stop");
        setText(this.#words, `${done} of ${settings.length} settings, ${SEEDS2} seeds each`);
      }
    };
  }
});

// www/compute/cliff.js
function sizesOf(rule, sampled) {
  const [low, high] = RANGES2[sizeOf(rule).unit];
  const each = sampled ? SAMPLED : EXACT2;
  return Array.from({ length: (high - low) * each + 1 }, (_, k) => Number((10 ** (low + k / each)).toPrecision(sampled ? 1 : 3)));
}
function cliffs(scene, state, model) {
  const seeds = seedsFrom(scene, state, model);
  const panels15 = firstRuns(scene.spec.runs, state).map((run, r) => ({
    rule: state.rules[r],
    run,
    sizes: sizesOf(run.rule, isSampled(state)),
    chosen: sizeOfRun(run),
    lines: unitsOf(state).map((scale) => ({ scale, exact: /* @__PURE__ */ new Map() }))
  }));
  return { panels: panels15, seeds, settings: isSampled(state) ? panels15.flatMap((panel2) => settingsOf2(seeds, state, panel2)) : [] };
}
function* exactReturns({ seeds, settings, panels: panels15 }, _, state) {
  if (isSampled(state)) return;
  const found3 = panels15.map((panel2) => ({ ...panel2, lines: panel2.lines.map(({ scale }) => ({ scale, exact: /* @__PURE__ */ new Map() })) }));
  for (const { run, sizes, chosen: chosen2, lines } of found3) {
    for (const size2 of [chosen2, ...sizes]) {
      for (const { scale, exact } of lines) {
        exact.set(size2, returns({ ...seeds, options: { scale }, runs: [sized(run, size2)] }, stepsOf3(state)));
        yield { seeds, settings, panels: found3 };
      }
    }
  }
}
function returns({ runs: [{ batch: _, ...run }], ...spec }, steps2) {
  const experiment = new Experiment({ ...spec, runs: [run] });
  try {
    experiment.advance(steps2);
    const losses = experiment.series(0, "loss");
    return { start: -losses[0], step: -losses[Math.min(1, losses.length - 1)], return: -losses[losses.length - 1] };
  } finally {
    experiment.free();
  }
}
function valueOf(seeds, state, { run }, { scale, exact }, size2) {
  const { show } = state;
  if (show === "success" || show === "collapsed") return tallyOf(seeds, state, { run }, { scale }, size2)?.[show];
  return exact.get(size2)?.[show];
}
function askCliff({ panel: { index }, state }, { columns: { seeds, panels: panels15 } }) {
  const panel2 = panels15[index];
  const sizes = [.../* @__PURE__ */ new Set([...panel2.sizes, panel2.chosen])].sort((a, b) => a - b);
  return { sizes, lines: panel2.lines.map((line2) => ({
    values: sizes.map((size2) => valueOf(seeds, state, panel2, line2, size2)),
    own: valueOf(seeds, state, panel2, line2, panel2.chosen)
  })) };
}
function stretches(all) {
  const found3 = [];
  all.forEach(([size2, holds], k) => {
    if (holds && k && all[k - 1][1]) found3[found3.length - 1][1] = size2;
    else if (holds) found3.push([size2, size2]);
  });
  return found3;
}
var RANGES2, EXACT2, SAMPLED, isSampled, unitsOf, sized, settingsOf2, tallyOf;
var init_cliff = __esm({
  "www/compute/cliff.js"() {
    "use strict";
    init_core();
    init_specification();
    init_seeds();
    RANGES2 = { "": [-1.5, 2.5], "chart units": [-1.5, 2.5], nats: [-3, 2] };
    [EXACT2, SAMPLED] = [8, 2];
    isSampled = ({ show }) => show === "success" || show === "collapsed";
    unitsOf = ({ options }) => [[1, 1], ...options?.scale && String(options.scale) !== "1,1" ? [options.scale] : []];
    sized = (run, size2) => size2 === void 0 ? run : { ...run, [sizeOf(run.rule).name]: size2 };
    settingsOf2 = (seeds, state, { run, sizes, chosen: chosen2, lines }) => [chosen2, ...sizes].flatMap((size2) => lines.map(({ scale }) => settingOf(seeds, sized(run, size2), scale, stepsOf3(state))));
    tallyOf = (seeds, state, { run }, { scale }, size2) => outcomeOf(settingOf(seeds, sized(run, size2), scale, stepsOf3(state)))?.tally;
  }
});

// www/views/cliff.js
function read14(attribute, state) {
  const other = state.rules.find((rule) => !sizeOf(rule));
  if (other) throw new Error(`rules has "${other}"; allowed with view "cliff": rules that have a rate or a radius`);
  state.show = oneOf(
    "show",
    attribute("show") ?? "return",
    /** @type {Show[]} */
    Object.keys(SHOWN)
  );
}
function controls8(state, change) {
  const row = element("div", "controls");
  row.append(menu(
    "shown against the size of the step",
    Object.entries(SHOWN).map(([value2, { name }]) => entry(value2, name)),
    state.show,
    (show) => change((now) => {
      now.show = /** @type {Show} */
      show;
    })
  ));
  return [row];
}
function backdrop11({ panel: { index }, state }, { columns }) {
  const { rule, sizes } = columns.panels[index];
  const option = sizeOf(rule);
  const [low, high] = isSampled(state) ? [-0.03, 1.03] : [-1.05, 1.05];
  return { figure: "axes", axes: {
    window: [sizes[0] * 0.8, sizes[sizes.length - 1] * 1.25, low, high],
    x: { label: option.unit ? `radius (${option.unit})` : option.label, logarithmic: true },
    y: { label: SHOWN[state.show].label(stepsOf3(state)) }
  } };
}
function linesOf3({ sizes, lines }, panel2, pixel2) {
  const place = (size2, value2) => value2 === void 0 ? void 0 : pixel2(size2, value2);
  return panel2.lines.map((units, k) => {
    const way2 = lines[k].values.map((value2, j) => place(sizes[j], value2));
    return { name: `(${units.scale.join(", ")})`, k, way: way2, points: way2.flatMap((at2) => at2 ? [at2] : []), own: place(panel2.chosen, lines[k].own) };
  });
}
function marks13({ panel: { index }, state }, { columns, answers }, size2, colors) {
  const panel2 = columns.panels[index];
  const { family } = ruleEntry(panel2.rule);
  const color = familyColor(colors, family);
  const pixel2 = between(size2.backdrop.axes, size2.frame);
  const lines = linesOf3(answers, panel2, pixel2);
  const marker = (at2, large, k) => symbols(FAMILIES[family].marker, at2, large, color, colors.ground, { hollow: k > 0 });
  const [left, top, right, bottom] = size2.frame;
  const [x] = pixel2(panel2.chosen, 0);
  const labels2 = new Labels(size2);
  for (const { points: points2 } of lines) labels2.keepOffLine(points2, 4);
  if (lines.length > 1) for (const { name, places } of named4(lines)) places.some((at2) => labels2.write(name, at2, color));
  return { marks: [
    clip([left - 6, top - 6, right + 6, bottom + 6], [
      line([x, top, x, bottom], colors.muted, 1, { dash: [2, 4] }),
      ...lines.flatMap(({ way: way2, points: points2, k }) => [
        line(flat(way2.map((at2) => at2 ?? [NaN, NaN])), color, 2.2, { dash: CHART_DASHES[k], casing: colors.ground }),
        ...isSampled(state) ? points2.map((at2) => marker(at2, 3.4, k)) : []
      ]),
      ...lines.flatMap(({ own: own2, k }) => own2 ? [marker(own2, 5.4, k)] : [])
    ]),
    ...labels2.marks
  ] };
}
function live4(_, { index }, hooks) {
  const seeds = new Seeds(hooks);
  return {
    follow({ columns, state }) {
      if (isSampled(state) && !state.halted) seeds.want(settingsOf2(columns.seeds, state, columns.panels[index]));
      else seeds.rest(true);
    },
    rest: (gone) => seeds.rest(gone)
  };
}
function named4(lines) {
  const differAt = (at2, k) => at2 && lines.every(({ way: way2 }) => way2[k]) && lines.some(({ way: way2 }) => Math.abs((way2[k] ?? at2)[1] - at2[1]) > ONE2);
  if (!lines[0].way.some(differAt)) return [{ name: lines.map(({ name }) => name).join(" = "), places: spaced(lines[0].points) }];
  return lines.map(({ name, way: way2 }) => {
    const between3 = way2.flatMap((at2, k) => {
      const next = way2[k + 1];
      return at2 && next && differAt(at2, k) ? [
        /** @type {Pair} */
        [(at2[0] + next[0]) / 2, (at2[1] + next[1]) / 2]
      ] : [];
    });
    return { name, places: [...spaced(way2.flatMap((at2, k) => at2 && differAt(at2, k) ? [at2] : [])), ...between3.reverse()] };
  });
}
function account8(state, hooks) {
  const table2 = new Measures(["at the chosen size", "units (1, 1)", "other units"]);
  table2.root.classList.add("stack");
  return [new Progress(hooks), {
    root: table2.root,
    update(_, now, __, columns) {
      for (const panel2 of columns.panels) {
        const texts = panel2.lines.map((line2) => resultOf(columns, now, panel2, line2));
        table2.write(panel2.rule, nameOf4(panel2), texts);
      }
      const others2 = columns.panels[0].lines[1];
      table2.head(0, isSampled(now) ? "at the chosen size" : `J after 1 and after ${stepsOf3(now)} steps`);
      table2.head(2, others2 ? `units (${others2.scale.join(", ")})` : "");
    }
  }];
}
function resultOf({ seeds }, state, panel2, line2) {
  if (isSampled(state)) {
    const tally = tallyOf(seeds, state, panel2, line2);
    return tally ? `${share(tally.success)} succeed, ${share(tally.collapsed)} collapse` : "…";
  }
  const found3 = line2.exact.get(panel2.chosen);
  return found3 ? `${number(found3.step)}, then ${number(found3.return)}` : "…";
}
function caption14(_, state, __, { panels: all, seeds }) {
  const { words: words8, counts: counts2 } = SHOWN[state.show];
  const parts2 = all.map((panel2) => {
    const each = panel2.lines.map((line2) => {
      const found3 = panel2.sizes.flatMap((size2) => valueOf(seeds, state, panel2, line2, size2) ?? []);
      if (found3.length < panel2.sizes.length) return state.halted ? "was stopped" : "is being run";
      const start2 = line2.exact.get(panel2.sizes[0])?.start ?? NaN;
      return where(panel2.rule, panel2.sizes.map((size2, k) => [size2, counts2(found3[k], start2)]));
    });
    const inWords2 = panel2.lines.map(({ scale }, k) => `${each[k]} in units (${scale.map((unit) => told(String(unit), "set", "the units of the parameters")).join(", ")})`);
    return `${ruleEntry(panel2.rule).label} ${each.length > 1 && plainly2(each[0]) === plainly2(each[1]) ? `${each[0]} in both units` : inWords2.join(", ")}`;
  });
  return `${words8(stepsOf3(state))}: ${parts2.join("; ")}.`;
}
function where(rule, all) {
  const found3 = stretches(all);
  if (!found3.length) return "nowhere";
  if (all.every(([, holds]) => holds)) return "everywhere";
  const size2 = (value2, end) => told(chosen(value2), "count", `the ${end} of the sizes tried for which that holds, without a gap`, value2);
  const parts2 = found3.map(([low, high]) => low === high ? `at ${size2(low, "smallest")}` : `from ${size2(low, "smallest")} to ${size2(high, "largest")}`);
  return inUnit2(rule, parts2.join(" and "));
}
var ONE2, good2, steps, seedsInTen, SHOWN, write10, panels13, atOnce3, spaced, nameOf4, sizeText, inUnit2;
var init_cliff2 = __esm({
  "www/views/cliff.js"() {
    "use strict";
    init_progress();
    init_cliff();
    init_seeds();
    init_core();
    init_inputs();
    init_elements();
    init_format();
    init_language();
    init_frame();
    init_labels2();
    init_marks();
    init_measures();
    init_words();
    init_registry();
    init_told();
    ONE2 = 3;
    good2 = () => catalogue().limits.success;
    [steps, seedsInTen] = [
      (n) => told(String(n), "set", "the number of steps"),
      (n, noun) => `${told(String(n), "set", "how many are enough")} ${noun} in ${told("10", "set", "how many are enough")}`
    ];
    SHOWN = {
      step: { name: "return after one step", label: () => "return J after one exact step", words: () => "One exact step is better than none", counts: (value2, start2) => value2 > start2 },
      return: { name: "return in the end", label: (n) => `return J after ${n} exact steps`, words: (n) => `${steps(n)} exact steps end above ${told(String(good2()), "set", "the return that counts as success")}`, counts: (value2) => value2 > good2() },
      success: { name: "seeds that succeed", label: () => "share of seeds that succeed", words: (n) => `After ${steps(n)} steps on sampled episodes at least ${seedsInTen(9, "seeds")} have succeeded`, counts: (value2) => value2 >= 0.9 },
      collapsed: { name: "seeds that collapse", label: () => "share of seeds that collapse", words: (n) => `After ${steps(n)} steps on sampled episodes at least ${seedsInTen(1, "seed")} has collapsed`, counts: (value2) => value2 >= 0.1 }
    };
    write10 = ({ show }) => ({ show });
    panels13 = (state) => state.rules.map((rule, index) => ({ name: "cliff", title: ruleEntry(rule).label, index }));
    atOnce3 = ({ index }, { columns, state }) => {
      if (isSampled(state)) runAll(settingsOf2(columns.seeds, state, columns.panels[index]));
    };
    spaced = (points2) => points2.length ? [0.5, 0.7, 0.3, 0.9, 0.1, 0].map((part) => points2[Math.floor(part * (points2.length - 1))]) : [];
    nameOf4 = ({ rule, chosen: size2 }) => `${ruleEntry(rule).label}, ${sizeOf(rule).symbol} = ${sizeText(rule, size2)}`;
    sizeText = (rule, size2) => inUnit2(rule, chosen(size2));
    inUnit2 = (rule, text2) => [text2, sizeOf(rule).unit].filter(Boolean).join(" ");
    register("cliff", { panels: panels13, backdrop: backdrop11, ask: askCliff, marks: marks13, live: live4, atOnce: atOnce3, read: read14, write: write10, prepare: cliffs, refine: exactReturns, controls: controls8, account: account8, instead: true, caption: caption14, timeless: true });
  }
});

// www/compute/fan.js
function fansOf(scene, state, model) {
  const { spec, inspection } = scene;
  const seeds = seedsFrom(scene, state, model);
  const scale = scaleOf(state);
  const steps2 = [...new Set(PLACES2.map((place) => Math.max(1, Math.round(place * stepsOf3(state)))))];
  const fans = firstRuns(spec.runs, state).map((run, r) => ({
    rule: state.rules[r],
    start: -inspection.loss,
    nodes: steps2.map((step) => ({ step, spec: settingOf(seeds, run, scale, step) }))
  }));
  return { fans, seeds, settings: fans.flatMap(({ nodes }) => nodes.map(({ spec: setting2 }) => setting2)) };
}
function returnsOf({ start: start2, nodes }) {
  const columns = [[0, LEVELS.map(() => start2)]];
  for (const { step, spec } of nodes) {
    const found3 = outcomeOf(spec);
    if (!found3) break;
    columns.push([step, [...found3.quantiles].reverse().map((loss) => -loss)]);
  }
  return columns;
}
var PLACES2, scaleOf, askFan, lastReturns;
var init_fan = __esm({
  "www/compute/fan.js"() {
    "use strict";
    init_specification();
    init_seeds();
    PLACES2 = Array.from({ length: 16 }, (_, k) => ((k + 1) / 16) ** 1.6);
    scaleOf = ({ options }) => options?.scale ?? [1, 1];
    askFan = ({ panel: { index } }, { columns: { fans } }) => ({ returns: returnsOf(fans[index]) });
    lastReturns = ({ quantiles }) => [-quantiles[2], -quantiles[4]];
  }
});

// www/views/fan.js
function marks14({ panel: { index } }, { columns: { fans }, answers: { returns: returns2 } }, size2, colors) {
  const { family } = ruleEntry(fans[index].rule);
  const color = familyColor(colors, family);
  const pixel2 = between(size2.backdrop.axes, size2.frame);
  const level = (k) => returns2.map(([step, values]) => pixel2(step, values[k]));
  const median = level(MEDIAN);
  const labels2 = new Labels(size2);
  if (returns2.length > 2) {
    for (const at2 of median) labels2.keepOff(at2, 4);
    labels2.write("median", median[Math.floor(returns2.length / 2)], color);
  }
  return { marks: [
    clip(size2.frame, [
      ...BANDS.map(([low, high, ink]) => area(flat([...level(low), ...level(high).reverse()]), color, ink)),
      line(flat(median), color, 2.2),
      ...median.slice(1).map((at2) => symbols(FAMILIES[family].marker, at2, 3, color, colors.ground))
    ]),
    ...labels2.marks
  ] };
}
function live5(_, { index }, hooks) {
  const seeds = new Seeds(hooks);
  return {
    follow({ columns: { fans }, state }) {
      const { nodes } = fans[index];
      if (state.halted) seeds.rest(true);
      else seeds.want([nodes[nodes.length - 1].spec, ...nodes.map(({ spec }) => spec)]);
    },
    rest: (gone) => seeds.rest(gone)
  };
}
function account9(state, hooks) {
  const table2 = new Measures([`${SEEDS2} seeds`, "succeed", "collapse", "median return", "of 20 seeds the worst"]);
  table2.root.classList.add("stack");
  return [new Progress(hooks), {
    root: table2.root,
    update(_, __, ___, { fans }) {
      for (const fan of fans) {
        const end = endOf3(fan);
        table2.write(fan.rule, ruleEntry(fan.rule).label, end ? [share(end.tally.success), share(end.tally.collapsed), ...lastReturns(end).map((value2) => number(value2))] : ["…", "…", "…", "…"]);
      }
    }
  }];
}
function caption15(_, state, __, { fans }) {
  const parts2 = fans.map((fan) => {
    const { label: label2 } = ruleEntry(fan.rule);
    const end = endOf3(fan);
    if (!end) return `${label2} ${state.halted ? "was stopped" : "is being run"}`;
    const { success, collapsed, total } = end.tally;
    const [good3, gone] = [success, collapsed].map((part) => Math.round(part * total));
    const some = (count4, verb) => `${told(String(count4), "count", `seeds that ${verb}`, count4)} ${verb}${count4 === 1 ? "s" : ""}`;
    return `with ${label2} ${some(good3, "succeed")}, with a return above ${told(String(catalogue().limits.success), "set", "the return that counts as success")}, and ${some(gone, "collapse")}`;
  });
  return `${told(String(SEEDS2), "set", "the number of seeds")} seeds, each with episodes of its own, in units (${Array.from(scaleOf(state), (unit) => told(String(unit), "set", "the units of the parameters")).join(", ")}), for ${told(String(stepsOf3(state)), "set", "the number of steps")} steps: ${parts2.join("; ")}. Half of the seeds lie in the darker band, nine in ten in the lighter.`;
}
var panels14, endOf3, BANDS, MEDIAN, backdrop12, atOnce4;
var init_fan2 = __esm({
  "www/views/fan.js"() {
    "use strict";
    init_progress();
    init_fan();
    init_seeds();
    init_core();
    init_format();
    init_language();
    init_frame();
    init_labels2();
    init_marks();
    init_measures();
    init_registry();
    init_told();
    panels14 = (state) => state.rules.map((rule, index) => ({ name: "fan", title: ruleEntry(rule).label, index }));
    endOf3 = ({ nodes }) => outcomeOf(nodes[nodes.length - 1].spec);
    BANDS = [[0, 4, 0.16], [1, 3, 0.26]];
    MEDIAN = 2;
    backdrop12 = ({ state }) => ({
      figure: "axes",
      axes: { window: [0, stepsOf3(state), -1.05, 1.05], x: { label: "step" }, y: { label: "return J" }, zero: true }
    });
    atOnce4 = ({ index }, { columns: { fans } }) => runAll(fans[index].nodes.map(({ spec }) => spec));
    register("fan", { panels: panels14, backdrop: backdrop12, ask: askFan, marks: marks14, live: live5, atOnce: atOnce4, prepare: fansOf, account: account9, instead: true, caption: caption15, timeless: true });
  }
});

// www/views/others.js
var others_exports = {};
var init_others = __esm({
  "www/views/others.js"() {
    "use strict";
    init_morph2();
    init_divergence();
    init_score();
    init_expansion2();
    init_halving2();
    init_order();
    init_map2();
    init_race2();
    init_policy();
    init_cliff2();
    init_fan2();
  }
});

// www/render.js
init_core();

// www/element/changes.js
init_core();

// www/state/attributes.js
init_core();
init_registry();
init_data();
init_differences();
init_rule_keys();
init_starts();
init_words();
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
var limited = (read15) => (name) => {
  const text2 = read15(name);
  if (text2 && text2.length > LONGEST2 && !LONG.has(name)) throw new Error(`${name} is "${short(text2)}", ${text2.length} characters; allowed: at most ${LONGEST2}`);
  return text2;
};
function fromAttributes(given) {
  const read15 = limited(given);
  const model = read15("model") ?? catalogue().models[0].name;
  const named5 = unique("chart", words(read15("chart")), MOST_CHARTS);
  const charts = named5.length ? named5 : [modelEntry(model)?.charts[0].name];
  const rules = words(read15("rules"));
  if (rules.length > MOST_RULES) throw new Error(`rules has ${rules.length} names; allowed: at most ${MOST_RULES}`);
  if (rules.length > 1 && rules.includes("none")) throw new Error(`rules is "${short(rules.join(" "))}"; allowed: names of rules, or "none" alone`);
  const views = unique("view", words(read15("view") ?? "plane"), VIEWS.length).map((word) => oneOf("view", word, VIEWS));
  const state = (
    /** @type {State} */
    {
      views,
      model,
      data: dataFrom(read15("data"), model),
      ...optionsFrom(read15, model),
      charts,
      rules: rules.length ? keysOf(rules.filter((rule) => rule !== "none")) : defaultRules(views),
      start: placeFrom("start", read15("start")),
      steps: numberFrom("steps", read15("steps"), { range: [0, MOST_STEPS], whole: true }),
      ...readStarts(read15, charts),
      ...batchFrom(read15("batch"), read15("seed")),
      balls: oneOf("balls", read15("balls") ?? (charts.length > 1 ? "none" : "start"), BALLS),
      ellipses: unique("ellipses", words(read15("ellipses")), ellipseNames().length).map((word) => oneOf(
        "ellipses",
        word,
        /** @type {EllipseName[]} */
        ellipseNames()
      )),
      ...controlsFrom(read15("controls")),
      ...ticksFrom(read15("ticks")),
      settings: {}
    }
  );
  readSettings(read15, state);
  refuseUnfit(state);
  for (const view of viewsOf(state)) view.read?.(read15, state);
  return state;
}
function readSettings(read15, { rules, charts, settings }) {
  for (const rule of rules) {
    for (const option of ruleEntry(rule)?.options ?? []) {
      const written2 = (name) => {
        const text2 = read15(name);
        return text2 === null || text2 === void 0 ? void 0 : optionFrom(name, option, valueFor(name, text2, rule, rules));
      };
      const all = written2(`${ruleName(rule)}-${option.name}`) ?? written2(option.name);
      if (all !== void 0) settings[`${rule}.${option.name}`] = all;
      for (const chart of charts) {
        const own2 = written2(`${ruleName(rule)}-${option.name}-${chart}`);
        if (own2 !== void 0) settings[`${rule}.${option.name}.${chart}`] = own2;
      }
    }
  }
}
function refuseUnfit({ views, model, ellipses: ellipses2, charts, windows = {} }) {
  const known5 = modelEntry(model)?.charts.map(({ name }) => name);
  const odd = Object.keys(windows).find((chart) => !charts.includes(chart) && known5?.includes(chart) === false);
  if (odd !== void 0) throw new Error(`window names the chart "${short(odd)}"; allowed with model "${short(model)}": ${known5?.join(", ")}`);
  const wrong = views.find((view) => isOfEpisodes(view) && !isReturn(model));
  if (wrong) {
    const allowed = catalogue().models.filter(({ playsEpisodes }) => playsEpisodes).map(({ name }) => name);
    throw new Error(`model is "${short(model)}"; allowed with view "${wrong}": ${allowed.join(", ")}`);
  }
  if (ellipses2.includes("empirical-fisher") && !modelEntry(model)?.hasEmpirical) {
    const allowed = ellipseNames().filter((name) => name !== "empirical-fisher").join(", ");
    throw new Error(`ellipses is "empirical-fisher"; allowed with model "${short(model)}": ${allowed}; the empirical Fisher matrix is made of observations, which this model does not have`);
  }
}
function controlsFrom(text2) {
  const all = words(text2);
  if (all.length < 2 && CONTROLS.some((word) => word === (all[0] ?? "all"))) return { controls: oneOf("controls", all[0] ?? "all", CONTROLS), sight: void 0 };
  const wrong = all.find((word) => !NAMED.includes(word));
  if (wrong) throw new Error(`controls is "${short(wrong)}"; allowed: ${CONTROLS.join(", ")}, or names of controls that stand in sight: ${NAMED.join(", ")}`);
  return { controls: "all", sight: unique("controls", all, NAMED.length) };
}
function ticksFrom(text2) {
  const ticks = numberFrom("ticks", text2, { range: TICKS, whole: true });
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
function optionsFrom(read15, model) {
  const readers = { scale: pairFrom, loss: (_, text2) => text2, weight: numberIn, spread: numberIn };
  const written2 = Object.keys(readers).flatMap((name) => {
    const text2 = read15(name);
    return text2 ? [{ name, text: text2 }] : [];
  });
  for (const { name, text: text2 } of written2) {
    if (modelEntry(model)?.options.includes(name) ?? true) continue;
    const having = catalogue().models.filter(({ options: options2 }) => options2.includes(name)).map((one) => one.name);
    throw new Error(`${name} is "${short(text2)}"; allowed: none, because model is "${short(model)}"; of ${having.join(", ")} it is an option`);
  }
  const options = Object.fromEntries(written2.map(({ name, text: text2 }) => [name, readers[name](name, text2)]));
  return written2.length ? { options } : {};
}
function optionFrom(name, option, text2) {
  if (option.kind !== "number") return text2;
  if (text2.trim() !== "" && !Number.isNaN(Number(text2))) return Number(text2);
  return numberIn(name, text2, { range: option.range, open: option.openBelow });
}
function batchFrom(size2, seed) {
  const first = numberFrom("seed", seed, SEEDS) ?? 0;
  if (size2 === null || size2 === void 0) return { seed: first, batches: false };
  return { seed: first, batches: true, batch: size2.trim() === "all" ? void 0 : { size: numberIn("batch", size2, SIZES), seed: first } };
}

// www/element/changes.js
init_data();
init_words();
var asText = (changes) => (
  /** @type {Written} */
  Object.fromEntries(
    Object.entries(changes ?? {}).map(([name, value2]) => [name, textOf(value2, name)]).filter(([, text2]) => text2 !== void 0)
  )
);

// www/figure/layout.js
var [ACROSS, DOWN] = [20, 8];
var TITLE = { size: 13, height: 13 * 1.45, indent: 4, below: 2 };
var LEAST = 148;
var [PHONE, SIDE_BY_SIDE, DESKTOP] = [430, 640, 900];
var WIDE_ROW = [2, 1];
var ROWS = { field: [[1, 0.8], [16, 9], [10, 2.8]], strip: [[5, 2.8], [5, 1.2], [8, 0.95]], square: [[1, 1], [1, 0.95], [2, 1]] };
var [NARROW, WIDE] = [300, 900];
var LETTERS = { narrow: 11, usual: 12, wide: 14 };
function layout(width, panels15, type = 1) {
  const firstWide = panels15.length === 3 && panels15.some(({ name }) => name === "divergence") && width >= SIDE_BY_SIDE && width < DESKTOP;
  const beside = panels15.filter(({ row: row2 }) => !row2).length;
  const columns = firstWide ? 2 : beside < panels15.length ? Math.min(2, columnsOf(width, Math.max(1, beside))) : columnsOf(width, panels15.length);
  const column = (width - (columns - 1) * ACROSS) / columns;
  const placed2 = [];
  let [x, y, filled, row] = [0, 0, 0, 0];
  for (const [k, { above = 0, below = 0, row: kind }] of panels15.entries()) {
    const span = firstWide && k === 0 ? 2 : kind ? columns : 1;
    if (filled + span > columns) [x, y, filled, row] = [0, y + row + DOWN, 0, 0];
    const made2 = panel(x, y + above, span * column + (span - 1) * ACROSS, kind ? rowOf(width, kind) : span > 1 ? WIDE_ROW : aspectOf(width, panels15.length), type);
    placed2.push({ span, ...made2 });
    row = Math.max(row, made2.box.y + made2.box.height + below - y);
    filled += span;
    x += span * (column + ACROSS);
  }
  return { columns, width, height: y + row, titleSize: TITLE.size * type, panels: placed2 };
}
function rowOf(width, kind) {
  const [wide, high] = ROWS[kind][width <= PHONE ? 0 : width < DESKTOP ? 1 : 2];
  const least = kind === "strip" ? LEAST : 0;
  return (
    /** @type {[number, number]} */
    high / wide < least / width ? [width, least] : [wide, high]
  );
}
function panel(x, y, width, aspect, type) {
  const title = { x: x + TITLE.indent, y, width: Math.max(0, width - TITLE.indent), height: TITLE.height * type };
  const box = { x, y: y + title.height + TITLE.below, width, height: width * aspect[1] / aspect[0] };
  const letters = width < NARROW ? LETTERS.narrow : width > WIDE ? LETTERS.wide : LETTERS.usual;
  return { aspect, title, box, text: Math.round(type * letters) };
}
function columnsOf(width, count4) {
  if (width < SIDE_BY_SIDE || count4 === 1 || count4 > 8) return 1;
  return count4 === 2 || count4 === 4 ? 2 : 3;
}
function aspectOf(width, count4) {
  if (width <= PHONE) return [1, 0.92];
  if (width < SIDE_BY_SIDE) return [3, 2];
  if (width < DESKTOP) return count4 === 1 ? [2, 1] : [5, 4];
  return count4 === 1 ? [12, 5] : [10, 7];
}

// www/marks/key.js
init_language();
init_marks();
function curveKey(rules, { height, middle, size: size2, sample: sample2, gap: gap2, between: between3 }, width, colors, measure) {
  const marks15 = [];
  let [x, y] = [0, middle];
  for (const { label: label2, family, dash, hollow } of rules) {
    const wide = sample2 + gap2 + measure(label2);
    if (x && x + wide > width) [x, y] = [0, y + height];
    const color = familyColor(colors, family);
    marks15.push(
      line([x, y, x + sample2, y], color, 2.2, { dash }),
      symbols(FAMILIES[family].marker, [x + sample2 / 2, y], 4, color, colors.ground, { hollow }),
      text(label2, x + sample2 + gap2, y, colors.ink, { size: size2 })
    );
    x += wide + between3;
  }
  return { height: rules.length ? y - middle + height : 0, marks: marks15 };
}

// www/marks/compose.js
init_marks();

// www/marks/scale-key.js
init_marks();
var [TEXT, ROW, PAD] = [12.5, 20, 4];
var SCALE = { left: 6, widest: 320, height: 14, right: 52, above: 2, numbers: 10, below: 22 };
var SHADES = 24;
var [AFTER, GAP, BETWEEN] = [8, 6, 18];
function keyBelow({ word, color, strength: [first, last4], ticks, sample: [wide, high], items }, width, colors, measure) {
  const long2 = Math.max(1, Math.min(SCALE.widest, width - 2 * PAD - SCALE.left - SCALE.right));
  const [left, top, bottom] = [PAD + SCALE.left, PAD + SCALE.above, PAD + SCALE.above + SCALE.height];
  const marks15 = [
    ...Array.from({ length: SHADES }, (_, k) => {
      const [from, to] = [k, k + 1].map((edge2) => Math.round(left + edge2 * long2 / SHADES));
      return rect(from, top, to - from, SCALE.height, color, Math.round(100 * (first + (last4 - first) * k / (SHADES - 1))) / 100);
    }),
    line([left, top, left + long2, top, left + long2, bottom, left, bottom, left, top], colors.muted, 1, { opacity: 0.35 }),
    text(word, left + long2 + AFTER, (top + bottom) / 2, colors.ink, { size: TEXT }),
    ...ticks.map(({ label: label2, at: at2 }) => text(label2, left + at2 * long2, bottom + SCALE.numbers, colors.muted, { size: TEXT, anchor: "middle" }))
  ];
  let [x, y] = [PAD, bottom + SCALE.below + ROW / 2];
  for (const { words: words8, cells } of items) {
    const room = wide + GAP + measure(words8, TEXT);
    if (x > PAD && x + room > width - PAD) [x, y] = [PAD, y + ROW];
    marks15.push({ kind: "image", x, y: y - high / 2, width: wide, height: high, columns: wide, rows: high, cells }, text(words8, x + wide + GAP, y, colors.ink, { size: TEXT }));
    x += room + BETWEEN;
  }
  return { height: y + ROW / 2 + PAD, marks: marks15 };
}

// www/marks/compose.js
var MARGIN = 12;
var KEY = { height: 26, middle: 20, size: 13, sample: 24, gap: 6, between: 22 };
var AMOUNT = { size: 15, weight: 600, right: 12 };
var CAPTION = { size: 15, line: 1.5, above: 10, longest: 42 };
var TITLE_LINE = 1.45;
function compose({ width: room, panels: panels15, rules, caption: caption16 = "", colors, type = 1, measure, places: own2 }) {
  const width = own2?.width ?? room;
  const { titles, places } = own2 ? { titles: titlesIn(own2, panels15, measure), places: own2 } : placesOf(width, panels15, type, measure, colors);
  const key = curveKey(rules, KEY, width, colors, (word) => measure(word, KEY.size));
  const words8 = captionOf(caption16, width, type, colors, measure);
  const below = MARGIN + places.height;
  const size2 = (
    /** @type {[number, number]} */
    [width + 2 * MARGIN, below + key.height + words8.height + MARGIN].map(Math.round)
  );
  return {
    size: size2,
    title: [...new Set(panels15.map(({ title }) => title).filter(Boolean))].join(", "),
    marks: [
      rect(0, 0, ...size2, colors.ground),
      ...panels15.flatMap((panel2, k) => placed(panel2, titles[k], places.panels[k], places.titleSize, colors, measure)),
      group(MARGIN + 4, below, key.marks),
      group(MARGIN + 4, below + key.height, words8.marks)
    ]
  };
}
var titlesIn = ({ panels: places, titleSize }, panels15, measure) => panels15.map(({ title }, k) => wrapped(title, places[k].title.width, (words8) => measure(words8, titleSize)));
function placesOf(width, panels15, type, measure, colors) {
  const usual3 = layout(width, panels15.map(({ name, row }) => ({ name, row })), type);
  const { titleSize } = usual3;
  const titles = titlesIn(usual3, panels15, measure);
  const roomy = panels15.map(({ name, row, scale }, k) => ({
    name,
    row,
    above: (titles[k].length - 1) * titleSize * TITLE_LINE,
    below: scale && keyBelow(scale, usual3.panels[k].box.width, colors, measure).height
  }));
  return { titles, places: layout(width, roomy, type) };
}
function placed({ marks: marks15, amount: amount2, picture: picture2, scale }, lines, { title, box, text: usual3 }, size2, colors, measure) {
  const [x, y, width, height] = [MARGIN + box.x, MARGIN + box.y, box.width, box.height].map(Math.round);
  const last4 = MARGIN + title.y + title.height / 2;
  return [
    ...lines.map((words8, k) => text(words8, Math.round(MARGIN + title.x), last4 - (lines.length - 1 - k) * size2 * TITLE_LINE, colors.muted, { size: size2 })),
    group(x, y, [
      ...picture2 ? [
        /** @type {Mark} */
        { kind: "backdrop", width, height, picture: picture2 }
      ] : [],
      ...marks15,
      ...amount2 ? [text(
        amount2,
        width - AMOUNT.right,
        AMOUNT.size * TITLE_LINE / 2,
        colors.ink,
        { anchor: "end", size: AMOUNT.size, weight: AMOUNT.weight, halo: colors.ground, passing: true }
      )] : []
    ], usual3),
    ...scale ? [group(x, y + height, keyBelow(scale, box.width, colors, measure).marks)] : []
  ];
}
function captionOf(caption16, inside3, type, colors, measure) {
  const [size2, high] = [CAPTION.size * type, CAPTION.size * CAPTION.line * type];
  const lines = !caption16 ? [] : wrapped(caption16, Math.min(inside3 - 8, CAPTION.longest * size2), (word) => measure(word, size2));
  return {
    height: lines.length ? CAPTION.above + lines.length * high : 0,
    marks: lines.map((words8, k) => text(words8, 0, CAPTION.above + (k + 0.5) * high, colors.ink, { size: size2 }))
  };
}
function wrapped(words8, width, measure) {
  const lines = [];
  for (const word of words8.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && measure(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

// www/marks/metrics.js
var EM = 1e3;
var RANGES = [
  [32, "8u b5 cs na ho qe lo 7n au au dw na 8u a1 8u 9d ho ho ho ho ho ho ho ho ho ho 9d 9d na na na er rs j0 j2 je le hk fz lj kw 87 87 i8 fh nz ks lv gr lv jb hn gz kc j0 rh j1 gz j1 au 9d au na dw dw h1 hn fa hn h3 9s hn hm 7q 7q g3 7q r2 hm h0 hn hn bf eh aw hm gg mq gg gg el ho 9d ho na"],
  [160, "8u b5 ho ho ho ho 9d dw dw rs d3 h0 na 0 rs dw dw na b5 b5 dw ho ho 8u dw b5 d3 h0 qx qx qx er j0 j0 j0 j0 j0 j0 r2 je hk hk hk hk 87 87 87 87 lj ks lv lv lv lv lv na lv kc kc kc kc gz gt hi h1 h1 h1 h1 h1 h1 ra fa h3 h3 h3 h3 7q 7q 7q 7q h0 hm h0 h0 h0 h0 h0 na h0 hm hm hm hm gg hn gg j0 h1 j0 h1 j0 h1 je fa je fa je fa je fa le hn lj hn hk h3 hk h3 hk h3 hk h3 hk h3 lj hn lj hn lj hn lj hn kw hm pg jb 87 7q 87 7q 87 7q 87 7q 87 7q ge fg 87 7q i8 g3 g3 fh 7q fh 7q fh af fh 9i fm 7w ks hm ks hm ks hm ml ks hm lv h0 lv h0 lv h0 tq sf jb bf jb bf jb bf hn eh hn eh hn eh hn eh gz aw gz aw gz aw kc hm kc hm kc hm kc hm kc hm kc hm rh mq gz gg gz j1 el j1 el j1 el 9s"],
  [913, "j0 j2 fh j0 hk j1 kw lv 87 i8 j0 nz ks hk lv kw gr go hk gz gz lv j1 lv l8 87 gz ib f1 hm 9e g3 ib hq gg h0 f1 f4 hm h0 9e gd gg ho fj fi h0 gq hn gb hm gq g3 ic g2 ic n9"],
  [8208, "a1 a1 ho dw rs rs dw dw 8u 8u 8u 8u ee ee ee ee dw dw ge ge 9a ij rs 8u"],
  [8239, "5k 11a 1c7 6b ae eg 6b ae eg 9f b4 b4"],
  [8304, "b5 4z go go b5 b5 b5 b5 b5 b5 eo eo eo 6u 6u b2 b5 b5 b5 b5 b5 b5 b5 b5 b5 b5 eo eo eo 6u 6u go aw bl bi cc bl b8 bu 4m hb b2 bw ad 87"],
  [8592, "na na na na"],
  [8704, "j0 ho ed hk hk o7 il il o7 o7 jy o7 o7 jy ho l1 l1 iq na na na 9d hp na he he hp hp hp ju n5 na ow ow na dw dw dw dw kc kc kc kc eh lx td eh lx td eh eh eh ho ho 78 ho na na na na na na na na af na na na na na na na na na na na na na na na na na nb nb rs rs na na na na na na na na na na na na na na na na"]
];
var USUAL = 600;
var BOLD = 1.12;
var DOWN2 = 0.26;
var widths;
var read2 = () => new Map(RANGES.flatMap(([first, text2]) => text2.split(" ").map((width, k) => [first + k, parseInt(width, 36)])));
function widthOf(text2, size2, weight = 400) {
  widths ??= read2();
  let sum = 0;
  for (const letter of text2) sum += widths.get(
    /** @type {number} */
    letter.codePointAt(0)
  ) ?? USUAL;
  return sum * size2 * (weight >= 600 ? BOLD : 1) / EM;
}

// www/palette.js
var PALETTE = {
  ground: ["#fdfcf9", "#15171c"],
  ink: ["#2b2e36", "#dfe2e8"],
  muted: ["#646871", "#9aa0ab"],
  contour: ["#8a8476", "#7d8494"],
  line: ["#dedacf", "#2c3038"],
  field: ["#f4f1ea", "#1e2127"],
  euclidean: ["#c8440a", "#ff8a5c"],
  natural: ["#0a66b2", "#6cb6ff"],
  exact: ["#00785a", "#3ecfa0"],
  momentum: ["#9a6400", "#e8b04a"],
  adaptive: ["#a03a86", "#f08fd0"],
  newton: ["#4b4f58", "#b9bec9"],
  empirical: ["#5a55c8", "#a4a0ff"],
  other: ["#a03a86", "#f08fd0"],
  accent: ["#ffc61a", "#ffd84d"]
};
var palette = (theme) => (
  /** @type {Colors} */
  Object.fromEntries(Object.entries(PALETTE).map(([name, [light2, dark]]) => [name, theme === "dark" ? dark : light2]))
);

// www/scene/prepared.js
init_registry();
function prepare(scene, state, model) {
  for (const { name, prepare: columns, grows } of viewsOf(state)) {
    if (columns && (grows || !(name in scene.columns))) put(
      scene,
      name,
      /** @type {ViewColumns[typeof name]} */
      columns(scene, state, model)
    );
  }
}
function put(scene, name, columns) {
  scene.columns = { ...scene.columns, [name]: columns };
}
var refining = (scene, state, model) => viewsOf(state).filter(({ refine }) => refine).map((view) => refined(view, scene, state, model));
function* refined({ name, refine }, scene, state, model) {
  for (const found3 of refine?.(scene.columns[name], scene, state, model) ?? []) {
    if (found3) put(scene, name, found3);
    yield;
  }
}

// www/figure/still.js
init_registry();

// www/figure/backdrop.js
init_core();
init_ground();
init_canvas();
var homeIn = (model, { chart, home }) => model.convert(
  /** @type {Pair} */
  home.at,
  home.chart,
  chart
);
function frameOf({ chart, home, options, round: round2 }, model, style) {
  const ground = round2 ? roundedGround(model, chart, home, style, options) : options;
  return planeNumbers(model, chart, homeIn(model, { chart, home }), style, ground).frame;
}
var WRITE = {
  plane: (backdrop13, model, style) => planeSvg(model, backdrop13.chart, homeIn(model, backdrop13), style, backdrop13.options),
  frame: (backdrop13, model, style) => ({ svg: "", frame: frameOf(backdrop13, model, style) }),
  density: ({ axis, quantity }, model, style) => densitySvg(model, style, axis, quantity),
  axes: ({ axes }, _, style) => axesSvg(axes, style)
};
var writeBackdrop = (backdrop13, model, style) => WRITE[backdrop13.figure](backdrop13, model, style);

// www/compute/fitted.js
init_core();
init_rule_keys();
init_specification();
init_matching();
var WANTED = 0.05;
var MOST4 = 1;
var TRIAL = 20;
var LEAST2 = 0.25;
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
      const size2 = sizeFor(model, { rule: ruleName(rule), chart, ...optionsIn([settings], rule, chart) });
      if (size2 !== void 0) sizes[charts.length > 1 ? `${key}.${chart}` : key] = size2;
    }
  }
  return sizes;
}
function sizeFor(model, run) {
  const known5 = found2.get(model) ?? /* @__PURE__ */ new Map();
  found2.set(model, known5);
  const key = JSON.stringify(run);
  if (!known5.has(key)) known5.set(key, searched(model, run));
  return known5.get(key);
}
function searched(model, run) {
  const { chart, ...rule } = run;
  const { name, default: usual3 } = sizeOf(run.rule);
  const start2 = { chart, at: model.start(chart) };
  const gain = (size3) => gained(model, { ...run, [name]: size3 }, start2);
  const first = model.step({ ...rule, [name]: usual3 }, start2.at, chart);
  const fits = !first.halvings && first.kl <= MOST4;
  const least = fits ? gain(usual3) : 0;
  if (least >= LEAST2) return void 0;
  let size2 = rounded3(matchedSize(model, run, start2, WANTED));
  let most = gain(size2);
  for (let k = 0; k < TRIALS2 && !(most >= 0); k += 1) {
    size2 = rounded3(size2 / SHORTER);
    most = gain(size2);
  }
  return fits && least >= most ? void 0 : size2;
}
var rounded3 = (size2) => Number(size2.toPrecision(DIGITS));
function gained(model, run, start2) {
  const best2 = model.optimum(start2.chart);
  const experiment = new Experiment({ start: start2, runs: [run], steps: TRIAL }, model);
  try {
    experiment.advance(TRIAL);
    const loss = experiment.series(0, "loss");
    const gain = loss[0] - loss[loss.length - 1];
    return best2 ? gain / (loss[0] - model.inspect(best2, start2.chart).loss) : gain;
  } finally {
    experiment.free();
  }
}

// www/scene/models.js
init_core();
init_data();
var shared = /* @__PURE__ */ new Map();
function taken(key, state) {
  const entry2 = shared.get(key) ?? { model: modelOf(state), users: 0 };
  entry2.users += 1;
  shared.set(key, entry2);
  return entry2.model;
}
function released(key, isKept) {
  const entry2 = shared.get(key);
  if (entry2) entry2.users -= 1;
  for (const [known5, { model, users }] of shared) {
    if (users > 0 || isKept && known5 === key) continue;
    model.free();
    shared.delete(known5);
  }
}
var ModelCache = class {
  /** @type {string | undefined} */
  #key;
  /** @type {Model | undefined} */
  #model;
  /** What the model was made from. @type {Partial<Made>} */
  #made = {};
  /** @param {Made} state */
  get(state) {
    const { model, data, options, units } = state;
    const made2 = this.#made;
    if (this.#model && model === made2.model && data === made2.data && options === made2.options && units === made2.units) return this.#model;
    const key = JSON.stringify([model, options, units].map((part) => part ?? null)) + dataKey(data);
    if (key !== this.#key) {
      const built = taken(key, state);
      if (this.#key !== void 0) released(this.#key, false);
      this.#key = key;
      this.#model = built;
    }
    this.#made = { model, data, options, units };
    return (
      /** @type {Model} */
      this.#model
    );
  }
  /** Changes whenever the model does. */
  get key() {
    return (
      /** @type {string} */
      this.#key
    );
  }
  free() {
    if (this.#key !== void 0) released(this.#key, true);
    this.#model = this.#key = void 0;
  }
};
var pause = () => new Promise((then) => {
  setTimeout(then);
});
async function readied({ model, data }) {
  if (!isMany(data)) return;
  const models = new ModelCache();
  try {
    const built = models.get({ model, data });
    await pause();
    built.optimum(modelEntry(model).charts[0].name);
    await pause();
  } finally {
    models.free();
  }
}
function modelOf({ model, data, options, units }) {
  const measured2 = new Model(
    /** @type {ModelSpec} */
    { model, ...data && { data }, ...options && { options } }
  );
  if (data?.x) counts.set(measured2, data.x.length);
  if (!units) return measured2;
  try {
    return measured2.rescaled(units.scale, units.shift);
  } finally {
    measured2.free();
  }
}
var counts = /* @__PURE__ */ new WeakMap();
function countOf(model) {
  const known5 = counts.get(model);
  if (known5 !== void 0) return known5;
  const { observations } = model;
  const count4 = modelEntry(model.spec.model).takes === "counts" ? observations.reduce((sum, one) => sum + one, 0) : observations.length;
  counts.set(model, count4);
  return count4;
}

// www/scene/scene.js
init_budget();

// www/compute/falling.js
init_core();
var STEPS = 80;
var RATE = 0.5;
var known = /* @__PURE__ */ new WeakMap();
function fallingWay(model, chart) {
  const ways = known.get(model) ?? {};
  known.set(model, ways);
  return ways[chart] ??= way(model, chart);
}
function way(model, chart) {
  const start2 = { chart, at: model.start(chart) };
  const experiment = new Experiment({ start: start2, runs: [{ rule: "natural-gradient", rate: RATE, chart }], steps: STEPS }, model);
  try {
    experiment.advance(STEPS);
    return experiment.trajectory(0, chart);
  } finally {
    experiment.free();
  }
}

// www/scene/scene.js
init_core();
init_specification();
init_starts();
init_remembered();

// www/scene/runs.js
init_core();
init_data();

// www/state/race.js
var isSought = ({ views, race }, k) => views.includes("race") && race.budget === "best" && race.pending.includes(k);

// www/scene/runs.js
init_specification();
init_dashes();
init_distances();
init_remembered();
var OUTLINE = 120;
var MOST_BALLS = 12;
var AT_ONCE = 4e3;
var FIRST_SLICE = 25;
var SLICE_OF_DRAG = { few: 6, many: 2 };
var SLICE = 8;
var PORTION = 4;
var SHORT = 0.2;
var LEAST3 = 0.5;
var MORE = 1 / 16;
var LONGER = 1.5;
var SPARE = 0.5;
function advance(experiment, count4, time, first = PORTION) {
  const until = performance.now() + time;
  let left = count4;
  let portion = first;
  for (let now = until - time; left > 0 && now < until; ) {
    const before = now;
    experiment.advance(Math.min(portion, left));
    left -= portion;
    now = performance.now();
    if (now - before < SHORT * time) portion *= 2;
  }
  return count4 - Math.max(0, left);
}
function advanceQuickly(experiment, count4, slice, last4) {
  const began = performance.now();
  const left = (share3) => began + share3 * slice - performance.now();
  const least = Math.ceil(LEAST3 * (last4 ?? 0));
  if (least) experiment.advance(least);
  const wanted = last4 ?? count4;
  const taken2 = least + advance(experiment, wanted - least, left(LONGER), Math.ceil(least / 4) || 1);
  const more = Math.min(count4 - taken2, Math.ceil(MORE * taken2));
  return taken2 < wanted ? taken2 : taken2 + advance(experiment, more, left(SPARE));
}
function trained(state, model, before) {
  const { model: _model, data: _data, options: _options, ...plan } = toSpec(state);
  const experiment = before?.experiment ?? new Experiment(plan, model);
  try {
    const { chart, at: at2 } = state.start;
    if (before) experiment.startAt(at2, chart);
    const spec = (
      /** @type {FullSpec} */
      before ? { ...before.spec, start: { chart, at: [...at2] } } : { ...experiment.plan, data: dataOf(state, model) }
    );
    const atOnce5 = Math.min(spec.steps, Math.ceil(AT_ONCE / spec.runs.length));
    const taken2 = before ? advanceQuickly(experiment, atOnce5, SLICE_OF_DRAG[isMany(state.data) ? "many" : "few"], before.isQuick ? before.taken : void 0) : advance(experiment, atOnce5, FIRST_SLICE);
    return { ...read3(state, experiment, spec, { isQuick: before !== void 0 }), taken: taken2, experiment, free: () => experiment.free() };
  } catch (error2) {
    if (!before) experiment.free();
    throw error2;
  }
}
var dataOf = (state, model) => (
  /** @type {FullSpec["data"]} */
  isLong(state.data) && !state.units ? state.data : model.spec.data
);
function goOn(scene, state) {
  const { experiment, runs } = scene;
  if (!experiment) return;
  advance(experiment, scene.steps - scene.reached, SLICE);
  Object.assign(scene, read3(state, experiment, scene.spec, { before: scene, isQuick: scene.isQuick }));
  const balls2 = ballsWith(state, experiment, scene.isQuick);
  scene.runs.forEach((run, k) => {
    run.balls = scene.growing ? runs[k].balls : balls2(run.index, run.steps, runs[k].balls);
  });
}
var Run = class {
  #status;
  #series;
  /**
   * @param {Experiment} experiment
   * @param {Omit<RunShape, "status" | "loss" | "kl" | "klReverse" | "halvings">} known
   */
  constructor(experiment, known5) {
    Object.assign(this, known5);
    this.#status = remembered2(() => experiment.status(known5.index));
    this.#series = remembered2((name) => experiment.series(known5.index, name));
  }
  get status() {
    return this.#status("status");
  }
  get loss() {
    return this.#series("loss");
  }
  get kl() {
    return this.#series("kl");
  }
  get klReverse() {
    return this.#series("kl-reverse");
  }
  get halvings() {
    return this.#series("halvings");
  }
};
function read3(state, experiment, spec, { before, isQuick }) {
  const balls2 = ballsWith(state, experiment, isQuick);
  const all = state.charts.map((chart) => (
    /** @type {[string, Float64Array[]]} */
    [chart, experiment.trajectories(chart)]
  ));
  const runs = state.rules.flatMap(
    (rule) => state.charts.map((chart, c) => {
      const index = runIndex(state, rule, chart);
      const entry2 = ruleEntry(rule);
      const paths = Object.fromEntries(all.map(([shown, found3]) => [shown, found3[index]]));
      const run = (
        /** @type {RunShape} */
        /** @type {unknown} */
        new Run(experiment, {
          rule,
          chart,
          index,
          entry: entry2,
          paths,
          chartIndex: c,
          hollow: isHollow(rule, c),
          dash: pathDash(state, rule, c),
          curve: curveDash(state, rule, c),
          steps: paths[chart].length / 2 - 1,
          stale: isSought(state, index),
          balls: before ? {} : balls2(index, paths[chart].length / 2 - 1)
        })
      );
      if (state.balls === "step") run.ballOfStep = lastOf((shown, k) => outlineOf(state, experiment, isQuick)(index, k, shown));
      if (state.series) run.series = experiment.series(index, state.series);
      return run;
    })
  );
  const reached = Math.max(...runs.map((run) => run.steps));
  const distances = before?.distances ?? (state.charts.length > 1 ? distancesOf(state, experiment) : []);
  const growing = reached < spec.steps && runs.some((run) => run.status === "running");
  return {
    spec,
    runs,
    growing,
    reached,
    isQuick,
    steps: growing ? spec.steps : reached,
    distances,
    chartDistance: distances.map((between3, r) => greatestOf(between3, runs.filter(({ rule }) => rule === state.rules[r])))
  };
}
var outlineOf = (state, experiment, isQuick) => (index, step, shown) => experiment[isQuick || isLong(state.data) ? "quickBall" : "ball"](index, step, OUTLINE, shown);
function ballsWith(state, experiment, isQuick) {
  const outline3 = outlineOf(state, experiment, isQuick);
  return (index, steps2, known5 = {}) => ballsOf(state, outline3, index, steps2, known5);
}
function ballsOf(state, outline3, index, steps2, known5) {
  if (state.balls === "none" || state.balls === "step") return {};
  const last4 = state.balls === "path" ? Math.max(0, steps2 - 1) : 0;
  const stride = Math.max(1, Math.ceil((last4 + 1) / MOST_BALLS));
  const at2 = [];
  for (let k = 0; k <= last4; k += stride) at2.push(k);
  return Object.fromEntries(
    state.charts.map((shown) => [
      shown,
      at2.map((k) => known5[shown]?.find(([step, found3]) => step === k && found3.length) ?? [k, outline3(index, k, shown)])
    ])
  );
}

// www/scene/scene.js
var ELLIPSE_RADIUS = 0.05;
function compute(state, model, before) {
  const { charts, rules } = state;
  const [first] = charts;
  const own2 = rules.length ? trained(state, model, before) : untrained(state, model);
  const pins = pinsOf(state, model);
  const inspect = remembered2((shown) => model.inspect(pins.start[shown], shown));
  if (!before) inspect(first);
  const scene = {
    ...own2,
    pins,
    starts: pins.start,
    more: (rules.length ? state.more ?? [] : []).map((start2, k) => trained({ ...state, start: start2 }, model, before?.more[k])),
    ...bestOf(model, charts),
    inspectionIn: inspect,
    get inspection() {
      return inspect(first);
    },
    get startBeside() {
      return besideBest(state, model, scene);
    },
    observed: countOf(model),
    symbols: Object.fromEntries(charts.map((shown) => [shown, coordinates(state.model, shown)])),
    ellipses: ellipsesOf(state, model, { ...own2, pins }),
    columns: {}
  };
  join(scene);
  freeTogether(scene);
  prepare(scene, state, model);
  return scene;
}
function pinsOf({ charts, start: start2, other, guess, more }, model) {
  const places = (pin) => Object.fromEntries(
    charts.map((shown) => [shown, pin.chart === shown ? [...pin.at] : model.convert(pin.at, pin.chart, shown)])
  );
  const pins = { start: places(start2) };
  if (other) pins.other = places(other);
  if (guess) pins.guess = places(guess);
  more?.forEach((place, k) => {
    pins[pinOf(k)] = places(place);
  });
  return pins;
}
function join(scene) {
  for (const one of scene.more) {
    scene.steps = Math.max(scene.steps, one.steps);
    scene.reached = Math.max(scene.reached, one.reached);
    scene.growing ||= one.growing;
  }
}
function freeTogether(scene) {
  const { more, free } = scene;
  if (!more.length || !free) return;
  scene.free = () => {
    free();
    for (const one of more) one.free?.();
    more.length = 0;
  };
}
function besideBest(state, model, scene) {
  if (scene.leastLoss === void 0) return void 0;
  const nats2 = scene.inspection.loss - scene.leastLoss;
  const { takes: takes2 } = modelEntry(state.model);
  const normal = takes2 === "numbers" ? chartOf(state.model, "mean-and-deviation") : void 0;
  const best2 = normal && model.optimum(normal);
  if (!normal || !best2) return { nats: nats2 };
  const [mean, deviation] = model.convert(scene.starts[state.charts[0]], state.charts[0], normal);
  return { nats: nats2, deviations: (mean - best2[0]) / best2[1], times: deviation / best2[1] };
}
var known2 = /* @__PURE__ */ new WeakMap();
function bestOf(model, charts) {
  const key = charts.join();
  const last4 = known2.get(model);
  if (last4?.key === key) return last4.best;
  const [first] = charts;
  const optima = Object.fromEntries(charts.map((chart) => [chart, model.optimum(chart)]));
  const at2 = model.start(first);
  const optimum2 = optima[first];
  const unbounded = optimum2 ? void 0 : model.unbounded;
  const best2 = {
    unbounded,
    ...unbounded && { falling: Object.fromEntries(charts.map((chart) => [chart, fallingWay(model, chart)])) },
    optima,
    ...minimaOf(model, charts),
    leastLoss: optimum2 && model.inspect(optimum2, first).loss,
    chartDistanceName: model.distance(at2, at2, first) === void 0 ? "√(KL there + KL back)" : "Fisher–Rao distance"
  };
  known2.set(model, { key, best: best2 });
  return best2;
}
function minimaOf(model, charts) {
  const minima = Object.fromEntries(charts.map((chart) => [chart, model.optima(chart)]));
  const minimaAbove = Object.fromEntries(charts.map((chart) => {
    const losses = minima[chart].map((at2) => model.inspect(at2, chart).loss);
    return [chart, losses.map((loss) => loss - losses[0])];
  }));
  return { minima, minimaAbove };
}
var untrained = (state, model) => ({
  spec: { ...toSpec(state), data: dataOf(state, model) },
  runs: [],
  steps: 0,
  reached: 0,
  growing: false,
  isQuick: false,
  taken: 0,
  distances: [],
  chartDistance: []
});
function grow(scene, state, model) {
  if (scene.growing) goOn(scene, state);
  for (const one of scene.more) if (one.growing) goOn(one, state);
  join(scene);
  prepare(scene, state, model);
}
function ellipsesOf(state, model, scene) {
  const { start: start2, other } = scene.pins;
  return Object.fromEntries(state.charts.map((chart) => {
    const through = other && model.quadratic(start2[chart], other[chart], chart);
    const radius = budgetOf(scene) ?? (through && through > 0 ? through : ELLIPSE_RADIUS);
    const outline3 = (kind) => model.ball(kind, start2[chart], radius, OUTLINE, chart);
    return [chart, state.ellipses.map((kind) => ({ kind, outline: outline3(kind) }))];
  }));
}

// www/figure/current.js
init_specification();
init_starts();
init_registry();
var Current = class {
  /** There from the first `show` on. */
  state = (
    /** @type {State} */
    /** @type {State | undefined} */
    void 0
  );
  /** There from the first `update` on. */
  scene = (
    /** @type {Scene} */
    /** @type {Scene | undefined} */
    void 0
  );
  /** Whether the scene is older than the state. */
  stale = true;
  #models = new ModelCache();
  /** What the scene's experiment was built from, without its start. */
  /** @type {string[] | undefined} */
  #built;
  /** @type {Place} */
  #home = { chart: "", at: [NaN, NaN] };
  /** The model that the home is of. @type {string | undefined} */
  #homeModel;
  /** Takes another state, which has been checked. @param {State} state */
  show(state) {
    this.state = state;
    this.stale = true;
    this.#homeModel = void 0;
  }
  get model() {
    return this.#models.get(this.state);
  }
  /** Changes whenever the model does. */
  get modelKey() {
    return this.#models.key;
  }
  /** A point that all planes must show: the start when the figure was opened. */
  get home() {
    return this.#home;
  }
  /** Called for a new plane, which must show the current start. */
  moveHome() {
    this.#home = this.#farthest();
  }
  /**
   * Updates the scene for the state. Returns "new", "grown", or nothing if it is unchanged.
   * @param {() => boolean} [mayGrow] whether runs that are not finished go on now; asked only if there are any
   */
  update(mayGrow = () => true) {
    if (!this.stale) {
      if (!this.scene.growing || !mayGrow()) return void 0;
      grow(this.scene, this.state, this.model);
      return "grown";
    }
    this.#complete();
    if (this.#homeModel !== this.#models.key) {
      this.moveHome();
      this.#homeModel = this.#models.key;
    }
    const built = [this.#models.key, rulesKey(this.state)];
    const before = this.#built?.every((part, k) => part === built[k]) ? this.scene : void 0;
    this.#built = void 0;
    const scene = compute(this.state, this.model, before);
    if (scene.experiment !== this.scene?.experiment) this.scene?.free?.();
    this.scene = scene;
    this.stale = false;
    this.#built = built;
    return "new";
  }
  /** Fills in what the state leaves open. */
  #complete() {
    const { state, model } = this;
    if (!state.start) {
      state.start = usualStart(model, state.charts);
      state.unplaced = true;
    }
    state.fitted = fittedSizes(state, model);
    for (const view of viewsOf(state)) view.complete?.(state, model);
  }
  /** The one of two distributions that is farther from the best fit: a window that shows it also shows the other. */
  #farthest() {
    const { start: start2, other } = this.state;
    const loss = (pin) => this.model.inspect(pin.at, pin.chart).loss;
    return { ...other && loss(other) > loss(start2) ? other : start2 };
  }
  /** Frees the model and the experiment, but remembers the state. */
  free() {
    this.#models.free();
    this.scene?.free?.();
    if (this.scene) this.scene.free = void 0;
    this.#built = void 0;
    this.stale = true;
  }
};

// www/scene/plain.js
function plainScene(scene) {
  const { spec, steps: steps2, reached, growing, isQuick, starts, pins, optima, minima, minimaAbove, leastLoss, unbounded, falling: falling2, observed: observed4, chartDistanceName, symbols: symbols2, ellipses: ellipses2 } = scene;
  return {
    spec,
    steps: steps2,
    reached,
    growing,
    isQuick,
    starts,
    pins,
    optima,
    minima,
    minimaAbove,
    leastLoss,
    unbounded,
    falling: falling2,
    observed: observed4,
    chartDistanceName,
    symbols: symbols2,
    ellipses: ellipses2,
    runs: scene.runs.map(plainRun),
    more: scene.more.map(plainRuns),
    columns: plainColumns(scene.columns)
  };
}
var plainRuns = ({ spec, steps: steps2, reached, growing, isQuick, runs }) => ({ spec, steps: steps2, reached, growing, isQuick, runs: runs.map(plainRun) });
var plainRun = ({ index, rule, chart, chartIndex, hollow, entry: entry2, paths, steps: steps2, dash, curve: curve3, balls: balls2, series, stale }) => ({ index, rule, chart, chartIndex, hollow, entry: entry2, paths, steps: steps2, dash, curve: curve3, balls: balls2, series, stale });
var made = /* @__PURE__ */ new WeakMap();
function plainColumns(columns) {
  const known5 = made.get(columns);
  if (known5) return known5;
  const found3 = Object.fromEntries(Object.entries(columns).map(([name, own2]) => [name, own2 && plain(own2)]));
  made.set(columns, found3);
  return found3;
}
function plain(columns) {
  const isData = (part) => typeof part !== "function";
  return Object.values(columns).every(isData) ? columns : (
    /** @type {Plain<Columns>} */
    Object.fromEntries(Object.entries(columns).filter(([, part]) => isData(part)))
  );
}

// www/figure/given.js
function givenTo({ name }, own2, { scene: whole3, model: _, modelKey, colors: __, linesUntil: ___, ...showing }) {
  const scene = plainScene(whole3);
  return [
    { ...showing, ...own2 },
    /** @type {Numbers} */
    { scene, columns: scene.columns[name], modelKey }
  ];
}
function drawnBy(view, [state, columns], { scene, model, modelKey, colors }, size2) {
  const answers = view.ask?.(state, { scene, columns: scene.columns[view.name], model, modelKey }, size2);
  const drawn4 = view.marks?.(state, { ...columns, answers }, size2, colors) ?? { marks: [] };
  return drawn4.way && view.carry ? { ...drawn4, marks: view.carry(drawn4.way, model) } : drawn4;
}

// www/figure/key.js
init_core();
init_dashes();
init_labels();
var keyOf = (state) => state.rules.map((rule) => ({
  label: labelled2(state, rule),
  family: ruleEntry(rule).family,
  dash: keyDash(state, rule),
  hollow: isHollow(rule, 0)
}));

// www/figure/stages.js
init_core();
init_format();
init_budget();
init_points();
init_caption();
init_status();
init_told();
var STAGES = ["start", "gradient", "metric", "balls", "landing", "cost"];
var BALLS2 = 3;
var isSingleStep = (state) => state.steps === 1 && state.rules.length > 0;
var stepOf = (stage) => Math.min(1, Math.max(0, stage - BALLS2));
var stageOf = (step) => step >= 1 ? STAGES.length - 1 : step > 0 ? BALLS2 + step : 0;
function stageCaption(scene, state, stage) {
  const chart = state.charts[0];
  const names3 = scene.symbols[chart];
  const { gradient, fisher, loss } = scene.inspection;
  const rules = scene.runs.map((run) => run.entry.label);
  switch (Math.floor(stage)) {
    case 0:
      return `Before the step: (${names3.join(", ")}) = (${scene.starts[chart].map((x, k) => told(number(x), "set", `the ${names3[k]} of the start`)).join(", ")}), a loss of ${withUnit(state.model, told(number(loss), "entry", "loss", 0))}. Where to go from here, and how far?`;
    case 1:
      if (isLevel(scene.inspection)) return `The gradient is zero${loss - (scene.leastLoss ?? NaN) < ARRIVED ? ", for this is the best fit" : ""}: nothing is downhill.`;
      return `The gradient: the loss changes by ${withUnit(state.model, told(number(gradient[0]), "entry", "gradient", 0))} per unit of ${names3[0]} and by ${told(number(gradient[1]), "entry", "gradient", 1)} per unit of ${names3[1]}. The arrow points downhill, (${gradient.map((part, k) => told(number(-part), "entry", "downhill", k)).join(", ")}).`;
    case 2: {
      const entry2 = (k) => told(number(fisher[k]), "entry", "fisher", k);
      return `The metric: a small move Δ costs about ½ΔᵀFΔ nats, here with F = [${entry2(0)}, ${entry2(1)}; ${entry2(1)}, ${entry2(2)}]. Every little ellipse is drawn at the same cost; where it is large, parameters are cheap.`;
    }
    case 3: {
      const budget = budgetOf(scene);
      const disc = scene.spec.runs.find(({ rule }) => ruleEntry(rule).ball === "euclidean");
      const parts2 = [
        ...disc ? [`a disc of ${told(chosen(disc.radius ?? NaN), "set", "the radius of the disc")} chart units`] : [],
        ...budget === void 0 ? [] : [`what ${told(nats(budget), "set", BUDGET)} can buy`]
      ];
      return parts2.length ? `The balls: ${parts2.join(", and ")}. No step may leave its own.` : "From here each rule takes its step.";
    }
    default:
      return `The landing: ${scene.runs.map((run, k) => `${rules[k]} ${run.steps ? `at (${pairAt(run.paths[chart], run.steps).map((x, axis) => told(number(x), "place", run, run.steps, axis)).join(", ")})` : `nowhere (${ending(scene, run)})`}`).join("; ")}.`;
  }
}

// www/accounts/matrices.js
init_matrices();
init_core();
init_elements();
init_format();
init_language();
var EQUAL = 1e-9;
function isEqual(one, other) {
  if (!one || !other) return false;
  const size2 = Math.max(...one.map(Math.abs));
  return one.every((entry2, k) => Math.abs(entry2 - other[k]) <= EQUAL * size2);
}
function aboutMatrices(scene, state) {
  return state.charts.map((chart) => {
    const inspection = scene.inspectionIn(chart);
    const { hessian, fisher } = inspection;
    const { label: label2 } = chartEntry(state.model, chart);
    if (isEqual(hessian, fisher)) {
      return `In ${label2} the Hessian is the Fisher matrix${isLevel(inspection) ? ", as at the best fit in any chart" : ""}.`;
    }
    return `In ${label2} the Hessian is another matrix${flaw(hessian) ? ", and not even positive" : ""}.`;
  }).join(" ");
}

// www/figure/words.js
init_core();

// www/text/fitted.js
init_core();
init_format();
init_told();
function aboutSizes(state) {
  const named5 = Object.entries(state.fitted ?? {}).map(([key, size2]) => {
    const [rule, , chart] = key.split(".");
    const { label: label2, unit } = sizeOf(rule);
    const where2 = chart ? ` in ${chartEntry(state.model, chart).label}` : "";
    return `the ${label2} of ${ruleEntry(rule).label}${where2} is ${told(chosen(Number(size2)), "set", `the ${label2} of ${ruleEntry(rule).label}`)}${unit ? ` ${unit}` : ""}`;
  });
  if (named5.length === 0) return "";
  return `${capital(listed(named5))}, to suit these data.`;
}

// www/text/nameless.js
init_core();
init_format();
init_told();
function aboutNameless({ runs }, { model, charts }, cursor) {
  return charts.map((chart) => {
    const count4 = runs.reduce((sum, { paths }) => sum + namelessIn(paths[chart], cursor), 0);
    if (count4 === 0) return "";
    return `${told(counted(count4, "point"), "count", "points that the chart cannot show", count4)} of the paths ${count4 === 1 ? "has" : "have"} no name in the chart ${chartEntry(model, chart).label}, which does not show ${count4 === 1 ? "it" : "them"}: ${count4 === 1 ? "it lies" : "they lie"} at infinity there.`;
  }).filter(Boolean).join(" ");
}
function namelessIn(path2, cursor) {
  let count4 = 0;
  for (let k = 0; k < path2.length / 2 && k <= cursor; k += 1) if (Number.isNaN(path2[2 * k]) || Number.isNaN(path2[2 * k + 1])) count4 += 1;
  return count4;
}

// www/figure/words.js
init_unbounded();
init_caption();
init_registry();
function words2({ scene, state, model }, cursor, stage, verdict, late) {
  if (stage < STAGES.length - 1) return stageCaption(scene, state, stage);
  const own2 = viewsOf(state).map((view) => view.caption?.(scene, state, cursor, scene.columns[view.name])).find((text2) => text2 !== void 0);
  const batches = state.batch ? aboutBatches(state, countOf(model)) : "";
  const fit = scene.unbounded ? noFit(scene.unbounded) : "";
  const nameless = aboutNameless(scene, state, cursor);
  return [verdict(), fit, own2 ?? late?.(scene, state, cursor) ?? aboutSteps2(scene, state, cursor), nameless, aboutSizes(state), batches].filter(Boolean).join(" ");
}
var FIRST = /^.*?[.?!](?=\s+\p{Lu}|\s*$)/su;
function briefly(current, cursor, stage, verdict) {
  const { scene, state } = current;
  if (stage < STAGES.length - 1) return words2(current, cursor, stage, verdict);
  const own2 = viewsOf(state).map((view) => view.brief?.(scene, state, cursor, scene.columns[view.name])).find((text2) => text2 !== void 0);
  if (own2 !== void 0) return own2;
  const stepping = state.rules.length && state.charts.length === 1 && scene.leastLoss !== void 0 && cursor >= 1;
  if (stepping && viewsOf(state).every((view) => view.caption?.(scene, state, cursor, scene.columns[view.name]) === void 0)) {
    const oneBell = modelEntry(state.model).takes === "target" && state.rules.length === 1 && chartEntry(state.model, state.charts[0]).symbols[0] === "μ";
    return (oneBell ? aboutFit : aboutLosses)(scene, state, Math.floor(cursor));
  }
  const all = words2(current, cursor, stage, verdict);
  return state.ellipses.length > 1 && !state.rules.length ? all : FIRST.exec(all)?.[0] ?? all;
}
function aboutSteps2(scene, state, cursor) {
  if (state.rules.length) return caption(scene, state, cursor);
  return state.ellipses.length > 1 ? aboutMatrices(scene, state) : "";
}

// www/figure/still.js
var FACE2 = "system-ui, sans-serif";
var TEXT2 = 12;
var NONE = {};
function still(state, { width = 960, theme = "light", type = 1, step } = {}) {
  const current = new Current();
  try {
    current.show(state);
    const colors = palette(theme);
    let panels15;
    do {
      finish(current);
      panels15 = panelsOf(current, { width, type, step, colors });
    } while (current.stale);
    const caption16 = (state.sight ? briefly : words2)(current, ...placeOf(current, step), () => "");
    const rules = keyOf(state);
    return { ...compose({ width, type, panels: panels15, caption: caption16, colors, rules, measure: widthOf }), caption: caption16 };
  } finally {
    current.free();
  }
}
function finish(current) {
  do
    current.update();
  while (current.scene.growing);
  const { scene, state, model } = current;
  for (const work of refining(scene, state, model)) while (!work.next().done) ;
}
function placeOf({ scene, state }, step = scene.steps) {
  if (!isSingleStep(state)) return [Math.min(step, scene.steps), Infinity];
  const stage = stageOf(step);
  return [stepOf(stage), stage];
}
var panelsOf = (current, looks2) => sheetsOf(current, looks2).map(drawn);
function sheetsOf(current, { width, type = 1, step, colors }) {
  const { scene, state, model, modelKey, home } = current;
  const described = viewsOf(state).flatMap((view) => (view.panels?.(state) ?? []).map((panel2) => ({ view, panel: (
    /** @type {Given} */
    panel2
  ) })));
  const places = layout(width, described.map(({ panel: panel2 }) => panel2), type).panels;
  const [cursor, stage] = placeOf(current, step);
  const change = (apply) => {
    apply(state);
    current.stale = true;
  };
  const common = { scene, state, model, modelKey, home, cursor, stage, colors, highlight: void 0, withWords: false };
  return described.map(({ view, panel: panel2 }, k) => {
    const { box, text: text2 } = places[k];
    const { ground, ink, contour } = colors;
    const style = { width: Math.round(box.width), height: Math.round(box.height), ratio: 1, ground, ink, contour, text: text2, ...state.ticks && { ticks: state.ticks } };
    const backdrop13 = view.backdrop?.(...givenTo(view, { panel: panel2, held: NONE }, common), { style }, colors);
    const written2 = backdrop13 && writeBackdrop(backdrop13, model, style);
    const frame = written2 ? Array.from(written2.frame) : [0, 0, style.width, style.height];
    const measure = (line2, size2 = text2) => widthOf(line2, size2);
    const found3 = view.atOnce?.(panel2, { ...common, columns: scene.columns[view.name] }, { frame }, change);
    if (found3) put(scene, view.name, found3);
    return { view, panel: panel2, common, picture: written2?.svg, size: (
      /** @type {Size} */
      { style, backdrop: backdrop13, frame, measure }
    ) };
  });
}
function drawn({ view, panel: panel2, common, picture: picture2, size: size2 }) {
  const { style, frame } = size2;
  return { ...panel2, style, frame, picture: picture2, ...drawnBy(view, givenTo(view, { panel: panel2, held: NONE }, common), common, size2) };
}

// www/figure/reading.js
init_core();
init_data();

// www/state/named.js
init_rule_keys();
init_specification();
var FIELDS = [
  [/^data\.\w+/, "data"],
  [/^options\.(\w+)/, "$1"],
  [/^(?:start\.at|theta)(?= )/, "start"],
  [/^runs\[\d+\]\.rule(?= )/, "rules"]
];
function named2(error2, state, read15) {
  const { message } = error2;
  const said = FIELDS.reduce((text2, [field2, name]) => text2.replace(field2, name), message).replace(/^runs\[(\d+)\]\.(\w+)(?= )/, (field2, k, option) => attributeOf(state, Number(k), option, read15) ?? field2);
  return said === message ? error2 : new Error(said, { cause: error2 });
}
function attributeOf(state, k, option, read15) {
  const { rule, chart } = placeOfRun(state, k);
  const own2 = `${ruleName(rule)}-${option}`;
  return [`${own2}-${chart}`, own2, option].find((name) => typeof read15(name) === "string");
}

// www/figure/reading.js
init_specification();
init_starts();
init_words();

// www/text/goal.js
init_core();
init_words();
init_format();
init_told();
var PARTS = ["gap", "steps", "cost", "from"];
var RULES = ["first", "before"];
function readGoal(text2) {
  if (text2 === null || text2 === void 0) return void 0;
  if (text2.trim() === "collapse") return (
    /** @type {Goal} */
    { collapse: true }
  );
  const goal = {};
  const parts2 = text2.trim().split(/\s+/);
  for (let k = 0; k < parts2.length; k += 2) {
    const [part, word] = [parts2[k], parts2[k + 1]];
    const rule = RULES.includes(part) && ruleEntry(word)?.name;
    if (!rule && !([...PARTS, "radius"].includes(part) && Number(word) > 0)) {
      throw new Error(`goal is "${short(text2)}"; allowed: collapse, or pairs of ${PARTS.join(", ")} and a number above 0, or first and before with a rule`);
    }
    goal[part] = rule || Number(word);
  }
  return (
    /** @type {Goal} */
    /** @type {unknown} */
    goal
  );
}

// www/figure/reading.js
function stateFrom(read15) {
  const state = fromAttributes(read15);
  for (const place of [state.start, state.other, ...state.more ?? []]) {
    if (place && !place.chart) place.chart = state.charts[0];
  }
  const { quantity } = readingOf(state.data);
  if (quantity) state.quantity = quantity;
  state.step = numberFrom("step", read15("step"), { range: [0, Infinity] });
  state.predict = flag("predict", read15("predict"));
  checkLooks(read15);
  state.goal = readGoal(read15("goal"));
  try {
    check(state);
  } catch (error2) {
    throw named2(
      /** @type {Error} */
      error2,
      state,
      read15
    );
  }
  return state;
}
var themeFrom = (text2) => oneOf(
  "theme",
  text2 ?? "light",
  /** @type {const} */
  ["light", "dark"]
);
function checkLooks(read15) {
  themeFrom(read15("theme"));
  flag("classroom", read15("classroom"));
}
function check(state) {
  const models = new ModelCache();
  try {
    const model = models.get(state);
    for (const chart of state.charts) model.start(chart);
    const start2 = state.start ?? usualStart(model, state.charts);
    checkPlaces("other", state.other ? [state.other] : [], model);
    checkPlaces("starts", state.more ?? [], model);
    const { model: _model, data: _data, options: _options, ...plan } = toSpec({ ...state, start: start2 });
    if (state.rules.length) new Experiment(plan, model).free();
    else model.inspect(start2.at, start2.chart);
  } finally {
    models.free();
  }
}
function checkPlaces(name, places, model) {
  try {
    for (const { at: at2, chart } of places) model.inspect(at2, chart);
  } catch (error2) {
    const { message } = (
      /** @type {Error} */
      error2
    );
    throw new Error(message.replace(/^(?:theta|chart)(?= is )/, (field2) => field2 === "theta" ? name : `${name}.chart`), { cause: error2 });
  }
}

// www/marks/png.js
var SIGNATURE = [137, 80, 78, 71, 13, 10, 26, 10];
var RGBA = [8, 6, 0, 0, 0];
var LISTED = [8, 3, 0, 0, 0];
var MOST_COLOURS = 256;
var CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let k = 0; k < 8; k += 1) rest = rest & 1 ? rest >>> 1 ^ 3988292384 : rest >>> 1;
  return rest;
});
function checksum(bytes2) {
  let sum = 4294967295;
  for (const byte of bytes2) sum = CRC[(sum ^ byte) & 255] ^ sum >>> 8;
  return ~sum >>> 0;
}
var long = (value2) => [value2 >>> 24, value2 >>> 16 & 255, value2 >>> 8 & 255, value2 & 255];
function chunk(name, content) {
  const body = new Uint8Array(4 + content.length);
  body.set([...name].map((letter) => letter.charCodeAt(0)));
  body.set(content, 4);
  return [Uint8Array.from(long(content.length)), body, Uint8Array.from(long(checksum(body)))];
}
function rowsOf(bytes2, rows) {
  const length = bytes2.length / rows;
  return Uint8Array.from({ length: bytes2.length + rows }, (_, k) => {
    const at2 = k % (length + 1);
    return at2 ? bytes2[Math.floor(k / (length + 1)) * length + at2 - 1] : 0;
  });
}
function listed2(cells) {
  const firsts = /* @__PURE__ */ new Map();
  const words8 = new Uint32Array(cells.slice().buffer);
  for (let k = 0; k < words8.length && firsts.size <= MOST_COLOURS; k += 1) if (!firsts.has(words8[k])) firsts.set(words8[k], k);
  if (firsts.size > MOST_COLOURS) return void 0;
  const order = new Map([...firsts.keys()].map((word, number2) => [word, number2]));
  const colors = [...firsts.values()].map((k) => [...cells.subarray(4 * k, 4 * k + 4)]);
  return {
    numbers: Uint8Array.from(words8, (word) => order.get(word) ?? 0),
    palette: colors.flatMap((color) => color.slice(0, 3)),
    opacities: colors.map((color) => color[3])
  };
}
async function compressed(bytes2) {
  if (!globalThis.CompressionStream) return stored(bytes2);
  const stream = new Blob([bytes2]).stream().pipeThrough(new CompressionStream("deflate"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
var PER_METRE = 96 / 0.0254;
var AFTER_HEADER = SIGNATURE.length + 12 + 13;
var BLOCK = 65535;
function stored(bytes2) {
  let [a, b] = [1, 0];
  for (const byte of bytes2) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  const made2 = [120, 1];
  for (let k = 0; k < bytes2.length; k += BLOCK) {
    const part = bytes2.subarray(k, k + BLOCK);
    made2.push(k + BLOCK >= bytes2.length ? 1 : 0, part.length & 255, part.length >> 8, ~part.length & 255, ~part.length >> 8 & 255);
    for (const byte of part) made2.push(byte);
  }
  return Uint8Array.from([...made2, ...long(b * 65536 + a >>> 0)]);
}
var PART = 32768;
async function pngUrl(cells, columns, rows) {
  const few = listed2(cells);
  const parts2 = [
    Uint8Array.from(SIGNATURE),
    ...chunk("IHDR", [...long(columns), ...long(rows), ...few ? LISTED : RGBA]),
    ...few ? [...chunk("PLTE", few.palette), ...chunk("tRNS", few.opacities)] : [],
    ...chunk("IDAT", await compressed(rowsOf(few?.numbers ?? cells, rows))),
    ...chunk("IEND", [])
  ];
  let letters = "";
  for (const part of parts2) {
    for (let k = 0; k < part.length; k += PART) letters += String.fromCharCode(...part.subarray(k, k + PART));
  }
  return `data:image/png;base64,${btoa(letters)}`;
}

// www/marks/svg.js
init_outline();
var FACE3 = "system-ui, sans-serif";
var HALO2 = 4;
var round = (value2) => String(Math.round(value2 * 100) / 100);
var NOT_IN_XML = /[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;
var escaped = (text2) => text2.replace(NOT_IN_XML, "�").replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
function svg(marks15, [width, height], look) {
  const { title, desc, scale = 1, view: [x, y, wide, high] = [0, 0, width, height] } = look;
  const pieces = write2(marks15, { ...look, names: [] });
  const open = `<svg xmlns="http://www.w3.org/2000/svg" width="${round(scale * wide)}" height="${round(scale * high)}" viewBox="${x} ${y} ${wide} ${high}">`;
  const said = [...title ? [`<title>${escaped(title)}</title>
`] : [], ...desc ? [`<desc>${escaped(desc)}</desc>
`] : []].join("");
  const shared2 = `font-family="${escaped(look.face)}" stroke-linecap="round" stroke-linejoin="round"`;
  return `${open}
${said}<g ${shared2}>
${pieces.join("\n")}
</g>
</svg>
`;
}
var write2 = (marks15, document2) => marks15.flatMap((mark) => written(mark, document2));
var written = (mark, document2) => WRITE2[mark.kind](mark, document2);
var Pen = class {
  path = "";
  /** @param {number} x @param {number} y */
  moveTo(x, y) {
    this.path += `M${round(x)} ${round(y)}`;
  }
  /** @param {number} x @param {number} y */
  lineTo(x, y) {
    this.path += `L${round(x)} ${round(y)}`;
  }
  /** @param {number} x @param {number} y @param {number} width @param {number} height */
  rect(x, y, width, height) {
    this.path += `M${round(x)} ${round(y)}H${round(x + width)}V${round(y + height)}H${round(x)}Z`;
  }
  closePath() {
    this.path += "Z";
  }
};
var pathOf = (points2, closed) => {
  const pen = new Pen();
  outline(pen, points2, closed);
  return pen.path;
};
var paint2 = (name, color, opacity = 1) => ` ${name}="${escaped(color)}"${opacity < 1 ? ` ${name}-opacity="${round(opacity)}"` : ""}`;
var stroke2 = (color, width, opacity, dash) => `${paint2("stroke", color, opacity)} stroke-width="${round(width)}"${dash?.length ? ` class="dashed" stroke-dasharray="${dash.map(round)}"` : ""}`;
var stroked = (shape, { stroke: color = "none", width = 1, dash, casing, opacity }, beyond) => [
  ...casing ? [`<${shape} fill="none"${stroke2(casing, width + beyond, opacity)}/>`] : [],
  `<${shape} fill="none"${stroke2(color, width, opacity, dash)}/>`
];
var WRITE2 = {
  line: (mark) => {
    const path2 = pathOf(mark.points, Boolean(mark.closed));
    return path2 ? stroked(`path d="${path2}"`, mark, CASING) : [];
  },
  area: ({ points: points2, fill: fill2, opacity }) => [`<path d="${pathOf(points2, true)}"${paint2("fill", fill2, opacity)}/>`],
  symbols: (mark) => {
    const { outer, inner, dots, width, size: size2 } = symbolLook(mark);
    const pen = new Pen();
    symbolPath(pen, mark, size2);
    if (!pen.path) return [];
    const shape = `path d="${pen.path}"`;
    return [
      `<${shape} fill="none"${stroke2(outer, width, mark.opacity)}/>`,
      dots ? `<${shape} fill="none"${stroke2(inner, dots, mark.opacity)}/>` : `<${shape}${paint2("fill", inner, mark.opacity)}/>`
    ];
  },
  circle: (mark) => {
    const { x, y, radius, fill: fill2, opacity } = mark;
    const shape = `circle cx="${round(x)}" cy="${round(y)}" r="${round(radius)}"`;
    return [
      ...fill2 ? [`<${shape}${paint2("fill", fill2, opacity)}/>`] : [],
      ...mark.stroke ? stroked(shape, mark, CIRCLE_CASING) : []
    ];
  },
  rect: ({ x, y, width, height, fill: fill2, opacity }) => [`<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${paint2("fill", fill2, opacity)}/>`],
  text: ({ text: text2, x, y, color, anchor, size: size2, weight, halo, opacity }, document2) => {
    const high = size2 ?? document2.text;
    const place = `x="${round(x)}" y="${round(y + DOWN2 * high)}" font-size="${round(high)}"${weight ? ` font-weight="${weight}"` : ""}${anchor && anchor !== "start" ? ` text-anchor="${anchor}"` : ""}`;
    return [
      ...halo ? [`<text ${place} fill="none"${stroke2(halo, HALO2, opacity)}>${escaped(text2)}</text>`] : [],
      `<text ${place}${paint2("fill", color, opacity)}>${escaped(text2)}</text>`
    ];
  },
  image: ({ x, y, width, height, columns, rows, cells, opacity }, { png }) => {
    if (!png) throw new Error("a picture of cells needs something that writes PNG");
    return [`<image href="${png(cells, columns, rows)}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}"${opacity !== void 0 && opacity < 1 ? ` opacity="${round(opacity)}"` : ""} preserveAspectRatio="none" image-rendering="pixelated"/>`];
  },
  clip: ({ box, points: points2, marks: marks15 }, document2) => {
    const id = `clip${document2.names.length}`;
    document2.names.push(id);
    const pen = new Pen();
    if (box) pen.rect(box[0], box[1], box[2] - box[0], box[3] - box[1]);
    else outline(pen, points2 ?? [], true);
    return [`<clipPath id="${id}"><path d="${pen.path}"/></clipPath><g clip-path="url(#${id})">`, ...write2(marks15, document2), "</g>"];
  },
  group: ({ x, y, text: text2, marks: marks15 }, document2) => [`<g transform="translate(${round(x)} ${round(y)})">`, ...write2(marks15, text2 ? { ...document2, text: text2 } : document2), "</g>"],
  backdrop: ({ picture: picture2 }, { face }) => {
    const [, width, box, inside3] = typeof picture2 !== "string" ? [] : /^[^<]*<svg width="([\d.]+)"[^>]*viewBox="0 0 ([\d.]+) [^>]*>([^]*)<\/svg>\s*$/.exec(picture2) ?? [];
    if (!inside3) throw new Error("a backdrop is not the SVG text that the core writes");
    return [`<g transform="scale(${Number(width) / Number(box)})">${inside3.replaceAll(`font-family="${FACE3}"`, `font-family="${escaped(face)}"`)}</g>`];
  }
};

// www/render.js
init_data();

// www/state/json.js
init_core();
init_specification();
var MOST_RUNS = 64;
function attributesOf(spec) {
  const { view: _view, balls: _balls, ...said } = toAttributes(fromSpec(spec, fromAttributes(() => null)));
  return said;
}
var last2 = { text: "", said: (
  /** @type {Record<string, string>} */
  {}
) };
function fromJson(text2) {
  if (text2 !== last2.text) last2 = { text: text2, said: read4(text2) };
  return last2.said;
}
function read4(text2) {
  let given;
  try {
    given = JSON.parse(text2);
  } catch {
    if (text2 === String({})) throw new Error(`spec is "${text2}", which is not JSON; allowed: JSON, or the property spec of the element, which takes an object`);
    throw new Error("spec is not JSON; allowed: an experiment as in the interface");
  }
  const { figure, ...experiment } = given ?? {};
  const own2 = Object.fromEntries(Object.entries(figure ?? {}).map(([name, value2]) => [name, String(value2)]));
  if (figure && !experiment.runs?.length) return own2;
  if (experiment.runs?.length > MOST_RUNS) throw new Error(`runs is a list of ${experiment.runs.length}; allowed in a figure: at most ${MOST_RUNS}`);
  const checked = new Experiment(experiment);
  const spec = (
    /** @type {FullSpec} */
    checked.spec
  );
  checked.free();
  if (spec.data && "csv" in spec.data) spec.data = observed(spec.model, spec.data);
  return { ...attributesOf(spec), ...own2 };
}
function observed(model, data) {
  const read15 = new Model({ model, data });
  const [x, y] = [read15.observations, read15.labels].map((list) => Array.from(list));
  read15.free();
  return y.length ? { x, y } : { x };
}

// www/state/names.js
init_core();
var OTHERS = ["builder"];
var isKnown = (name) => allNames().has(name);
var known3 = /* @__PURE__ */ new WeakMap();
function allNames() {
  const { models, rules } = catalogue();
  const found3 = known3.get(models);
  if (found3) return found3;
  const charts = [...new Set(models.flatMap((model) => model.charts.map(({ name }) => name)))];
  const options = rules.flatMap(({ name: rule, options: all }) => all.flatMap(({ name }) => [name, `${rule}-${name}`, ...charts.map((chart) => `${rule}-${name}-${chart}`)]));
  const names3 = /* @__PURE__ */ new Set([...ATTRIBUTES, ...OTHERS, ...options]);
  known3.set(models, names3);
  return names3;
}

// www/state/misspelt.js
init_words();
var LONGEST3 = 60;
function refuseUnknown(names3) {
  const wrong = names3.find((name) => !isKnown(name));
  if (wrong !== void 0) throw new Error(saidOf(wrong, nearestTo(wrong.slice(0, LONGEST3), [...allNames()])[0]));
}
var saidOf = (wrong, nearest) => `attribute "${short(wrong)}" is unknown; the nearest that is allowed: "${nearest}"`;
var nearestTo = (word, names3) => names3.map((name) => (
  /** @type {const} */
  [name, edits(word, name)]
)).reduce(
  (best2, one) => one[1] < best2[1] ? one : best2,
  /** @type {const} */
  ["", Infinity]
);
function edits(one, other) {
  let last4 = [];
  let row = Array.from({ length: other.length + 1 }, (_, k) => k);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let k = 1; k <= other.length; k += 1) {
      next[k] = Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + (one[i - 1] === other[k - 1] ? 0 : 1));
      if (i > 1 && k > 1 && one[i - 1] === other[k - 2] && one[i - 2] === other[k - 1]) next[k] = Math.min(next[k], last4[k - 2] + 1);
    }
    [last4, row] = [row, next];
  }
  return row[other.length];
}

// www/render.js
init_rule_keys();
init_words();

// www/table/load.js
var tables = () => import("./table.js");

// www/table/source.js
init_data();

// www/table/in-worker.js
init_data();
var SHORT2 = 3e4;
var REST = 5e3;
var worker;
var isAlone = false;
var count = 0;
var resting;
var waiting = /* @__PURE__ */ new Map();
function warm() {
  if (isAlone || worker || !globalThis.Worker) return;
  try {
    worker = new Worker(new URL("./reader.js", import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => heard(data);
    for (const type of ["error", "messageerror"]) {
      worker.addEventListener(type, (event) => {
        event.preventDefault();
        alone();
      });
    }
  } catch {
    alone();
  }
  restSoon();
}
function heard(reply) {
  waiting.get(reply.id)?.then(reply);
  waiting.delete(reply.id);
  restSoon();
}
function alone() {
  isAlone = true;
  worker?.terminate();
  worker = void 0;
  for (const { question, then } of waiting.values()) here2(question).then(then);
  waiting.clear();
}
var here2 = async (question) => (await Promise.resolve().then(() => (init_reader(), reader_exports))).answer(question);
function restSoon() {
  clearTimeout(resting);
  if (waiting.size > 0) return;
  resting = setTimeout(() => {
    worker?.terminate();
    worker = void 0;
  }, REST);
}
function asked(question) {
  warm();
  const to = worker;
  if (!to) return here2(question);
  clearTimeout(resting);
  return new Promise((then) => {
    waiting.set(question.id, { question, then });
    to.postMessage(question);
  });
}
async function readInWorker(text2, options) {
  if (text2.length < SHORT2) return (await tables()).readTable(text2, options);
  const { result, error: error2 } = await asked({ id: ++count, text: text2, options });
  if (!result) throw Object.assign(new Error(error2?.message), error2);
  const { data, data: { x, y } } = result;
  const listed3 = (list) => isLong(data) ? asList(list) : Array.from(list);
  return { ...result, data: { ...data, ...x && { x: listed3(x) }, ...y && { y: listed3(y) } } };
}

// www/table/source.js
function withAttributes(error2) {
  error2.message = error2.message.replace(/^(x|y|one|zero)(?= is )/, "data-$1").replace(/^x and y are/, "data-x and data-y are").replace(/^one and zero are/, "data-one and data-zero are");
  return error2;
}
var Source = class _Source {
  #taken;
  #readTable;
  /** The last reading, by what was asked of it. @type {{ key: string, text: string, said: string, columns: TableColumn[], chosen: Chosen, quantity?: string }} */
  #known = { key: "", text: "", said: "", columns: [], chosen: {} };
  /**
   * Loads the table at an address, and what reads it; throws an Error that says what went wrong. With options it is
   * read at once, a long one in a worker.
   * @param {string} address
   * @param {TableOptions} [options]
   */
  static async from(address, options) {
    const { fromAddress, readTable: readTable2 } = await tables();
    const source = new _Source(address, await fromAddress(address), readTable2);
    if (options) await readInWorker(source.#taken.text, options).then((result) => source.#know(options, result), () => {
    });
    return source;
  }
  /**
   * @param {string} address as it was written
   * @param {TakenText} taken
   * @param {typeof import("./table.d.ts").readTable} readTable
   */
  constructor(address, taken2, readTable2) {
    this.address = address;
    this.#taken = taken2;
    this.#readTable = readTable2;
  }
  /**
   * The data for a model, as text, and what is said of them. Throws an Error that names line or column.
   * @param {TableOptions} options
   */
  read(options) {
    if (this.#known.key === JSON.stringify(options)) return this.#known;
    try {
      this.#know(options, this.#readTable(this.#taken.text, options));
    } catch (error2) {
      throw Object.assign(withAttributes(
        /** @type {Error} */
        error2
      ), { source: this });
    }
    return this.#known;
  }
  /** The table itself. */
  get taken() {
    return this.#taken;
  }
  /** What was read of it last. */
  get reading() {
    return this.#known;
  }
  /** Readies the model of long data, with pauses in which the page can go on. What is wrong is said when the data are shown. @param {TableOptions} options */
  async ready(options) {
    try {
      const { model } = options;
      const data = dataFrom(this.read(options).text, model);
      await readied({ model, data });
    } catch {
    }
  }
  /** @param {TableOptions} options @param {import("./reader.js").ReadTable} result */
  #know(options, { data, said, columns, chosen: chosen2, quantity }) {
    this.#known = {
      key: JSON.stringify(options),
      columns,
      chosen: chosen2,
      quantity,
      text: dataText(data),
      said: [said, this.#taken.note].filter(Boolean).join("; ")
    };
  }
};

// www/views/index.js
init_plane2();
init_registry();
var usual2 = () => Promise.resolve().then(() => (init_usual(), usual_exports));
var field = () => Promise.resolve().then(() => (init_field2(), field_exports));
var others = () => Promise.resolve().then(() => (init_others(), others_exports));
announce("density", usual2, { isLight: true });
announce("field", field, { isLight: true });
announce("morph", others, { takes: "field" });
announce("divergence", others, { isLight: true });
announce("score", others, { isLight: true });
announce("expansion", others, { isLight: true });
announce("halving", others);
announce("order", others);
announce("series", usual2, { isLight: true });
announce("map", others);
announce("race", others);
announce("policy", others, { ofEpisodes: true });
announce("cliff", others, { ofEpisodes: true });
announce("fan", others, { ofEpisodes: true });

// www/render.js
init_registry();
var CLASSROOM = 1.5;
var [NARROWEST2, WIDEST2, LARGEST] = [120, 8192, 32];
async function render(attributes, { width = 720, theme, scale = 1, report, ...others2 } = {}) {
  const written2 = asText(attributes);
  for (const name of Object.keys(others2)) throw new Error(`the option "${short(name)}" is unknown; allowed: width, theme, scale, report`);
  within3("width", width, NARROWEST2, WIDEST2);
  within3("scale", scale, 1 / LARGEST, LARGEST);
  const themed = themeFrom(theme ?? written2.theme);
  await ready();
  await fetchViews();
  refuseUnknown(Object.keys(written2));
  refuseColumns((name) => written2[name]);
  flag("builder", written2.builder);
  const { read: read15, said, quantity, unread } = await reader(written2);
  const state = stateFrom(read15);
  if (quantity) state.quantity = quantity;
  refuseIdle(unread(), written2, state);
  if (state.step !== void 0 && state.step > (state.steps ?? Infinity)) throw new Error(`step is "${state.step}"; allowed: a number from 0 to ${state.steps}, the steps of this figure`);
  const type = flag("classroom", written2.classroom) ? CLASSROOM : 1;
  const { size: size2, marks: marks15, caption: caption16, title } = still(state, { width: width - 2 * MARGIN, theme: themed, type, step: state.step });
  const pictures2 = new Map(await Promise.all(imagesIn(marks15).map(async ({ cells, columns, rows }) => (
    /** @type {const} */
    [cells, await pngUrl(cells, columns, rows)]
  ))));
  const taken2 = said || readingOf(state.data).said;
  if (taken2) report?.(taken2);
  const desc = taken2 ? `${caption16} Data: ${taken2}.` : caption16;
  return svg(marks15, size2, { face: FACE2, text: TEXT2, png: (cells) => pictures2.get(cells), scale, title: written2.label ?? title, desc });
}
function within3(name, value2, low, high) {
  if (!(value2 >= low && value2 <= high)) throw new Error(`${name} is "${value2}"; allowed: a number from ${low} to ${high}`);
}
var LOOKS = ["theme", "label", "controls", "builder", "spec", "data-src", "data-x", "data-y", "data-one", "data-zero"];
function refuseIdle(unread, written2, { rules }) {
  const [name] = unread.filter((one) => !LOOKS.includes(one));
  if (name === void 0) return;
  const rule = catalogue().rules.find((one) => name.startsWith(`${one.name}-`) && !rules.some((key) => ruleName(key) === one.name));
  const allowed = rule ? `only with "${rule.name}" among the rules` : "only in a figure that uses it, which this one does not with its other attributes";
  throw new Error(`${name} is "${short(written2[name])}"; allowed: ${allowed}`);
}
async function reader(written2) {
  const spec = (
    /** @type {Written} */
    written2.spec ? fromJson(written2.spec) : {}
  );
  const given = (name) => spec[name] ?? written2[name] ?? null;
  const fits = written2["data-src"] !== void 0 && given("model") === (written2.model ?? null);
  const table2 = given("data") === null && fits ? await fromTable(written2) : void 0;
  const data = given("data") ?? table2?.text ?? null;
  if (isUnread(data, given("model"))) await loadReader(tables);
  const read15 = (name) => {
    seen.add(name);
    return name === "data" ? data : given(name);
  };
  const seen = /* @__PURE__ */ new Set();
  return { read: read15, said: table2?.said ?? "", quantity: table2?.quantity, unread: () => Object.keys(written2).filter((name) => !seen.has(name)) };
}
async function fromTable({ "data-src": address, model = catalogue().models[0].name, "data-x": x, "data-y": y, "data-one": one, "data-zero": zero }) {
  return (await Source.from(address)).read({ model, x, y, one, zero });
}
var imagesIn = (marks15) => marks15.flatMap((mark) => mark.kind === "image" ? [mark] : imagesIn("marks" in mark ? mark.marks : []));
export {
  render
};
