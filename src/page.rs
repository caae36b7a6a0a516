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
    /// The register of problems: of a region or of all of them, or one problem of a region.
    Problems(Option<Id>, Option<Id>),
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
    /// A page of the country, or else of the region that stands first.
    fn parse(parts: &[&str]) -> Page {
        let of_region = || {
            let (region, rest) = parts.split_first()?;
            Page::of(Some(Id::parse(region).ok()?), rest)
        };
        let found = Page::of(None, parts).or_else(of_region);
        found.unwrap_or(Page::Missing)
    }

    fn of(region: Option<Id>, parts: &[&str]) -> Option<Page> {
        Some(match (parts, region) {
            (["map"], region) => Page::Map(region),
            (["response"], region) => Page::Response(region),
            (["response", "embed"], region) => Page::Embed(region),
            (["surveys"], region) => Page::Surveys(region),
            (["reform"], region) => Page::Reform(region),
            (["problems"], region) => Page::Problems(region, None),
            (["feedback"], region) => Page::Feedback(region),
            ([], None) => Page::Find,
            (["list"], None) => Page::List,
            (["feedback", "status"], None) => Page::FeedbackStatus,
            (["data"], None) => Page::Data,
            (["about"], None) => Page::About,
            (["privacy"], None) => Page::Privacy,
            (["accessibility"], None) => Page::Accessibility,
            ([], Some(region)) => Page::Region(region),
            ([kind, id], Some(region)) => {
                let id = Id::parse(id).ok()?;
                match *kind {
                    "area" => Page::Area(region, id),
                    "place" => Page::Place(region, id),
                    "problems" => Page::Problems(Some(region), Some(id)),
                    _ => return None,
                }
            }
            _ => return None,
        })
    }

    /// The address of the page in a language; `base` ends with a slash.
    pub(crate) fn href(&self, base: &str, lang: Lang) -> String {
        fn of(id: &Option<Id>) -> &str {
            id.as_ref().map_or("", Id::as_str)
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
            Page::Problems(region, problem) => [of(region), "problems", of(problem)],
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
            Page::Problems(None, None),
            Page::Problems(Some(id("astana")), None),
            Page::Problems(Some(id("astana")), Some(id("AST-2026-01"))),
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
            "/kk/astana/list/",
            "/kk/astana/problems/feed.xml",
        ] {
            assert_eq!(Address::parse("/", path).page, Page::Missing, "{path}");
        }
    }
}
