use super::*;
use crate::numeric::kernel::exact_sum;

/// `z`, `σ(z)`, `σ(z) σ(−z)` from 40-digit arithmetic.
#[rustfmt::skip]
#[allow(clippy::unreadable_literal, clippy::excessive_precision)]
const OUTCOMES: [[f64; 3]; 34] = [
    [-690.0, 2.171738281389827e-300, 2.171738281389827e-300],
    [-600.3, 1.9634620584977012e-261, 1.9634620584977012e-261],
    [-300.7, 2.556520571425501e-131, 2.556520571425501e-131],
    [-88.88, 2.5113454032473367e-39, 2.5113454032473367e-39],
    [-36.9, 9.430476078526807e-17, 9.430476078526806e-17],
    [-20.1, 1.865008918424509e-09, 1.8650089149462504e-09],
    [-9.7, 6.127973961660248e-05, 6.1275984410115e-05],
    [-5.3, 0.004966801650056961, 0.004942132531425953],
    [-2.9, 0.05215356307841774, 0.04943356893664324],
    [-1.4, 0.19781611144141828, 0.15868489749561465],
    [-1.04, 0.261149993915751, 0.19295067459355422],
    [-0.7, 0.3318122278318339, 0.22171287329310904],
    [-0.35, 0.4133824210826699, 0.2424973950225001],
    [-0.34, 0.41580947706459265, 0.24291195584786265],
    [-0.1, 0.47502081252106, 0.24937604019289197],
    [-0.001, 0.4997500000208333, 0.24999993750001043],
    [-1e-09, 0.49999999975, 0.25],
    [0.0, 0.5, 0.25],
    [1e-07, 0.500000025, 0.24999999999999936],
    [0.02, 0.5049998333399998, 0.24997500166657222],
    [0.2, 0.549833997312478, 0.24751657271185995],
    [0.3466, 0.5857928456850006, 0.24263958762926968],
    [0.36, 0.5890404340586651, 0.2420718011026445],
    [0.9, 0.710949502625004, 0.20550030734226343],
    [1.7, 0.8455347349164652, 0.13060574696620805],
    [2.2, 0.9002495108803149, 0.08980032904006871],
    [3.3, 0.9644288107273639, 0.034305879766366475],
    [6.6, 0.9986414800495711, 0.0013566743739732456],
    [12.4, 0.9999958814282551, 4.118554782199411e-06],
    [25.6, 0.9999999999923781, 7.621865194396704e-12],
    [38.0, 1.0, 3.1391327920480296e-17],
    [77.0, 1.0, 3.6251409191435593e-34],
    [250.5, 1.0, 1.6189457023307565e-109],
    [689.9, 1.0, 2.4001419902636788e-300],
];

const ROUNDING: f64 = 0.5 * f64::EPSILON;

fn listed(sums: Sums) -> [f64; 5] {
    [sums.mean, sums.mean_u, sums.variance, sums.variance_u, sums.variance_uu]
}

#[test]
fn outcomes_are_as_precise_as_the_module_says() {
    for [z, p, v] in OUTCOMES {
        let sums = Column::new(&[z]).sums(1.0, 0.0).unwrap();
        let bound = (8.0 + 2.0 * z.abs()) * ROUNDING;
        assert!((sums.mean / p - 1.0).abs() <= bound, "{z} {sums:?} {p}");
        let bound = (16.0 + 2.0 * z.abs()) * ROUNDING;
        assert!((sums.variance / v - 1.0).abs() <= bound, "{z} {sums:?} {v}");
    }
}

/// Without the rounding of the log-odds what is left is the exponential's own.
#[test]
fn the_exponential_errs_by_few_units_in_the_last_place() {
    let line = Line { w: Lanes::both(1.0), b: Lanes::both(0.0) };
    for k in 0..=64 {
        // Far down σ is the exponential, and `t` is exact: sixty-fourths.
        let f = f64::from(k) / 64.0 - 0.5;
        for whole in [-900.0, -100.0] {
            let p = line.odds(Lanes::both(whole + f)).outcomes()[0].get()[1];
            let relative = p / (whole.exp2() * f.exp2()) - 1.0;
            assert!(relative.abs() <= 6.0 * ROUNDING, "{f} {relative:e}");
        }
    }
}

#[test]
fn both_labels_are_treated_alike() {
    for [z, ..] in OUTCOMES {
        let [here, there] = [z, -z].map(|z| Column::new(&[z]).sums(1.0, 0.0).unwrap());
        assert!((here.mean + there.mean - 1.0).abs() <= 8.0 * ROUNDING);
        assert!((here.variance / there.variance - 1.0).abs() <= 16.0 * ROUNDING, "{z}");
    }
}

