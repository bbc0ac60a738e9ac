//! Where an instance stands, from `--data`, `--config` or a database address, and opening it.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use hearth_access::{Policies, password::Hashing};
use hearth_casework::{
    Instance,
    governance::residency::{self, Host},
    settings,
};
use hearth_record::ids::AuthorityId;
use hearth_store::{Location, RootKey, Store, StoreConfig, Synchronous};
use serde::Deserialize;

use crate::{
    args::Place,
    daily::Nightly,
    output::{Failed, disk},
    world,
};

/// What `hearth.toml` holds.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Config {
    /// The folder of the SQLite databases.
    data: Option<PathBuf>,
    /// The data database on PostgreSQL.
    database_url: Option<String>,
    /// The key database on PostgreSQL.
    key_database_url: Option<String>,
    /// The folder of the sealed documents.
    documents: Option<PathBuf>,
    /// Where the root key comes from.
    root_key: Option<RootKeyFrom>,
    /// The name of the audit log in its checkpoints.
    audit_origin: Option<String>,
    /// The councils whose daily data go to the department each night.
    #[serde(default)]
    daily: Vec<Nightly>,
    /// Machines elsewhere that hold or send records, and the country in which each stands.
    #[serde(default, rename = "host")]
    hosts: Vec<Host>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum RootKeyFrom {
    /// A file with mode 0600.
    File(PathBuf),
    /// An environment variable.
    Environment(String),
    /// A program and its arguments, which prints the key.
    Command(Vec<String>),
}

/// The file of the root key in a data folder, where nothing else is configured.
const ROOT_KEY: &str = "root.key";

/// What is known of an instance before it is opened.
pub struct Known {
    location: Location,
    blobs: PathBuf,
    root: RootKeyFrom,
    origin: String,
    daily: Vec<Nightly>,
    hosts: Vec<Host>,
}

impl Known {
    /// The instance that the arguments name.
    pub fn of(place: &Place) -> Result<Self, Failed> {
        let config = match &place.config {
            Some(path) => {
                let text = std::fs::read_to_string(path).map_err(disk("reading the configuration", path))?;
                toml::from_str(&text)
                    .map_err(|e| Failed(format!("the configuration {} cannot be used: {e}", path.display())))?
            }
            None => Config {
                data: None,
                database_url: None,
                key_database_url: None,
                documents: None,
                root_key: None,
                audit_origin: None,
                daily: Vec::new(),
                hosts: Vec::new(),
            },
        };
        let data = place.data.clone().or(config.data);
        let url = place.database_url.clone().or(config.database_url);
        let key_url = place.key_database_url.clone().or(config.key_database_url);
        let location = match (url, key_url, &data) {
            (Some(url), Some(key_url), _) => Location::Postgres { url, key_url },
            (None, None, Some(dir)) => Location::Sqlite { dir: dir.clone() },
            (None, None, None) => {
                return Err(Failed::new("say where the instance stands: --data DIR or --config FILE"));
            }
            _ => return Err(Failed::new("give both database_url and key_database_url, or neither")),
        };
        if data.is_none() && (config.documents.is_none() || config.root_key.is_none()) {
            return Err(Failed::new(
                "on PostgreSQL say where the rest stands: `documents` and `root_key` in the configuration, or --data DIR",
            ));
        }
        let folder = data.unwrap_or_default();
        Ok(Self {
            location,
            blobs: config.documents.unwrap_or_else(|| folder.join("documents")),
            root: config.root_key.unwrap_or_else(|| RootKeyFrom::File(folder.join(ROOT_KEY))),
            origin: config.audit_origin.unwrap_or_else(|| "hearth.example/audit".to_owned()),
            daily: config.daily,
            hosts: config.hosts,
        })
    }

    /// The instance in a folder.
    pub fn in_folder(dir: &Path) -> Result<Self, Failed> {
        Self::of(&Place { data: Some(dir.to_owned()), config: None, database_url: None, key_database_url: None })
    }

    /// Where the databases are.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The councils whose daily data go to the department each night: none where the configuration names none.
    pub fn daily(&self) -> &[Nightly] {
        &self.daily
    }

    /// The root key, from wherever it is kept.
    fn root(&self) -> Result<RootKey, Failed> {
        Ok(match &self.root {
            RootKeyFrom::File(path) => RootKey::from_file(path)?,
            RootKeyFrom::Environment(name) => RootKey::from_environment(name)?,
            RootKeyFrom::Command(words) => {
                let (program, arguments) =
                    words.split_first().ok_or_else(|| Failed::new("root_key.command names no program"))?;
                RootKey::from_command(program, arguments)?
            }
        })
    }

