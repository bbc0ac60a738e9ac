//! How the way to PostgreSQL is kept from listeners.
//!
//! What a record holds is sealed before it leaves the process, but ids, work rows, the audit and the password's proof travel too. So a
//! database on another machine is spoken to under TLS, with a certificate that a root of this machine vouches for, unless the address
//! says `sslmode=disable`. A database on this machine is spoken to plainly, unless the address says `sslmode=require`.

use std::net::IpAddr;

use tokio_postgres::{
    Config,
    config::{Host, SslMode},
};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::error::StoreError;

/// The configuration with the mode that was decided, and what it takes.
pub(super) enum Transport {
    Plain(Config),
    Encrypted(Config, MakeRustlsConnect),
}

/// How to speak to the database of an address.
pub(super) fn of(mut config: Config) -> Result<Transport, StoreError> {
    if !is_encrypted(&config) {
        config.ssl_mode(SslMode::Disable);
        return Ok(Transport::Plain(config));
    }
    config.ssl_mode(SslMode::Require);
    let (tls, _) = MakeRustlsConnect::with_native_certs().map_err(|_| {
        StoreError::Refused(
            "the database is on another machine and this one has no root certificates to trust it by: install them (package \
             ca-certificates), or name a file of them in SSL_CERT_FILE"
                .to_owned(),
        )
    })?;
    Ok(Transport::Encrypted(config, tls))
}

fn is_encrypted(config: &Config) -> bool {
    match config.get_ssl_mode() {
        SslMode::Disable => false,
        SslMode::Prefer => !config.get_hosts().iter().all(is_here),
        _ => true,
    }
}

/// Whether a host is this machine. A name that only resolves to this machine is taken for another: names can be made to lie.
fn is_here(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => name == "localhost" || name.parse().is_ok_and(|ip: IpAddr| ip.is_loopback()),
        #[cfg(unix)]
        Host::Unix(_) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_on_another_machine_is_never_spoken_to_plainly_by_default() {
        for (address, encrypted) in [
            ("postgres://h@localhost/d", false),
            ("postgres://h@127.0.0.1:5433/d", false),
            ("postgres://h@%2Frun%2Fpostgresql/d", false),
            ("postgres://h@127.0.0.1/d?sslmode=require", true),
            ("postgres://h@db.council.example/d", true),
            ("postgres://h@192.0.2.7/d?sslmode=prefer", true),
            ("postgres://h@localhost,db.council.example/d", true),
            ("postgres://h@db.council.example/d?sslmode=disable", false),
        ] {
            assert_eq!(is_encrypted(&address.parse().expect("an address")), encrypted, "{address}");
        }
    }
}
