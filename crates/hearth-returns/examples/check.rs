//! Checks a return without anything else of Hearth: `check ssda903 DIR --year 2027 --ruleset 2027 --previous DIR`.

use std::{env, error::Error, fs, io, path::Path};

use hearth_calendar::Calendar;
use hearth_returns::{
    Limits,
    check::{CollectionYear, Providers, Setting, Took, check, write_json},
    cin, ssda903,
};

fn main() -> Result<(), Box<dyn Error>> {
    let args: Vec<String> = env::args().skip(1).collect();
    let option =
        |name: &str| args.iter().position(|arg| arg == name).and_then(|at| args.get(at + 1)).map(String::as_str);
    let number = |name: &str| option(name).map(str::parse::<i16>).transpose();
    let (Some(kind), Some(path)) = (args.get(1), args.get(2)) else {
        return Err("say which return and where: check ssda903 DIR".into());
    };
    let year = CollectionYear::ending(number("--year")?.unwrap_or(2027)).ok_or("no such year")?;
    let mut setting =
        Setting::of(year, Calendar::england()).with_ruleset(number("--ruleset")?.unwrap_or(year.number()));
    setting.authority = option("--authority-code").map(str::to_owned);
    if let Some(file) = option("--providers") {
        setting.providers = Some(Providers::from_json(&fs::read_to_string(file)?)?);
    }
    let limits = Limits::default();
    if kind == "cin" {
        let tables = cin::read(Path::new(path), &limits)?;
        write_json(&check::<cin::Cin>(&tables, None, &setting), Took::default(), io::stdout())?;
    } else {
        let tables = ssda903::read(Path::new(path), &limits)?;
        let last = option("--previous").map(|last| ssda903::read(Path::new(last), &limits)).transpose()?;
        write_json(&check::<ssda903::Ssda903>(&tables, last.as_ref(), &setting), Took::default(), io::stdout())?;
    }
    Ok(())
}
