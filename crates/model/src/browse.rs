//! The way to an area without a search: district, settlement, area.

use crate::directory::{AreaIx, DistrictIx, LocalityIx, RegionPack};

/// The areas of one locality.
pub type AreasOfLocality = (LocalityIx, Vec<AreaIx>);

/// The localities of one district; `None` is what belongs to no district.
pub type LocalitiesOfDistrict = (Option<DistrictIx>, Vec<AreasOfLocality>);

impl RegionPack {
    /// The areas by district and locality, in the order of the pack, those without a district last.
    /// An area of two localities stands in both.
    pub fn by_district(&self) -> Vec<LocalitiesOfDistrict> {
        let districts = (0u16..).zip(&self.districts).map(|(at, _)| Some(at));
        districts
            .chain([None])
            .map(|district| (district, self.by_locality(district)))
            .filter(|(_, localities)| !localities.is_empty())
            .collect()
    }

    fn by_locality(&self, district: Option<DistrictIx>) -> Vec<AreasOfLocality> {
        let areas: Vec<_> = (0u16..)
            .zip(&self.areas)
            .filter(|(_, area)| area.district == district)
            .collect();
        (0u16..)
            .zip(&self.localities)
            .map(|(locality, _)| {
                let here = areas
                    .iter()
                    .filter(|(_, area)| area.localities.contains(&locality));
                (locality, here.map(|(at, _)| *at).collect::<Vec<_>>())
            })
            .filter(|(_, areas)| !areas.is_empty())
            .collect()
    }
}
