//! Source folders with nothing but outlines and the areas that belong to them.

use std::fs;
use std::path::Path;

use chrono::NaiveDate;
use senim_publish::check;
use senim_publish::problem::{Problems, Report};

/// A source folder with areas of one region and no map file yet.
pub(crate) fn folder(outlines: &str, ids: &[String]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write(
        "senim.toml",
        &format!(
            "format = 1\nlanguages = [\"en\"]\nlicence = \"CC0-1.0\"\ntitle = {{ en = \"t\" }}\n\
             publisher = {{ en = \"t\" }}\n[outlines]\n{outlines}\n\
             [[emergency]]\nnumber = \"102\"\nname = {{ en = \"t\" }}\n"
        ),
    );
    write("regions.csv", "id,time_zone,name_en\nr,Asia/Almaty,r\n");
    write("localities.csv", "id,region,kind,name_en\nl,r,city,l\n");
    let rows = ids.iter().map(|id| format!("{id},r,l,yes\n"));
    let areas: String = rows.collect();
    write(
        "areas.csv",
        &format!("id,region,localities,vacant\n{areas}"),
    );
    folder
}

/// What `senim check` finds.
pub(crate) fn check(folder: &Path, repair: bool, pictures: Option<&Path>) -> Report {
    let problems = Problems::default();
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    let mut request = check::Request::new(folder, today);
    request.repair = repair;
    request.pictures = pictures;
    let _ = check::directory(&request, &problems);
    problems.into_report()
}
