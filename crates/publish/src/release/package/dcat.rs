//! `dcat.jsonld`: the package once more in DCAT 3, for catalogues of open data. It is made from the
//! package alone, so the two cannot disagree.

use serde_json::{Map, Value, json};

/// A package in DCAT. Addresses are relative to the file.
pub(super) fn describe(package: &Map<String, Value>) -> Value {
    let resources = package.get("resources").and_then(Value::as_array);
    let licence = package
        .get("licenses")
        .and_then(|list| list.get(0)?.get("path"));
    let distributions: Vec<Value> = resources
        .into_iter()
        .flatten()
        .map(|resource| distribution(resource, licence))
        .collect();
    let publisher = package.get("contributors").and_then(|list| list.get(0));
    json!({
        "@context": context(),
        "@id": "./",
        "@type": "dcat:Dataset",
        "dct:identifier": package.get("name"),
        "dcat:version": package.get("version"),
        "dct:title": texts(package, "title"),
        "dct:description": texts(package, "description"),
        "dct:provenance": {
            "@type": "dct:ProvenanceStatement",
            "rdfs:label": texts(package, "method"),
        },
        "dct:issued": {
            "@type": "xsd:dateTime",
            "@value": package.get("created"),
        },
        "dct:license": { "@id": licence },
        "dct:language": ["kk", "ru", "en"],
        "dct:publisher": {
            "@type": "foaf:Agent",
            "foaf:name": publisher.and_then(Value::as_object).map(|one| texts(one, "title")),
        },
        "dcat:distribution": distributions,
    })
}

/// Where the words come from; no catalogue has to fetch anything to understand them.
fn context() -> Value {
    json!({
        "dcat": "http://www.w3.org/ns/dcat#",
        "dct": "http://purl.org/dc/terms/",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "spdx": "http://spdx.org/rdf/terms#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
    })
}

/// A text of a package, each language with its tag.
fn texts(object: &Map<String, Value>, key: &str) -> Value {
    let tagged = [
        ("en", key.to_owned()),
        ("kk", format!("{key}_kk")),
        ("ru", format!("{key}_ru")),
    ]
    .into_iter()
    .filter_map(|(lang, key)| Some(json!({ "@language": lang, "@value": object.get(&key)? })));
    tagged.collect()
}

fn distribution(resource: &Value, licence: Option<&Value>) -> Value {
    let hash = resource
        .get("hash")
        .and_then(Value::as_str)
        .unwrap_or_default();
    let mediatype = resource.get("mediatype").and_then(Value::as_str);
    let address = mediatype
        .map(|mediatype| format!("https://www.iana.org/assignments/media-types/{mediatype}"));
    let title = resource
        .as_object()
        .map(|resource| texts(resource, "title"));
    // A file may have another licence than the others.
    let own = resource.pointer("/licenses/0/path");
    json!({
        "@type": "dcat:Distribution",
        "@id": resource.get("path"),
        "dct:title": title,
        "dcat:downloadURL": { "@id": resource.get("path") },
        "dcat:mediaType": { "@id": address },
        "dcat:byteSize": {
            "@type": "xsd:nonNegativeInteger",
            "@value": resource.get("bytes").map(Value::to_string),
        },
        "dct:license": { "@id": own.or(licence) },
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": { "@id": "spdx:checksumAlgorithm_sha256" },
            "spdx:checksumValue": {
                "@type": "xsd:hexBinary",
                "@value": hash.trim_start_matches("sha256:"),
            },
        },
    })
}
