//! Writes `sample/survey_responses.csv`: invented responses of two waves in Karaganda, the same ones
//! each time: `cargo run -p senim-publish --example sample_responses > sample/survey_responses.csv`.

#![allow(clippy::print_stdout, reason = "the table is what it prints")]

/// Numbers that look random and are the same each time (Knuth's constants).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as f64 / (1_u64 << 31) as f64
    }

    /// One of several, each with its chance; `by` is added to that of the first.
    fn pick<'a>(&mut self, of: &[(&'a str, f64)], by: f64) -> &'a str {
        let first = of.first().map_or("", |(name, _)| *name);
        let whole: f64 = of.iter().map(|(_, chance)| chance).sum::<f64>() + by;
        let mut left = self.next() * whole;
        for (name, chance) in of {
            left -= chance + if *name == first { by } else { 0.0 };
            if left <= 0.0 {
                return name;
            }
        }
        first
    }
}

/// Strata, each with how many of its clusters there are, and how many are drawn.
const STRATA: [(&str, u32, u32); 3] = [
    ("kazybek-bi", 180, 10),
    ("bokeikhan", 150, 9),
    ("temirtau", 110, 7),
];

fn main() {
    let mut chance = Chance(20_260_511);
    println!(
        "wave,stratum,cluster,weight,population,sex,age,trust-own,safe-dark,met-inspector,knows-inspector"
    );
    for (wave, more) in [("karaganda-2025", 0.0), ("karaganda-2026", 0.04)] {
        for (stratum, population, drawn) in STRATA {
            for cluster in 1..=drawn {
                // Neighbours are alike.
                let alike = chance.next() * 0.16 - 0.08;
                for _ in 0..19 {
                    let sex = chance.pick(&[("women", 0.54), ("men", 0.46)], 0.0);
                    let ages = [
                        ("age-18-29", 0.23),
                        ("age-30-44", 0.36),
                        ("age-45-64", 0.34),
                        ("age-65", 0.07),
                    ];
                    let age = chance.pick(&ages, 0.0);
                    let weight = 260.0 + 240.0 * chance.next();
                    let trust = [
                        ("fully", 0.26),
                        ("rather", 0.39),
                        ("rather-not", 0.15),
                        ("not", 0.11),
                        ("hard-to-say", 0.09),
                    ];
                    let trust = chance.pick(&trust, alike + more);
                    let safe = [
                        ("very", 0.24),
                        ("rather", 0.38),
                        ("rather-not", 0.21),
                        ("not", 0.11),
                        ("does-not-go", 0.06),
                    ];
                    let safe = chance.pick(&safe, alike + if sex == "men" { 0.16 } else { -0.06 });
                    let met =
                        chance.pick(&[("yes", 0.19), ("no", 0.79), ("hard-to-say", 0.02)], more);
                    let knows = chance.pick(
                        &[("yes", 0.27), ("no", 0.70), ("hard-to-say", 0.03)],
                        more * 3.0,
                    );
                    println!(
                        "{wave},{stratum},{stratum}-{cluster},{weight:.1},{population},{sex},{age},{trust},{safe},{met},{knows}"
                    );
                }
            }
        }
    }
}