/// Pseudo-random inputs.
fn inputs(count: usize) -> Vec<f64> {
    let input = |k: usize| ((k * k * 7919 + 31 * k) % 2003) as f64 / 500.0 - 2.0;
    (0..count).map(input).collect()
}

/// Sums of scalar terms, with the rounding errors the additions made.
fn reference(inputs: &[f64], w: f64, b: f64) -> [f64; 5] {
    let mut sums = [(0.0, 0.0); 5];
    for &u in inputs {
        let z = w * u + b;
        let e = (-z.abs()).exp();
        let p = if z > 0.0 { 1.0 } else { e } / (1.0 + e);
        let v = e / (1.0 + e).powi(2);
        for (sum, term) in sums.iter_mut().zip([p, p * u, v, v * u, v * u * u]) {
            let (high, low) = exact_sum(sum.0, term);
            *sum = (high, sum.1 + low);
        }
    }
    sums.map(|(high, low)| high + low)
}

#[test]
fn sums_are_those_of_scalars_whatever_the_length() {
    for count in (1..=13).chain([100, 999, 1000, 1001, 1002]) {
        let inputs = inputs(count);
        for [w, b] in [[0.0, 0.0], [1.7, -0.4], [-3.0, 2.5], [0.01, 5.0], [8.0, -1.0]] {
            let found = listed(Column::new(&inputs).sums(w, b).unwrap());
            let expected = reference(&inputs, w, b);
            // Signed sums cancel: their error belongs to the unsigned ones, |u| ≤ 2.
            let scale = [found[0], 2.0 * found[0], found[2], 2.0 * found[2], 4.0 * found[2]];
            for k in 0..5 {
                let gap = (found[k] - expected[k]).abs();
                assert!(gap <= 1e-14 * scale[k], "{count} {w} {b} {k}: {gap:e}");
            }
        }
    }
}

#[test]
fn squares_are_those_of_scalars() {
    for count in [1, 2, 3, 6, 1001] {
        let inputs = inputs(count);
        for [w, b] in [[1.7, -0.4], [-3.0, 2.5], [0.01, -40.0]] {
            let found = Column::new(&inputs).squares(w, b).unwrap();
            let mut expected = [0.0; 3];
            for &u in &inputs {
                let p = 1.0 / (1.0 + (-(w * u + b)).exp());
                for (sum, term) in expected.iter_mut().zip([p * p * u * u, p * p * u, p * p]) {
                    *sum += term;
                }
            }
            for k in 0..3 {
                let scale = [4.0, 2.0, 1.0][k] * expected[2];
                assert!((found[k] - expected[k]).abs() <= 4e-14 * scale, "{count} {w} {b} {k}");
            }
        }
    }
}

/// Repeated inputs count as often as they are repeated, in every sum.
#[test]
fn weights_count_inputs() {
    for count in [1, 2, 5, 64, 101] {
        let inputs = inputs(count);
        let weights: Vec<f64> = (0..count).map(|k| (k % 4) as f64).collect();
        let repeated: Vec<f64> = inputs
            .iter()
            .zip(&weights)
            .flat_map(|(&u, &times)| std::iter::repeat_n(u, times as usize))
            .collect();
        let (grouped, plain) = (Column::weighted(&inputs, &weights), Column::new(&repeated));
        let all = |column: &Column| {
            let (sums, softplus) = column.softplus_sums(1.7, -0.4).unwrap();
            let cubic = column.cubic_sums([1.7, -0.4], [0.3, -0.2], 0.1).unwrap();
            let mut all = listed(sums).to_vec();
            all.extend(listed(column.sums(1.7, -0.4).unwrap()));
            all.extend(column.squares(1.7, -0.4).unwrap());
            all.extend(cubic);
            all.push(softplus);
            all.push(column.softplus(1.7, -0.4).unwrap());
            all
        };
        let scale = 4.0 * repeated.len().max(1) as f64;
        for (one, other) in all(&grouped).into_iter().zip(all(&plain)) {
            assert!((one - other).abs() <= 1e-15 * scale, "{count}: {one} {other}");
        }
        assert_eq!(grouped.inputs().map(|(_, c)| c).sum::<f64>(), repeated.len() as f64);
    }
}

#[test]
fn an_empty_column_sums_to_nothing() {
    assert_eq!(Column::new(&[]).sums(1.0, 1.0), Some(Sums::default()));
}

