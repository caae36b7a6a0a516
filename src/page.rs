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
    /// What people said: in a region, or in the country.
    Surveys(Option<Id>),
    /// What the reform promised: to a region, or to the country.
    Reform(Option<Id>),
    /// Messages to the police: of a region, or which regions there are.
    Feedback(Option<Id>),
    /// What became of a message.
    FeedbackStatus,
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
            ["response", "embed"] => Page::Embed(None),
            ["feedback", "status"] => Page::FeedbackStatus,
            ["data"] => Page::Data,
            ["about"] => Page::About,
            ["privacy"] => Page::Privacy,
            ["accessibility"] => Page::Accessibility,
            [first, rest @ ..] => match (Page::room(first, None), rest) {
                (Page::Missing, rest) => {
                    Id::parse(first).map_or(Page::Missing, |region| Page::of(region, rest))
                }
                (room, []) => room,
                _ => Page::Missing,
            },
        }
    }

    /// A page of a region.
    fn of(region: Id, parts: &[&str]) -> Page {
        match parts {
            [] => Page::Region(region),
            [room] => Page::room(room, Some(region)),
            ["response", "embed"] => Page::Embed(Some(region)),
            ["place", place] => {
                Id::parse(place).map_or(Page::Missing, |place| Page::Place(region, place))
            }
            ["area", area] => {
                Id::parse(area).map_or(Page::Missing, |area| Page::Area(region, area))
            }
            _ => Page::Missing,
        }
    }

    /// A page that each region has, and the country.
    fn room(name: &str, region: Option<Id>) -> Page {
        match name {
            "map" => Page::Map(region),
            "response" => Page::Response(region),
            "surveys" => Page::Surveys(region),
            "reform" => Page::Reform(region),
            "feedback" => Page::Feedback(region),
            _ => Page::Missing,
        }
    }

    /// The address of the page in a language; `base` ends with a slash.
    pub(crate) fn href(&self, base: &str, lang: Lang) -> String {
        fn of(region: &Option<Id>) -> &str {
            region.as_ref().map_or("", Id::as_str)
        }
        let parts = match self {
            Page::Find | Page::Missing => ["", "", ""],
            Page::List => ["list", "", ""],
            Page::Map(region) => [of(region), "map", ""],
            Page::Place(region, place) => [region.as_str(), "place", place.as_str()],
            Page::Response(region) => [of(region), "response", ""],
            Page::Embed(region) => [of(region), "response", "embed"],
            Page::Surveys(region) => [of(region), "surveys", ""],
            Page::Reform(region) => [of(region), "reform", ""],
            Page::Feedback(region) => [of(region), "feedback", ""],
            Page::FeedbackStatus => ["feedback", "status", ""],
            Page::Data => ["data", "", ""],
            Page::About => ["about", "", ""],
            Page::Privacy => ["privacy", "", ""],
            Page::Accessibility => ["accessibility", "", ""],
            Page::Region(region) => [region.as_str(), "", ""],
            Page::Area(region, area) => [region.as_str(), "area", area.as_str()],
        };
        let mut href = base.to_owned();
        for part in [lang.code()].into_iter().chain(parts) {
            if !part.is_empty() {
                href.push_str(part);
                href.push('/');
            }
        }
        href
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
            Page::Surveys(None),
            Page::Surveys(Some(id("astana"))),
            Page::Reform(None),
            Page::Reform(Some(id("astana"))),
            Page::Feedback(None),
            Page::Feedback(Some(id("astana"))),
            Page::FeedbackStatus,
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
            "/kk/map/astana/",
            "/kk/astana/reform/more/",
        ] {
            assert_eq!(Address::parse("/", path).page, Page::Missing, "{path}");
        }
    }
}
