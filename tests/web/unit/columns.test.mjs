// The packed core: the module in columns, and back, byte for byte.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gzipSync, inflateSync } from 'node:zlib';
import { packed } from '../../../xtask/src/columns.mjs';
import { unpacked } from '../../../www/columns.mjs';

const ROOT = new URL('../../../', import.meta.url);
const MODULE = readFileSync(new URL('pkg/kl_ball_bg.wasm', ROOT));
const PACKED = readFileSync(new URL('pkg/kl-ball-core.bin', ROOT));

/** What the module below is written in: WebAssembly 2.0. */
const FEATURES = ['bulk-memory', 'multivalue', 'mutable-globals', 'nontrapping-float-to-int', 'reference-types', 'sign-ext', 'simd'].map((name) => `--enable-${name}`);

const bytes = (buffer) => new Uint8Array(buffer).buffer;

/** A function for each kind of operation whose operands have a form of their own, and numbers of one to ten bytes. */
const KINDS = `(module
  (import "host" "f" (func $f (param i32) (result i32)))
  (type $unary (func (param i32) (result i32)))
  (memory 1) (data "text") (data (i32.const 8) "\\00\\ff")
  (table $table 2 funcref) (elem (i32.const 0) $branches $memory) (elem $later func $vectors)
  (global $g (mut i64) (i64.const -9223372036854775808))
  (func $branches (param i32) (result i32)
    (block $out (block $in (br_table $in $out $in (local.get 0))) (br_if $out (i32.const 0)))
    (loop (result i32) (if (result i32) (local.get 0) (then (call $f (i32.const -2147483648))) (else (i32.const 300)))))
  (func $memory (param i32) (result i32) (local i64 f64) (local f32)
    (memory.init 0 (i32.const 0) (i32.const 0) (i32.const 4)) (data.drop 0)
    (memory.copy (i32.const 0) (i32.const 70000) (i32.const 4)) (memory.fill (i32.const 0) (i32.const 1) (i32.const 2))
    (table.init $table $later (i32.const 0) (i32.const 0) (i32.const 1)) (elem.drop $later)
    (table.copy $table $table (i32.const 0) (i32.const 1) (i32.const 1)) (drop (table.size $table))
    (drop (table.grow $table (ref.null func) (i32.const 1))) (table.fill $table (i32.const 0) (ref.func $memory) (i32.const 1))
    (drop (select (result funcref) (ref.null func) (table.get $table (i32.const 0)) (local.get 0)))
    (local.set 1 (i64.load offset=66000 align=1 (i32.const 5000000))) (global.set $g (local.get 1))
    (local.set 2 (f64.const 1e-300)) (local.set 3 (f32.const 0.1))
    (f64.store offset=8 (i32.const 0) (local.get 2)) (drop (i32.trunc_sat_f64_s (local.get 2)))
    (drop (memory.grow (memory.size)))
    (call_indirect $table (type $unary) (local.get 0) (i32.const 1)))
  (func $vectors (param v128) (result v128)
    (v128.store offset=200 (i32.const 0) (v128.load64_splat (i32.const 8)))
    (drop (v128.load64_zero offset=16 (i32.const 0)))
    (v128.store64_lane offset=24 1 (i32.const 0) (local.get 0))
    (drop (f64x2.extract_lane 1 (f64x2.add (local.get 0) (v128.const f64x2 1.5 -2))))
    (i8x16.shuffle 0 1 2 3 4 5 6 7 16 17 18 19 20 21 22 23 (local.get 0) (v128.load16_lane offset=300 3 (i32.const 0) (local.get 0)))))`;

function assembled(text) {
  const folder = mkdtempSync(join(tmpdir(), 'kl-ball-columns-'));
  try {
    const [source, module] = ['kinds.wat', 'kinds.wasm'].map((name) => join(folder, name));
    writeFileSync(source, text);
    const program = new URL('../node_modules/binaryen/bin/wasm-as', import.meta.url);
    execFileSync(process.execPath, [fileURLToPath(program), ...FEATURES, source, '-o', module]);
    return readFileSync(module);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

test('the packed core is the core', () => {
  assert.deepEqual(Buffer.from(unpacked(bytes(inflateSync(PACKED)))), MODULE);
});

test('it is smaller than gzip makes the core by more than a fifth', () => {
  assert.ok(PACKED.length < 0.8 * gzipSync(MODULE, { level: 9 }).length);
});

test('a module with operands of every form comes back byte for byte', () => {
  const module = assembled(KINDS);
  assert.ok(WebAssembly.validate(module));
  assert.deepEqual(Buffer.from(unpacked(bytes(packed(module)))), module);
});

test('a module that is cut off, or has what is not known, is not packed', () => {
  const module = assembled(KINDS);
  for (const length of [9, 100, module.length - 1]) {
    assert.throws(() => packed(module.subarray(0, length)), /ends too soon/, String(length));
  }
});

test('what was altered on its way is told by its sum', () => {
  const altered = Uint8Array.from(PACKED);
  altered[altered.length >> 1] ^= 1;
  assert.throws(() => inflateSync(altered));
});
