//! The command line. Its names are promises to users' scripts: add to them, never rename.

use std::path::PathBuf;

use clap::{Args as Group, Parser, Subcommand, ValueEnum};

/// Hearth: the records of a council's children's services.
#[derive(Parser)]
#[command(version, about, long_about = None, max_term_width = 100)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// What the command line can do.
#[derive(Subcommand)]
pub enum Command {
    /// Serve a synthetic pair of councils with invented people.
    #[command(after_help = "Example: hearth demo --children 400 --data ./demo")]
    Demo(Demo),
    /// Set up an instance: keys, councils, the first administrator.
    #[command(after_help = "Example: hearth init --data ./hearth")]
    Init(Init),
    /// Open an account: for everybody after the first administrator.
    #[command(
        after_help = "Example: hearth account open priya.nair --name \"Priya Nair\" --role social_worker --team locality_north --authority sefton --data ./hearth"
    )]
    Account(Account),
    /// Serve an instance.
    #[command(after_help = "Example: hearth serve --data ./hearth --listen 127.0.0.1:8080")]
    Serve(Serve),
    /// Check a return without any database: every rule, in plain words, with the fix.
    #[command(after_help = "Example: hearth check ssda903 ./return --year 2027 --previous ./last-year")]
    Check(Check),
    /// Make a return from the records: as CSV tables and XML, checked, with what was left out and why.
    #[command(
        after_help = "Example: hearth return ssda903 --authority sefton --year 2027 --out ./return --data ./hearth"
    )]
    Return(Return),
    /// Write a census as CSV tables, or the postcode directory in a small form.
    #[command(after_help = "Example: hearth convert cin census.xml --out ./census")]
    Convert(Convert),
    /// Make files from a return or a dataset. Running it again doubles nothing.
    #[command(after_help = "Example: hearth import ssda903 ./return --authority sefton --data ./hearth")]
    Import(Import),
    /// Write synthetic input: the same for the same seed.
    #[command(after_help = "Example: hearth synth ssda903 --children 1000 --seed 1 --out ./return")]
    Synth(Synth),
    /// Find who stands in two lists, or twice in one.
    #[command(after_help = "Example: hearth match register.csv referred.csv --out pairs.csv --map surname=last")]
    Match(Match),
    /// Check the audit and the sealed records, or prove one entry.
    #[command(after_help = "Example: hearth ledger verify --data ./hearth")]
    Ledger(Ledger),
    /// Copy an instance while it runs: data and keys into separate folders.
    #[command(after_help = "Example: hearth backup --data ./hearth --out ./backup")]
    Backup(Backup),
    /// Bring a backup back. What was destroyed since stays destroyed.
    #[command(
        after_help = "Example: copy root.key into the new folder, then: hearth restore ./backup --data ./hearth-restored"
    )]
    Restore(Restore),
    /// Every field that can be recorded, with its class, its category and whose it is.
    #[command(after_help = "Example: hearth catalogue --format csv > fields.csv")]
    Catalogue(Catalogue),
    /// What is due and why, on facts given by hand.
    #[command(
        after_help = "Example: hearth explain clocks facts.json --authority sefton --today 2026-11-21 --format json"
    )]
    Explain(Explain),
    /// How long files are kept: what is due, and what another schedule would move.
    #[command(after_help = "Example: hearth retention due --authority sefton --until 2027-03-31 --data ./hearth")]
    Retention(Retention),
    /// Write the privacy notice of a council, or check where it does not hold up.
    #[command(
        after_help = "Examples:\n  hearth notice sefton --format pdf --out notice.pdf\n  hearth notice sefton --children\n  hearth notice sefton --check\n  hearth notice sefton --data ./hearth\n\nWithout --data or --config it is the draft that the settings make; with one of them it is the version that the data protection officer approved."
    )]
    Notice(Notice),
    /// Take a register of a council away, such as the laws of each purpose.
    #[command(after_help = "Example: hearth register export sefton --what purposes > purposes.csv")]
    Register(Register),
    /// Measure the figures of docs/performance.md on this machine.
    #[command(after_help = "Example: hearth bench --people 1000000")]
    Bench(Bench),
}