#[test]
fn log_odds_beyond_the_powers_of_two_are_refused() {
    let column = Column::new(&inputs(5));
    for (w, b) in [(f64::NAN, 0.0), (0.0, f64::NAN), (f64::INFINITY, 0.0), (1.0, -700.0)] {
        assert!(column.sums(w, b).is_none());
    }
    assert!(column.sums(0.0, -690.0).is_some());
}

/// The results have these bits on every processor.
#[test]
fn every_machine_sums_to_the_same_bits() {
    let bits = listed(Column::new(&inputs(1001)).sums(1.25, -0.75).unwrap()).map(f64::to_bits);
    assert_eq!(bits, BITS);
}

#[rustfmt::skip]
const BITS: [u64; 5] = [
    0x4078_57c5_d9d2_ea1c,
    0x4075_14c7_232f_53cb,
    0x4064_80b9_61cd_2de0,
    0x4050_304a_1339_c797,
    0x4065_b0b0_08e2_5042,
];

/// At steep lines few inputs of a long column in ascending order are looked at, and all sums are those of scalars.
#[test]
fn certain_labels_are_left_out_and_change_no_sum() {
    let mut inputs = inputs(40_003);
    inputs.iter_mut().enumerate().for_each(|(k, u)| *u += 1e-7 * k as f64);
    inputs.sort_unstable_by(f64::total_cmp);
    let (plain, column) = (Column::new(&inputs), Column::new(&inputs).in_ascending_order());
    for w in [0.0, 3.0, -40.0, 60.0, 150.0, -800.0, 4000.0, -1e5] {
        // Thresholds inside, at both ends, and outside.
        for threshold in [0.3, -2.0, 2.1, 2.1 + 50.0 / f64::max(1.0, f64::abs(w))] {
            let b = -w * threshold;
            let label = format!("{w} {b}");
            let reference = |f: &dyn Fn(f64, f64) -> f64| -> [f64; 2] {
                let (mut sum, mut rest, mut size) = (0.0, 0.0, 0.0);
                for term in inputs.iter().map(|u| f(*u, w * u + b)) {
                    let (high, low) = exact_sum(sum, term);
                    (sum, rest, size) = (high, rest + low, size + term.abs());
                }
                [sum + rest, size]
            };
            let p =
                |z: f64| if z > 0.0 { 1.0 / (1.0 + (-z).exp()) } else { z.exp() / (1.0 + z.exp()) };
            let v = |z: f64| p(z) * p(-z);
            let softplus = |z: f64| z.max(0.0) + (-z.abs()).exp().ln_1p();
            let expected = [
                reference(&|_, z| p(z)),
                reference(&|u, z| p(z) * u),
                reference(&|_, z| v(z)),
                reference(&|u, z| v(z) * u),
                reference(&|u, z| v(z) * u * u),
                reference(&|_, z| softplus(z)),
                reference(&|u, z| p(z).powi(2) * u * u),
                reference(&|u, z| p(z).powi(2) * u),
                reference(&|_, z| p(z).powi(2)),
            ];
            let nearest = inputs.iter().map(|u| (w * u + b).abs()).fold(f64::INFINITY, f64::min);
            let Some((sums, total)) = column.softplus_sums(w, b) else {
                assert!(nearest > 400.0, "{label}: refused");
                continue;
            };
            let mut found = listed(sums).to_vec();
            assert_eq!(Some(sums.mean), column.sums(w, b).map(|sums| sums.mean), "{label}");
            found.push(total);
            found.extend(column.squares(w, b).unwrap());
            for (k, (found, [expected, size])) in found.into_iter().zip(expected).enumerate() {
                // Log-odds are rounded by what is subtracted in them.
                let rounding = 1e-13 * (1.0 + 1e-2 * b.abs());
                // A sum of softplus is one of logarithms of probabilities near one.
                let size = if k == 5 { size + inputs.len() as f64 } else { size };
                assert!(
                    (found - expected).abs() <= rounding * size + f64::MIN_POSITIVE,
                    "{label} {k}: {found} {expected}"
                );
            }
            let (_, zone) = column.line(w, b).unwrap();
            let width = zone.pairs.len() as f64 / plain.pairs.len() as f64;
            assert!(width <= 4.0 * CERTAIN / (4.0 * w.abs()).max(1.0) + 0.01, "{label}: {width}");
            if let Some((_, whole)) = plain.line(w, b).filter(|(_, whole)| whole.most <= CERTAIN) {
                assert_eq!(whole.pairs.len(), zone.pairs.len(), "{label}");
                assert_eq!(plain.softplus_sums(w, b), column.softplus_sums(w, b), "{label}");
            }
        }
    }
}
