//! What an address of the portal means: a language and a page.

use senim_model::id::Id;
use senim_model::text::Lang;

/// A page of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Page {
    /// Find my inspector.
    Find,
    /// All regions.
    List,
    /// All areas of a region.
    Region(Id),
    /// One service area.
    Area(Id, Id),
    /// Places of help on a map and in a list: of a region, or which regions there are.
    Map(Option<Id>),
    /// One place of help.
    Place(Id, Id),
    /// How long calls took: in a region, or in all of them.
    Response(Option<Id>),
    /// One chart of it, for a page of somebody else's.
    Embed(Option<Id>),
    /// All that is published, as files.
    Data,
    /// What the portal is.
    About,
    /// What the portal learns of its visitors.
    Privacy,
    /// Who can use it, and how.
    Accessibility,
    /// Nothing that we know.
    Missing,
}

/// A language, if the address names one, and a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// `None` at the very front door.
    pub(crate) lang: Option<Lang>,
    /// The page.
    pub(crate) page: Page,
}

impl Address {
    /// Reads a path; `base` is the folder that the portal lies in, `/` or `/sub/`.
    pub(crate) fn parse(base: &str, path: &str) -> Address {
        let inside = path
            .strip_prefix(base.trim_end_matches('/'))
            .unwrap_or(path);
        let inside = inside.split(['?', '#']).next().unwrap_or_default();
        let parts: Vec<&str> = inside
            .split('/')
            .filter(|part| !part.is_empty() && *part != "index.html")
            .collect();
        let Some((first, rest)) = parts.split_first() else {
            return Address {
                lang: None,
                page: Page::Find,
            };
        };
        let lang = Lang::ALL.into_iter().find(|lang| lang.code() == *first);
        let page = match lang {
            Some(_) => Page::parse(rest),
            None => Page::Missing,
        };
        Address { lang, page }
    }
}

impl Page {
    fn parse(parts: &[&str]) -> Page {
        match parts {
            [] => Page::Find,
            ["list"] => Page::List,
            ["map"] => Page::Map(None),
            ["response"] => Page::Response(None),
            ["response", "embed"] => Page::Embed(None),
            ["data"] => Page::Data,
            ["about"] => Page::About,
            ["privacy"] => Page::Privacy,
            ["accessibility"] => Page::Accessibility,
            [region] => Id::parse(region).map_or(Page::Missing, Page::Region),
            [region, "map"] => {
                Id::parse(region).map_or(Page::Missing, |region| Page::Map(Some(region)))
            }
            [region, "response"] => {
                Id::parse(region).map_or(Page::Missing, |region| Page::Response(Some(region)))
            }
            [region, "response", "embed"] => {
                Id::parse(region).map_or(Page::Missing, |region| Page::Embed(Some(region)))
            }
            [region, "place", place] => match (Id::parse(region), Id::parse(place)) {
                (Ok(region), Ok(place)) => Page::Place(region, place),
                _ => Page::Missing,
            },
            [region, "area", area] => match (Id::parse(region), Id::parse(area)) {
                (Ok(region), Ok(area)) => Page::Area(region, area),
                _ => Page::Missing,
            },
            _ => Page::Missing,
        }
    }

    /// The address of the page in a language; `base` ends with a slash.
    pub(crate) fn href(&self, base: &str, lang: Lang) -> String {
        let lang = lang.code();
        match self {
            Page::Find | Page::Missing => format!("{base}{lang}/"),
            Page::List => format!("{base}{lang}/list/"),
            Page::Map(None) => format!("{base}{lang}/map/"),
            Page::Map(Some(region)) => format!("{base}{lang}/{region}/map/"),
            Page::Place(region, place) => format!("{base}{lang}/{region}/place/{place}/"),
            Page::Response(None) => format!("{base}{lang}/response/"),
            Page::Response(Some(region)) => format!("{base}{lang}/{region}/response/"),
            Page::Embed(None) => format!("{base}{lang}/response/embed/"),
            Page::Embed(Some(region)) => format!("{base}{lang}/{region}/response/embed/"),
            Page::Data => format!("{base}{lang}/data/"),
            Page::About => format!("{base}{lang}/about/"),
            Page::Privacy => format!("{base}{lang}/privacy/"),
            Page::Accessibility => format!("{base}{lang}/accessibility/"),
            Page::Region(region) => format!("{base}{lang}/{region}/"),
            Page::Area(region, area) => format!("{base}{lang}/{region}/area/{area}/"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_at_its_own_address() {
        let id = |text| Id::parse(text).unwrap();
        for page in [
            Page::Find,
            Page::List,
            Page::Map(None),
            Page::Map(Some(id("astana"))),
            Page::Place(id("astana"), id("AST-P01")),
            Page::Response(None),
            Page::Response(Some(id("astana"))),
            Page::Embed(None),
            Page::Embed(Some(id("astana"))),
            Page::Data,
            Page::About,
            Page::Privacy,
            Page::Accessibility,
            Page::Region(id("astana")),
            Page::Area(id("astana"), id("AST-001")),
        ] {
            for base in ["/", "/sub/path/"] {
                for lang in Lang::ALL {
                    let address = Address::parse(base, &page.href(base, lang));
                    assert_eq!(
                        address,
                        Address {
                            lang: Some(lang),
                            page: page.clone()
                        }
                    );
                }
            }
        }
    }

    #[test]
    fn what_is_chosen_on_a_page_is_no_part_of_its_path() {
        let address = Address::parse("/", "/kk/map/?kind=sos-button#9/51.1/71.4");
        assert_eq!(address.page, Page::Map(None));
        assert_eq!(Address::parse("/", "/kk/#x").page, Page::Find);
    }

    #[test]
    fn the_front_door_has_no_language_and_nonsense_is_missing() {
        assert_eq!(Address::parse("/", "/").lang, None);
        assert_eq!(Address::parse("/x/", "/x/index.html").lang, None);
        for path in [
            "/de/",
            "/kk/astana/area/",
            "/kk/a b/",
            "/kk/astana/area/<b>/",
        ] {
            assert_eq!(Address::parse("/", path).page, Page::Missing, "{path}");
        }
    }
}
