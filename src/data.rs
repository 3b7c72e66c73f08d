//! Data sets: those that come with the project, with their sources; the reader's own; and which
//! numbers are refused.

mod csv;
mod target;

pub use target::{HEAVY_TAILED, LOG_ODDS, MOST_PEAKS, SKEWED, TWO_PEAKS, TargetData};

use serde::Serialize;

use crate::error::Invalid;
use crate::numeric::kernel::exact_sum;

/// Largest number of observations accepted. It is far more than anybody types or pastes, and few
/// enough for a page to stay responsive.
pub const MOST_OBSERVATIONS: usize = 100_000;

/// Largest absolute value accepted: its square is still a finite double. The error message of
/// `usable` repeats this number.
pub const LARGEST_VALUE: f64 = 1e150;

/// Smallest standard deviation accepted: its square is still a normal double.
const SMALLEST_SPREAD: f64 = 1e-150;

/// A data set that comes with the project.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct BuiltIn {
    /// Its name in a specification: `{ set: name }`.
    pub name: &'static str,
    /// What a menu calls it.
    pub label: &'static str,
    /// What was measured, with its unit: an axis label.
    pub quantity: &'static str,
    /// Where the numbers were published.
    pub source: &'static str,
    /// A value outside the range of the data that figures mark as well.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub landmark: Option<Landmark>,
    /// Names of the three classes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classes: Option<[&'static str; 3]>,
    #[serde(skip)]
    csv: &'static str,
    /// Number of leading columns of the table that the model does not read.
    #[serde(skip)]
    skip: usize,
}

/// A marked value on the axis of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Landmark {
    /// The value, in units of the data.
    pub at: f64,
    /// The words beside it.
    pub label: &'static str,
}

/// The kind of data that a model is fitted to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Numbers.
    Numbers,
    /// Numbers, each with a label, 0 or 1.
    Labelled,
    /// How often each of three classes was seen.
    Counts,
    /// No data: the model is a decision problem with rewards.
    Nothing,
    /// A density on the line.
    Target,
}

/// Observations, as a model takes them.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Numbers.
    Numbers(Vec<f64>),
    /// Inputs and their labels, two lists of the same length.
    Labelled {
        /// Inputs.
        x: Vec<f64>,
        /// Labels, 0 or 1.
        y: Vec<f64>,
    },
    /// Counts of classes 1, 2 and 3.
    Counts([f64; 3]),
    /// No data.
    Nothing,
    /// A density on the line.
    Target(TargetData),
}

impl Data {
    /// The numbers, the inputs, or the counts.
    pub fn values(&self) -> &[f64] {
        match self {
            Self::Numbers(x) | Self::Labelled { x, .. } => x,
            Self::Counts(counts) => counts,
            Self::Nothing | Self::Target(_) => &[],
        }
    }

    /// The labels, or an empty list.
    pub fn labels(&self) -> &[f64] {
        match self {
            Self::Labelled { y, .. } => y,
            _ => &[],
        }
    }

    /// A list with one entry for each observation: the number, the label, or the
    /// number of the class (1, 2 or 3; classes in order).
    ///
    /// # Errors
    /// [`Invalid`] names `field` if a count is not a whole number, or if the
    /// counts add up to more than [`MOST_OBSERVATIONS`].
    pub fn outcomes(&self, field: &str) -> Result<Vec<f64>, Invalid> {
        match self {
            Self::Numbers(x) => Ok(x.clone()),
            Self::Labelled { y, .. } => Ok(y.clone()),
            Self::Counts(counts) => {
                let total: f64 = counts.iter().sum();
                if counts.iter().any(|count| count.fract() != 0.0)
                    || total > MOST_OBSERVATIONS as f64
                {
                    let [a, b, c] = counts;
                    let allowed =
                        format_args!("whole numbers, at most {MOST_OBSERVATIONS} together");
                    return Err(Invalid::new(field, format_args!("[{a}, {b}, {c}]"), allowed));
                }
                let mut classes = Vec::new();
                for (k, &count) in counts.iter().enumerate() {
                    classes.resize(classes.len() + count as usize, (k + 1) as f64);
                }
                Ok(classes)
            }
            Self::Nothing | Self::Target(_) => Ok(Vec::new()),
        }
    }

