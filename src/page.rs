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
    /// The register of problems: of a region, or of all of them.
    Problems(Option<Id>),
    /// One problem of a region.
    Problem(Id, Id),
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
            (["problems"], region) => Page::Problems(region),
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
                    "problems" => Page::Problem(region, id),
                    _ => return None,
                }
            }
            _ => return None,
        })
    }

    /// The address of the page in a language; `base` ends with a slash.
    pub(crate) fn href(&self, base: &str, lang: Lang) -> String {
        let (region, name, id) = match self {
            Page::Find | Page::Missing => (None, "", None),
            Page::List => (None, "list", None),
            Page::FeedbackStatus => (None, "feedback/status", None),
            Page::Data => (None, "data", None),
            Page::About => (None, "about", None),
            Page::Privacy => (None, "privacy", None),
            Page::Accessibility => (None, "accessibility", None),
            Page::Map(region) => (region.as_ref(), "map", None),
            Page::Response(region) => (region.as_ref(), "response", None),
            Page::Embed(region) => (region.as_ref(), "response/embed", None),
            Page::Surveys(region) => (region.as_ref(), "surveys", None),
            Page::Problems(region) => (region.as_ref(), "problems", None),
            Page::Reform(region) => (region.as_ref(), "reform", None),
            Page::Feedback(region) => (region.as_ref(), "feedback", None),
            Page::Region(region) => (Some(region), "", None),
            Page::Area(region, id) => (Some(region), "area", Some(id)),
            Page::Place(region, id) => (Some(region), "place", Some(id)),
            Page::Problem(region, id) => (Some(region), "problems", Some(id)),
        };
        let mut href = base.to_owned();
        let text = |id: Option<&Id>| id.map_or("", Id::as_str).to_owned();
        for part in [lang.code(), &text(region), name, &text(id)] {
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
            Page::Problems(None),
            Page::Problems(Some(id("astana"))),
            Page::Problem(id("astana"), id("AST-2026-01")),
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
            "/kk/astana/list/",
            "/kk/astana/problems/feed.xml",
            "/kk/map/astana/",
            "/kk/astana/reform/more/",
        ] {
            assert_eq!(Address::parse("/", path).page, Page::Missing, "{path}");
        }
    }
}
