/* @ts-self-types="./kl_ball.d.ts" */

// Written by wasm-bindgen.
function instance() {
  class Core {
    static __wrap(ptr) {
      const obj = Object.create(Core.prototype);
      obj.__wbg_ptr = ptr;
      CoreFinalization.register(obj, obj.__wbg_ptr, obj);
      return obj;
    }
    __destroy_into_raw() {
      const ptr = this.__wbg_ptr;
      this.__wbg_ptr = 0;
      CoreFinalization.unregister(this);
      return ptr;
    }
    free() {
      const ptr = this.__destroy_into_raw();
      wasm.__wbg_core_free(ptr, 0);
    }
    /**
     * Finds the loss at up to `most` more places behind a plane; whether all are found that drawing it takes.
     * @param {any} list
     * @param {number} most
     * @returns {boolean}
     */
    advance(list, most) {
      const ret = wasm.core_advance(this.__wbg_ptr, list, most);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return ret[0] !== 0;
    }
    /**
     * The answer of a method of its class to a list of arguments.
     * @param {string} method
     * @param {any} list
     * @returns {any}
     */
    call(method, list) {
      const ptr0 = passStringToWasm0(method, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len0 = WASM_VECTOR_LEN;
      const ret = wasm.core_call(this.__wbg_ptr, ptr0, len0, list);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * Draws the backdrop of a view and returns its frame; see `backdrop.rs`.
     * @param {string} view
     * @param {HTMLCanvasElement} canvas
     * @param {any} list
     * @returns {any}
     */
    draw(view, canvas, list) {
      const ptr0 = passStringToWasm0(view, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len0 = WASM_VECTOR_LEN;
      const ret = wasm.core_draw(this.__wbg_ptr, ptr0, len0, canvas, list);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * An experiment on the model behind this object, with a specification without its data.
     * @param {any} spec
     * @returns {Core}
     */
    experiment(spec) {
      const ret = wasm.core_experiment(this.__wbg_ptr, spec);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return Core.__wrap(ret[0]);
    }
    /**
     * An object of this class, built from its specification.
     * @param {string} _class
     * @param {any} spec
     */
    constructor(_class, spec) {
      const ptr0 = passStringToWasm0(_class, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len0 = WASM_VECTOR_LEN;
      const ret = wasm.core_new(ptr0, len0, spec);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      this.__wbg_ptr = ret[0];
      CoreFinalization.register(this, this.__wbg_ptr, this);
      return this;
    }
    /**
     * A plane as numbers: `{ frame, ticks, names, fills, contours }`, see [`PlaneNumbers`].
     * @param {any} list
     * @returns {any}
     */
    numbers(list) {
      const ret = wasm.core_numbers(this.__wbg_ptr, list);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
    /**
     * Writes the backdrop of a view: `{ svg, frame }`, the frame as [`Core::draw`] returns it.
     * @param {string} view
     * @param {any} list
     * @returns {any}
     */
    write(view, list) {
      const ptr0 = passStringToWasm0(view, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
      const len0 = WASM_VECTOR_LEN;
      const ret = wasm.core_write(this.__wbg_ptr, ptr0, len0, list);
      if (ret[2]) {
        throw takeFromExternrefTable0(ret[1]);
      }
      return takeFromExternrefTable0(ret[0]);
    }
  }
  if (Symbol.dispose) Core.prototype[Symbol.dispose] = Core.prototype.free;
  function __wbg_get_imports() {
    const import0 = {
      __proto__: null,
      i5: function(arg0) {
        const ret = Number(arg0);
        return ret;
      },
      i8: function(arg0) {
        const v = arg0;
        const ret = typeof v === "boolean" ? v : void 0;
        return isLikeNone(ret) ? 16777215 : ret ? 1 : 0;
      },
      i6: function(arg0) {
        const ret = arg0 === null;
        return ret;
      },
      i9: function(arg0) {
        const val = arg0;
        const ret = typeof val === "object" && val !== null;
        return ret;
      },
      i7: function(arg0) {
        const ret = arg0 === void 0;
        return ret;
      },
      i10: function(arg0, arg1) {
        const ret = arg0 === arg1;
        return ret;
      },
      i50: function(arg0, arg1) {
        const obj = arg1;
        const ret = typeof obj === "number" ? obj : void 0;
        getDataViewMemory0().setFloat64((arg0 >>> 0) + 8 * 1, isLikeNone(ret) ? 0 : ret, true);
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, !isLikeNone(ret), true);
      },
      i48: function(arg0, arg1) {
        const obj = arg1;
        const ret = typeof obj === "string" ? obj : void 0;
        var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
        var len1 = WASM_VECTOR_LEN;
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
        getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);
      },
      i49: function(arg0, arg1) {
        throw new Error(getStringFromWasm0(arg0, arg1));
      },
      i24: function(arg0) {
        arg0.beginPath();
      },
      i19: function() {
        return handleError(function(arg0) {
          const ret = Float64Array.prototype.subarray.call(arg0);
          return ret;
        }, arguments);
      },
      i35: function(arg0) {
        arg0.closePath();
      },
      i16: function() {
        return handleError(function(arg0) {
          const ret = Object.entries(arg0);
          return ret;
        }, arguments);
      },
      i34: function() {
        return handleError(function(arg0, arg1, arg2, arg3, arg4) {
          arg0.fillText(getStringFromWasm0(arg1, arg2), arg3, arg4);
        }, arguments);
      },
      i36: function(arg0) {
        arg0.fill();
      },
      i17: function() {
        return handleError(function(arg0, arg1) {
          const ret = Float64Array.from(arg0, arg1);
          return ret;
        }, arguments);
      },
      i51: function() {
        return handleError(function(arg0, arg1, arg2) {
          const ret = arg0.getContext(getStringFromWasm0(arg1, arg2));
          return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);
        }, arguments);
      },
      i42: function() {
        return handleError(function(arg0, arg1) {
          const ret = Reflect.get(arg0, arg1 >>> 0);
          return ret;
        }, arguments);
      },
      i43: function(arg0, arg1) {
        const ret = arg0[arg1 >>> 0];
        return ret;
      },
      i44: function(arg0, arg1) {
        const ret = arg0[arg1 >>> 0];
        return ret;
      },
      i15: function() {
        return handleError(function(arg0, arg1) {
          const ret = Reflect.has(arg0, arg1);
          return ret;
        }, arguments);
      },
      i46: function(arg0) {
        let result;
        try {
          result = arg0 instanceof CanvasRenderingContext2D;
        } catch (_) {
          result = false;
        }
        const ret = result;
        return ret;
      },
      i11: function(arg0) {
        let result;
        try {
          result = arg0 instanceof Float64Array;
        } catch (_) {
          result = false;
        }
        const ret = result;
        return ret;
      },
      i12: function() {
        return handleError(function(arg0) {
          const ret = Array.isArray(arg0);
          return ret;
        }, arguments);
      },
      i4: function(arg0) {
        const ret = Number.isFinite(arg0);
        return ret;
      },
      i13: function() {
        return handleError(function(arg0) {
          const ret = ArrayBuffer.isView(arg0);
          return ret;
        }, arguments);
      },
      i14: function() {
        const ret = Symbol.iterator;
        return ret;
      },
      i20: function(arg0) {
        const ret = arg0.length;
        return ret;
      },
      i18: function(arg0) {
        const ret = arg0.length;
        return ret;
      },
      i37: function() {
        return handleError(function(arg0) {
          const ret = arg0.length;
          return ret;
        }, arguments);
      },
      i28: function(arg0, arg1, arg2) {
        arg0.lineTo(arg1, arg2);
      },
      i27: function(arg0, arg1, arg2) {
        arg0.moveTo(arg1, arg2);
      },
      i2: function() {
        const ret = new Array();
        return ret;
      },
      i0: function(arg0, arg1) {
        const ret = new Error(getStringFromWasm0(arg0, arg1));
        return ret;
      },
      i1: function() {
        const ret = new Object();
        return ret;
      },
      i23: function(arg0, arg1) {
        const ret = new Float64Array(getArrayF64FromWasm0(arg0, arg1));
        return ret;
      },
      i22: function(arg0, arg1) {
        const ret = new Int32Array(getArrayI32FromWasm0(arg0, arg1));
        return ret;
      },
      i21: function(arg0, arg1, arg2) {
        Float64Array.prototype.set.call(getArrayF64FromWasm0(arg0, arg1), arg2);
      },
      i3: function(arg0, arg1) {
        const ret = arg0.push(arg1);
        return ret;
      },
      i40: function() {
        return handleError(function(arg0, arg1, arg2) {
          arg0.scale(arg1, arg2);
        }, arguments);
      },
      i45: function() {
        return handleError(function(arg0, arg1, arg2) {
          const ret = Reflect.set(arg0, arg1, arg2);
          return ret;
        }, arguments);
      },
      i32: function(arg0, arg1) {
        arg0.fillStyle = arg1;
      },
      i33: function(arg0, arg1, arg2) {
        arg0.font = getStringFromWasm0(arg1, arg2);
      },
      i39: function(arg0, arg1) {
        arg0.height = arg1 >>> 0;
      },
      i26: function(arg0, arg1) {
        arg0.lineWidth = arg1;
      },
      i25: function(arg0, arg1) {
        arg0.strokeStyle = arg1;
      },
      i31: function(arg0, arg1, arg2) {
        arg0.textAlign = getStringFromWasm0(arg1, arg2);
      },
      i30: function(arg0, arg1, arg2) {
        arg0.textBaseline = getStringFromWasm0(arg1, arg2);
      },
      i38: function(arg0, arg1) {
        arg0.width = arg1 >>> 0;
      },
      i41: function() {
        const ret = Number;
        return ret;
      },
      i47: function() {
        return handleError(function(arg0) {
          const ret = JSON.stringify(arg0);
          return ret;
        }, arguments);
      },
      i29: function(arg0) {
        arg0.stroke();
      },
      i53: function(arg0) {
        const ret = arg0;
        return ret;
      },
      i54: function(arg0, arg1) {
        const ret = getStringFromWasm0(arg0, arg1);
        return ret;
      },
      i52: function() {
        const table = wasm.__wbindgen_externrefs;
        table.set(0, void 0);
        table.set(1024, void 0);
        table.set(1025, null);
        table.set(1026, true);
        table.set(1027, false);
      }
    };
    return {
      __proto__: null,
      "./kl_ball_bg.js": import0
    };
  }
  const CoreFinalization = typeof FinalizationRegistry === "undefined" ? { register: () => {
  }, unregister: () => {
  } } : new FinalizationRegistry((ptr) => wasm.__wbg_core_free(ptr, 1));
  function addToExternrefTable0(obj) {
    const idx = wasm.__externref_table_alloc();
    wasm.__wbindgen_externrefs.set(idx, obj);
    return idx;
  }
  function getArrayF64FromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return getFloat64ArrayMemory0().subarray(ptr / 8, ptr / 8 + len);
  }
  function getArrayI32FromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return getInt32ArrayMemory0().subarray(ptr / 4, ptr / 4 + len);
  }
  let cachedDataViewMemory0 = null;
  function getDataViewMemory0() {
    if (cachedDataViewMemory0 === null || cachedDataViewMemory0.buffer.detached === true || cachedDataViewMemory0.buffer.detached === void 0 && cachedDataViewMemory0.buffer !== wasm.memory.buffer) {
      cachedDataViewMemory0 = new DataView(wasm.memory.buffer);
    }
    return cachedDataViewMemory0;
  }
  let cachedFloat64ArrayMemory0 = null;
  function getFloat64ArrayMemory0() {
    if (cachedFloat64ArrayMemory0 === null || cachedFloat64ArrayMemory0.byteLength === 0) {
      cachedFloat64ArrayMemory0 = new Float64Array(wasm.memory.buffer);
    }
    return cachedFloat64ArrayMemory0;
  }
  let cachedInt32ArrayMemory0 = null;
  function getInt32ArrayMemory0() {
    if (cachedInt32ArrayMemory0 === null || cachedInt32ArrayMemory0.byteLength === 0) {
      cachedInt32ArrayMemory0 = new Int32Array(wasm.memory.buffer);
    }
    return cachedInt32ArrayMemory0;
  }
  function getStringFromWasm0(ptr, len) {
    ptr = ptr >>> 0;
    return decodeText(getUint8ArrayMemory0().subarray(ptr, ptr + len));
  }
  let cachedUint8ArrayMemory0 = null;
  function getUint8ArrayMemory0() {
    if (cachedUint8ArrayMemory0 === null || cachedUint8ArrayMemory0.byteLength === 0) {
      cachedUint8ArrayMemory0 = new Uint8Array(wasm.memory.buffer);
    }
    return cachedUint8ArrayMemory0;
  }
  function handleError(f, args) {
    try {
      return f.apply(this, args);
    } catch (e) {
      const idx = addToExternrefTable0(e);
      wasm.__wbindgen_exn_store(idx);
    }
  }
  function isLikeNone(x) {
    return x === void 0 || x === null;
  }
  function passStringToWasm0(arg, malloc, realloc) {
    if (realloc === void 0) {
      const buf = cachedTextEncoder.encode(arg);
      const ptr2 = malloc(buf.length, 1) >>> 0;
      getUint8ArrayMemory0().subarray(ptr2, ptr2 + buf.length).set(buf);
      WASM_VECTOR_LEN = buf.length;
      return ptr2;
    }
    let len = arg.length;
    let ptr = malloc(len, 1) >>> 0;
    const mem = getUint8ArrayMemory0();
    let offset = 0;
    for (; offset < len; offset++) {
      const code = arg.charCodeAt(offset);
      if (code > 127) break;
      mem[ptr + offset] = code;
    }
    if (offset !== len) {
      if (offset !== 0) {
        arg = arg.slice(offset);
      }
      ptr = realloc(ptr, len, len = offset + arg.length * 3, 1) >>> 0;
      const view = getUint8ArrayMemory0().subarray(ptr + offset, ptr + len);
      const ret = cachedTextEncoder.encodeInto(arg, view);
      offset += ret.written;
      ptr = realloc(ptr, len, offset, 1) >>> 0;
    }
    WASM_VECTOR_LEN = offset;
    return ptr;
  }
  function takeFromExternrefTable0(idx) {
    const value = wasm.__wbindgen_externrefs.get(idx);
    wasm.__externref_table_dealloc(idx);
    return value;
  }
  let cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
  cachedTextDecoder.decode();
  const MAX_SAFARI_DECODE_BYTES = 2146435072;
  let numBytesDecoded = 0;
  function decodeText(bytes) {
    numBytesDecoded += bytes.length;
    if (numBytesDecoded >= MAX_SAFARI_DECODE_BYTES) {
      cachedTextDecoder = new TextDecoder("utf-8", { ignoreBOM: true });
      cachedTextDecoder.decode();
      numBytesDecoded = bytes.length;
    }
    return cachedTextDecoder.decode(bytes);
  }
  const cachedTextEncoder = new TextEncoder();
  if (!("encodeInto" in cachedTextEncoder)) {
    cachedTextEncoder.encodeInto = function(arg, view) {
      const buf = cachedTextEncoder.encode(arg);
      view.set(buf);
      return {
        read: arg.length,
        written: buf.length
      };
    };
  }
  let WASM_VECTOR_LEN = 0;
  let wasmModule, wasmInstance, wasm;
  function __wbg_finalize_init(instance2, module) {
    wasmInstance = instance2;
    wasm = instance2.exports;
    wasmModule = module;
    cachedDataViewMemory0 = null;
    cachedFloat64ArrayMemory0 = null;
    cachedInt32ArrayMemory0 = null;
    cachedUint8ArrayMemory0 = null;
    wasm.__wbindgen_start();
    return wasm;
  }
  async function __wbg_load(module, imports) {
    if (typeof Response === "function" && module instanceof Response) {
      if (!module.ok) {
        throw new Error(`failed to fetch Wasm: ${module.status} ${module.statusText} fetching '${module.url}'`);
      }
      if (typeof WebAssembly.instantiateStreaming === "function") {
        try {
          return await WebAssembly.instantiateStreaming(module, imports);
        } catch (e) {
          const validResponse = expectedResponseType(module.type);
          if (validResponse && module.headers.get("Content-Type") !== "application/wasm") {
            console.warn("`WebAssembly.instantiateStreaming` failed because your server does not serve Wasm with `application/wasm` MIME type. Falling back to `WebAssembly.instantiate` which is slower. Original error:\n", e);
          } else {
            throw e;
          }
        }
      }
      const bytes = await module.arrayBuffer();
      return await WebAssembly.instantiate(bytes, imports);
    } else {
      const instance2 = await WebAssembly.instantiate(module, imports);
      if (instance2 instanceof WebAssembly.Instance) {
        return { instance: instance2, module };
      } else {
        return instance2;
      }
    }
    function expectedResponseType(type) {
      switch (type) {
        case "basic":
        case "cors":
        case "default":
          return true;
      }
      return false;
    }
  }
  function initSync2(module) {
    if (wasm !== void 0) return wasm;
    if (module !== void 0) {
      if (Object.getPrototypeOf(module) === Object.prototype) {
        ({ module } = module);
      } else {
        console.warn("using deprecated parameters for `initSync()`; pass a single object instead");
      }
    }
    const imports = __wbg_get_imports();
    if (!(module instanceof WebAssembly.Module)) {
      module = new WebAssembly.Module(module);
    }
    const instance2 = new WebAssembly.Instance(module, imports);
    return __wbg_finalize_init(instance2, module);
  }
  let __wbg_init_promise;
  async function __wbg_init(module_or_path) {
    if (wasm !== void 0) return wasm;
    if (__wbg_init_promise === void 0) {
      __wbg_init_promise = __wbg_init_once(module_or_path);
      __wbg_init_promise.catch(() => {
        __wbg_init_promise = void 0;
      });
    }
    return __wbg_init_promise;
  }
  async function __wbg_init_once(module_or_path) {
    if (module_or_path !== void 0) {
      if (Object.getPrototypeOf(module_or_path) === Object.prototype) {
        ({ module_or_path } = module_or_path);
      } else {
        console.warn("using deprecated parameters for the initialization function; pass a single object instead");
      }
    }
    if (module_or_path === void 0) {
      module_or_path = new URL("kl_ball_bg.wasm", import.meta.url);
    }
    const imports = __wbg_get_imports();
    if (typeof module_or_path === "string" || typeof Request === "function" && module_or_path instanceof Request || typeof URL === "function" && module_or_path instanceof URL) {
      module_or_path = fetch(module_or_path);
    }
    const { instance: instance2, module } = await __wbg_load(await module_or_path, imports);
    return __wbg_finalize_init(instance2, module);
  }
  return { Core, start: __wbg_init, startSync: initSync2, compiled: () => wasmModule };
}

// src/web/sum.js
function sumOf(bytes) {
  let sum = 2166136261;
  for (let k = 0; k < bytes.length; k += 1) sum = Math.imul(sum ^ bytes[k], 16777619);
  return sum >>> 0;
}

// src/web/module.js
var FILES = ["node:fs", "promises"].join("/");
var OURS = JSON.parse(false ? "{}" : '{"whole":1749513538,"gaussian":4016719521,"logistic":1948221881}');
var SMALL = {
  gaussian: () => new URL("kl_ball_gaussian.wasm", import.meta.url),
  logistic: () => new URL("kl_ball_logistic.wasm", import.meta.url)
};
var whole = instance();
var small = /* @__PURE__ */ new Map();
var { compiled } = whole;
function bytesIn(given) {
  const { module_or_path, module } = (
    /** @type {{ module_or_path?: unknown, module?: unknown }} */
    given ?? {}
  );
  const bytes = module_or_path ?? module ?? given;
  return bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : ArrayBuffer.isView(bytes) ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength) : void 0;
}
var isOurs = (bytes, family = "whole") => bytes === void 0 || OURS[family] === void 0 || sumOf(bytes) === OURS[family];
function ours(given, family) {
  if (!isOurs(bytesIn(given), family)) throw Object.assign(new Error(`kl_ball_${family ?? "bg"}.wasm is of another version than kl_ball.js, or damaged: this page was updated, reload it`), { name: "VersionError" });
  return given;
}
async function fetched(address, family) {
  const get = async () => {
    const answer = await fetch(address);
    if (!answer.ok) throw new Error(`${address.pathname.split("/").pop()} is not there (${answer.status})`);
    return new Uint8Array(await answer.arrayBuffer());
  };
  const first = await get();
  if (isOurs(first, family)) return first;
  if (!address.protocol.startsWith("http")) return ours(first, family);
  address.searchParams.set("v", String(OURS[family ?? "whole"]));
  return ours(await get(), family);
}
async function read(address, family) {
  const { process } = (
    /** @type {{ process?: { versions?: { node?: string } } }} */
    globalThis
  );
  const ofNode = process?.versions?.node && address.protocol === "file:";
  const { readFile } = ofNode ? await import(
    /* webpackIgnore: true */
    /* @vite-ignore */
    FILES
  ) : {};
  return { module_or_path: readFile ? ours(await readFile(address), family) : await fetched(address, family) };
}
async function init(given) {
  if (given === void 0 && compiled()) return whole.start();
  return whole.start(given ? ours(given) : await read(new URL("kl_ball_bg.wasm", import.meta.url)));
}
function initSync(given) {
  const module = given && Object.getPrototypeOf(given) === Object.prototype ? given.module : given;
  if (!module && !compiled()) {
    throw new Error("module is missing; allowed: `initSync({ module })` with the bytes of kl_ball_bg.wasm or a WebAssembly.Module");
  }
  return whole.startSync(ours(given));
}
var families = () => Object.keys(SMALL);
async function initFamily(family) {
  if (!Object.hasOwn(SMALL, family)) throw new Error(`family is "${family}"; allowed: ${families().join(", ")}`);
  if (compiled() || small.has(family)) return;
  const core2 = instance();
  await core2.start(await read(SMALL[family](), family));
  small.set(family, core2);
}
function coreFor(spec) {
  if (compiled()) return whole;
  const { model, data } = (
    /** @type {{ model?: string, data?: { csv?: string } }} */
    spec ?? {}
  );
  if (data?.csv !== void 0) return void 0;
  return model === void 0 ? [...small.values()][0] : small.get(model);
}
function lacking() {
  if (!small.size || compiled()) return "the core has not started: call `await init()` or `initSync({ module })` first";
  return `only the small core of ${[...small.keys()].join(" and that of ")} is loaded, and this takes the whole one: call \`await init()\` first`;
}
function made(name, spec) {
  const core2 = IN_SMALL.has(name) || compiled() ? coreFor(spec) : void 0;
  if (!core2) throw new Error(lacking());
  return new core2.Core(name, spec);
}
var IN_SMALL = /* @__PURE__ */ new Set(["Page", "Model", "Experiment"]);
var core;
var pages = /* @__PURE__ */ new WeakMap();
function itself() {
  const of = coreFor();
  const page = (of && pages.get(of)) ?? made("Page");
  if (of) pages.set(of, page);
  return page;
}
function written(model, what, given) {
  const own = core(model);
  if (!compiled() || own instanceof whole.Core) return own.write(what, given);
  const same = made("Model", own.call("spec", []));
  try {
    return same.write(what, given);
  } finally {
    same.free();
  }
}
var Subject = class {
  /** @type {Core | undefined} */
  #core;
  #name;
  static {
    core = (subject2) => {
      if (!(#core in subject2)) throw new Error("model is another object; allowed: a Model");
      if (!subject2.#core) throw new Error(`this ${subject2.#name} was freed: make a new one`);
      return subject2.#core;
    };
    if (Symbol.dispose) Object.assign(this.prototype, { [Symbol.dispose]: this.prototype.free });
  }
  /** @param {string} name @param {unknown} spec @param {object} [model] what it is built on, if it need not be built again */
  constructor(name, spec, model) {
    this.#core = model ? core(model).experiment(spec) : made(name, spec);
    this.#name = name;
  }
  free() {
    this.#core?.free();
    this.#core = void 0;
  }
};
function subject(name, properties, methods) {
  const type = class extends Subject {
    /** @param {unknown} spec @param {object} [model] */
    constructor(spec, model) {
      super(name, spec, name === "Experiment" ? model : void 0);
    }
  };
  Object.defineProperty(type, "name", { value: name });
  const define = (member, what) => Object.defineProperty(type.prototype, member, { configurable: true, ...what });
  for (const member of properties.split(" ")) {
    define(member, { get() {
      return core(this).call(member, []);
    } });
  }
  for (const member of methods.split(" ")) {
    define(member, { writable: true, value(...given) {
      return core(this).call(member, given);
    } });
  }
  return (
    /** @type {SubjectClass} */
    type
  );
}
var Model = /* @__PURE__ */ (() => {
  const type = subject(
    "Model",
    "spec observations labels axis target unbounded",
    [
      "convert contains inspect kl quadratic along affine rescaled integrand scores distance optimum optima targetDensity targetIntegrands minimumAt",
      "start towards step ball balls discCosts metrics gradients convertAll density sample episodes informative advanceNodes"
    ].join(" ")
  );
  const { rescaled } = type.prototype;
  type.prototype.rescaled = function(...given) {
    return new Model(rescaled.apply(this, given));
  };
  return type;
})();
var Experiment = /* @__PURE__ */ subject(
  "Experiment",
  "spec plan",
  "advance trajectory trajectories series metric ball quickBall apart status reset startAt"
);
var Sweep = /* @__PURE__ */ (() => {
  const type = subject("Sweep", "spec progress stride", "advance results picture minima arrivals");
  return Object.assign(type, {
    /** @type {typeof Types.Sweep.outcomes} */
    outcomes: () => itself().call("outcomes", [])
  });
})();
var RateSearch = /* @__PURE__ */ subject("RateSearch", "spec", "advance trials best");
var MonteCarlo = /* @__PURE__ */ subject("MonteCarlo", "spec", "advance tally quantiles");
var OnlineLearning = /* @__PURE__ */ subject("OnlineLearning", "spec", "advance outcome ends");
var catalog = () => {
  const own = itself().call("catalog", []);
  if (compiled()) return own;
  const models = families().flatMap((family) => small.get(family) ?? []).flatMap((of) => (
    /** @type {Types.Catalog} */
    new of.Core("Page").call("catalog", []).models
  ));
  return { ...own, models };
};
var ellipse = (...given) => itself().call("ellipse", given);
var drawAxes = (canvas, axes, style) => itself().draw("axes", canvas, [axes, style]);
var drawPlane = (canvas, model, chart, home, style, ground) => core(model).draw("plane", canvas, [chart, home, style, ground]);
var advancePlane = (model, chart, home, style, ground, most) => core(model).advance([chart, home, style, ground], most);
var drawDensity = (canvas, model, style, axis, quantity) => core(model).draw("density", canvas, [style, axis, quantity]);
var axesSvg = (axes, style) => itself().write("axes", [axes, style]);
var planeSvg = (model, chart, home, style, ground) => written(model, "plane", [chart, home, style, ground]);
var planeNumbers = (model, chart, home, style, ground) => core(model).numbers([chart, home, style, ground]);
var densitySvg = (model, style, axis, quantity) => written(model, "density", [style, axis, quantity]);
export {
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
  init as default,
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
};
