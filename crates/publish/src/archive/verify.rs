//! Checking a data folder: the index, its signature, and every file that it leads to.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use senim_model::index::{PublishedFile, RecordRelease};
use senim_model::response::Country;
use serde::Deserialize;

use crate::Error;
use crate::data::{Data, INDEX, inside, intact};
use crate::progress::{Progress, Step};
use crate::release::{DCAT, PACKAGE, hash, open, signature_path};
use crate::signature::{FOLDER as SIGNATURES, PublicKey, key_id};

/// Who signed the index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signed {
    /// Nobody.
    Nobody,
    /// The owner of the key that lies beside it, whoever that is.
    ByKeyBeside(String),
    /// The owner of the key that was given.
    ByKeyGiven(String),
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Verified {
    /// The number of the index.
    pub sequence: u32,
    /// When it was written.
    pub time: String,
    /// Who signed it.
    pub signed: Signed,
    /// Releases of both datasets.
    pub releases: usize,
    /// Files that were checked.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// Everything that is wrong.
    pub faults: Vec<String>,
}

/// The parts of a package that are checked.
#[derive(Debug, Deserialize)]
struct Package {
    resources: Vec<Resource>,
    #[serde(default)]
    withdrawn: Vec<Withdrawn>,
}

#[derive(Debug, Deserialize)]
struct Resource {
    path: String,
    bytes: u64,
    hash: String,
}

#[derive(Debug, Deserialize)]
struct Withdrawn {
    path: String,
}

/// Whether a folder holds the signature of an index.
pub fn is_signed(root: &Path, sequence: u32) -> bool {
    root.join(signature_path(sequence)).is_file()
}

/// Checks everything that is published in a folder. With a public key, the index has to be signed
/// with it.
///
/// # Errors
/// There is no index that can be read; all else is in what was found.
pub fn verify(
    root: &Path,
    public: Option<&PublicKey>,
    progress: Progress<'_>,
) -> Result<Verified, Error> {
    let data = Data::open(root)?;
    let mut found = Verified {
        sequence: data.index.sequence,
        time: data.index.time.clone(),
        signed: Signed::Nobody,
        releases: 1 + data.releases.record.len(),
        files: 2,
        bytes: data.bytes.len() as u64 + data.index.releases.bytes,
        faults: Vec::new(),
    };
    match signed(&data, public) {
        Ok(signed) => found.signed = signed,
        Err(message) => found.faults.push(message),
    }
    found.list(&data);
    let index = &data.index;
    let mut packs = vec![&index.directory.nation];
    packs.extend(&index.directory.feedback);
    for region in &index.directory.regions {
        packs.extend([&region.directory, &region.shapes]);
        packs.extend(region.streets.iter().chain(&region.context));
    }
    let of = found.releases;
    progress(Step::Verify { done: 0, of });
    found.release(
        &data,
        &index.directory.path,
        &index.directory.package,
        &packs,
    );
    for (done, release) in data.releases.record.iter().enumerate() {
        let done = done + 1;
        progress(Step::Verify { done, of });
        let packs = found.response_packs(&data, release);
        let packs: Vec<&PublishedFile> = packs.iter().chain(&release.surveys).collect();
        found.release(&data, &release.path, &release.package, &packs);
    }
    Ok(found)
}

fn signed(data: &Data, public: Option<&PublicKey>) -> Result<Signed, String> {
    let path = signature_path(data.index.sequence);
    let Ok(signature) = fs::read_to_string(data.root.join(&path)) else {
        return match public {
            None => Ok(Signed::Nobody),
            Some(_) => Err(format!("{path}: is missing; the index is not signed")),
        };
    };
    let id = key_id(&signature).ok_or_else(|| format!("{path}: is no signature"))?;
    let (key, given) = match public {
        Some(public) => (public.clone(), true),
        None => {
            let beside = data.root.join(format!("{SIGNATURES}/{id}.pub"));
            let key = PublicKey::read(&beside).map_err(|error| error.to_string())?;
            (key, false)
        }
    };
    if key.id() != id {
        return Err(format!(
            "{path}: is signed with the key {id}, not with {}",
            key.id()
        ));
    }
    if !key.signed(&signature, &data.bytes) {
        return Err(format!("{INDEX}: is not what was signed"));
    }
    Ok(match given {
        true => Signed::ByKeyGiven(key.id()),
        false => Signed::ByKeyBeside(key.id()),
    })
}

impl Verified {
    /// What the index and the list of releases say of each other.
    fn list(&mut self, data: &Data) {
        let index = &data.index;
        let list = &data.releases.record;
        if !list.contains(&index.record) {
            let fault = "does not list the current release of the record";
            self.faults
                .push(format!("{}: {fault}", index.releases.path));
        }
        if !list.is_sorted_by(|newer, older| newer.time > older.time) {
            let fault = "is not sorted with the newest release first";
            self.faults
                .push(format!("{}: {fault}", index.releases.path));
        }
        let number = index
            .releases
            .path
            .trim_end_matches(".json")
            .rsplit('/')
            .next();
        let number: Option<u32> = number.and_then(|number| number.parse().ok());
        if number.is_none_or(|number| number > index.sequence) {
            let fault = format!("is of a later index than number {}", index.sequence);
            self.faults
                .push(format!("{}: {fault}", index.releases.path));
        }
    }