    /// Reads a table of text with one observation on each line: a number, or an
    /// input and its label. The first line may name the columns, which are
    /// separated by commas, semicolons, tabs or spaces. A table of a single line
    /// may list several numbers.
    ///
    /// # Errors
    /// [`Invalid`] names `field` and the line that cannot be read.
    pub fn read_csv(text: &str, kind: Kind, field: &str) -> Result<Self, Invalid> {
        csv::read(text, kind, 0, field)
    }
}

/// Henry Cavendish's measurements of the density of the earth.
pub const CAVENDISH: BuiltIn = BuiltIn {
    name: "cavendish",
    label: "Cavendish, density of the earth",
    quantity: "density of the earth (water = 1)",
    source: "H. Cavendish, Experiments to determine the density of the earth, \
             Phil. Trans. R. Soc. 88 (1798) 469–526",
    landmark: None,
    classes: None,
    csv: include_str!("data/cavendish.csv"),
    skip: 0,
};

/// Albert Michelson's measurements of the speed of light.
pub const MICHELSON: BuiltIn = BuiltIn {
    name: "michelson",
    label: "Michelson, speed of light",
    quantity: "speed of light in air (km/s − 299,000)",
    source: "A. A. Michelson, Experimental determination of the velocity of light (1879)",
    landmark: None,
    classes: None,
    csv: include_str!("data/michelson.csv"),
    skip: 0,
};

/// How long eruptions of Old Faithful lasted: short ones and long ones.
pub const FAITHFUL: BuiltIn = BuiltIn {
    name: "faithful",
    label: "Old Faithful, length of eruptions",
    quantity: "length of an eruption (minutes)",
    source: "A. Azzalini, A. W. Bowman, A look at some data on the Old Faithful geyser, \
             Appl. Statist. 39 (1990) 357–365",
    landmark: None,
    classes: None,
    csv: include_str!("data/faithful.csv"),
    skip: 0,
};

/// Eight made-up numbers, skewed on purpose.
pub const TEACHING: BuiltIn = BuiltIn {
    name: "teaching",
    label: "Eight teaching numbers",
    quantity: "x",
    source: "Made up for this page; skewed on purpose",
    landmark: None,
    classes: None,
    csv: "x\n-0.4\n0.1\n0.9\n1.2\n1.5\n2.0\n2.2\n4.1\n",
    skip: 0,
};

/// The space shuttle's launches before the Challenger accident.
pub const ORING: BuiltIn = BuiltIn {
    name: "oring",
    label: "O-rings, distress at launch",
    quantity: "launch temperature (°F)",
    source: "S. R. Dalal, E. B. Fowlkes, B. Hoadley, Risk analysis of the space shuttle, \
             J. Am. Stat. Assoc. 84 (1989) 945–957",
    landmark: Some(Landmark { at: 31.0, label: "Challenger, 31 °F" }),
    classes: None,
    csv: include_str!("data/oring.csv"),
    skip: 1,
};

/// Penguins of the Palmer Archipelago.
pub const PENGUINS: BuiltIn = BuiltIn {
    name: "penguins",
    label: "Penguins, male by body mass",
    quantity: "body mass (g)",
    source: "K. B. Gorman, T. D. Williams, W. R. Fraser, Ecological sexual dimorphism \
             and environmental variability within a community of Antarctic penguins, \
             PLoS ONE 9 (2014) e90081",
    landmark: None,
    classes: None,
    csv: include_str!("data/penguins.csv"),
    skip: 0,
};

/// Twelve made-up points whose labels overlap.
pub const TEACHING_LABELS: BuiltIn = BuiltIn {
    name: "teaching",
    label: "Twelve teaching points",
    quantity: "x",
    source: "Made up for this page; no threshold separates the labels",
    landmark: None,
    classes: None,
    csv: "x,y\n1.2,0\n1.5,0\n1.9,0\n2.1,1\n2.4,0\n2.6,0\n2.9,1\n3.1,1\n3.3,0\n3.8,1\n4.0,1\n4.4,1\n",
    skip: 0,
};