    /// What the store needs.
    pub fn config(&self) -> Result<StoreConfig, Failed> {
        Ok(StoreConfig {
            location: self.location.clone(),
            blobs: self.blobs.clone(),
            root: self.root()?,
            synchronous: Synchronous::Full,
            origin: self.origin.clone(),
        })
    }

    /// Opens the store, where every machine that holds or sends records stands where its councils' notices allow.
    pub async fn open(&self) -> Result<Store, Failed> {
        self.stands_within(&[])?;
        let store = Store::open(self.config()?, world::now(), world::random()?).await?;
        if let Err(outside) = self.stands_within(&store.authorities()) {
            store.close().await?;
            return Err(outside);
        }
        Ok(store)
    }

    /// Whether every machine stands where the notices of these councils allow. Before the councils are known, whether it was said where
    /// each stands.
    fn stands_within(&self, councils: &[AuthorityId]) -> Result<(), Failed> {
        let packs = settings::compiled_in();
        let databases = match &self.location {
            Location::Postgres { url, key_url } => [url, key_url].into_iter().flat_map(|url| hosts_of(url)).collect(),
            Location::Sqlite { .. } => Vec::new(),
        };
        let of: Vec<_> = councils.iter().filter_map(|id| packs.get(id)).collect();
        residency::allowed(&of, &self.hosts, &databases).map_err(|outside| Failed(outside.to_string()))
    }

    /// Makes a new instance for these councils, and its root key where that is a file of ours.
    pub async fn create(&self, authorities: &[hearth_record::ids::AuthorityId]) -> Result<Store, Failed> {
        if let RootKeyFrom::File(path) = &self.root
            && !path.exists()
        {
            if let Some(folder) = path.parent() {
                std::fs::create_dir_all(folder).map_err(disk("making the folder", folder))?;
            }
            RootKey::generate(&mut *world::random()?).write_new(path)?;
        }
        self.stands_within(authorities)?;
        if let Location::Sqlite { dir } = &self.location {
            own(dir)?;
        }
        Ok(Store::create(self.config()?, authorities, world::now(), world::random()?).await?)
    }
}

/// The hosts that a database address names: several with commas between, or one as a parameter `host`.
fn hosts_of(url: &str) -> Vec<String> {
    let (whole, parameters) = url.split_once('?').unwrap_or((url, ""));
    let named = parameters.split('&').chain(url.split_whitespace()).filter_map(|part| part.strip_prefix("host="));
    let mut hosts: Vec<String> = named.flat_map(|hosts| hosts.split(',')).map(str::to_owned).collect();
    if let Some((_, rest)) = whole.split_once("://") {
        let place = rest.split('/').next().unwrap_or_default();
        let places = place.rsplit_once('@').map_or(place, |(_, places)| places);
        let without_port = |place: &str| match place.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|b| b.is_ascii_digit()) => host.to_owned(),
            _ => place.to_owned(),
        };
        hosts.extend(places.split(',').map(without_port));
    }
    hosts.into_iter().map(|host| host.replace("%2F", "/")).collect()
}

/// Makes the folder of the databases, for its owner alone.
fn own(dir: &Path) -> Result<(), Failed> {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::create_dir_all(dir).map_err(disk("making the folder", dir))?;
    std::fs::set_permissions(dir, std::fs::Permissions::from_mode(0o700)).map_err(disk("closing the folder", dir))
}

/// The instance over an open store.
pub fn instance(store: Store, demo: bool) -> Result<Arc<Instance>, Failed> {
    let hashing = if demo { Hashing::LIGHT } else { Hashing::PRODUCTION };
    Ok(Instance::new(store, Policies::load()?, settings::compiled_in(), hashing, demo, world::random()?))
}

#[cfg(test)]
mod tests {
    use super::hosts_of;

    #[test]
    fn the_hosts_of_a_database_address_are_found_in_each_of_its_forms() {
        assert_eq!(hosts_of("postgres://u:p@db.example:5432/hearth"), ["db.example"]);
        assert_eq!(
            hosts_of("postgres://u@one.example,two.example:5433/hearth?sslmode=require"),
            ["one.example", "two.example"]
        );
        assert_eq!(hosts_of("host=db.example user=hearth"), ["db.example"]);
        assert_eq!(hosts_of("postgres://u@[::1]:5432/hearth"), ["[::1]"]);
        assert_eq!(hosts_of("postgres:///hearth?host=/run/postgresql"), ["/run/postgresql", ""]);
    }
}