/// Where an instance stands.
#[derive(Group, Clone)]
pub struct Place {
    /// The folder of an instance: SQLite databases, keys and documents.
    #[arg(long, value_name = "DIR", conflicts_with = "config")]
    pub data: Option<PathBuf>,
    /// A configuration file, for any engine.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// The data database on PostgreSQL, instead of the one configured.
    #[arg(long, value_name = "URL", requires = "key_database_url")]
    pub database_url: Option<String>,
    /// The key database on PostgreSQL.
    #[arg(long, value_name = "URL", requires = "database_url")]
    pub key_database_url: Option<String>,
}

/// `hearth demo`
#[derive(Group)]
pub struct Demo {
    /// The address to serve.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// Where to keep it; a run on the same folder keeps what was entered. A temporary folder otherwise.
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// How many children to invent, over both councils.
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u32).range(1..=20_000))]
    pub children: u32,
    /// The seed of the invention.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
}

/// `hearth init`
#[derive(Group)]
pub struct Init {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The councils to set up.
    #[arg(long, value_name = "ID", default_values = ["sefton", "knowsley"])]
    pub authority: Vec<String>,
}

/// `hearth account`
#[derive(Group)]
pub struct Account {
    /// What to do.
    #[command(subcommand)]
    pub act: AccountAct,
}

/// What can be done with accounts.
#[derive(Subcommand)]
pub enum AccountAct {
    /// Open an account and print, once, what its holder signs in with.
    Open(OpenAccount),
    /// Say which file is about the holder of an account, so that the files of their family close to them.
    #[command(
        after_help = "Example: hearth account own-file priya.nair 01936b1e5c7a7d0e8f21a4c9d8e7b603 --data ./hearth\n\nA file that is about the holder, or names them among family and household, closes to them when they open it, until a second person has looked."
    )]
    OwnFile(OwnFile),
    /// Say who manages the holder of an account: the two never approve together what takes two people.
    #[command(after_help = "Example: hearth account manager stan.oyelaran anita.desai --data ./hearth")]
    Manager(ManagerOf),
}

/// `hearth account manager`
#[derive(Group)]
pub struct ManagerOf {
    /// The sign-in name.
    pub login: String,
    /// The sign-in name of whoever manages them, in the same council.
    pub manager: String,
    /// Where.
    #[command(flatten)]
    pub place: Place,
}

/// `hearth account own-file`
#[derive(Group)]
pub struct OwnFile {
    /// The sign-in name.
    pub login: String,
    /// The file about its holder, as it stands in the file's address.
    pub file: String,
    /// Where.
    #[command(flatten)]
    pub place: Place,
}

/// `hearth account open`
#[derive(Group)]
pub struct OpenAccount {
    /// The sign-in name.
    pub login: String,
    /// The holder's name.
    #[arg(long)]
    pub name: String,
    /// The role, such as `social_worker`.
    #[arg(long)]
    pub role: String,
    /// The council.
    #[arg(long)]
    pub authority: String,
    /// A team, by its code; may be given several times.
    #[arg(long)]
    pub team: Vec<String>,
    /// It may look, and not record.
    #[arg(long)]
    pub view_only: bool,
    /// Where.
    #[command(flatten)]
    pub place: Place,
}

/// `hearth serve`
#[derive(Group)]
pub struct Serve {
    /// Where.
    #[command(flatten)]
    pub place: Place,
    /// The address to serve, behind something that speaks TLS.
    #[arg(long, default_value = "127.0.0.1:8080")]
    pub listen: String,
}

