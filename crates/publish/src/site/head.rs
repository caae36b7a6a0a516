//! The head of a page that Trunk built: what a program needs in it, and the policy that names each
//! script inside.

use base64::Engine as _;
use sha2::{Digest as _, Sha256};

/// The script that stands in every page which starts the portal.
pub(super) const STARTING: &str = include_str!("starting.js");

/// What a program needs in the head of a page.
pub(super) struct Head {
    /// Between the title and the end of the head: styles, preloads, the start script.
    pub(super) inside: String,
    /// Hashes of scripts inside the page, as the policy names them.
    pub(super) scripts: Vec<String>,
}

/// What starts and ends the parts of the head that are written anew for each page.
const WRITTEN_ANEW: [(&str, &str); 3] = [
    ("<base", ">"),
    ("<title", "</title>"),
    ("<meta name=\"referrer\"", ">"),
];

impl Head {
    /// Cuts a built page; `None` where it has no head.
    pub(super) fn of(built: &str) -> Option<Head> {
        let (_, after) = built.split_once("<head>")?;
        let (head, _) = after.split_once("</head>")?;
        let mut head = head.to_owned();
        for (from, to) in WRITTEN_ANEW {
            while let Some(at) = head.find(from) {
                let end = head.get(at..)?.find(to)? + at + to.len();
                head.replace_range(at..end, "");
            }
        }
        let mut scripts = inline_scripts(&head);
        scripts.push(hash_of(STARTING));
        let own = ["<meta charset=\"utf-8\" />", "<meta charset=\"utf-8\">"];
        let inside = own.iter().fold(head, |head, own| head.replace(own, ""));
        Some(Head { inside, scripts })
    }

    /// Scripts of this origin and those inside the page, where it starts the portal; nothing else
    /// runs, nothing else is asked.
    pub(super) fn policy(&self, starts: bool, [pictures, files]: &[String; 2]) -> String {
        let scripts: Vec<String> = self
            .scripts
            .iter()
            .map(|hash| format!(" '{hash}'"))
            .collect();
        let runs = if starts {
            format!(
                "script-src 'self' 'wasm-unsafe-eval'{}; connect-src 'self'{files}; ",
                scripts.concat()
            )
        } else {
            String::new()
        };
        format!(
            "default-src 'none'; {runs}style-src 'self'; img-src 'self' data:{pictures}; \
             base-uri 'self'; form-action 'none'"
        )
    }
}

/// The hashes of scripts that stand in the page itself.
pub(super) fn inline_scripts(head: &str) -> Vec<String> {
    let mut hashes = Vec::new();
    for part in head.split("<script").skip(1) {
        let Some((attributes, after)) = part.split_once('>') else {
            continue;
        };
        let Some((content, _)) = after.split_once("</script>") else {
            continue;
        };
        if !attributes.contains("src=") && !content.is_empty() {
            hashes.push(hash_of(content));
        }
    }
    hashes
}

/// The hash of a script as the policy names it.
fn hash_of(script: &str) -> String {
    let hash = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(script.as_bytes()));
    format!("sha256-{hash}")
}

/// The head without what starts the portal, and without what is loaded ahead for it.
pub(super) fn without_scripts(head: &str) -> String {
    let head = without(head, "<script", "</script>", |_| true);
    without(&head, "<link", ">", |link| link.contains("preload"))
}

/// Text without the parts from `start` to `end` that are to go.
fn without(text: &str, start: &str, end: &str, goes: impl Fn(&str) -> bool) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(start) {
        out.push_str(before);
        let (part, after) = after.split_once(end).unwrap_or((after, ""));
        if !goes(part) {
            out.push_str(start);
            out.push_str(part);
            out.push_str(end);
        }
        rest = after;
    }
    out.push_str(rest);
    out
}