/// Ten made-up draws from three classes.
pub const TEACHING_COUNTS: BuiltIn = BuiltIn {
    name: "counts",
    label: "Ten teaching draws: 5, 3, 2",
    quantity: "class",
    source: "Made up for this page",
    landmark: None,
    classes: None,
    csv: "count\n5\n3\n2\n",
    skip: 0,
};

/// Counts of the species Adelie, Chinstrap and Gentoo.
pub const PENGUIN_SPECIES: BuiltIn = BuiltIn {
    name: "penguin-species",
    label: "Penguins by species",
    quantity: "species (1 Adelie, 2 Chinstrap, 3 Gentoo)",
    source: PENGUINS.source,
    landmark: None,
    classes: Some(["Adelie", "Chinstrap", "Gentoo"]),
    csv: include_str!("data/penguin-species.csv"),
    skip: 1,
};

/// The policy's decision problem. It has no observations, but a name and names of its outcomes.
pub const DOOR_OR_SPIN: BuiltIn = BuiltIn {
    name: "door-or-spin",
    label: "Door or spin",
    quantity: "outcome (1 spin, 2 treasure, 3 trap)",
    source: "Made up for this page: a decision problem with two states and three outcomes",
    landmark: None,
    classes: Some(["spin", "treasure", "trap"]),
    csv: "",
    skip: 0,
};

impl BuiltIn {
    /// The observations, in the order of publication.
    ///
    /// # Errors
    /// [`Invalid`] names the line that cannot be read. The tables of this file can all be read.
    pub fn data(&self, kind: Kind) -> Result<Data, Invalid> {
        if kind == Kind::Target {
            return Ok(Data::Target(TargetData::built_in(self.name)));
        }
        csv::read(self.csv, kind, self.skip, self.name)
    }

    /// The observations of a set of numbers, in the order of publication.
    pub fn observations(&self) -> Vec<f64> {
        self.data(Kind::Numbers).map_or_else(|_| Vec::new(), |data| data.values().to_vec())
    }
}

/// What a label may be, in the words of errors.
pub(crate) const LABEL: &str = "a label, 0 or 1";

/// From this size on a whole number has more digits than a double can hold.
const ALL_DIGITS: f64 = 1e17;

/// Reads a decimal number without an exponent.
///
/// Up to 15 digits the result is the one of `str::parse`: the digits and the
/// power of ten are exact doubles, so their quotient is rounded once. `str::parse`
/// itself, which handles any number of digits, would make the compiled core
/// about a tenth larger.
fn decimal(text: &str) -> Option<f64> {
    let (sign, digits) = text.strip_prefix('-').map_or((1.0, text), |digits| (-1.0, digits));
    let (mut value, mut scale, mut growth) = (0.0, 1.0, 1.0);
    for byte in digits.bytes() {
        match byte {
            // Further decimals do not change the double.
            b'0'..=b'9' if growth > 1.0 && value >= ALL_DIGITS => {}
            b'0'..=b'9' => (value, scale) = (10.0 * value + f64::from(byte - b'0'), growth * scale),
            b'.' => growth = 10.0,
            _ => return None,
        }
    }
    (!digits.is_empty()).then_some(sign * value / scale)
}

/// The first four moments of a sample, which is all that the Gaussian model
/// uses of its data. The third and fourth are standardised, so that they
/// cannot overflow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moments {
    /// `x̄`, in data units.
    pub mean: f64,
    /// What rounding took from it, `x̄ = mean + rest` to twice the digits of a double. It is kept
    /// where the offset is large, as in seconds since 1970, and 0 elsewhere.
    pub rest: f64,
    /// Population standard deviation `s = √((1/n) Σ (x − x̄)²)`, in data units.
    pub std_dev: f64,
    /// `(1/n) Σ ((x − x̄)/s)³`.
    pub skewness: f64,
    /// `(1/n) Σ ((x − x̄)/s)⁴`; 3 for a Gaussian.
    pub kurtosis: f64,
}