/// A return or dataset.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Source {
    /// SSDA903: a folder of CSV files, or the XML file.
    Ssda903,
    /// The children in need census, XML.
    Cin,
    /// The standard safeguarding dataset, a folder of CSV files.
    Ssd,
}

/// `hearth import`
#[derive(Group)]
pub struct Import {
    /// What it is.
    pub source: Source,
    /// The folder or file.
    pub path: PathBuf,
    /// The council whose files these become.
    #[arg(long)]
    pub authority: String,
    /// The collection year, ending on 31 March of it; read from the return where it says so.
    #[arg(long)]
    pub year: Option<i16>,
    /// The team, by its code, that holds every child who is new: a return names none, and without one nobody but those who
    /// may state a purpose opens the files.
    #[arg(long)]
    pub team: Option<String>,
    /// Where the rows that were not loaded are written, with reasons.
    #[arg(long, value_name = "FILE", default_value = "rejects.csv")]
    pub rejects: PathBuf,
    /// Everybody in it is invented: a demonstration takes nobody else.
    #[arg(long)]
    pub invented: bool,
    /// The reconciliation as a table or as JSON.
    #[arg(long, default_value = "table")]
    pub format: Format,
    /// Where.
    #[command(flatten)]
    pub place: Place,
}

/// What can be explained.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Explained {
    /// Which clocks run, when they are due, and why.
    Clocks,
    /// How long the file is kept, and why.
    Retention,
}

/// `hearth explain`
#[derive(Group)]
pub struct Explain {
    /// What to explain.
    pub what: Explained,
    /// The facts, as JSON: `person`, `facts`, `events`; for retention also `holds`, `file` and `named_in`.
    #[arg(value_name = "FACTS.json")]
    pub facts: PathBuf,
    /// The council whose settings apply.
    #[arg(long)]
    pub authority: String,
    /// The day on which to look; today otherwise.
    #[arg(long, value_name = "DATE")]
    pub today: Option<jiff::civil::Date>,
    /// For people or for programs.
    #[arg(long, default_value = "table")]
    pub format: Format,
}

/// `hearth retention`
#[derive(Group)]
pub struct Retention {
    /// What to do.
    #[command(subcommand)]
    pub act: RetentionAct,
}

/// What can be done about how long files are kept.
#[derive(Subcommand)]
pub enum RetentionAct {
    /// What falls due by a day, with its reasons, and which classes of files no rule covers.
    Due(RetentionDue),
    /// Take the files whose day has come together into a batch, to be reviewed and approved on the pages.
    Propose(RetentionPropose),
    /// Execute a batch that two people approved and that has rested.
    Run(RetentionRun),
}

/// Who asks, and where.
#[derive(Group, Clone)]
pub struct RetentionBy {
    /// The council.
    #[arg(long)]
    pub authority: String,
    /// The sign-in name of whoever asks.
    #[arg(long, value_name = "LOGIN", default_value = "records.manager")]
    pub by: String,
    /// Where.
    #[command(flatten)]
    pub place: Place,
}

/// `hearth retention propose`
#[derive(Group)]
pub struct RetentionPropose {
    /// Who and where.
    #[command(flatten)]
    pub by: RetentionBy,
}

/// `hearth retention run`
#[derive(Group)]
pub struct RetentionRun {
    /// The batch, as it stands in the address of its page.
    pub batch: String,
    /// Who and where.
    #[command(flatten)]
    pub by: RetentionBy,
}

/// `hearth retention due`
#[derive(Group)]
pub struct RetentionDue {
    /// The day by which; today otherwise.
    #[arg(long, value_name = "DATE")]
    pub until: Option<jiff::civil::Date>,
    /// Say instead what another schedule would move: a file with `[retention.years]`, as a council's settings write it.
    #[arg(long, value_name = "FILE.toml", requires = "compare", conflicts_with = "until")]
    pub schedule: Option<PathBuf>,
    /// Compare it with the schedule that is in force. Nothing is changed by it.
    #[arg(long, requires = "schedule")]
    pub compare: bool,
    /// For people or for programs.
    #[arg(long, default_value = "table")]
    pub format: Format,
    /// Who and where.
    #[command(flatten)]
    pub by: RetentionBy,
}

