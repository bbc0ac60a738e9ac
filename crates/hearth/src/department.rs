//! The line to the department's interface for daily data: HTTPS, a key from a file, no redirects, nothing logged of what goes over it.

use std::{fs::File, io::Read as _, os::unix::fs::PermissionsExt as _, path::Path, sync::Arc, time::Duration};

use hearth_casework::returns::daily::{Answer, Broken, Line};
use jiff::Timestamp;
use ureq::{
    Agent,
    tls::{Certificate, RootCerts, TlsConfig},
};
use zeroize::Zeroizing;

use crate::{
    output::{Failed, disk},
    world,
};

/// How long one batch may take, from the first byte to the last.
const LONGEST: Duration = Duration::from_mins(2);
/// How much of an answer is read.
const LARGEST: u64 = 64 * 1024;

/// What this program calls itself.
const AGENT: &str = concat!("hearth/", env!("CARGO_PKG_VERSION"));

fn tls() -> TlsConfig {
    TlsConfig::builder()
        .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .root_certs(RootCerts::Specific(Arc::new(roots())))
        .build()
}

/// A line to public pages, to read what anybody may: it carries no key, follows redirects and lets go after a time.
pub fn reading(longest: Duration) -> Agent {
    Agent::config_builder()
        .tls_config(tls())
        .http_status_as_error(false)
        .timeout_global(Some(longest))
        .user_agent(AGENT)
        .build()
        .new_agent()
}

/// The department as this machine reaches it.
#[derive(Clone)]
pub struct Department {
    agent: Agent,
    address: String,
    key: Arc<Key>,
}

/// The headers that carry the key. It has no `Debug`: a key stands in no log.
struct Key(Vec<(String, Zeroizing<String>)>);

impl Department {
    /// The line to `{url}/children_social_care_data/{la_code}/children`, with the key of a file.
    pub fn at(url: &str, la_code: &str, key_file: &Path) -> Result<Self, Failed> {
        if !is_safe(url) {
            return Err(Failed(format!(
                "{url} is no address that children's data may go to: it must begin with https://, or be on this machine"
            )));
        }
        let key = Key::from_file(key_file)?;
        let agent = Agent::config_builder()
            .tls_config(tls())
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_global(Some(LONGEST))
            .user_agent(AGENT)
            .build()
            .new_agent();
        let address = format!("{}/children_social_care_data/{la_code}/children", url.trim_end_matches('/'));
        Ok(Self { agent, address, key: Arc::new(key) })
    }

    fn send(&self, batch: &str) -> Result<Answer, Broken> {
        // What a library says of an error may hold the address, never the body or a header.
        let broken = |error: ureq::Error| Broken(error.to_string());
        let mut request = self.agent.post(&self.address).header("Content-Type", "application/json");
        for (name, value) in &self.key.0 {
            request = request.header(name, value.as_str());
        }
        let mut answer = request.send(batch).map_err(broken)?;
        let retry_after = answer.headers().get("Retry-After").and_then(|value| value.to_str().ok()).map(str::to_owned);
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(LARGEST).lossy_utf8(true).read_to_string();
        // An acceptance whose words were lost is an acceptance all the same.
        Ok(Answer { status, retry_after, body: body.unwrap_or_default() })
    }
}

impl Line for Department {
    async fn post(&self, batch: String) -> Result<Answer, Broken> {
        let line = self.clone();
        let sent = tokio::task::spawn_blocking(move || line.send(&batch)).await;
        sent.unwrap_or_else(|error| Err(Broken(format!("the sending was cut off: {error}"))))
    }

    async fn wait(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    fn now(&self) -> Timestamp {
        world::now()
    }
}

/// Whether what goes to an address goes sealed, or does not leave the machine.
fn is_safe(url: &str) -> bool {
    let here = ["http://127.0.0.1", "http://localhost", "http://[::1]"];
    let on = |host: &str| url.strip_prefix(host).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/']));
    url.starts_with("https://") || here.into_iter().any(on)
}

/// The root certificates of this machine. Without any, no certificate is vouched for and nothing is sent.
fn roots() -> Vec<Certificate<'static>> {
    let found = rustls_native_certs::load_native_certs().certs;
    found.iter().map(|certificate| Certificate::from_der(certificate).to_owned()).collect()
}

impl Key {
    /// Reads a file of its owner alone: a key by itself, which is sent as `Authorization: Bearer`, or headers as `Name: value`, one a line.
    fn from_file(path: &Path) -> Result<Self, Failed> {
        let reading = disk("reading the key for the department", path);
        let (text, mode) = read(path).map_err(reading)?;
        if mode & 0o077 != 0 {
            return Err(Failed(format!("{} can be read by others than its owner: chmod 600 {0}", path.display())));
        }
        Self::parse(&text).ok_or_else(|| {
            Failed(format!("{} holds no key: write it alone, or headers as `Name: value`", path.display()))
        })
    }

    fn parse(text: &str) -> Option<Self> {
        let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let kept = |value: &str| Zeroizing::new(value.trim().to_owned());
        if let [key] = lines[..]
            && !key.contains(':')
        {
            return Some(Self(vec![("Authorization".to_owned(), Zeroizing::new(format!("Bearer {key}")))]));
        }
        let headers = lines.iter().map(|line| line.split_once(':'));
        let headers: Option<Vec<_>> =
            headers.map(|split| split.map(|(name, value)| (name.trim().to_owned(), kept(value)))).collect();
        headers.filter(|headers| !headers.is_empty()).map(Self)
    }
}

fn read(path: &Path) -> std::io::Result<(Zeroizing<String>, u32)> {
    let file = File::open(path)?;
    let mode = file.metadata()?.permissions().mode();
    let mut text = Zeroizing::new(String::new());
    file.take(LARGEST).read_to_string(&mut text)?;
    Ok((text, mode))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_goes_unsealed_to_another_machine() {
        for safe in
            ["https://find-and-use-an-api.education.gov.uk/api", "http://127.0.0.1:4000", "http://localhost/api"]
        {
            assert!(is_safe(safe), "{safe}");
        }
        for unsafe_ in ["http://education.example", "http://127.0.0.1.example", "http://localhost.example/", "ftp://a"]
        {
            assert!(!is_safe(unsafe_), "{unsafe_}");
        }
    }

    #[test]
    fn a_key_alone_is_a_bearer_and_headers_are_headers() {
        let headers = |text: &str| {
            let key = Key::parse(text)?;
            Some(key.0.iter().map(|(name, value)| format!("{name}={}", value.as_str())).collect::<Vec<_>>())
        };
        assert_eq!(headers("abc\n"), Some(vec!["Authorization=Bearer abc".to_owned()]));
        let two = headers("Ocp-Apim-Subscription-Key: abc\nAuthorization: Bearer x:y\n");
        assert_eq!(two, Some(vec!["Ocp-Apim-Subscription-Key=abc".to_owned(), "Authorization=Bearer x:y".to_owned()]));
        assert_eq!(headers("abc\ndef\n"), None);
        assert_eq!(headers(" \n"), None);
    }
}
