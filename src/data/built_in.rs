//! Data sets that come with the project, with their sources.

use serde::Serialize;

use super::decimal::decimal;
use super::{Data, Kind, TargetData};

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
    pub(super) csv: &'static str,
    /// Number of leading columns of the table that the model does not read.
    #[serde(skip)]
    pub(super) skip: usize,
}

/// A marked value on the axis of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Landmark {
    /// The value, in units of the data.
    pub at: f64,
    /// The words beside it.
    pub label: &'static str,
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
    csv: include_str!("cavendish.csv"),
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
    csv: include_str!("michelson.csv"),
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
    csv: include_str!("faithful.csv"),
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
    csv: include_str!("oring.csv"),
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
    csv: include_str!("penguins.csv"),
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
    csv: include_str!("penguin-species.csv"),
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
    pub fn data(&self, kind: Kind) -> Data {
        match kind {
            Kind::Numbers => Data::Numbers(self.observations()),
            Kind::Labelled => {
                let [x, y] = self.columns();
                Data::Labelled { x, y }
            }
            Kind::Counts => {
                let mut counts = [0.0; 3];
                counts.iter_mut().zip(self.observations()).for_each(|(count, read)| *count = read);
                Data::Counts(counts)
            }
            Kind::Target => Data::Target(TargetData::built_in(self.name)),
            Kind::Nothing => Data::Nothing,
        }
    }

    /// The observations of a set of numbers, in the order of publication.
    pub fn observations(&self) -> Vec<f64> {
        let [x, _] = self.columns();
        x
    }

    /// The columns that the model reads. These tables have a line of names, commas, and decimal numbers,
    /// which takes less code than the tables of readers do.
    fn columns(&self) -> [Vec<f64>; 2] {
        let mut columns = [Vec::new(), Vec::new()];
        for line in self.csv.lines().skip(1) {
            for (column, cell) in columns.iter_mut().zip(line.split(',').skip(self.skip)) {
                column.extend(decimal(cell));
            }
        }
        columns
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::{Moments, csv};

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
    fn labelled_and_counted_sets_are_the_published_ones() {
        let sums = |set: BuiltIn| match set.data(Kind::Labelled) {
            Data::Labelled { x, y } => (x.len(), x.iter().sum::<f64>(), y.iter().sum::<f64>()),
            other => panic!("{other:?}"),
        };
        assert_eq!(sums(ORING), (23, 1600.0, 7.0));
        assert_eq!(sums(PENGUINS), (333, 1_400_950.0, 168.0));
        assert_eq!(sums(TEACHING_LABELS).0, 12);
        let counts = |set: BuiltIn| set.data(Kind::Counts);
        assert_eq!(counts(TEACHING_COUNTS), Data::Counts([5.0, 3.0, 2.0]));
        assert_eq!(counts(PENGUIN_SPECIES), Data::Counts([152.0, 68.0, 124.0]));
        assert_eq!(DOOR_OR_SPIN.data(Kind::Nothing), Data::Nothing);
    }

    #[test]
    fn tables_are_read_as_those_of_readers() {
        for (set, kind) in [
            (CAVENDISH, Kind::Numbers),
            (MICHELSON, Kind::Numbers),
            (FAITHFUL, Kind::Numbers),
            (TEACHING, Kind::Numbers),
            (ORING, Kind::Labelled),
            (PENGUINS, Kind::Labelled),
            (TEACHING_LABELS, Kind::Labelled),
            (TEACHING_COUNTS, Kind::Counts),
            (PENGUIN_SPECIES, Kind::Counts),
        ] {
            assert_eq!(Ok(set.data(kind)), csv::read(set.csv, kind, set.skip, set.name));
        }
    }

    #[test]
    fn numbers_are_read_as_the_standard_library_does() {
        for set in [CAVENDISH, MICHELSON, TEACHING] {
            let parsed = set.csv.lines().filter_map(|line| line.parse().ok());
            assert_eq!(set.observations(), parsed.collect::<Vec<f64>>());
        }
    }
}