/// How to print.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Table,
    /// For programs.
    Json,
    /// For spreadsheets.
    Csv,
}

/// What to invent.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Invention {
    /// An SSDA903 return as CSV files.
    Ssda903,
    /// A children in need census as XML.
    Cin,
    /// An authority: records of every kind, as JSON lines.
    Authority,
    /// Lists of people with the truth beside them, for `hearth match`: two lists, and one in which some stand twice.
    People,
}

/// `hearth synth`
#[derive(Group)]
pub struct Synth {
    /// What to invent.
    pub what: Invention,
    /// How many children: in the return, in the authority; of `people` how many people in all.
    #[arg(long, default_value_t = 100)]
    pub children: u32,
    /// How many of a hundred rows of an SSDA903 return, or of a hundred children of a census, are spoilt: one mistake a child,
    /// with the truth in `mistakes/truth.csv`.
    #[arg(long, default_value_t = 0, value_parser = clap::value_parser!(u32).range(0..=100))]
    pub mistakes: u32,
    /// The seed.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// The folder to write into.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// The day that counts as today; the day of the run otherwise.
    #[arg(long, value_name = "DATE")]
    pub today: Option<String>,
}

/// A return that can be checked.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Checkable {
    /// Looked-after children and care leavers: a folder of CSV files, or the XML file.
    Ssda903,
    /// Children in need: the XML file, or a folder of CSV tables.
    Cin,
}

/// How findings are written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// By rule, for people.
    Table,
    /// For programs.
    Json,
    /// One finding a line.
    Csv,
    /// A workbook.
    Xlsx,
}

/// `hearth check`
#[derive(Group)]
pub struct Check {
    /// Which return.
    pub what: Checkable,
    /// The folder or file.
    pub path: PathBuf,
    /// The collection year, named by the March in which it ends; what the return says otherwise.
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i16>,
    /// The collection year whose rules are used; the year of the return otherwise.
    #[arg(long, value_name = "YEAR")]
    pub ruleset: Option<i16>,
    /// Last year's return.
    #[arg(long, value_name = "DIR")]
    pub previous: Option<PathBuf>,
    /// The authority that sends it, by its ONS or DfE code.
    #[arg(long, value_name = "CODE")]
    pub authority_code: Option<String>,
    /// Ofsted's list of providers: a workbook, CSV, or a JSON array.
    #[arg(long, value_name = "FILE")]
    pub providers: Option<PathBuf>,
    /// The ONS postcode directory as CSV, or what `hearth convert postcodes` made of it.
    #[arg(long, value_name = "FILE")]
    pub postcodes: Option<PathBuf>,
    /// Only these rules.
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    pub only: Vec<String>,
    /// How the findings are written.
    #[arg(long, value_enum, default_value = "table")]
    pub format: CheckFormat,
    /// The file to write into.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// A return that can be made.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Returnable {
    /// Looked-after children and care leavers, of a year.
    Ssda903,
    /// Children in need, of a year.
    Cin,
    /// The department's daily data: what changed since it accepted last.
    DfeApi,
    /// The Standard Safeguarding Dataset, the six years up to a day: a CSV file for each table.
    Ssd,
    /// The lists that Ofsted asks for at an inspection, as at a day: a workbook, and a CSV file for each list.
    AnnexA,
}