impl Moments {
    /// Moments of `x`, in two passes.
    ///
    /// # Errors
    /// [`Invalid`] names `field` if `x` is empty or too long, if a number is not
    /// finite or too large, or if all numbers are equal, since the likelihood then
    /// has no maximum.
    pub fn of(x: &[f64], field: &str) -> Result<Self, Invalid> {
        refuse_unusable(x, field)?;
        let n = x.len() as f64;
        let mean = |f: &dyn Fn(f64) -> f64| x.iter().map(|&x| f(x)).sum::<f64>() / n;
        let rough = mean(&|x| x / LARGEST_VALUE) * LARGEST_VALUE;
        // The second pass corrects the rounding error of the first.
        let (center, rest) = exact_sum(rough, mean(&|x| x - rough));
        let spread = x.iter().fold(0.0, |most: f64, &x| most.max((x - center).abs()));
        let std_dev = spread * mean(&|x| ((x - center) / spread).powi(2)).sqrt();
        let rest = kept(rest, center, std_dev);
        let smallest = SMALLEST_SPREAD.max(4.0 * f64::EPSILON * center.abs());
        // A spread of zero gives NaN, which is refused, too.
        if std_dev.is_nan() || std_dev <= smallest {
            return Err(Invalid::new(
                field,
                format_args!("{} values all equal to {} within rounding", x.len(), x[0]),
                "at least two different values, or the variance has no estimate",
            ));
        }
        Ok(Self {
            mean: center,
            rest,
            std_dev,
            skewness: mean(&|x| (((x - center) - rest) / std_dev).powi(3)),
            kurtosis: mean(&|x| (((x - center) - rest) / std_dev).powi(4)),
        })
    }
}

impl Moments {
    /// Moments of a batch, whose numbers may all be equal. In that case the
    /// standard deviation, the skewness and the kurtosis are 0; formulas multiply
    /// the last two by powers of the standard deviation.
    pub fn of_sample(x: &[f64]) -> Self {
        let n = x.len() as f64;
        let mean = |f: &dyn Fn(f64) -> f64| x.iter().map(|&x| f(x) / n).sum::<f64>();
        let rough = mean(&|x| x);
        let (center, rest) = exact_sum(rough, mean(&|x| x - rough));
        let spread = x.iter().fold(0.0, |most: f64, &x| most.max((x - center).abs()));
        let smallest = SMALLEST_SPREAD.max(4.0 * f64::EPSILON * center.abs());
        if spread <= smallest {
            return Self { mean: center, rest: 0.0, std_dev: 0.0, skewness: 0.0, kurtosis: 0.0 };
        }
        let std_dev = spread * mean(&|x| ((x - center) / spread).powi(2)).sqrt();
        let rest = kept(rest, center, std_dev);
        let standardised = |power: i32| mean(&|x| (((x - center) - rest) / std_dev).powi(power));
        Self { mean: center, rest, std_dev, skewness: standardised(3), kurtosis: standardised(4) }
    }
}

/// See [`Moments::rest`]: below this offset it is less than 10⁻¹² of the standard deviation.
fn kept(rest: f64, mean: f64, std_dev: f64) -> f64 {
    const LARGE_OFFSET: f64 = 1e4;
    if mean.abs() > LARGE_OFFSET * std_dev { rest } else { 0.0 }
}

/// Whether a number and its square are finite.
fn is_usable(value: f64) -> bool {
    value.is_finite() && value.abs() <= LARGEST_VALUE
}

/// The condition of [`is_usable`], in words.
fn usable() -> &'static str {
    "finite numbers of absolute value at most 1e150"
}

