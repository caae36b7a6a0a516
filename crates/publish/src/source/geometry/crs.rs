//! Coordinate systems by name: WGS 84 is read as it is, any other is refused with the command
//! that converts it.

use crate::source::table::shorten;

/// Whether a name, as GeoJSON files and their writers spell it, is that of WGS 84.
pub(super) fn is_wgs84(name: &str) -> bool {
    let name = name.to_ascii_lowercase().replace(['_', ' ', '-'], "");
    let name = name.strip_prefix("gcs").unwrap_or(&name);
    let plain = matches!(name, "wgs84" | "wgs1984" | "wgs84(crs84)");
    // "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326", "EPSG:4326".
    let urn = name.ends_with(":crs84") || name.ends_with(":4326");
    plain || urn
}

/// Why another coordinate system is refused, and what converts it.
pub(super) fn refusal(name: &str, file: &str) -> String {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    // A Shapefile stands beside its successor only until it is taken out, a GeoJSON file would be
    // read and written at once.
    let to = if file.to_ascii_lowercase().ends_with("json") {
        format!("{stem}-wgs84.geojson")
    } else {
        format!("{stem}.geojson")
    };
    format!(
        "is in the coordinate system “{}”, expected WGS 84. This converts it: ogr2ogr -f GeoJSON \
         -t_srs EPSG:4326 -lco RFC7946=YES {to} {file} (GDAL, part of QGIS); hand in {to} instead",
        shorten(name)
    )
}

/// Checks the well-known text of a `.prj` file, of version 1 (OGC 01-009) or 2 (OGC 18-010).
pub(super) fn check_prj(text: &str, file: &str) -> Result<(), String> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let open = text.find(['[', '(']);
    let keyword = open.and_then(|open| text.get(..open)).unwrap_or_default();
    let name = text.split('"').nth(1).unwrap_or_default();
    let known = [
        "GEOG", "PROJ", "GEOC", "LOCAL", "COMPD", "BOUND", "ENGCRS", "GEODCRS",
    ];
    let keyword = keyword.trim().to_ascii_uppercase();
    if name.is_empty() || !known.iter().any(|known| keyword.starts_with(known)) {
        return Err(format!(
            "names no coordinate system: “{}”, expected one like GEOGCS[\"GCS_WGS_1984\", …",
            shorten(text)
        ));
    }
    let geographic = keyword.starts_with("GEOG") || keyword == "GEODCRS";
    if geographic && is_wgs84(name) {
        Ok(())
    } else {
        Err(refusal(name, file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wgs_84_has_many_names() {
        for name in [
            "urn:ogc:def:crs:OGC:1.3:CRS84",
            "urn:ogc:def:crs:EPSG::4326",
            "EPSG:4326",
            "WGS 84",
            "GCS_WGS_1984",
        ] {
            assert!(is_wgs84(name), "{name}");
        }
        for name in [
            "EPSG:3857",
            "urn:ogc:def:crs:EPSG::3006",
            "Pulkovo 1942",
            "",
        ] {
            assert!(!is_wgs84(name), "{name}");
        }
    }

    #[test]
    fn a_projection_of_wgs_84_is_another_system() {
        let utm = r#"PROJCS["WGS_1984_UTM_Zone_42N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]]"#;
        let message = check_prj(utm, "areas.shp").unwrap_err();
        assert!(message.contains("“WGS_1984_UTM_Zone_42N”"), "{message}");
        assert!(message.contains("areas.geojson areas.shp"), "{message}");
        let plain = r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]"#;
        assert_eq!(check_prj(plain, "areas.shp"), Ok(()));
        assert!(check_prj("", "areas.shp").is_err());
        assert!(check_prj("\0\0[\"\"", "areas.shp").is_err());
    }
}