/// `hearth return`
#[derive(Group)]
pub struct Return {
    /// Which return.
    pub what: Returnable,
    /// The council.
    #[arg(long)]
    pub authority: String,
    /// The collection year, named by the March in which it ends.
    #[arg(long, value_name = "YEAR", required_if_eq_any = [("what", "ssda903"), ("what", "cin")])]
    pub year: Option<i16>,
    /// The folder to write into.
    #[arg(long, value_name = "DIR", required_if_eq_any = [("what", "ssda903"), ("what", "cin"), ("what", "ssd"), ("what", "annex-a")])]
    pub out: Option<PathBuf>,
    /// The day as at which the dataset and the lists are made: today, or the end of the collection year where that is over.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub day: Option<jiff::civil::Date>,
    /// The ONS Postcode Directory, or what `hearth convert postcodes` made of it: the dataset and the lists say with it how far from
    /// home and in whose area placements lie.
    #[arg(long, value_name = "FILE")]
    pub postcodes: Option<PathBuf>,
    /// The sign-in name of whoever makes it: it holds what their role may see.
    #[arg(long, value_name = "LOGIN", default_value = "data.analyst")]
    pub by: String,
    /// This is the file that is sent: the file of each child in it says so, with the powers.
    #[arg(long, conflicts_with = "send")]
    pub sent: bool,
    /// Send the daily data to the department at this address, and keep what it accepts.
    #[arg(long, value_name = "URL", requires = "key_file")]
    pub send: Option<String>,
    /// The file with the key for it, or with the headers that carry it, one a line.
    #[arg(long, value_name = "FILE", requires = "send")]
    pub key_file: Option<PathBuf>,
    /// Where.
    #[command(flatten)]
    pub place: Place,
}

/// What can be converted.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Convertible {
    /// A children in need census, into a folder of CSV tables.
    Cin,
    /// The ONS postcode directory, into one small file.
    Postcodes,
}

/// `hearth convert`
#[derive(Group)]
pub struct Convert {
    /// What.
    pub what: Convertible,
    /// The file.
    pub path: PathBuf,
    /// Where it goes.
    #[arg(long, value_name = "PATH")]
    pub out: PathBuf,
}

/// `hearth match`
#[derive(Group)]
pub struct Match {
    /// A list of people as CSV with a header: id (or `rec_id`), `given_name`, `middle_name`, surname, `other_names`, dob (or
    /// `date_of_birth`), expected, gender, `house_number`, street, town, postcode, phone, identifiers, household, wall. All
    /// but the id may be missing. Two rows that both carry a value in `wall` are never compared.
    #[arg(value_name = "A.csv")]
    pub list: PathBuf,
    /// A second list. Without it the doubles within the first are found.
    #[arg(value_name = "B.csv")]
    pub other: Option<PathBuf>,
    /// Where the pairs are written: `id_a`, `id_b`, score, why.
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// Which column says what, where it is called otherwise; may be given several times.
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,
}

/// `hearth ledger`
#[derive(Group)]
pub struct Ledger {
    /// What to do.
    #[command(subcommand)]
    pub act: LedgerAct,
}

/// What can be done with the audit.
#[derive(Subcommand)]
pub enum LedgerAct {
    /// Re-derive the tree and check every sealed version against it.
    Verify(Verify),
    /// Write a proof that an entry stands in the audit, to be checked without Hearth; for a destruction with its certificate.
    Prove(Prove),
    /// Print the key by which others check proofs: give it to whoever should be able to.
    Key(Verify),
}

/// `hearth ledger verify`
#[derive(Group)]
pub struct Verify {
    /// Where.
    #[command(flatten)]
    pub place: Place,
}

/// `hearth ledger prove`
#[derive(Group)]
pub struct Prove {
    /// The entry.
    pub entry: String,
    /// Where.
    #[command(flatten)]
    pub place: Place,
}

/// `hearth backup`
#[derive(Group)]
pub struct Backup {
    /// The folder to write into; it must not be there yet.
    #[arg(long, value_name = "DIR")]
    pub out: PathBuf,
    /// Where.
    #[command(flatten)]
    pub place: Place,
}

