//! The root key: the one secret that an operator keeps outside the databases.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::seal::KEY_LEN;

/// More text than any root key has; what is longer is not read.
const LONGEST: u64 = 1024;
/// The permission bits that a key file may not have: any for group and others, and execution.
#[cfg(unix)]
const OPEN_TO_OTHERS: u32 = 0o177;

/// Why there is no root key.
#[derive(Debug, thiserror::Error)]
pub enum RootKeyError {
    /// The file cannot be read or written.
    #[error("the root key file {} cannot be used: {source}", path.display())]
    File {
        /// Which file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Others on the machine could read the file.
    #[error("the root key file {} has mode {mode:04o}: others could read it; run `chmod 600` on it, and change the key if others did", path.display())]
    TooOpen {
        /// Which file.
        path: PathBuf,
        /// Its permission bits.
        mode: u32,
    },
    /// The environment has no such variable.
    #[error("the environment variable {0} is not set: it should hold the root key")]
    NotSet(String),
    /// The command failed. What it printed is not repeated: it may hold the key.
    #[error("the command `{program}` gave no root key: {why}")]
    Command {
        /// The program, without its arguments.
        program: String,
        /// What happened.
        why: String,
    },
    /// The text is no key.
    #[error("the root key should be 32 bytes as 64 hexadecimal digits or as base64; make one with `hearth init`")]
    Form,
}

/// The root key: 32 bytes, wiped when dropped. It has no `Display`, and its `Debug` tells nothing.
#[derive(Clone)]
pub struct RootKey(Zeroizing<[u8; KEY_LEN]>);

impl RootKey {
    /// A new key from `random`.
    pub fn generate(random: &mut dyn CryptoRng) -> Self {
        let mut bytes = Zeroizing::new([0; KEY_LEN]);
        random.fill_bytes(bytes.as_mut_slice());
        Self(bytes)
    }

    /// The key of these bytes.
    pub fn from_bytes(bytes: [u8; KEY_LEN]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// The key of a text: 64 hexadecimal digits, or base64 in either alphabet with or without padding. Space around it is forgiven.
    pub fn parse(text: &str) -> Result<Self, RootKeyError> {
        let text = text.trim();
        let bytes = if text.len() == 2 * KEY_LEN { from_hex(text) } else { from_base64(text) };
        let bytes = Zeroizing::new(bytes.ok_or(RootKeyError::Form)?);
        let mut key = Zeroizing::new([0; KEY_LEN]);
        if bytes.len() != KEY_LEN {
            return Err(RootKeyError::Form);
        }
        key.copy_from_slice(&bytes);
        Ok(Self(key))
    }

    /// The key in a file that only its owner can read (mode 0600 or 0400); any other file is refused.
    pub fn from_file(path: &Path) -> Result<Self, RootKeyError> {
        let failed = |source| RootKeyError::File { path: path.to_owned(), source };
        let file = std::fs::File::open(path).map_err(failed)?;
        refuse_if_open_to_others(path, &file)?;
        let mut text = Zeroizing::new(String::new());
        (&file).take(LONGEST).read_to_string(&mut text).map_err(failed)?;
        Self::parse(&text)
    }

    /// The key in an environment variable.
    pub fn from_environment(name: &str) -> Result<Self, RootKeyError> {
        let text = Zeroizing::new(std::env::var(name).map_err(|_| RootKeyError::NotSet(name.to_owned()))?);
        Self::parse(&text)
    }

    /// The key that a command prints, such as the client of a key service. The command is run without a shell.
    pub fn from_command(program: &str, arguments: &[String]) -> Result<Self, RootKeyError> {
        let failed = |why: String| RootKeyError::Command { program: program.to_owned(), why };
        let output = Command::new(program)
            .args(arguments)
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .map_err(|e| failed(e.to_string()))?;
        let text = Zeroizing::new(output.stdout);
        if !output.status.success() {
            return Err(failed(output.status.to_string()));
        }
        Self::parse(std::str::from_utf8(&text).map_err(|_| RootKeyError::Form)?)
    }

    /// Writes the key as hexadecimal digits to a new file of mode 0600, flushed to the disk. An existing file is never written over.
    pub fn write_new(&self, path: &Path) -> Result<(), RootKeyError> {
        let failed = |source| RootKeyError::File { path: path.to_owned(), source };
        let mut options = std::fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(path).map_err(failed)?;
        let mut text = Zeroizing::new(String::with_capacity(2 * KEY_LEN + 1));
        for byte in self.0.iter() {
            for digit in [byte >> 4, byte & 15] {
                text.extend(char::from_digit(u32::from(digit), 16));
            }
        }
        text.push('\n');
        file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(failed)
    }

    /// The bytes, for wrapping.
    pub(super) fn bytes(&self) -> &[u8; KEY_LEN] {
        &self.0
    }
}

/// Says that there is a key, never which.
impl std::fmt::Debug for RootKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RootKey(sealed)")
    }
}