fn refuse_unusable(x: &[f64], field: &str) -> Result<(), Invalid> {
    if x.len() == 1 {
        return Err(Invalid::new(field, "1 observation", "at least 2 are needed"));
    }
    if x.is_empty() || x.len() > MOST_OBSERVATIONS {
        let allowed = format_args!("2 to {MOST_OBSERVATIONS} numbers");
        return Err(Invalid::new(field, format_args!("a list of {}", x.len()), allowed));
    }
    for (k, value) in x.iter().enumerate() {
        if !is_usable(*value) {
            return Err(Invalid::new(format_args!("{field}[{k}]"), value, usable()));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_sets_are_the_published_ones() {
        let cavendish = CAVENDISH.observations();
        assert_eq!(cavendish.len(), 29);
        let moments = Moments::of(&cavendish, "x").unwrap();
        assert!((moments.mean - 5.447_931_034_482_759).abs() < 1e-12);
        let michelson = MICHELSON.observations();
        assert_eq!(michelson.len(), 100);
        assert!((Moments::of(&michelson, "x").unwrap().mean - 852.4).abs() < 1e-12);
        assert_eq!(TEACHING.observations().len(), 8);
        let faithful = FAITHFUL.observations();
        assert_eq!(faithful.len(), 272);
        assert!((Moments::of(&faithful, "x").unwrap().mean - 3.487_783_088_235_294).abs() < 1e-12);
    }

    #[test]
    fn decimals_are_read_as_the_standard_library_does() {
        for text in ["5.5", "-0.4", "1070", "0.000123", "299.792458", "-999999.999999999"] {
            assert_eq!(decimal(text), text.parse().ok(), "{text}");
        }
        for text in ["", "-", "1e3", "5,5", "+1", "x"] {
            assert_eq!(decimal(text), None, "{text}");
        }
        for set in [CAVENDISH, MICHELSON, TEACHING] {
            let parsed = set.csv.lines().filter_map(|line| line.parse().ok());
            assert_eq!(set.observations(), parsed.collect::<Vec<f64>>());
        }
    }

    #[test]
    fn labelled_and_counted_sets_are_the_published_ones() {
        let sums = |set: BuiltIn| match set.data(Kind::Labelled).unwrap() {
            Data::Labelled { x, y } => (x.len(), x.iter().sum::<f64>(), y.iter().sum::<f64>()),
            other => panic!("{other:?}"),
        };
        assert_eq!(sums(ORING), (23, 1600.0, 7.0));
        assert_eq!(sums(PENGUINS), (333, 1_400_950.0, 168.0));
        assert_eq!(sums(TEACHING_LABELS).0, 12);
        let counts = |set: BuiltIn| set.data(Kind::Counts).unwrap();
        assert_eq!(counts(TEACHING_COUNTS), Data::Counts([5.0, 3.0, 2.0]));
        assert_eq!(counts(PENGUIN_SPECIES), Data::Counts([152.0, 68.0, 124.0]));
        assert_eq!(DOOR_OR_SPIN.data(Kind::Nothing), Ok(Data::Nothing));
    }

    #[test]
    fn moments_survive_extreme_scales() {
        for scale in [1e-148, 1e-3, 1.0, 1e148] {
            let x: Vec<f64> = TEACHING.observations().iter().map(|x| x * scale).collect();
            let moments = Moments::of(&x, "x").unwrap();
            assert!((moments.mean / scale - 1.45).abs() < 1e-13, "{moments:?}");
            assert!(((moments.std_dev / scale).powi(2) - 1.6875).abs() < 1e-12, "{moments:?}");
        }
    }

    #[test]
    fn unusable_data_are_refused_by_name() {
        let message = |x: &[f64]| Moments::of(x, "data.x").unwrap_err().to_string();
        assert!(message(&[]).starts_with("data.x is a list of 0"));
        assert!(message(&[1.0, f64::NAN]).starts_with("data.x[1] is NaN"));
        assert!(message(&[1.0, 1e200]).starts_with("data.x[1] is 1000000"));
        assert!(message(&[3.0; 5]).contains("all equal to 3"));
        assert!(message(&[0.1 + 0.2, 0.3]).contains("all equal"));
    }
}
