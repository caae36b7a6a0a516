//! How those who answered were drawn.

use std::collections::BTreeMap;

/// Somebody who answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// The stratum.
    pub stratum: u32,
    /// The cluster; its number is one of its stratum.
    pub cluster: u32,
    /// How many people the answers stand for: more than nothing.
    pub weight: f64,
    /// How many clusters the stratum has in all, where that is to count.
    pub population: Option<f64>,
}

/// What keeps responses from being a design.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum DesignFault {
    /// A weight is no number of people.
    #[error("is {0}, expected a weight over 0")]
    Weight(f64),
    /// Rows of a stratum do not agree.
    #[error("says that the stratum has {0} clusters, rows before say another number or none")]
    Population(f64),
    /// A row of a stratum says nothing, and others do.
    #[error("is empty, and rows before of the same stratum say how many clusters it has")]
    NoPopulation,
    /// There are fewer clusters than were drawn.
    #[error("says that the stratum has {population} clusters, and {drawn} of them answered")]
    TooFew {
        /// What was said.
        population: f64,
        /// How many there are.
        drawn: usize,
    },
}

/// A stratum.
#[derive(Clone, Debug)]
struct Stratum {
    population: Option<f64>,
    /// Its clusters, as positions in sums by cluster.
    clusters: Vec<usize>,
}

/// How those who answered were drawn: one stage, strata, clusters, weights.
#[derive(Clone, Debug)]
pub struct Design {
    strata: Vec<Stratum>,
    /// The stratum and the cluster of each row, by position.
    rows: Vec<(usize, usize)>,
    weights: Vec<f64>,
    clusters: usize,
}

impl Design {
    /// The design of responses; or the positions of rows that do not make one, each with why.
    pub fn new(units: &[Unit]) -> Result<Design, Vec<(usize, DesignFault)>> {
        let mut faults = Vec::new();
        let mut strata: BTreeMap<u32, usize> = BTreeMap::new();
        let mut clusters: BTreeMap<(u32, u32), usize> = BTreeMap::new();
        let mut design = Design {
            strata: Vec::new(),
            rows: Vec::with_capacity(units.len()),
            weights: units.iter().map(|unit| unit.weight).collect(),
            clusters: 0,
        };
        let mut first_rows = Vec::new();
        for (row, unit) in units.iter().enumerate() {
            if !(unit.weight > 0.0 && unit.weight.is_finite()) {
                faults.push((row, DesignFault::Weight(unit.weight)));
            }
            let stratum = *strata.entry(unit.stratum).or_insert_with(|| {
                first_rows.push(row);
                design.strata.push(Stratum {
                    population: unit.population,
                    clusters: Vec::new(),
                });
                design.strata.len() - 1
            });
            let count = clusters.len();
            let cluster = *clusters
                .entry((unit.stratum, unit.cluster))
                .or_insert(count);
            if let Some(known) = design.strata.get_mut(stratum) {
                if cluster == count {
                    known.clusters.push(cluster);
                }
                if known.population != unit.population {
                    let said = unit.population.map(DesignFault::Population);
                    faults.push((row, said.unwrap_or(DesignFault::NoPopulation)));
                }
            }
            design.rows.push((stratum, cluster));
        }
        design.clusters = clusters.len();
        for (stratum, row) in design.strata.iter().zip(first_rows) {
            let drawn = stratum.clusters.len();
            if let Some(population) = stratum.population
                && (population.is_nan() || population < drawn as f64)
            {
                faults.push((row, DesignFault::TooFew { population, drawn }));
            }
        }
        match faults.is_empty() {
            true => Ok(design),
            false => Err(faults),
        }
    }

    /// Weights, row by row.
    pub fn weights(&self) -> &[f64] {
        &self.weights
    }

    /// The variance of a sum of influences, one for each row: between clusters, stratum by stratum.
    pub(crate) fn variance(&self, influences: &[f64]) -> f64 {
        let mut sums = vec![0.0; self.clusters];
        for ((_, cluster), influence) in self.rows.iter().zip(influences) {
            if let Some(sum) = sums.get_mut(*cluster) {
                *sum += influence;
            }
        }
        let of = |stratum: &Stratum| {
            let drawn = stratum.clusters.len() as f64;
            let left = stratum.population.map_or(1.0, |all| (all - drawn) / all);
            let sum = |cluster: &usize| sums.get(*cluster).copied().unwrap_or_default();
            let middle = stratum.clusters.iter().map(sum).sum::<f64>() / drawn;
            // Alone in its stratum, a cluster has no others to differ from.
            let (middle, scale) = match stratum.clusters.len() {
                1 => (0.0, left),
                _ => (middle, left * drawn / (drawn - 1.0)),
            };
            let apart = |cluster: &usize| (sum(cluster) - middle).powi(2);
            scale * stratum.clusters.iter().map(apart).sum::<f64>()
        };
        self.strata.iter().map(of).sum()
    }

    /// Degrees of freedom of a domain: its clusters less its strata.
    pub(crate) fn freedom(&self, domain: impl Fn(usize) -> bool) -> usize {
        let mut clusters = vec![false; self.clusters];
        let mut strata = vec![false; self.strata.len()];
        let rows = self.rows.iter().enumerate();
        for (_, (stratum, cluster)) in rows.filter(|(row, _)| domain(*row)) {
            for (seen, at) in [(&mut clusters, cluster), (&mut strata, stratum)] {
                if let Some(seen) = seen.get_mut(*at) {
                    *seen = true;
                }
            }
        }
        let count = |seen: Vec<bool>| seen.into_iter().filter(|seen| *seen).count();
        count(clusters).saturating_sub(count(strata))
    }
}