/// `hearth restore`
#[derive(Group)]
pub struct Restore {
    /// The folder of the backup.
    pub backup: PathBuf,
    /// Where to bring it back: an empty folder or an empty database.
    #[command(flatten)]
    pub place: Place,
}

/// `hearth notice`
#[derive(Group)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
pub struct Notice {
    /// The council.
    pub authority: String,
    /// Where the instance is whose approved version is wanted.
    #[command(flatten)]
    pub place: Place,
    /// How to write it.
    #[arg(long, default_value = "text")]
    pub format: NoticeFormat,
    /// In large print: at least 16 point.
    #[arg(long)]
    pub large_print: bool,
    /// The notice for children.
    #[arg(long)]
    pub children: bool,
    /// The draft that the settings make now, also where an instance is named.
    #[arg(long)]
    pub draft: bool,
    /// An earlier version, by its number.
    #[arg(long = "notice-version", value_name = "NUMBER", conflicts_with = "draft")]
    pub version: Option<u16>,
    /// Say where the notice and the settings contradict the law, a floor, or themselves; ends with 1 where they do.
    #[arg(long)]
    pub check: bool,
    /// With --check: ask each link whether it answers. Without it nothing goes over a network.
    #[arg(long, requires = "check")]
    pub links: bool,
    /// A folder of packs to read instead of those that are compiled in: ID.toml, and the files of a folder ID beside it.
    #[arg(long, value_name = "DIR")]
    pub packs: Option<PathBuf>,
    /// The day on which to look; today otherwise.
    #[arg(long, value_name = "DATE")]
    pub today: Option<jiff::civil::Date>,
    /// Where to write it; standard output otherwise.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// How a notice is written.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NoticeFormat {
    /// For people at a terminal.
    Text,
    /// A page that stands by itself.
    Html,
    /// A document for long keeping that everybody can read (PDF/A-2a and PDF/UA-1); needs --out.
    Pdf,
}

/// `hearth register`
#[derive(Group)]
pub struct Register {
    /// What to do.
    #[command(subcommand)]
    pub act: RegisterAct,
}

/// What can be done with a register.
#[derive(Subcommand)]
pub enum RegisterAct {
    /// Write it as CSV.
    Export(ExportRegister),
}

/// `hearth register export`
#[derive(Group)]
pub struct ExportRegister {
    /// The council.
    pub authority: String,
    /// Which register.
    #[arg(long, default_value = "purposes")]
    pub what: WhatRegister,
    /// The instance whose officers added to it; the settings alone otherwise.
    #[command(flatten)]
    pub place: Place,
}

/// A register of a council.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum WhatRegister {
    /// Purposes, with their bases and the laws that each rests on.
    Purposes,
    /// What the council does, and by which laws.
    Functions,
}

/// `hearth catalogue`
#[derive(Group)]
pub struct Catalogue {
    /// The council whose purposes the fields are asked for: adds the purpose of each.
    #[arg(long)]
    pub authority: Option<String>,
    /// The instance in which to count how often each field is answered; needs --authority.
    #[command(flatten)]
    pub place: Place,
    /// How to print.
    #[arg(long, default_value = "csv")]
    pub format: Format,
}

/// `hearth bench`
#[derive(Group)]
pub struct Bench {
    /// How many people the database holds.
    #[arg(long, default_value_t = 1_000_000)]
    pub people: u32,
    /// Where. A database that is there already is used again; a folder of the temporary files where none is named.
    #[command(flatten)]
    pub place: Place,
    /// Measure this part only: memory, open, clocks, find, pages, governance, commits, import, small, match, returns, cold or kill.
    #[arg(long, value_name = "PART")]
    pub only: Option<String>,
    /// How many runs with kill −9.
    #[arg(long, default_value_t = 200)]
    pub kills: u32,
    /// The table, or JSON.
    #[arg(long, default_value = "table")]
    pub format: Format,
    /// What this process does for the bench that started it.
    #[arg(long, hide = true)]
    pub child: Option<String>,
}
