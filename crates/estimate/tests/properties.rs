//! What holds for any responses.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails loudly"
)]

use proptest::prelude::*;
use senim_estimate::{Design, DesignFault, Unit, between_groups, mean, proportion};

fn unit() -> impl Strategy<Value = (Unit, Option<bool>)> {
    let unit = (0..4_u32, 0..6_u32, 0.1..50.0_f64).prop_map(|(stratum, cluster, weight)| Unit {
        stratum,
        cluster,
        weight,
        population: None,
    });
    (unit, proptest::option::of(any::<bool>()))
}

proptest! {
    #[test]
    fn an_interval_holds_its_estimate_and_weights_may_be_scaled(
        rows in proptest::collection::vec(unit(), 1..60),
        by in 0.01..100.0_f64,
    ) {
        let (units, answers): (Vec<Unit>, Vec<Option<bool>>) = rows.into_iter().unzip();
        let scaled: Vec<Unit> = units
            .iter()
            .map(|unit| Unit { weight: unit.weight * by, ..*unit })
            .collect();
        let found = proportion(&Design::new(&units).unwrap(), &answers);
        let again = proportion(&Design::new(&scaled).unwrap(), &answers);
        prop_assert_eq!(found.is_some(), answers.iter().any(Option::is_some));
        if let (Some(found), Some(again)) = (found, again) {
            prop_assert!((0.0..=1.0).contains(&found.value));
            prop_assert!((found.value - again.value).abs() < 1e-9);
            prop_assert!((found.se - again.se).abs() < 1e-9);
            if let Some((low, high)) = found.interval {
                prop_assert!(0.0 <= low && low <= found.value && found.value <= high && high <= 1.0);
            }
        }
    }

    #[test]
    fn finite_populations_are_known_better(
        rows in proptest::collection::vec(unit(), 2..60),
        more in 6.0..100.0_f64,
    ) {
        let (units, answers): (Vec<Unit>, Vec<Option<bool>>) = rows.into_iter().unzip();
        let finite: Vec<Unit> = units
            .iter()
            .map(|unit| Unit { population: Some(more), ..*unit })
            .collect();
        let se = |units: &[Unit]| proportion(&Design::new(units).unwrap(), &answers).map(|found| found.se);
        if let (Some(infinite), Some(finite)) = (se(&units), se(&finite)) {
            prop_assert!(finite <= infinite);
        }
    }

    #[test]
    fn a_group_does_not_differ_from_itself(rows in proptest::collection::vec(unit(), 1..60)) {
        let (units, answers): (Vec<Unit>, Vec<Option<bool>>) = rows.into_iter().unzip();
        let design = Design::new(&units).unwrap();
        let values: Vec<Option<f64>> = answers.iter().map(|answer| answer.map(|given| f64::from(u8::from(given)))).collect();
        if let Some(found) = between_groups(&design, &values, &values) {
            prop_assert_eq!((found.value, found.se), (0.0, 0.0));
        }
    }
}

#[test]
fn what_is_no_design_is_told_row_by_row() {
    let unit = |stratum, cluster, weight, population| Unit {
        stratum,
        cluster,
        weight,
        population,
    };
    let units = [
        unit(1, 1, 1.0, Some(1.0)),
        unit(1, 2, 0.0, Some(1.0)),
        unit(1, 2, 1.0, Some(9.0)),
        unit(2, 1, f64::NAN, None),
    ];
    let faults = Design::new(&units).unwrap_err();
    let rows: Vec<usize> = faults.iter().map(|(row, _)| *row).collect();
    assert_eq!(rows, [1, 2, 3, 0]);
    let drawn = DesignFault::TooFew {
        population: 1.0,
        drawn: 2,
    };
    assert_eq!(faults[3].1, drawn);
}

#[test]
fn where_all_agree_there_is_no_interval() {
    let units = [1, 2, 3].map(|cluster| Unit {
        stratum: 1,
        cluster,
        weight: 1.0,
        population: None,
    });
    let design = Design::new(&units).unwrap();
    let all = proportion(&design, &[Some(true); 3]).unwrap();
    assert_eq!((all.value, all.interval, all.n), (1.0, None, 3));
    assert_eq!(mean(&design, &[None; 3]), None);
}