#[cfg(unix)]
fn refuse_if_open_to_others(path: &Path, file: &std::fs::File) -> Result<(), RootKeyError> {
    use std::os::unix::fs::PermissionsExt;
    let failed = |source| RootKeyError::File { path: path.to_owned(), source };
    let mode = file.metadata().map_err(failed)?.permissions().mode() & 0o7777;
    if mode & OPEN_TO_OTHERS == 0 { Ok(()) } else { Err(RootKeyError::TooOpen { path: path.to_owned(), mode }) }
}

#[cfg(not(unix))]
fn refuse_if_open_to_others(_: &Path, _: &std::fs::File) -> Result<(), RootKeyError> {
    Ok(())
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |b: u8| char::from(b).to_digit(16);
    let pairs = text.as_bytes().as_chunks::<2>().0;
    pairs.iter().map(|&[high, low]| u8::try_from(digit(high)? * 16 + digit(low)?).ok()).collect()
}

fn from_base64(text: &str) -> Option<Vec<u8>> {
    let forgiving = GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let alphabet = if text.contains(['-', '_']) { alphabet::URL_SAFE } else { alphabet::STANDARD };
    GeneralPurpose::new(&alphabet, forgiving).decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};

    const HEX: &str = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    #[test]
    fn a_key_is_read_as_hexadecimal_or_base64() {
        let key = RootKey::parse(HEX).expect("hex");
        for text in [
            "  00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff\n",
            "ABEiM0RVZneImaq7zN3u/wARIjNEVWZ3iJmqu8zd7v8=",
            "ABEiM0RVZneImaq7zN3u_wARIjNEVWZ3iJmqu8zd7v8",
        ] {
            assert_eq!(RootKey::parse(text).expect(text).bytes(), key.bytes());
        }
        for text in [
            "",
            "00",
            &HEX[..63],
            &format!("{HEX}0"),
            "zz112233445566778899aabbccddeeff00112233445566778899aabbccddeeff",
        ] {
            assert!(matches!(RootKey::parse(text), Err(RootKeyError::Form)), "{text}");
        }
    }

    #[test]
    fn a_key_file_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("folder");
        let path = folder.path().join("root.key");
        let key = RootKey::generate(&mut ChaCha20Rng::seed_from_u64(1));
        key.write_new(&path).expect("written");
        assert_eq!(RootKey::from_file(&path).expect("read").bytes(), key.bytes());
        assert!(key.write_new(&path).is_err(), "an existing key was written over");
        for mode in [0o640, 0o604, 0o666, 0o700] {
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).expect("mode");
            let refused = RootKey::from_file(&path).expect_err("refused").to_string();
            assert!(refused.contains(&format!("mode {mode:04o}")), "{refused}");
        }
    }

    #[test]
    fn a_command_gives_the_key_and_a_failing_one_is_told_without_its_output() {
        let arguments = |text: &str| vec![text.to_owned()];
        assert_eq!(RootKey::from_command("echo", &arguments(HEX)).expect("a key").bytes()[1], 0x11);
        let refused = RootKey::from_command("cat", &arguments("/no/such/key")).expect_err("refused").to_string();
        assert!(refused.starts_with("the command `cat` gave no root key"), "{refused}");
        assert!(matches!(RootKey::from_environment("HEARTH_NO_SUCH_VARIABLE"), Err(RootKeyError::NotSet(_))));
    }
}