    /// The packs of response times: the country's, and those that it names.
    fn response_packs(&mut self, data: &Data, release: &RecordRelease) -> Vec<PublishedFile> {
        let Some(country) = &release.response else {
            return Vec::new();
        };
        let folder = inside(&data.root, &release.path);
        let path = folder.and_then(|folder| inside(&folder, &country.path));
        // Whatever is wrong with the file itself is told where it is counted.
        let bytes = path
            .ok()
            .and_then(|path| fs::read(path).ok())
            .unwrap_or_default();
        let mut packs = vec![country.clone()];
        match open::<Country>(&bytes) {
            Ok(country) => packs.extend(country.regions.into_iter().map(|region| region.file)),
            Err(error) => {
                let path = format!("{}{}", release.path, country.path);
                self.faults.push(format!("{path}: {error}"));
            }
        }
        packs
    }

    /// The files of a release.
    fn release(
        &mut self,
        data: &Data,
        path: &str,
        package: &PublishedFile,
        packs: &[&PublishedFile],
    ) {
        let folder = match inside(&data.root, path) {
            Ok(folder) => folder,
            Err(error) => return self.faults.push(error.to_string()),
        };
        let mut named: BTreeSet<String> = BTreeSet::from([package.path.clone()]);
        for file in packs {
            named.insert(file.path.clone());
            let checked = inside(&folder, &file.path).and_then(|path| intact(&path, file));
            self.count(
                checked
                    .map(|bytes| bytes.len())
                    .map_err(|error| error.to_string()),
            );
        }
        let bytes = inside(&folder, &package.path).and_then(|path| intact(&path, package));
        let package = bytes
            .as_ref()
            .map_err(ToString::to_string)
            .and_then(|bytes| {
                let read: Result<Package, _> = serde_json::from_slice(bytes);
                read.map_err(|error| format!("{path}{}: is damaged: {error}", package.path))
            });
        self.count(bytes.as_ref().map(Vec::len).map_err(ToString::to_string));
        let Ok(package) = package.map_err(|fault| self.faults.push(fault)) else {
            return;
        };
        for resource in &package.resources {
            named.insert(resource.path.clone());
            let checked = self::resource(&folder, resource);
            self.count(checked.map_err(|fault| format!("{path}{}: {fault}", resource.path)));
        }
        for withdrawn in &package.withdrawn {
            if folder.join(&withdrawn.path).exists() {
                let fault = "is withdrawn, but still there; withdraw it again";
                self.faults
                    .push(format!("{path}{}: {fault}", withdrawn.path));
            }
            named.insert(withdrawn.path.clone());
        }
        // The plain names of descriptions that were replaced.
        named.extend([PACKAGE.to_owned(), DCAT.to_owned()]);
        self.others(&folder, path, &named);
    }

    /// What lies in a release's folder and is named by nothing.
    fn others(&mut self, folder: &Path, path: &str, named: &BTreeSet<String>) {
        let mut open = vec![folder.to_owned()];
        while let Some(next) = open.pop() {
            for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
                let entry = entry.path();
                let inside = entry.strip_prefix(folder).unwrap_or(&entry);
                let inside = inside.to_string_lossy().replace('\\', "/");
                if entry.is_dir() {
                    open.push(entry);
                } else if !named.contains(plain_name(folder, &inside)) {
                    self.faults
                        .push(format!("{path}{inside}: is named by nothing"));
                }
            }
        }
    }

    fn count(&mut self, checked: Result<usize, String>) {
        self.files += 1;
        match checked {
            Ok(bytes) => self.bytes += bytes as u64,
            Err(fault) => self.faults.push(fault),
        }
    }
}

/// The file that a compressed copy in a site is of; what is gone may have none.
fn plain_name<'a>(folder: &Path, name: &'a str) -> &'a str {
    let stem = name.strip_suffix(".br").or(name.strip_suffix(".gz"));
    stem.filter(|stem| folder.join(stem).is_file())
        .unwrap_or(name)
}

fn resource(folder: &Path, resource: &Resource) -> Result<usize, String> {
    let path = inside(folder, &resource.path).map_err(|error| error.to_string())?;
    let bytes = fs::read(&path).map_err(|error| error.to_string())?;
    if bytes.len() as u64 != resource.bytes {
        return Err(format!(
            "has {} bytes, expected {}",
            bytes.len(),
            resource.bytes
        ));
    }
    if hash(&bytes) != resource.hash {
        return Err("is not what the package says".into());
    }
    Ok(bytes.len())
}
